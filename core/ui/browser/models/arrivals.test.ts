import { expect, test } from "vitest";
import { arrivals } from "~/core/ui/browser/models/arrivals";

test("says one, many, or nothing", () => {
  expect(arrivals(0, "%n new", "%n new")).toBe("");
  expect(arrivals(1, "%n nouveau", "%n nouveaux")).toBe("1 nouveau");
  expect(arrivals(3, "%n nouveau", "%n nouveaux")).toBe("3 nouveaux");
});
