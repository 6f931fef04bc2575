import { describe, expect, it } from "vitest";
import { changes, mayRedraw, step } from "~/social/browser/models/unread";

const row = (id: string, last = "1") => ({ id, last });

describe("a list of unread talks", () => {
  it("tells what left, what grew and what came", () => {
    const told = changes([row("a"), row("b"), row("c")], [row("d"), row("a"), row("b", "2")]);
    expect(told).toEqual({ gone: ["c"], changed: ["b"], fresh: ["d"] });
  });

  it("moves nothing under somebody who works in it", () => {
    const came = changes([row("a")], [row("b"), row("a")]);
    expect(mayRedraw(came, 1, { isBusy: true })).toBe(false);
    expect(mayRedraw(came, 1, { isBusy: false })).toBe(true);
  });

  it("is drawn where it was empty, and left alone where nothing came", () => {
    const left = changes([row("a"), row("b")], [row("a")]);
    expect(mayRedraw(left, 2, { isBusy: false })).toBe(false);
    expect(mayRedraw(changes([], [row("a")]), 0, { isBusy: true })).toBe(true);
  });

  it("is walked by keys, to its ends and no further", () => {
    expect([step("ArrowDown", 0, 3), step("ArrowDown", 2, 3)]).toEqual([1, 2]);
    expect([step("ArrowUp", 1, 3), step("ArrowUp", 0, 3), step("Home", 2, 3), step("End", 0, 3)]).toEqual([0, 0, 0, 2]);
    expect([step("q", 0, 3), step("ArrowDown", 0, 0)]).toEqual([null, null]);
  });
});
