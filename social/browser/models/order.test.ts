import { expect, test } from "vitest";
import { number, placeFor, type Shown } from "~/social/browser/models/order";

const at = (root: number, number = root) => ({ root, number });
const whole: Shown = { posts: [at(1), at(1, 3), at(2), at(5)], moreBefore: false, moreAfter: false };

test("an answer stands beneath its post, after the answers before it", () => {
  expect(placeFor(at(1, 6), whole)).toBe(2);
  expect(placeFor(at(5, 7), whole)).toBe(4);
});

test("a post of its own stands at the end", () => {
  expect(placeFor(at(8), whole)).toBe(4);
  expect(placeFor(at(1), { posts: [], moreBefore: false, moreAfter: false })).toBe(0);
});

test("what belongs where the page has not loaded is not put anywhere", () => {
  const part: Shown = { posts: [at(40), at(41)], moreBefore: true, moreAfter: true };
  expect(placeFor(at(12, 90), part)).toBeNull();
  expect(placeFor(at(91), part)).toBeNull();
  expect(placeFor(at(40, 92), part)).toBe(1);
});

test("only whole positive numbers count", () => {
  expect([number("12"), number("0"), number("x"), number(undefined), number("1.5")]).toEqual([12, 0, 0, 0, 0]);
});
