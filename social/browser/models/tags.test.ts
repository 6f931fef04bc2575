import { expect, test } from "vitest";
import { chosen, typed, words } from "~/social/browser/models/tags";

test("what is typed is the last of several", () => {
  expect(typed("RSV, #mon")).toEqual({ before: "RSV,", word: "mon" });
  expect(typed("mon")).toEqual({ before: "", word: "mon" });
  expect(typed("RSV, ")).toEqual({ before: "RSV,", word: "" });
});

test("a chosen tag takes the place of what was typed, and is there once", () => {
  expect(chosen("RSV, mon", "monoclonal")).toBe("RSV, monoclonal, ");
  expect(chosen("rsv, r", "RSV")).toBe("RSV, ");
});

test("commas without a word between are nothing", () => {
  expect(words(" RSV ,, été,")).toEqual(["RSV", "été"]);
});
