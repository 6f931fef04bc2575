import { describe, expect, it } from "vitest";
import { fold, foundIn, type Listed, looksLikeAnEvent } from "~/social/browser/models/suggesting";
import table from "~/social/browser/models/suggesting.cases.json";

const words = table.words as Listed[];

describe("what is written is read as on the server", () => {
  it.each(table.cases)("$text", ({ text, suggests }) => {
    expect(looksLikeAnEvent(foundIn(text, words))).toBe(suggests.includes("safety"));
  });

  it("an ending is any ending, a word is a whole word", () => {
    expect(foundIn("hospitalisée", words)).toEqual([["hospitalis*", "event"]]);
    expect(foundIn("nirsevimabs", words)).toEqual([]);
    expect(foundIn("anything", [["*", "event"]])).toEqual([]);
  });

  it("accents, capitals and signs do not matter", () => {
    expect(fold("  L’Œdème: (sévère) ")).toBe("l oedeme severe");
  });
});
