// Brings what helps to write: a palette of signs, the form of a formula. Each once, when it is first asked for.
import type { Area } from "~/core/ui/browser/composer/area";
import { Formula } from "~/core/ui/browser/composer/formula";
import { Symbols } from "~/core/ui/browser/composer/symbols";

export class Helping {
  #symbols: Symbols | undefined;
  #formula: Formula | undefined;

  constructor(
    private readonly composer: HTMLElement,
    private readonly area: () => Area,
  ) {}

  /** Opens it, or closes it where it is open. False where it could not be brought. */
  async help(what: string, button: HTMLElement): Promise<boolean> {
    try {
      if (what === "symbols") await this.#open(button);
      else await this.#ask();
      return true;
    } catch {
      return false;
    }
  }

  async #open(button: HTMLElement): Promise<void> {
    if (this.#symbols) {
      this.#symbols.toggle();
      return;
    }
    const bar = this.composer.querySelector(".composer-bar")!;
    this.#symbols = await Symbols.open(this.composer.dataset.symbolsUrl ?? "", bar, button, (sign) => this.#put(sign));
  }

  async #ask(): Promise<void> {
    const marked = this.area().marked();
    const url = this.composer.dataset.formulaUrl ?? "";
    this.#formula ??= await Formula.bring(url, this.composer, (words) => this.#put(words));
    this.#formula.ask(marked);
  }

  #put(words: string): void {
    this.area().replaceMarked(words);
    this.area().focus();
  }
}
