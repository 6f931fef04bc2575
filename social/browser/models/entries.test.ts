import { describe, expect, it } from "vitest";
import { type Before, fits } from "~/social/browser/models/entries";

const other: Before = {
  gone: false,
  mine: false,
  first: false,
  accepted: false,
  moderates: false,
  mayAccept: false,
  maySplit: false,
  veiled: false,
  mayUnveil: false,
  confirmed: false,
  promoted: false,
  mayConfirm: false,
  mayPromote: false,
};

describe("the entries of a post's menu", () => {
  it("are for everybody where nothing is wanted", () => {
    expect(fits("copy", [], other)).toBe(true);
    expect(fits("copy", [], { ...other, gone: true })).toBe(true);
  });

  it("let its author edit, and a moderator delete", () => {
    expect(fits("edit", ["author"], { ...other, mine: true })).toBe(true);
    expect(fits("edit", ["author"], { ...other, moderates: true })).toBe(false);
    expect(fits("delete", ["author", "moderator"], { ...other, moderates: true })).toBe(true);
  });

  it("let a tutor look who wrote without a name, and who wrote it see who looked", () => {
    const veiled = { ...other, veiled: true };
    expect(fits("who", ["unveiling"], { ...veiled, mayUnveil: true })).toBe(true);
    expect(fits("who", ["unveiling"], { ...veiled, mayUnveil: true, mine: true })).toBe(false);
    expect(fits("who", ["unveiling"], { ...other, mayUnveil: true })).toBe(false);
    expect(fits("who", ["unveiling"], { ...veiled, moderates: true })).toBe(false);
    expect(fits("who", ["veiled"], { ...veiled, mine: true })).toBe(true);
    expect(fits("who", ["veiled"], { ...veiled, moderates: true, mayUnveil: true })).toBe(false);
  });

  it("show what was only to who may see it", () => {
    expect(fits("history", ["author", "moderator"], { ...other, mine: true, gone: true })).toBe(false);
    expect(fits("history", ["author", "moderator"], { ...other, moderates: true, gone: true })).toBe(true);
    expect(fits("restore", ["gone"], { ...other, mine: true, gone: true })).toBe(true);
    expect(fits("restore", ["gone"], { ...other, mine: true })).toBe(false);
  });

  it("let who leads choose posts to move, the first one never", () => {
    expect(fits("select", ["selecting"], { ...other, maySplit: true })).toBe(true);
    expect(fits("select", ["selecting"], { ...other, maySplit: true, gone: true })).toBe(true);
    expect(fits("select", ["selecting"], { ...other, maySplit: true, first: true })).toBe(false);
    expect(fits("select", ["selecting"], other)).toBe(false);
  });

  it("let who asked accept what stands beneath the question, and withdraw it", () => {
    const asker = { ...other, mayAccept: true };
    expect(fits("accept", ["accepting"], asker)).toBe(true);
    expect(fits("accept", ["accepting"], { ...asker, first: true })).toBe(false);
    expect(fits("accept", ["accepting"], { ...asker, accepted: true })).toBe(false);
    expect(fits("withdraw", ["accepted"], { ...asker, accepted: true })).toBe(true);
    expect(fits("withdraw", ["accepted"], asker)).toBe(false);
    expect(fits("accept", ["accepting"], { ...other, moderates: true })).toBe(false);
  });

  it("let a tutor confirm what others answered, and an author make a job aid of what was confirmed", () => {
    const tutor = { ...other, mayConfirm: true };
    expect(fits("confirm", ["confirming"], tutor)).toBe(true);
    expect(fits("confirm", ["confirming"], other)).toBe(false);
    for (const state of [{ mine: true }, { first: true }, { confirmed: true }, { gone: true }])
      expect(fits("confirm", ["confirming"], { ...tutor, ...state })).toBe(false);
    expect(fits("unconfirm", ["confirmed"], { ...tutor, confirmed: true })).toBe(true);
    expect(fits("unconfirm", ["confirmed"], tutor)).toBe(false);
    const author = { ...other, mayPromote: true, confirmed: true };
    expect(fits("promote", ["promoting"], author)).toBe(true);
    expect(fits("promote", ["promoting"], { ...author, promoted: true })).toBe(false);
    expect(fits("promote", ["promoting"], { ...author, confirmed: false })).toBe(false);
  });
});
