// Shows what waits to be sent from here, in words, with the ways to send it again or take it back.
import type { Letter } from "~/core/ui/browser/models/outbox";

export class Tray {
  constructor(
    private readonly list: HTMLElement,
    private readonly template: HTMLTemplateElement,
    private readonly words: DOMStringMap,
  ) {}

  show(letters: Letter[]): void {
    this.list.replaceChildren(...letters.map((letter) => this.#row(letter)));
    this.list.hidden = letters.length === 0;
  }

  #row(letter: Letter): HTMLElement {
    const row = this.template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    row.dataset.key = letter.key;
    row.dataset.state = letter.state;
    row.querySelector("[data-words]")!.textContent = excerpt(letter);
    row.querySelector("[data-state-words]")!.textContent = this.#said(letter);
    for (const button of row.querySelectorAll<HTMLElement>("button")) button.hidden = letter.state === "sending";
    return row;
  }

  #said({ state, reason, attempts }: Letter): string {
    const { wordSending = "", wordWaits = "", wordQueued = "", wordRefused = "" } = this.words;
    if (state === "sending") return wordSending;
    if (state === "refused") return `${wordRefused} ${reason}`.trim();
    return attempts > 0 || !navigator.onLine ? wordWaits : wordQueued;
  }
}

function excerpt({ fields }: Letter): string {
  const of = (wanted: string) => fields.find(([name]) => name === wanted)?.[1] ?? "";
  const source = of("source");
  const text =
    of("format") === "html" ? (new DOMParser().parseFromString(source, "text/html").body.textContent ?? "") : source;
  return text.length > 140 ? `${text.slice(0, 139)}…` : text;
}
