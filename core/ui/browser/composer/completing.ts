// Offers people after @ and topics after #, under the area, chosen by keys or by a press.
import type { Area } from "~/core/ui/browser/composer/area";
import { type Choice, choices, type Token, tokenBefore } from "~/core/ui/browser/models/completion";

const PAUSE_MS = 120;

export class Completing {
  #choices: Choice[] = [];
  #at = 0;
  #token: Token | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  constructor(
    private readonly list: HTMLElement,
    private readonly url: string,
    private readonly area: () => Area,
  ) {
    list.addEventListener("mousedown", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (!option) return;
      event.preventDefault();
      this.#choose(Number(option.dataset.index));
    });
  }

  /** To be called whenever the words change. */
  look(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#token = tokenBefore(this.area().before());
    if (this.#token) this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
    else this.close();
  }

  /** Whether the key was for the list. */
  takes(event: KeyboardEvent): boolean {
    if (this.list.hidden) return false;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      this.#at = (this.#at + (key === "ArrowDown" ? 1 : this.#choices.length - 1)) % this.#choices.length;
      this.#draw();
    } else if ((key === "Enter" && !event.ctrlKey && !event.metaKey) || key === "Tab") this.#choose(this.#at);
    else if (key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  close(): void {
    this.list.hidden = true;
    this.#choices = [];
    this.area().field.removeAttribute("aria-activedescendant");
  }

  async #ask(): Promise<void> {
    const token = this.#token;
    if (!token) return;
    this.#asked = new AbortController();
    const query = new URLSearchParams({ q: token.words, sign: token.sign });
    try {
      const response = await fetch(`${this.url}${this.url.includes("?") ? "&" : "?"}${query}`, {
        headers: { Accept: "application/json" },
        signal: this.#asked.signal,
      });
      this.#choices = response.ok ? choices(await response.json(), token.sign).slice(0, 8) : [];
    } catch {
      return;
    }
    this.#at = 0;
    if (this.#choices.length) this.#draw();
    else this.close();
  }

  #draw(): void {
    this.list.replaceChildren(...this.#choices.map((choice, index) => this.#option(choice, index)));
    this.list.hidden = false;
    const { field } = this.area();
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-activedescendant", `${this.list.id}-${this.#at}`);
    this.list.children[this.#at]?.scrollIntoView({ block: "nearest" });
  }

  #option(choice: Choice, index: number): HTMLElement {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.dataset.index = String(index);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(index === this.#at));
    const note = document.createElement("small");
    note.textContent = choice.note;
    option.append(choice.title, note);
    return option;
  }

  #choose(index: number): void {
    const choice = this.#choices[index];
    const token = this.#token;
    this.close();
    if (choice && token) this.area().replaceBefore(token.words.length + 1, `${choice.insert} `);
  }
}
