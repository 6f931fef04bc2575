import { expect, test } from "vitest";
import { type Draft, overtaken, parse, truest } from "~/core/ui/browser/models/drafts";

const server: Draft = { source: "server", format: "text", version: 4 };

test("without a copy here the server's draft is true", () => expect(truest(server, null)).toEqual(server));

test("a copy made on the same version has gone further", () =>
  expect(truest(server, { source: "here", format: "html", version: 4 })).toEqual({
    source: "here",
    format: "html",
    version: 4,
  }));

test("another device that saved since wins", () =>
  expect(truest(server, { source: "old", format: "text", version: 3 })).toEqual(server));

test("words here are not lost to an emptied draft", () =>
  expect(
    truest({ source: "", format: "text", version: 5 }, { source: "here", format: "text", version: 3 }).source,
  ).toBe("here"));

test.each([
  ["another device was faster", "mine", 3, "mine"],
  ["they are the beginning of what the server has", "serv", 3, undefined],
  ["they go on from the server's", "mine", 4, undefined],
  ["they are the same", "server", 3, undefined],
])("what is here is offered back: %s", (_why, source, version, lost) =>
  expect(overtaken(server, { source, format: "text", version })?.source).toBe(lost),
);

test("without a copy here nothing is offered back", () => expect(overtaken(server, null)).toBeNull());

test.each([null, "", "{", "[]", '{"source":1,"version":1}'])("%s is no draft", (text) =>
  expect(parse(text)).toBeNull(),
);
