// When to try again: decides, from how the last connections ended, what the page does next.

export type Status = "connecting" | "online" | "offline";

export interface Next {
  status: Status;
  /** Milliseconds until the next connection; nothing: do not come back by yourself. */
  retryIn?: number;
  /** Ask by ordinary requests meanwhile. */
  poll: boolean;
}

const LEAST = 500;
const MOST = 30_000;
const FAILURES_BEFORE_POLLING = 3;
const SIGNED_OUT = 4401;
const TOO_FAST = 4429;

/** Full jitter: anything from half a second to a ceiling that doubles with every failure, up to 30 s. */
export function jitter(failures: number, random: () => number): number {
  const ceiling = Math.min(MOST, LEAST * 2 ** Math.min(failures + 1, 10));
  return LEAST + random() * (ceiling - LEAST);
}

export class Patience {
  private failures = 0;
  private refusals = 0;
  private farewell: number | undefined;

  constructor(private readonly random: () => number = Math.random) {}

  /** The server knows us: what went wrong before is forgotten. */
  welcomed(): Next {
    this.failures = 0;
    this.refusals = 0;
    return { status: "online", poll: false };
  }

  /** The server is leaving, and says when to come back. */
  saidBye(retryMs: number): void {
    this.farewell = retryMs;
  }

  /** The connection ended with this code; 1006 is all that a browser learns of most failures. */
  closed(code: number): Next {
    if (code === SIGNED_OUT) {
      // Once: a password changed elsewhere, our own session is good still. Twice: we are signed out.
      this.refusals += 1;
      if (this.refusals > 1) return { status: "offline", poll: false };
    }
    if (code === TOO_FAST) {
      this.failures = Math.max(this.failures, FAILURES_BEFORE_POLLING - 1);
      return this.retry(MOST / 2 + (this.random() * MOST) / 2);
    }
    const farewell = this.farewell;
    this.farewell = undefined;
    return this.retry(farewell === undefined ? jitter(this.failures, this.random) : farewell * (0.5 + this.random()));
  }

  private retry(wait: number): Next {
    this.failures += 1;
    const poll = this.failures >= FAILURES_BEFORE_POLLING;
    return { status: this.failures > 1 ? "offline" : "connecting", retryIn: wait, poll };
  }
}
