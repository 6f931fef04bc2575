import { describe, expect, it } from "vitest";
import { gone, offersIn, readKept, remembered, wordStart } from "~/core/ui/browser/models/offers";

const offer = (insert: string) => ({ insert, title: insert, note: "" });

describe("the word under way", () => {
  it.each([
    ["placebo in:car", "in:car"],
    ["in", "in"],
    ['placebo in:"Heart fa', 'in:"Heart fa'],
    ["-from:tom", "-from:tom"],
    ["après:20", "après:20"],
    ["placebo ", ""],
  ])("of %s is %s", (text, word) => {
    expect(text.slice(wordStart(text))).toBe(word);
  });
});

describe("an offer", () => {
  it("takes the place of the word and leaves a space for the next", () => {
    expect(gone("placebo in:car", 14, offer("in:Cardiology"))).toEqual({ text: "placebo in:Cardiology ", caret: 22 });
  });
  it("that is an operator waits for its value", () => {
    expect(gone("fr", 2, offer("from:"))).toEqual({ text: "from:", caret: 5 });
  });
  it("leaves alone what stands behind the caret", () => {
    expect(gone("in:car placebo", 6, offer("in:Cardiology"))).toEqual({ text: "in:Cardiology placebo", caret: 13 });
  });
});

describe("what the server says", () => {
  it("is read where it makes sense", () => {
    expect(offersIn({ items: [{ insert: "in:", title: "in:", note: "a space" }, { title: 3 }, null] })).toHaveLength(1);
    expect(offersIn("nonsense")).toEqual([]);
  });
});

describe("the searches of before", () => {
  it("are few, different and newest first", () => {
    expect(remembered(["a", "b", "c", "d", "e"], " B ")).toEqual(["B", "a", "c", "d", "e"]);
    expect(remembered(["a", "b", "c", "d", "e"], "f")).toEqual(["f", "a", "b", "c", "d"]);
    expect(remembered(["a"], "  ")).toEqual(["a"]);
  });
  it("are nothing where the store was spoilt", () => {
    expect(readKept("{")).toEqual([]);
    expect(readKept(null)).toEqual([]);
    expect(readKept('["a", 3]')).toEqual(["a"]);
  });
});
