import { describe, expect, it } from "vitest";
import { bytesOf, fieldsOf, messageOf } from "~/core/notifications/browser/models/push";

const said = { title: "Tomás mentioned you.", body: "Cold chain", url: "/posts/7/", tag: "notice-1", lang: "en" };

describe("what was pushed", () => {
  it("is shown as it was said", () => {
    expect(messageOf(JSON.stringify(said))).toEqual(said);
  });

  it("is nothing where it is none of ours", () => {
    expect(["", "hello", "null", "[]", "{}", '{"title": 3}'].map(messageOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("leads to our own pages only", () => {
    for (const url of ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", 7])
      expect(messageOf(JSON.stringify({ ...said, url }))?.url).toBe("/");
  });
});

describe("what a browser says of itself", () => {
  it("is sent whole or not at all", () => {
    expect(fieldsOf({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } })).toEqual({
      endpoint: "https://push.example/1",
      p256dh: "p",
      auth: "a",
    });
    expect(fieldsOf({ endpoint: "https://push.example/1", keys: { p256dh: "p" } })).toBeNull();
  });

  it("takes our key as bytes", () => {
    expect([...bytesOf("-_8")]).toEqual([251, 255]);
  });
});
