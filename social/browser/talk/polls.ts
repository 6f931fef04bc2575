// Asks once for what the polls of a page are for their reader, however many there are.
import { fragment } from "~/social/browser/talk/asking";

type Take = (own: HTMLElement | null) => void;

const waiting = new Map<string, Take>();
const PAUSE_MS = 60;

/** Gives the reader's own part of a poll, with those of all polls that are asked for in the same moment. */
export function mine(url: string, poll: string, take: Take): void {
  if (!waiting.size) setTimeout(() => void ask(url), PAUSE_MS);
  waiting.set(poll, take);
}

async function ask(url: string): Promise<void> {
  const asked = new Map(waiting);
  waiting.clear();
  const parts = await fragment(`${url}?ids=${[...asked.keys()].join(",")}`);
  for (const [poll, take] of asked) take(parts.querySelector<HTMLElement>(`[data-poll-mine="${poll}"]`));
}

/** A post that is drawn anew keeps the vote that somebody is filling in. */
export function carryVotes(old: HTMLElement, fresh: HTMLElement): void {
  for (const own of old.querySelectorAll<HTMLElement>("[data-poll-mine]")) {
    const poll = fresh.querySelector<HTMLElement>(`post-poll[data-poll="${own.dataset.pollMine}"]`);
    if (!poll || poll.hasAttribute("data-closed")) continue;
    poll.querySelector("[data-place]")?.replaceWith(own);
  }
}
