// Decides what becomes of what was written: kept until a server has said yes or no, sent again with the same key.
export type State = "queued" | "sending" | "refused";

export interface Letter {
  /** The idempotency key: whatever happens to the first answer, the same words arrive once. */
  key: string;
  url: string;
  person: string;
  fields: [string, string][];
  at: number;
  state: State;
  attempts: number;
  reason: string;
}

/** What came back; `status` 0 is no answer at all. */
export interface Answer {
  status: number;
  reason: string;
  body: string;
  address: string;
  retryAfter: number;
  signedOut: boolean;
}

export interface Shelf {
  all(): Promise<Letter[]>;
  put(letter: Letter): Promise<void>;
  remove(key: string): Promise<void>;
}

export type Send = (letter: Letter) => Promise<Answer>;
export type News =
  | { what: "queued" | "sending" | "waiting" | "refused"; letter: Letter }
  | { what: "sent"; letter: Letter; answer: Answer };
export type Verdict = "sent" | "refused" | "later";

const LONGEST_WAIT_MS = 30_000;

/** Only a clear yes ends a letter's way, only a clear no sends it back; all else is tried again. */
export function verdict({ status, signedOut }: Answer): Verdict {
  if (signedOut || status === 0 || status === 401 || status === 408 || status === 425 || status === 429) return "later";
  if (status >= 200 && status < 400) return "sent";
  return status >= 500 ? "later" : "refused";
}

/** Milliseconds until the next attempt: what the server asked for, else twice as long each time, with jitter. */
export function waitBefore(attempts: number, retryAfter: number, random = Math.random): number {
  if (retryAfter > 0) return retryAfter * 1000;
  const longest = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** attempts);
  return longest / 2 + (longest / 2) * random();
}

export class Outbox {
  #busy: Promise<number> | undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly send: Send,
    private readonly person: string,
    private readonly tell: (news: News) => void,
  ) {}

  async add(letter: Omit<Letter, "state" | "attempts" | "reason" | "person">): Promise<void> {
    const whole: Letter = { ...letter, person: this.person, state: "queued", attempts: 0, reason: "" };
    await this.shelf.put(whole);
    this.tell({ what: "queued", letter: whole });
  }

  /** My letters, oldest first. Who else signs in at this machine neither sees nor sends them. */
  async mine(): Promise<Letter[]> {
    const all = await this.shelf.all();
    return all.filter((letter) => letter.person === this.person).sort((a, b) => a.at - b.at);
  }

  async tryAgain(key: string): Promise<void> {
    const letter = (await this.mine()).find((one) => one.key === key);
    if (letter) await this.shelf.put({ ...letter, state: "queued", reason: "" });
  }

  async takeBack(key: string): Promise<Letter | undefined> {
    const letter = (await this.mine()).find((one) => one.key === key);
    if (letter) await this.shelf.remove(key);
    return letter;
  }

  /** Sends what waits. Gives the milliseconds after which to come again; 0 when nothing waits any more. */
  drain(): Promise<number> {
    this.#busy ??= this.#drain().finally(() => {
      this.#busy = undefined;
    });
    return this.#busy;
  }

  async #drain(): Promise<number> {
    const held = new Set<string>();
    let wait = 0;
    for (let letter = await this.#next(held); letter; letter = await this.#next(held)) {
      const pause = await this.#deliver(letter);
      // Order matters within a conversation: what comes after a letter that waits, waits too.
      if (pause > 0) held.add(letter.url);
      if (pause > 0) wait = wait ? Math.min(wait, pause) : pause;
    }
    return wait;
  }

  async #next(held: Set<string>): Promise<Letter | undefined> {
    return (await this.mine()).find((letter) => letter.state !== "refused" && !held.has(letter.url));
  }

  async #deliver(letter: Letter): Promise<number> {
    const sending: Letter = { ...letter, state: "sending", attempts: letter.attempts + 1 };
    await this.shelf.put(sending);
    this.tell({ what: "sending", letter: sending });
    const answer = await this.send(sending);
    const end = verdict(answer);
    if (end === "sent") {
      await this.shelf.remove(letter.key);
      this.tell({ what: "sent", letter: sending, answer });
      return 0;
    }
    const state: State = end === "refused" ? "refused" : "queued";
    const back: Letter = { ...sending, state, reason: answer.reason };
    await this.shelf.put(back);
    this.tell({ what: end === "refused" ? "refused" : "waiting", letter: back });
    return end === "refused" ? 0 : waitBefore(back.attempts, answer.retryAfter);
  }
}
