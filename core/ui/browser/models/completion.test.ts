import { describe, expect, test } from "vitest";
import { choices, completed, tokenBefore } from "~/core/ui/browser/models/completion";

describe("the word under way", () => {
  test.each([
    ["Hello @Le", "@", "Le"],
    ["@", "@", ""],
    ["see #rsv", "#", "rsv"],
    ["(@Lena Har", "@", "Lena Har"],
  ])("%s", (text, sign, words) => expect(tokenBefore(text)).toMatchObject({ sign, words }));

  test.each(["lena@example.org", "@ Lena", "done @Lena, and then", "no sign", "@a b c d e", "@Lena\nnext"])(
    "%s has none",
    (text) => expect(tokenBefore(text)).toBeNull(),
  );
});

test("the choice takes the token's place and leaves the caret behind it", () => {
  const text = "Ask @Le about it";
  const token = tokenBefore("Ask @Le")!;
  const choice = { insert: "@Lena Hartmann", title: "Lena Hartmann", note: "" };
  expect(completed(text, 7, token, choice)).toEqual({ text: "Ask @Lena Hartmann about it", caret: 18 });
  expect(completed("Ask @Le", 7, token, choice)).toEqual({ text: "Ask @Lena Hartmann ", caret: 19 });
});

test("reads names, titles and plain words", () => {
  const offered = [{ name: "Lena", note: "Cardiology" }, "rsv", {}, null];
  expect(choices(offered, "@")).toEqual([
    { title: "Lena", insert: "@Lena", note: "Cardiology" },
    { title: "rsv", insert: "@rsv", note: "" },
  ]);
  expect(choices({ detail: "no" }, "@")).toEqual([]);
});
