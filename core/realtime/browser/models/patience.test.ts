import { describe, expect, it } from "vitest";
import { jitter, Patience } from "./patience";

describe("coming back", () => {
  it("spreads over half a second to a ceiling that doubles up to thirty seconds", () => {
    const ceilings = [0, 1, 2, 3, 4, 5, 6, 50].map((failures) => jitter(failures, () => 1));
    expect(ceilings).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    expect(jitter(50, () => 0)).toBe(500);
  });

  it("says connecting once, then offline, and polls from the third failure", () => {
    const patience = new Patience(() => 0.5);
    expect(patience.closed(1006)).toMatchObject({ status: "connecting", poll: false });
    expect(patience.closed(1006)).toMatchObject({ status: "offline", poll: false });
    expect(patience.closed(1006)).toMatchObject({ status: "offline", poll: true });
  });

  it("forgets failures once it is welcomed", () => {
    const patience = new Patience(() => 1);
    patience.closed(1006);
    patience.closed(1006);
    expect(patience.welcomed()).toEqual({ status: "online", poll: false });
    expect(patience.closed(1006)).toEqual({ status: "connecting", retryIn: 1000, poll: false });
  });

  it("comes back when a leaving server asked it to, not all at once", () => {
    const [early, late] = [0, 1].map((random) => {
      const patience = new Patience(() => random);
      patience.saidBye(1000);
      return patience.closed(1012).retryIn;
    });
    expect([early, late]).toEqual([500, 1500]);
  });

  it("uses a farewell once", () => {
    const patience = new Patience(() => 1);
    patience.saidBye(9000);
    patience.closed(1012);
    expect(patience.closed(1006).retryIn).toBe(2000);
  });

  it("tries once more after being signed out, then stays away", () => {
    const patience = new Patience(() => 0);
    expect(patience.closed(4401).retryIn).toBe(500);
    expect(patience.closed(4401)).toEqual({ status: "offline", poll: false });
  });

  it("waits long and polls after too many sockets", () => {
    const next = new Patience(() => 0).closed(4429);
    expect(next).toEqual({ status: "offline", retryIn: 15_000, poll: true });
  });
});
