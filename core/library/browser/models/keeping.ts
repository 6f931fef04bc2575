// When a draft is sent to the server while somebody writes: after a pause, one at a time, again after a failure.

export type Said = "saving" | "saved" | "waiting" | "refused" | "";

export interface Answer {
  ok: boolean;
  refused?: string;
}

const PAUSE_MS = 1500;
const FIRST_WAIT_MS = 3000;
const LONGEST_WAIT_MS = 60_000;

/** What to do next, and what to say; the element brings the clock and the line. */
export class Keeping {
  said: Said = "";
  #isSending = false;
  #isChanged = false;
  #failures = 0;

  /** Somebody typed: after how many milliseconds to send, or null while something is on its way. */
  changed(): number | null {
    this.#isChanged = true;
    if (this.said === "refused") return null;
    return this.#isSending ? null : PAUSE_MS;
  }

  /** The pause is over: whether to send now. */
  begin(): boolean {
    if (this.#isSending || !this.#isChanged || this.said === "refused") return false;
    this.#isSending = true;
    this.#isChanged = false;
    this.said = "saving";
    return true;
  }

  /** The server answered, or nobody did: after how many milliseconds to send again, or null. */
  ended(answer: Answer | null): number | null {
    this.#isSending = false;
    if (answer?.ok) {
      this.#failures = 0;
      this.said = "saved";
      return this.#isChanged ? PAUSE_MS : null;
    }
    this.#isChanged = true;
    if (answer?.refused) {
      this.said = "refused";
      return null;
    }
    this.said = "waiting";
    this.#failures += 1;
    return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failures - 1));
  }

  /** Whether words are on their way. */
  get isSending(): boolean {
    return this.#isSending;
  }

  /** Whether leaving the page now would lose words. */
  get isUnsaved(): boolean {
    return this.#isChanged || this.#isSending;
  }
}
