import { describe, expect, it } from "vitest";
import { badge, label, pause } from "~/core/notifications/browser/models/bell";

const words = { none: "Notices", one: "Notices: %n unread", many: "Notices: %n unread ones" };

describe("the bell", () => {
  it("shows nothing for nothing", () => {
    expect([badge(0), label(0, words)]).toEqual(["", "Notices"]);
  });

  it("counts to ninety-nine", () => {
    expect([badge(1), badge(99), badge(100)]).toEqual(["1", "99", "99+"]);
    expect([label(1, words), label(120, words)]).toEqual(["Notices: 1 unread", "Notices: 99+ unread ones"]);
  });

  it("does not ask at the same moment as everybody else", () => {
    expect([pause(0), pause(1)]).toEqual([100, 400]);
  });
});
