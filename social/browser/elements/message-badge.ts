// `<message-badge>`: in how many direct talks something is new, in the rail; it lives.
import { saidCount } from "~/social/browser/models/badge";
import { onMessages } from "~/social/browser/talk/messages";

// Two badges (rail, bottom bar) and a burst of words ask once.
const SOON_MS = 150;

class MessageBadge extends HTMLElement {
  #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    onMessages(() => this.#soon(), this.#ended.signal);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#count(), SOON_MS);
  }

  async #count(): Promise<void> {
    try {
      const response = await fetch(this.dataset.countUrl ?? "");
      if (response.ok) this.#show(((await response.json()) as { unread: number }).unread);
    } catch {
      // The line is down: the count is asked for when it is back.
    }
  }

  #show(unread: number): void {
    this.querySelector("[data-number]")!.textContent = saidCount(unread);
    this.hidden = unread === 0;
  }
}

customElements.define("message-badge", MessageBadge);
