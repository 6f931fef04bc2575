import { expect, test } from "vitest";
import { hasRoom, ordered, placed } from "~/social/browser/models/ranking";

const none = new Map([
  [1, 0],
  [2, 0],
  [3, 0],
]);

test("the first choice takes the first place, whichever was asked for", () => {
  expect([...placed(none, 2, 3)]).toEqual([
    [1, 0],
    [2, 1],
    [3, 0],
  ]);
});

test("who is put before others moves them down", () => {
  const two = placed(placed(none, 1, 1), 2, 2);
  expect(ordered(placed(two, 3, 1))).toEqual([3, 1, 2]);
});

test("who moves up or down leaves no gap", () => {
  const all = placed(placed(placed(none, 1, 1), 2, 2), 3, 3);
  expect(ordered(placed(all, 1, 3))).toEqual([2, 3, 1]);
  expect(ordered(placed(all, 3, 2))).toEqual([1, 3, 2]);
});

test("who is taken out lets the others close up", () => {
  const all = placed(placed(placed(none, 1, 1), 2, 2), 3, 3);
  expect([...placed(all, 1, 0)]).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
});

test("no more may be chosen than allowed", () => {
  expect(hasRoom(1, 2)).toBe(true);
  expect(hasRoom(2, 2)).toBe(false);
});
