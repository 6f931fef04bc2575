import { describe, expect, it } from "vitest";
import { ownZone } from "~/core/accounts/browser/models/own-zone";

describe("the browser's own zone", () => {
  const offered = ["", "UTC", "Asia/Tokyo", "Europe/Paris"];

  it("is proposed where it is offered", () => {
    expect(ownZone(offered, "Asia/Tokyo")).toBe("Asia/Tokyo");
  });

  it.each(["Mars/Olympus", "", undefined])("is not guessed from %s", (own) => {
    expect(ownZone(offered, own)).toBe("");
  });
});
