import { expect, test } from "vitest";
import { read } from "~/virtualclass/browser/models/clock";

const at = (text: string) => Date.parse(`2026-06-04T${text}Z`);

test("before the start it counts the minutes down, rounded up", () => {
  expect(read(at("11:48:30"), at("12:00:00"), null, 60)).toEqual({ says: "begins", minutes: 12 });
});

test("long before the start it counts nothing", () => {
  expect(read(at("09:00:00"), at("12:00:00"), null, 60)).toEqual({ says: "nothing" });
});

test("past the planned start it says how late we are", () => {
  expect(read(at("12:02:00"), at("12:00:00"), null, 60)).toEqual({ says: "late", minutes: 2 });
});

test("once begun it shows the elapsed time, never a negative one", () => {
  expect(read(at("12:14:23"), at("12:00:00"), at("12:00:00"), 60)).toEqual({
    says: "runs",
    elapsed: "14:23",
    minutes: 60,
  });
  expect(read(at("11:59:59"), at("12:00:00"), at("12:00:00"), 60)).toMatchObject({ elapsed: "0:00" });
});
