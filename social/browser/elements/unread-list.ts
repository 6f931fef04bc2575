// `<unread-list>`: what waits over all spaces; grows as people write, shrinks as one reads, on whatever device.
import { arrivals } from "~/core/ui/browser/models/arrivals";
import { wake } from "~/core/ui/browser/shell/page";
import { changes, mayRedraw, type Row, step } from "~/social/browser/models/unread";
import { fragment, post } from "~/social/browser/talk/asking";

const SOON_MS = 250;
const NEWS = ["live:event", "live:whisper", "live:resync"];
const OWN = ["social.unread_changed", "social.messages_changed", "notifications.notices_changed"];

interface LiveEvent {
  stream?: string;
  name?: string;
}

class UnreadList extends HTMLElement {
  #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const options = { capture: true, signal: this.#ended.signal };
    for (const name of NEWS) {
      this.addEventListener(name, () => this.#soon(), options);
      document.addEventListener(name, (event) => this.#overhear(event), options);
    }
    this.addEventListener("keydown", (event) => this.#key(event), { signal: this.#ended.signal });
    this.addEventListener("submit", (event) => this.#submit(event), { signal: this.#ended.signal });
    this.addEventListener("change", () => this.#count(), { signal: this.#ended.signal });
    this.#pill.addEventListener("click", () => void this.#refresh(true), { signal: this.#ended.signal });
    this.#count();
    this.dataset.ready = "yes";
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  get #pill(): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(".unread-news button")!;
  }

  get #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".unread-line")];
  }

  get #isBusy(): boolean {
    const works = this.querySelector("[data-lines]")!.contains(document.activeElement);
    return works || this.querySelector("input:checked") !== null || scrollY > innerHeight / 2;
  }

  /** The bell listens to one's own stream; its events are caught on their way down. */
  #overhear(event: Event): void {
    const { stream = "", name = "" } = (event as CustomEvent<LiveEvent>).detail ?? {};
    if (stream === `person:${document.documentElement.dataset.person}` && OWN.includes(name)) this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(false), SOON_MS);
  }

  async #refresh(isAsked: boolean): Promise<void> {
    const fresh = await fragment(this.dataset.listUrl ?? location.href);
    if (!fresh.firstElementChild) return;
    const told = changes(this.#rows.map(asRow), [...fresh.querySelectorAll<HTMLElement>(".unread-line")].map(asRow));
    if (isAsked || mayRedraw(told, this.#rows.length, { isBusy: this.#isBusy })) return this.#redraw(fresh);
    for (const id of told.gone) this.#leave(id);
    for (const id of told.changed) this.#renew(id, fresh);
    if (!this.#rows.length) return this.#redraw(fresh);
    this.#say(told.fresh.length);
    this.#count();
  }

  #redraw(fresh: DocumentFragment): void {
    const chosen = this.#rows.filter((row) => row.querySelector("input:checked")).map((row) => row.id);
    this.querySelector("[data-lines]")!.replaceChildren(fresh);
    wake(this);
    for (const id of chosen) box(document.getElementById(id))?.click();
    this.#say(0);
    this.#count();
  }

  #leave(id: string): void {
    const row = document.getElementById(id);
    if (row?.contains(document.activeElement)) this.#focus(this.#rows.indexOf(row) + 1);
    row?.remove();
  }

  #renew(id: string, fresh: DocumentFragment): void {
    const [old, row] = [document.getElementById(id), fresh.getElementById(id)];
    if (!old || !row || old.contains(document.activeElement)) return;
    if (box(old)?.checked) box(row)!.checked = true;
    old.replaceWith(row);
  }

  #say(count: number): void {
    const { wordNewOne = "", wordNewMany = "" } = this.dataset;
    this.#pill.querySelector("span")!.textContent = arrivals(count, wordNewOne, wordNewMany);
    this.#pill.hidden = count === 0;
  }

  /** Nothing chosen, nothing to mark. */
  #count(): void {
    const button = this.querySelector<HTMLButtonElement>("[data-chosen]");
    if (button) button.disabled = !this.querySelector("input:checked");
  }

  #key(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>(".unread-line");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = step(event.key, this.#rows.indexOf(row), this.#rows.length);
    if (at !== null) this.#focus(at);
    else if (event.key.toLowerCase() === "x") box(row)?.click();
    else if (event.key.toLowerCase() === "r") row.querySelector<HTMLButtonElement>("button[name=one]")?.click();
    else return;
    event.preventDefault();
  }

  #focus(at: number): void {
    const rows = this.#rows;
    rows[Math.min(at, rows.length - 1)]?.querySelector<HTMLElement>("h3 a")?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-clears]")) return;
    event.preventDefault();
    const at = this.#rows.findIndex((row) => row.contains(event.submitter));
    const sent = await post(form.action, new FormData(form, event.submitter));
    if (!sent.ok) return location.reload();
    const holder = document.createElement("template");
    holder.innerHTML = sent.html;
    this.#redraw(holder.content);
    if (at >= 0 && this.#rows.length) this.#focus(at);
    else this.querySelector<HTMLElement>("[data-undo], h3 a, .empty a")?.focus();
  }
}

function asRow(row: HTMLElement): Row {
  return { id: row.id, last: row.dataset.last ?? "" };
}

function box(row: Element | null): HTMLInputElement | null {
  return row?.querySelector<HTMLInputElement>("input[type=checkbox]") ?? null;
}

customElements.define("unread-list", UnreadList);
