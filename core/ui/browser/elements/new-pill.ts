// `<new-pill>`: says how much is new below without moving what is read.
import { arrivals } from "~/core/ui/browser/models/arrivals";

class NewPill extends HTMLElement {
  #count = 0;
  #first: Element | null = null;
  #watching: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => this.#go());
    // A list tells its pill of what came, by `news` on the list or on the pill: {item: Element}.
    const list = document.getElementById(this.dataset.for ?? "");
    for (const source of [this, list]) source?.addEventListener("news", (event) => this.#add(event as CustomEvent));
  }

  disconnectedCallback(): void {
    this.#watching?.disconnect();
  }

  #add(event: CustomEvent<{ item?: Element }>): void {
    const item = event.detail?.item ?? null;
    if (item && item.getBoundingClientRect().top < innerHeight) return;
    this.#count += 1;
    if (!this.#first && item) this.#watch(item);
    this.#show();
  }

  #watch(item: Element): void {
    this.#first = item;
    this.#watching = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#clear());
    this.#watching.observe(item);
  }

  #show(): void {
    const button = this.querySelector("button")!;
    const { wordNewOne = "", wordNewMany = "" } = this.dataset;
    const words = arrivals(this.#count, wordNewOne, wordNewMany);
    button.querySelector(".word")!.textContent = words;
    this.querySelector("[role=status]")!.textContent = words;
    button.hidden = this.#count === 0;
  }

  #go(): void {
    const first = this.#first;
    this.#clear();
    if (!(first instanceof HTMLElement)) {
      window.scrollTo({ top: document.body.scrollHeight });
      return;
    }
    first.tabIndex = -1;
    first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
  }

  #clear(): void {
    this.#watching?.disconnect();
    this.#first = null;
    this.#count = 0;
    this.#show();
  }
}

customElements.define("new-pill", NewPill);
