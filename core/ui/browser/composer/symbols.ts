// The palette of scientific signs, fetched when somebody opens it.
import { recentIn, stepFrom, used } from "~/core/ui/browser/models/recent";

const KEPT = "symbols";

export class Symbols {
  private constructor(
    private readonly panel: HTMLElement,
    private readonly opener: HTMLElement,
    private readonly put: (sign: string) => void,
  ) {
    panel.addEventListener("click", (event) => this.#press(event));
    panel.addEventListener("keydown", (event) => this.#key(event));
    this.#showRecent();
  }

  /** Brings the palette from the server and stands it before `bar`. */
  static async open(url: string, bar: Element, opener: HTMLElement, put: (sign: string) => void): Promise<Symbols> {
    const response = await fetch(url);
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const panel = page.querySelector<HTMLElement>(".symbols")!;
    bar.before(panel);
    const symbols = new Symbols(panel, opener, put);
    symbols.toggle(true);
    return symbols;
  }

  get isOpen(): boolean {
    return !this.panel.hidden;
  }

  toggle(on = !this.isOpen): void {
    this.panel.hidden = !on;
    this.opener.setAttribute("aria-expanded", String(on));
    if (on) this.#stand(0);
    else this.opener.focus();
  }

  get #signs(): HTMLElement[] {
    return [...this.panel.querySelectorAll<HTMLElement>("[data-symbol]")];
  }

  #stand(at: number): void {
    const signs = this.#signs;
    for (const sign of signs) sign.tabIndex = -1;
    const here = signs[at];
    if (!here) return;
    here.tabIndex = 0;
    here.focus();
  }

  #press(event: MouseEvent): void {
    const target = (event.target as Element).closest<HTMLElement>("button");
    if (target?.matches("[data-closes-panel]")) this.toggle(false);
    const sign = target?.dataset.symbol;
    if (!target || !sign) return;
    // A press by a key has no detail: then one stays in the palette and may put in several.
    const byKey = event.detail === 0;
    this.put(sign);
    const at = this.#signs.indexOf(target);
    const before = this.#signs.length;
    localStorage.setItem(KEPT, JSON.stringify(used(recentIn(localStorage.getItem(KEPT)), sign)));
    this.#showRecent();
    if (byKey) this.#stand(target.isConnected ? at + this.#signs.length - before : 0);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.toggle(false);
      return;
    }
    const signs = this.#signs;
    const at = signs.indexOf(event.target as HTMLElement);
    const places = signs.map((sign) => ({ top: sign.offsetTop, left: sign.offsetLeft }));
    const to = at < 0 ? at : stepFrom(places, at, event.key);
    if (to === at && !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    this.#stand(to);
  }

  #showRecent(): void {
    const section = this.panel.querySelector<HTMLElement>("[data-recent]")!;
    const known = new Map(
      [...this.panel.querySelectorAll<HTMLElement>(".symbol-group:not([data-recent]) [data-symbol]")].map((one) => [
        one.dataset.symbol ?? "",
        one,
      ]),
    );
    const recent = recentIn(localStorage.getItem(KEPT)).flatMap((sign) => known.get(sign) ?? []);
    const copies = recent.map((one) => one.cloneNode(true) as HTMLElement);
    for (const copy of copies) copy.tabIndex = -1;
    section.querySelector(".symbol-signs")!.replaceChildren(...copies);
    section.hidden = !recent.length;
    const [first] = this.#signs;
    if (first && !this.panel.querySelector('[data-symbol][tabindex="0"]')) first.tabIndex = 0;
  }
}
