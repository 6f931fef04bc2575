// `<draft-keeper>`: keeps the words of its form on the server while somebody writes.
import { type Answer, Keeping } from "~/core/library/browser/models/keeping";

class DraftKeeper extends HTMLElement {
  #keeping = new Keeping();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refusal = "";
  #savedAt = "";

  connectedCallback(): void {
    const form = this.#form();
    form.addEventListener("input", (event) => {
      if ((event.target as HTMLInputElement).type !== "file") this.#after(this.#keeping.changed());
    });
    form.addEventListener("submit", (event) => this.#onSubmit(event));
  }

  /** A save waits for the words on their way: it must carry the revision that they get. */
  #onSubmit(event: SubmitEvent): void {
    clearTimeout(this.#timer);
    if (!this.#keeping.isSending) return;
    event.preventDefault();
    this.addEventListener("draft:kept", () => this.#form().requestSubmit(event.submitter), { once: true });
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  #after(wait: number | null): void {
    if (wait === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), wait);
  }

  async #send(): Promise<void> {
    if (!this.#keeping.begin()) return;
    this.#show();
    const again = this.#keeping.ended(await this.#post());
    this.#show();
    this.#after(again);
    this.dispatchEvent(new Event("draft:kept"));
  }

  async #post(): Promise<Answer | null> {
    const body = new FormData(this.#form());
    body.delete("upload");
    try {
      const response = await fetch(this.dataset.url!, { method: "POST", body });
      const said = (await response.json()) as { revision?: number; saved?: string; error?: string };
      if (said.error) {
        this.#refusal = said.error;
        return { ok: false, refused: said.error };
      }
      this.#form().querySelector<HTMLInputElement>('[name="revision"]')!.value = String(said.revision);
      this.#savedAt = said.saved ?? "";
      return { ok: true };
    } catch {
      return null;
    }
  }

  #show(): void {
    const { wordSaving = "", wordSaved = "", wordWaiting = "" } = this.dataset;
    const words = {
      saving: wordSaving,
      saved: wordSaved.replace("%t", this.#savedAt),
      waiting: wordWaiting,
      refused: this.#refusal,
      "": "",
    };
    this.querySelector("[data-said]")!.textContent = words[this.#keeping.said];
  }
}

customElements.define("draft-keeper", DraftKeeper);
