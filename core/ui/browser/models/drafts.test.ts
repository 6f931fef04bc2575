import { expect, test } from "vitest";
import { type Draft, parse, truest } from "~/core/ui/browser/models/drafts";

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

test.each([null, "", "{", "[]", '{"source":1,"version":1}'])("%s is no draft", (text) =>
  expect(parse(text)).toBeNull(),
);
