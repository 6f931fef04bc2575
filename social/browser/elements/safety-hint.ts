// `<safety-hint>`: asks, under a composer, whether what is being written should be reported instead. It blocks nothing.
import { foundIn, type Listed, looksLikeAnEvent } from "~/social/browser/models/suggesting";

const PAUSE_MS = 400;

class SafetyHint extends HTMLElement {
  #words: Promise<Listed[]> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const composer = this.#composer();
    composer?.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#look(), PAUSE_MS);
    });
    composer?.addEventListener("composer:sent", () => this.#show(false));
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  /** The composer that it stands beneath, whatever stands between. */
  #composer(): Element | null {
    let before = this.previousElementSibling;
    while (before && before.localName !== "rich-composer") before = before.previousElementSibling;
    return before;
  }

  async #look(): Promise<void> {
    const composer = this.#composer();
    const rich = composer?.querySelector<HTMLElement>("[contenteditable=true]");
    const plain = composer?.querySelector<HTMLTextAreaElement>("textarea");
    this.#words ??= asked(this.dataset.wordsUrl ?? "");
    const words = await this.#words;
    this.#show(looksLikeAnEvent(foundIn(rich?.innerText ?? plain?.value ?? "", words)));
  }

  #show(shown: boolean): void {
    const notice = this.querySelector<HTMLElement>("p");
    if (notice) notice.hidden = !shown;
  }
}

/** The list; without a line there is no suggestion, and the foot of the composer still leads to the report. */
async function asked(url: string): Promise<Listed[]> {
  const response = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  return response?.ok ? ((await response.json()) as { words: Listed[] }).words : [];
}

customElements.define("safety-hint", SafetyHint);
