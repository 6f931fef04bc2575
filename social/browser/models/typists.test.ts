import { expect, test } from "vitest";
import { FORGOTTEN_AFTER_MS, said, Typists } from "~/social/browser/models/typists";

const words = { one: "%n is writing…", many: "%n are writing…", and: "and" };

test("somebody who writes is named until they stop or send", () => {
  const typists = new Typists();
  typists.hear(3, "Inès", 0);
  typists.hear(4, "Tomas", 1000);
  expect(typists.names(2000)).toEqual(["Inès", "Tomas"]);
  typists.forget(4);
  expect(typists.names(2000)).toEqual(["Inès"]);
  expect(typists.names(FORGOTTEN_AFTER_MS)).toEqual([]);
});

test("one, two, many", () => {
  expect(said([], words)).toBe("");
  expect(said(["Inès"], words)).toBe("Inès is writing…");
  expect(said(["Inès", "Tomas"], words)).toBe("Inès and Tomas are writing…");
  expect(said(["a", "b", "c", "d"], words)).toBe("a, b and c are writing…");
});
