import { expect, it } from "vitest";
import { secondsLeft } from "~/social/browser/models/waiting";

it("counts down to nothing and no further", () => {
  expect(secondsLeft(30, 1000, 1000)).toBe(30);
  expect(secondsLeft(30, 1000, 1500)).toBe(30);
  expect(secondsLeft(30, 1000, 2000)).toBe(29);
  expect(secondsLeft(30, 1000, 31_000)).toBe(0);
  expect(secondsLeft(30, 1000, 99_000)).toBe(0);
});
