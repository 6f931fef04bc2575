import { describe, expect, it } from "vitest";
import { Keeping } from "~/core/library/browser/models/keeping";

describe("a draft that is kept while somebody writes", () => {
  it("is sent after a pause, once", () => {
    const keeping = new Keeping();
    expect(keeping.changed()).toBeGreaterThan(0);
    expect(keeping.begin()).toBe(true);
    expect(keeping.begin()).toBe(false);
    expect(keeping.ended({ ok: true })).toBeNull();
    expect(keeping.said).toBe("saved");
    expect(keeping.isUnsaved).toBe(false);
  });

  it("is sent again when somebody typed on meanwhile", () => {
    const keeping = new Keeping();
    keeping.changed();
    keeping.begin();
    expect(keeping.changed()).toBeNull();
    expect(keeping.ended({ ok: true })).toBeGreaterThan(0);
    expect(keeping.isUnsaved).toBe(true);
  });

  it("waits longer and longer while the line is down, and loses nothing", () => {
    const keeping = new Keeping();
    keeping.changed();
    const waits = [1, 2, 3, 4, 5, 6, 7].map(() => {
      keeping.begin();
      return keeping.ended(null);
    });
    expect(waits).toEqual([3000, 6000, 12000, 24000, 48000, 60000, 60000]);
    expect(keeping.said).toBe("waiting");
    expect(keeping.isUnsaved).toBe(true);
  });

  it("stops when a colleague saved first, so that nothing of theirs is lost", () => {
    const keeping = new Keeping();
    keeping.changed();
    keeping.begin();
    expect(keeping.ended({ ok: false, refused: "Inès saved" })).toBeNull();
    expect(keeping.changed()).toBeNull();
    expect(keeping.begin()).toBe(false);
    expect(keeping.said).toBe("refused");
  });
});
