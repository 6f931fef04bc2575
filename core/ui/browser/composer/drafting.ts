// Keeps the draft: here at once, on the server after a pause.
import { type Draft, parse, truest } from "~/core/ui/browser/models/drafts";
import { csrfToken } from "~/core/ui/browser/shell/page";

const PAUSE_MS = 1500;

export class Drafting {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(
    private readonly url: string,
    private readonly place: string,
    private version: number,
    private readonly read: () => Omit<Draft, "version">,
    private readonly said: (what: "saved" | "newer" | "kept") => void,
  ) {
    addEventListener("pagehide", () => this.#keepHere());
  }

  /** The draft to go on with, given what the page came with. */
  begin(server: Omit<Draft, "version">): Draft {
    return truest({ ...server, version: this.version }, parse(localStorage.getItem(this.#name)));
  }

  changed(): void {
    this.#keepHere();
    clearTimeout(this.#timer);
    if (this.url && !this.#stopped) this.#timer = setTimeout(() => this.#save(), PAUSE_MS);
  }

  /** The words were sent: there is no draft any more. */
  async done(): Promise<void> {
    clearTimeout(this.#timer);
    localStorage.removeItem(this.#name);
    if (this.url && this.version) await this.#put({ source: "", format: "text" }).catch(() => undefined);
  }

  get #name(): string {
    return `draft:${document.documentElement.dataset.person ?? ""}:${this.place}`;
  }

  #keepHere(): void {
    const { source, format } = this.read();
    try {
      if (source) localStorage.setItem(this.#name, JSON.stringify({ source, format, version: this.version }));
      else localStorage.removeItem(this.#name);
    } catch {
      // The browser's store is full or closed: the server's draft remains.
    }
  }

  async #save(): Promise<void> {
    const response = await this.#put(this.read()).catch(() => null);
    if (!response) return this.said("kept");
    if (response.status === 409) {
      this.#stopped = true;
      return this.said("newer");
    }
    this.said(response.ok ? "saved" : "kept");
  }

  async #put(words: Omit<Draft, "version">): Promise<Response> {
    const response = await fetch(this.url, {
      method: "PUT",
      body: JSON.stringify({ ...words, version: this.version }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), Accept: "application/json" },
    });
    if (response.ok) {
      const answer = await response.json().catch(() => ({}));
      this.version = Number(answer.version ?? this.version + 1);
      this.#keepHere();
    }
    return response;
  }
}
