import { expect, it } from "vitest";
import { parseFrame } from "./frames";

it("reads frames and leaves alone what is none", () => {
  expect(parseFrame('{"op":"gone","stream":"thread:1"}')).toEqual({ op: "gone", stream: "thread:1" });
  for (const text of ["", "nonsense", "null", "[]", '{"op":1}', "3"]) expect(parseFrame(text)).toBeUndefined();
});
