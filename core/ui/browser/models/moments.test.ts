import { expect, test } from "vitest";
import { exact, isRelative, spoken, trueFor } from "~/core/ui/browser/models/moments";

const now = new Date("2026-06-04T10:00:00Z");
const say = (iso: string, language = "en", zone = "Europe/Paris") =>
  spoken(new Date(iso), "moment", language, zone, now);

test.each([
  ["2026-06-04T09:59:30Z", "now"],
  ["2026-06-04T09:59:00Z", "1 minute ago"],
  ["2026-06-04T09:52:00Z", "8 minutes ago"],
  ["2026-06-04T10:12:00Z", "in 12 minutes"],
  ["2026-06-04T07:12:00Z", "today, 09:12"],
  ["2026-06-03T15:20:00Z", "yesterday, 17:20"],
  ["2026-06-05T12:00:00Z", "tomorrow, 14:00"],
  ["2026-05-01T07:40:00Z", "1 May, 09:40"],
  ["2025-05-01T07:40:00Z", "1 May 2025, 09:40"],
])("%s is %s", (iso, words) => expect(say(iso)).toBe(words));

test("French says it in French", () => {
  expect(say("2026-06-04T09:52:00Z", "fr")).toBe("il y a 8 minutes");
  expect(say("2026-06-03T15:20:00Z", "fr")).toBe("hier, 17:20");
  expect(say("2026-05-01T07:40:00Z", "fr")).toBe("1 mai, 09:40");
});

test("the day is the reader's own", () => {
  expect(say("2026-06-03T22:30:00Z")).toBe("today, 00:30");
  expect(say("2026-06-03T22:30:00Z", "en", "America/New_York")).toBe("yesterday, 18:30");
});

test("the exact moment names its zone", () =>
  expect(exact(new Date("2026-06-04T07:12:00Z"), "en", "Europe/Paris")).toBe(
    "Thursday 4 June 2026, 09:12 (Europe/Paris)",
  ));

test("what stays true is not said again", () => {
  expect(trueFor(new Date("2026-01-01"), "moment", now)).toBe(0);
  expect(trueFor(new Date("2026-06-04T09:52:00Z"), "date", now)).toBe(0);
  expect(trueFor(new Date("2026-06-04T09:52:00Z"), "moment", now)).toBe(30_000);
});

test("the date has to be worked out of what is near only", () => {
  expect(isRelative(new Date("2026-06-03T15:20:00Z"), "moment", "Europe/Paris", now)).toBe(true);
  expect(isRelative(new Date("2026-06-01T15:20:00Z"), "moment", "Europe/Paris", now)).toBe(false);
  expect(isRelative(new Date("2026-06-04T09:59:00Z"), "time", "Europe/Paris", now)).toBe(false);
});
