// `<search-offers>`: under a search box, ways to go on with the word under way, and what was looked for before.
import { gone, type Offer, offersIn, readKept, remembered } from "~/core/ui/browser/models/offers";

const PAUSE_MS = 120;

class SearchOffers extends HTMLElement {
  #input!: HTMLInputElement;
  #list!: HTMLElement;
  #offers: Offer[] = [];
  #at = -1;
  #isRecent = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  connectedCallback(): void {
    const form = this.closest("form") ?? this.parentElement?.querySelector("form");
    const input = form?.querySelector<HTMLInputElement>("input[type=search]");
    const list = this.querySelector<HTMLElement>("[role=listbox]");
    if (!form || !input || !list) return;
    this.#input = input;
    this.#list = list;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.#look());
    input.addEventListener("focus", () => this.#look());
    input.addEventListener("blur", () => this.#close());
    input.addEventListener("keydown", (event) => this.#takes(event));
    form.addEventListener("submit", () => this.#remember());
    list.addEventListener("mousedown", (event) => this.#press(event));
    if (document.activeElement === input) this.#look();
    this.dataset.ready = "";
  }

  get #place(): string {
    return `searches:${document.documentElement.dataset.person ?? ""}`;
  }

  #look(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    if (this.#input.value.trim()) this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
    else this.#showRecent();
  }

  #showRecent(): void {
    const kept = readKept(localStorage.getItem(this.#place));
    this.#isRecent = true;
    const note = this.dataset.wordRecent ?? "";
    this.#offers = kept.map((words) => ({ insert: words, title: words, note }));
    if (kept.length) this.#offers.push({ insert: "", title: this.dataset.wordForget ?? "", note: "" });
    this.#show();
  }

  async #ask(): Promise<void> {
    this.#asked = new AbortController();
    const before = this.#input.value.slice(0, this.#input.selectionStart ?? this.#input.value.length);
    try {
      const response = await fetch(`${this.dataset.url}?${new URLSearchParams({ q: before })}`, {
        headers: { Accept: "application/json" },
        signal: this.#asked.signal,
      });
      this.#offers = response.ok ? offersIn(await response.json()) : [];
    } catch {
      return;
    }
    this.#isRecent = false;
    this.#show();
  }

  #show(): void {
    this.#at = -1;
    if (this.#offers.length && document.activeElement === this.#input) this.#draw();
    else this.#close();
  }

  #takes(event: KeyboardEvent): void {
    if (this.#list.hidden) return;
    const { key } = event;
    if (key === "ArrowDown" && this.#at === this.#offers.length - 1) {
      // Beyond the last: the results below have their turn.
      this.#close();
      return;
    }
    if (key === "ArrowDown" || key === "ArrowUp") {
      const many = this.#offers.length + 1;
      // One place in the round is the box itself.
      this.#at = ((this.#at + 1 + (key === "ArrowDown" ? 1 : many - 1)) % many) - 1;
      this.#draw();
    } else if ((key === "Enter" || key === "Tab") && this.#at >= 0) this.#choose(this.#at);
    else if (key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #press(event: Event): void {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    event.preventDefault();
    if (option) this.#choose(Number(option.dataset.index));
  }

  #choose(index: number): void {
    const offer = this.#offers[index];
    if (!offer) return;
    if (!this.#isRecent) {
      const { text, caret } = gone(this.#input.value, this.#input.selectionStart ?? this.#input.value.length, offer);
      this.#input.value = text;
      this.#input.setSelectionRange(caret, caret);
    } else if (offer.insert) this.#input.value = offer.insert;
    else localStorage.removeItem(this.#place);
    this.#close();
    this.#input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #remember(): void {
    const kept = remembered(readKept(localStorage.getItem(this.#place)), this.#input.value);
    localStorage.setItem(this.#place, JSON.stringify(kept));
  }

  #close(): void {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #draw(): void {
    this.#list.replaceChildren(...this.#offers.map((offer, index) => this.#option(offer, index)));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    if (this.#at < 0) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#at}`);
    this.#list.children[this.#at]?.scrollIntoView({ block: "nearest" });
  }

  #option(offer: Offer, index: number): HTMLElement {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${index}`;
    option.dataset.index = String(index);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(index === this.#at));
    const title = document.createElement("span");
    title.textContent = offer.title;
    const note = document.createElement("small");
    note.textContent = offer.note;
    option.append(title, note);
    return option;
  }
}

customElements.define("search-offers", SearchOffers);
