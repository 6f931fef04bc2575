import { describe, expect, it } from "vitest";
import { Positions } from "./positions";

const list = { name: "list" };
const badge = { name: "badge" };

describe("what a page has", () => {
  it("takes each number once, in order", () => {
    const positions = new Positions();
    positions.add("thread:1", list, 4);
    expect(positions.take("thread:1", 5)).toEqual([list]);
    expect(positions.take("thread:1", 5)).toEqual([]);
    expect(positions.take("thread:1", 4)).toEqual([]);
    expect(positions.take("thread:1", 6)).toEqual([list]);
    expect(positions.wanted()).toEqual({ "thread:1": 6 });
  });

  it("notices a gap and does not jump over it", () => {
    const positions = new Positions();
    positions.add("thread:1", list, 4);
    expect(positions.hasGap("thread:1", 6)).toBe(true);
    expect(positions.hasGap("thread:1", 5)).toBe(false);
    expect(positions.take("thread:1", 6)).toEqual([]);
    expect(positions.since("thread:1")).toBe(4);
  });

  it("asks again from where a place stands that came later with an older rendering", () => {
    const positions = new Positions();
    expect(positions.add("thread:1", list, 9)).toBe(true);
    expect(positions.add("thread:1", badge, 7)).toBe(true);
    expect(positions.since("thread:1")).toBe(7);
    expect(positions.take("thread:1", 8)).toEqual([badge]);
    expect(positions.take("thread:1", 9)).toEqual([badge]);
    expect(positions.take("thread:1", 10)).toEqual([list, badge]);
  });

  it("does not ask again for a place that is further on, or known", () => {
    const positions = new Positions();
    positions.add("thread:1", list, 4);
    expect(positions.add("thread:1", badge, 6)).toBe(false);
    expect(positions.add("thread:1", list, 0)).toBe(false);
    expect(positions.take("thread:1", 5)).toEqual([list]);
    expect(positions.take("thread:1", 6)).toEqual([list]);
    expect(positions.take("thread:1", 7)).toEqual([list, badge]);
  });

  it("jumps where it must fetch its page again, also back", () => {
    const positions = new Positions();
    positions.add("thread:1", list, 4);
    expect(positions.jump("thread:1", 900)).toEqual([list]);
    expect(positions.jump("thread:1", 900)).toEqual([]);
    expect(positions.jump("thread:1", 3)).toEqual([list]);
    expect(positions.take("thread:1", 4)).toEqual([list]);
  });

  it("leaves a stream when its last place has gone", () => {
    const positions = new Positions();
    positions.add("thread:1", list, 4);
    positions.add("thread:1", badge, 4);
    expect(positions.remove("thread:1", list)).toBe(false);
    expect(positions.remove("thread:1", list)).toBe(false);
    expect(positions.remove("thread:1", badge)).toBe(true);
    expect(positions.wanted()).toEqual({});
  });

  it("forgets a stream that is gone", () => {
    const positions = new Positions();
    positions.add("thread:1", list, 4);
    expect(positions.forget("thread:1")).toEqual([list]);
    expect(positions.all()).toEqual([]);
  });
});
