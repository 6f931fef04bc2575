// `<message-list>`: my direct talks; a new word brings its talk to the top, a dot says who is here.
import { wake } from "~/core/ui/browser/shell/page";
import { fragment } from "~/social/browser/talk/asking";
import { onMessages } from "~/social/browser/talk/messages";

const SOON_MS = 150;

class MessageList extends HTMLElement {
  #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const options = { capture: true, signal: this.#ended.signal };
    onMessages(() => this.#soon(), this.#ended.signal);
    this.addEventListener("live:listening", (event) => this.#here(event, "present"), options);
    this.addEventListener("live:whisper", (event) => this.#here(event, "data"), options);
    this.dataset.ready = "yes";
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), SOON_MS);
  }

  async #refresh(): Promise<void> {
    const fresh = await fragment(this.dataset.listUrl ?? location.href);
    if (!fresh.firstElementChild) return;
    this.replaceChildren(fresh);
    wake(this);
  }

  /** Whoever has the talk, or this list, open is here. */
  #here(event: Event, from: "present" | "data"): void {
    const line = event.target as HTMLElement;
    const detail = (event as CustomEvent<{ name?: string; present?: number[]; data?: { present?: number[] } }>).detail;
    const present = from === "present" ? detail.present : detail.data?.present;
    if (!present || !line.matches("[data-others]")) return;
    const others = (line.dataset.others ?? "").trim().split(" ");
    const isHere = others.some((key) => present.includes(Number(key)));
    line.querySelector(".avatar")?.classList.toggle("is-here", isHere);
    const word = line.querySelector<HTMLElement>("[data-here]");
    if (word) word.hidden = !isHere;
  }
}

customElements.define("message-list", MessageList);
