// `<space-state>`: makes an open page read-only the moment its space is put away; what was typed stays where it is.
import { shuts } from "~/social/browser/models/shutting";

interface LiveEvent {
  name: string;
  data: Record<string, unknown>;
}

const WRITES =
  ".talk-answer, rich-composer, post-poll form, .post-foot .chip, .post-foot [data-react], .is-writing, .is-accepting";

class SpaceState extends HTMLElement {
  #ended = new AbortController();

  connectedCallback(): void {
    const { signal } = this.#ended;
    this.addEventListener("live:event", (event) => this.#hear((event as CustomEvent<LiveEvent>).detail), { signal });
    // Too much has happened to be told one by one: only the server knows how it stands.
    this.addEventListener("live:resync", () => this.#readAgain(), { signal });
    this.dataset.ready = "yes";
  }

  disconnectedCallback(): void {
    this.#ended.abort();
  }

  #hear({ name, data }: LiveEvent): void {
    const shut = shuts(name, data);
    if (shut === undefined) return;
    // Where nobody writes, and where a page that came read-only has no composer to give back.
    const isRead = !document.querySelector("rich-composer") || document.querySelector(".talk-barrier") !== null;
    if (isRead) location.reload();
    else this.#show(shut);
  }

  /** Words that are being written outlive whatever happened; a page without any is read again. */
  #readAgain(): void {
    if (!document.querySelector("rich-composer")) location.reload();
  }

  #show(shut: boolean): void {
    document.querySelector(".thread-talk")?.toggleAttribute("data-shut", shut);
    for (const part of document.querySelectorAll(WRITES)) part.toggleAttribute("inert", shut);
    const notice = this.querySelector<HTMLElement>("[data-notice]")!;
    notice.hidden = !shut;
    if (shut) notice.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("space-state", SpaceState);
