// What a composer's parts need of the place where words are written, plain or rich.
export interface Area {
  readonly format: "text" | "html";
  /** What is sent and kept. */
  source(): string;
  isEmpty(): boolean;
  /** The text of the line before the caret, for completion. */
  before(): string;
  /** Puts `words` in the place of the last `length` characters before the caret. */
  replaceBefore(length: number, words: string): void;
  /** The words that are marked, on one line; none where nothing is. */
  marked(): string;
  /** Puts `words` in the place of what is marked. */
  replaceMarked(words: string): void;
  set(source: string): void;
  focus(): void;
  readonly field: HTMLElement;
}

/** The plain text area that the page came with. */
export class PlainArea implements Area {
  readonly format = "text";

  constructor(readonly field: HTMLTextAreaElement) {
    field.addEventListener("input", () => this.#fit());
    this.#fit();
  }

  source(): string {
    return this.field.value;
  }

  isEmpty(): boolean {
    return !this.field.value.trim();
  }

  before(): string {
    const { selectionStart, selectionEnd, value } = this.field;
    return selectionStart === selectionEnd ? value.slice(0, selectionStart) : "";
  }

  replaceBefore(length: number, words: string): void {
    const caret = this.field.selectionStart;
    this.field.setRangeText(words, caret - length, caret, "end");
    this.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  marked(): string {
    const { selectionStart, selectionEnd, value } = this.field;
    return value.slice(selectionStart, selectionEnd).replace(/\s+/g, " ");
  }

  replaceMarked(words: string): void {
    const { selectionStart, selectionEnd } = this.field;
    this.field.setRangeText(words, selectionStart, selectionEnd, "end");
    this.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  set(source: string): void {
    this.field.value = source;
    this.#fit();
  }

  focus(): void {
    this.field.focus();
  }

  /** Grows with the words where CSS cannot do it alone. */
  #fit(): void {
    if (CSS.supports("field-sizing", "content")) return;
    this.field.style.blockSize = "auto";
    this.field.style.blockSize = `${this.field.scrollHeight + 2}px`;
  }
}
