import { describe, expect, it } from "vitest";
import { isOfMessages, saidCount } from "./badge";

describe("the badge of messages", () => {
  it("says a number up to 99", () => {
    expect([saidCount(0), saidCount(3), saidCount(99), saidCount(100), saidCount(Number.NaN)]).toEqual([
      "0",
      "3",
      "99",
      "99+",
      "0",
    ]);
  });

  it("hears of one's own messages only", () => {
    expect(isOfMessages("person:7", "7", "social.messages_changed")).toBe(true);
    expect(isOfMessages("person:8", "7", "social.messages_changed")).toBe(false);
    expect(isOfMessages("person:7", "7", "notifications.notices_changed")).toBe(false);
  });
});
