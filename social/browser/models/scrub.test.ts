import { expect, test } from "vitest";
import { comesFrom, grown, saying, standingAt } from "~/social/browser/models/scrub";

test("the scrubber stands at the last post that has passed the upper third", () => {
  const posts = [
    { number: 7, top: -300 },
    { number: 8, top: 100 },
    { number: 9, top: 500 },
  ];
  expect(standingAt(posts, 900)).toBe(8);
  expect(standingAt(posts.slice(2), 900)).toBe(9);
  expect(standingAt([], 900)).toBe(0);
});

test("it says so with the language's numbers", () => {
  expect(saying("Post %n of %m", 312, 1602, "en")).toBe("Post 312 of 1,602");
});

test("a thread grows by the numbers of posts that are told of, and by nothing else", () => {
  expect(grown(1, "social.post_created", { number: 3 })).toBe(3);
  expect(grown(3, "social.post_created", { number: 2 })).toBe(3);
  expect(grown(3, "social.post_edited", { number: 9 })).toBe(3);
  expect(grown(3, "social.post_created", {})).toBe(3);
});

test.each([
  ["150", "?post=300", 150],
  ["150", "?at=last", 150],
  ["150", "?at=first", 150],
  ["150", "?post=150", 0],
  ["150", "", 0],
  [null, "?post=300", 0],
  ["x", "?post=300", 0],
])("kept %s, on a page %s, the way back leads to %i", (kept, search, number) =>
  expect(comesFrom(kept, search)).toBe(number),
);
