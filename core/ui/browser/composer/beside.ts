// Offers back what somebody wrote in the same place on another device.
import { clock } from "~/core/ui/browser/composer/clock";
import type { Drafting } from "~/core/ui/browser/composer/drafting";
import { csrfToken } from "~/core/ui/browser/shell/page";

interface Waiting {
  id: number;
  words: string;
  at: string;
}

/** What the server says of a place: its draft, and what was set aside, the latest first. */
export interface Told {
  source: string;
  format: "text" | "html";
  version: number;
  aside: Waiting[];
}

type Way = [word: string | undefined, act: () => Promise<unknown>];

export class Beside {
  readonly #place: HTMLElement;
  readonly #words: DOMStringMap;

  constructor(
    composer: HTMLElement,
    private readonly drafting: Drafting,
    private readonly show: (now: Told) => Promise<void>,
  ) {
    this.#place = composer.querySelector<HTMLElement>(".composer-beside")!;
    this.#words = composer.dataset;
  }

  /** Another device was faster: its words or these; the others stay, and are offered. */
  offerNewer(): void {
    const { wordNewer = "", wordTakeNewer, wordKeepMine } = this.#words;
    this.#offer(wordNewer, [
      [wordTakeNewer, async () => this.#goOn(await this.#ask())],
      [wordKeepMine, () => this.drafting.insist()],
    ]);
  }

  /** The last words that wait beside the draft, with the ways to put them here and to throw them away. */
  async offerAside(): Promise<void> {
    this.#offerOf(await this.#ask());
  }

  #offerOf(now: Told | null): void {
    const { wordAside = "", wordTakeAside, wordDropAside } = this.#words;
    const [waiting] = now?.aside ?? [];
    if (now) this.drafting.goOn(now.version);
    if (!waiting) {
      this.#offer("", []);
      return;
    }
    const words = wordAside.replace("%t", clock(waiting.at)).replace("%w", waiting.words);
    this.#offer(words, [
      [wordTakeAside, () => this.#take(waiting)],
      [wordDropAside, async () => this.#offerOf(await this.#ask(waiting, "drop"))],
    ]);
  }

  /** What stands in the area is saved first: it waits in its turn. */
  async #take(waiting: Waiting): Promise<void> {
    await this.drafting.settle();
    await this.#goOn(await this.#ask(waiting, "take"));
  }

  async #goOn(now: Told | null): Promise<void> {
    if (!now) return;
    await this.show(now);
    this.#offerOf(now);
  }

  /** What stands in this place, perhaps after a decision about what waits. */
  async #ask(waiting?: Waiting, verb = ""): Promise<Told | null> {
    const { draftUrl = "" } = this.#words;
    const url = waiting ? draftUrl.replace(/[^/]+\/$/, `aside/${waiting.id}/${verb}/`) : draftUrl;
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
    const response = await fetch(url, { method: waiting ? "POST" : "GET", headers }).catch(() => null);
    return response?.ok ? response.json() : null;
  }

  /** Draws the offer under the words; no words take it away. */
  #offer(words: string, ways: Way[]): void {
    const line = document.createElement("p");
    line.textContent = words;
    const acts = document.createElement("p");
    acts.className = "line";
    for (const [word, act] of ways) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: word ?? "", className: "button is-small" });
      button.addEventListener("click", () => void act());
      acts.append(button);
    }
    this.#place.hidden = !words;
    this.#place.replaceChildren(...(words ? [line, acts] : []));
  }
}
