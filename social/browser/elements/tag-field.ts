// `<tag-field>`: offers tags that are in use while somebody types, and adds the words that a subject offers.
import { chosen, isSame, typed, words } from "~/social/browser/models/tags";

interface Offer {
  word: string;
  note: string;
}

const PAUSE_MS = 150;

class TagField extends HTMLElement {
  #list = document.createElement("ul");
  #offers: Offer[] = [];
  #at = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  connectedCallback(): void {
    const { field } = this;
    this.#list.id = `${field.id}-offers`;
    this.#list.className = "tag-offers";
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.querySelector("label")?.textContent?.trim() ?? "");
    this.#list.hidden = true;
    field.after(this.#list);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.#list.id],
      ["autocomplete", "off"],
    ] as const)
      field.setAttribute(name, value);
    field.addEventListener("input", () => this.#soon());
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => this.#press(event));
    this.addEventListener("click", (event) => this.#add(event));
  }

  get field(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("input[name=tags]")!;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    if (typed(this.field.value).word) this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
    else this.#close();
  }

  async #ask(): Promise<void> {
    this.#asked = new AbortController();
    const query = new URLSearchParams({ q: typed(this.field.value).word });
    try {
      const response = await fetch(`${this.dataset.offersUrl}?${query}`, { signal: this.#asked.signal });
      const answer = response.ok ? ((await response.json()) as { items: Offer[] }) : { items: [] };
      const there = words(typed(this.field.value).before);
      this.#offers = answer.items.filter(({ word }) => !there.some((one) => isSame(one, word)));
    } catch {
      return;
    }
    this.#at = -1;
    this.#draw();
  }

  #draw(): void {
    this.#list.replaceChildren(
      ...this.#offers.map(({ word, note }, index) => {
        const option = document.createElement("li");
        option.id = `${this.#list.id}-${index}`;
        option.dataset.index = String(index);
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", String(index === this.#at));
        const small = document.createElement("small");
        small.textContent = note;
        option.append(`#${word} `, small);
        return option;
      }),
    );
    this.#list.hidden = !this.#offers.length;
    this.field.setAttribute("aria-expanded", String(!this.#list.hidden));
    if (this.#at >= 0) this.field.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#at}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #key(event: KeyboardEvent): void {
    if (this.#list.hidden) return;
    const { length } = this.#offers;
    if (event.key === "ArrowDown") this.#at = (this.#at + 1) % length;
    else if (event.key === "ArrowUp") this.#at = (this.#at + length - (this.#at < 0 ? 0 : 1)) % length;
    else if (event.key === "Enter" && this.#at >= 0) this.#choose(this.#at);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
    if (!this.#list.hidden) this.#draw();
  }

  #press(event: MouseEvent): void {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (!option) return;
    event.preventDefault();
    this.#choose(Number(option.dataset.index));
  }

  #choose(index: number): void {
    const offer = this.#offers[index];
    if (offer) this.field.value = chosen(this.field.value, offer.word);
    this.#close();
  }

  #add(event: Event): void {
    const { term } = (event.target as Element).closest<HTMLElement>("[data-term]")?.dataset ?? {};
    if (!term) return;
    const { value } = this.field;
    this.field.value = chosen(value.trim() && !value.trim().endsWith(",") ? `${value},` : value, term);
    this.field.focus();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#offers = [];
    this.#at = -1;
    this.#draw();
  }
}

customElements.define("tag-field", TagField);
