import { expect, test } from "vitest";
import { MOST_RECENT, recentIn, stepFrom, used } from "~/core/ui/browser/models/recent";

test("what is used comes first, once", () => {
  expect(used(["α", "≤"], "≤")).toEqual(["≤", "α"]);
  expect(used(["α", "≤"], "→")).toEqual(["→", "α", "≤"]);
});

test("only the last dozen are kept", () => {
  const many = [..."abcdefghijklmnop"].reduce(used, [] as string[]);
  expect(many).toHaveLength(MOST_RECENT);
  expect(many[0]).toBe("p");
});

test.each([
  [null, []],
  ["{", []],
  ['"α"', []],
  ['["α",1,"","α","a long text"]', ["α"]],
])("%s is read as %j", (text, signs) => expect(recentIn(text)).toEqual(signs));

// Two rows of three, and a third of one.
const places = [0, 0, 0, 40, 40, 40, 80].map((top, index) => ({ top, left: (index % 3) * 40 }));

test.each([
  [0, "ArrowRight", 1],
  [6, "ArrowRight", 6],
  [0, "ArrowLeft", 0],
  [1, "ArrowDown", 4],
  [5, "ArrowDown", 6],
  [6, "ArrowUp", 3],
  [1, "ArrowUp", 1],
  [4, "Home", 0],
  [4, "End", 6],
  [4, "x", 4],
])("from %i %s leads to %i", (at, key, to) => expect(stepFrom(places, at, key)).toBe(to));
