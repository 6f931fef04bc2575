import { expect, test } from "vitest";
import { Reading } from "~/social/browser/models/reading";

test("the mark moves on as posts are seen, and waits for a gap", () => {
  const reading = new Reading(10);
  expect(reading.see(12)).toBe(false);
  expect(reading.mark).toBe(10);
  expect(reading.see(11)).toBe(true);
  expect(reading.mark).toBe(12);
  expect(reading.see(5)).toBe(false);
});

test("after marking unread by hand nothing is read until the page is left", () => {
  const reading = new Reading(3);
  reading.hold();
  expect(reading.see(4)).toBe(false);
  expect(reading.mark).toBe(3);
});
