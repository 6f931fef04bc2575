// The form of a formula, fetched when somebody opens it: pieces to begin with, and how it will look.
const PAUSE_MS = 250;

export class Formula {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  private constructor(
    private readonly url: string,
    private readonly dialog: HTMLDialogElement,
    private readonly put: (words: string) => void,
  ) {
    dialog.addEventListener("click", (event) => this.#press(event));
    dialog.addEventListener("input", () => this.#soon());
    dialog.addEventListener("close", () => this.#end());
  }

  /** Brings the form from the server and stands it in `host`. */
  static async bring(url: string, host: Element, put: (words: string) => void): Promise<Formula> {
    const response = await fetch(url);
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const dialog = page.querySelector("dialog")!;
    host.append(dialog);
    return new Formula(url, dialog, put);
  }

  /** Asks for a formula, beginning with what is marked in the words. */
  ask(begun: string): void {
    this.#latex.value = begun.replace(/^\$+|\$+$/g, "");
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.#latex.focus();
    this.#soon();
  }

  get #latex(): HTMLTextAreaElement {
    return this.dialog.querySelector("textarea")!;
  }

  get #alone(): HTMLInputElement {
    return this.dialog.querySelector("input[data-alone]")!;
  }

  #press(event: Event): void {
    const piece = (event.target as Element).closest<HTMLElement>("[data-piece]")?.dataset.piece;
    if (piece === undefined) return;
    const field = this.#latex;
    const from = field.selectionStart;
    const marked = field.value.slice(from, field.selectionEnd);
    // What is marked goes into the first gap; the caret into the next.
    field.setRangeText(piece.replace("{}", `{${marked}}`), from, field.selectionEnd, "end");
    const gap = field.value.indexOf("{}", from);
    field.focus();
    if (gap >= 0) field.setSelectionRange(gap + 1, gap + 1);
    this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), PAUSE_MS);
  }

  async #show(): Promise<void> {
    const latex = this.#latex.value.trim();
    const preview = this.dialog.querySelector<HTMLElement>("[data-preview]")!;
    this.#asked?.abort();
    if (!latex) {
      preview.replaceChildren();
      return;
    }
    this.#asked = new AbortController();
    const query = new URLSearchParams({ latex, ...(this.#alone.checked ? { alone: "" } : {}) });
    try {
      const response = await fetch(`${this.url}?${query}`, { signal: this.#asked.signal });
      const answer = await response.text();
      const isRead = response.ok && response.headers.get("Content-Type")?.startsWith("text/html");
      preview.classList.toggle("is-unread", !isRead);
      if (isRead) preview.replaceChildren(...new DOMParser().parseFromString(answer, "text/html").body.childNodes);
      else preview.textContent = response.ok ? answer : "";
    } catch {
      // Asked again meanwhile, or no line: the formula can be put in all the same.
    }
  }

  #end(): void {
    const latex = this.#latex.value.trim().replace(/\s+/g, " ");
    const sign = this.#alone.checked ? "$$" : "$";
    if (this.dialog.returnValue === "set" && latex) this.put(`${sign}${latex}${sign}`);
  }
}
