// Keeps the draft: here at once, on the server after a pause.
import { type Draft, overtaken, parse, truest } from "~/core/ui/browser/models/drafts";
import { csrfToken } from "~/core/ui/browser/shell/page";

const PAUSE_MS = 1500;

type Words = Omit<Draft, "version"> & { title?: string };

export class Drafting {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(
    private readonly url: string,
    private readonly place: string,
    private version: number,
    private readonly read: () => Words,
    private readonly said: (what: "saved" | "newer" | "kept" | "aside") => void,
  ) {
    addEventListener("pagehide", () => this.#keepHere());
  }

  /** The draft to go on with, given what the page came with. */
  begin(server: Omit<Draft, "version">): Draft {
    const there = { ...server, version: this.version };
    const here = parse(localStorage.getItem(this.#name));
    const lost = this.url ? overtaken(there, here) : null;
    if (lost) void this.#giveAway(lost);
    return truest(there, here);
  }

  /** Goes on from the draft that the server has now. */
  goOn(version: number): void {
    this.version = version;
    this.#stopped = false;
    this.#keepHere();
  }

  /** Saves these words whatever another device has saved; what that was is set aside. */
  async insist(): Promise<void> {
    const response = await this.#put({ ...this.read(), over: true }).catch(() => null);
    this.#stopped = false;
    this.said(response?.ok ? "aside" : "kept");
  }

  /** Saves at once what is not saved yet. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.url && !this.#stopped) await this.#save();
  }

  /** Words that this browser kept and another device overtook: the server sets them aside, and they are offered back. */
  async #giveAway({ source, format, version }: Draft): Promise<void> {
    const response = await this.#send({ source, format, version }).catch(() => null);
    if (response?.status === 409) this.said("aside");
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

  async #put(words: Words & { over?: boolean }): Promise<Response> {
    const response = await this.#send({ ...words, version: this.version });
    if (response.ok) {
      const answer = await response.json().catch(() => ({}));
      this.version = Number(answer.version ?? this.version + 1);
      this.#keepHere();
    }
    return response;
  }

  #send(said: Words & { version: number; over?: boolean }): Promise<Response> {
    return fetch(this.url, {
      method: "PUT",
      body: JSON.stringify(said),
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), Accept: "application/json" },
    });
  }
}
