import { expect, it } from "vitest";
import { shuts } from "~/social/browser/models/shutting";

it("shuts an open page when its space is put away, and opens it again", () => {
  expect(shuts("social.space_changed", { space_id: 7, archived: true })).toBe(true);
  expect(shuts("social.space_changed", { space_id: 7, archived: false })).toBe(false);
});

it("leaves the page alone for anything else", () => {
  expect(shuts("social.member_changed", { space_id: 7, archived: true })).toBeUndefined();
});
