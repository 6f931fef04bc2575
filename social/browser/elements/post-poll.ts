// `<post-poll>`: a poll in a post; the counts are everybody's, the vote is one's own and asked for apart.
import { isSure } from "~/core/ui/browser/shell/confirming";
import { toast } from "~/core/ui/browser/shell/toasts";
import { hasRoom, placed } from "~/social/browser/models/ranking";
import { post as send } from "~/social/browser/talk/asking";
import { mine } from "~/social/browser/talk/polls";

class PostPoll extends HTMLElement {
  #ended = new AbortController();

  connectedCallback(): void {
    this.#ended = new AbortController();
    const { signal } = this.#ended;
    this.addEventListener("submit", (event) => void this.#submit(event), { signal });
    this.addEventListener("change", (event) => this.#change(event), { signal });
    if (!this.#own?.hasAttribute("data-touched")) this.#ask();
  }

  disconnectedCallback(): void {
    this.#ended.abort();
  }

  get #own(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-poll-mine]");
  }

  #ask(): void {
    const { mineUrl = "", poll = "" } = this.dataset;
    mine(mineUrl, poll, (own) => {
      // Somebody has begun to fill in the old form meanwhile.
      if (own && !this.#own?.hasAttribute("data-touched")) this.#show(own);
    });
  }

  #show(own: HTMLElement): void {
    const old = this.#own ?? this.querySelector("[data-place]");
    const held = old?.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
    old?.replaceWith(own);
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
    this.#limit();
  }

  #change(event: Event): void {
    const field = event.target as HTMLInputElement | HTMLSelectElement;
    this.#own?.setAttribute("data-touched", "yes");
    if (field instanceof HTMLSelectElement) this.#place(field);
    else this.#limit();
  }

  /** The other places make room for the one just given. */
  #place(changed: HTMLSelectElement): void {
    const selects = [...this.querySelectorAll<HTMLSelectElement>("select[data-option]")];
    const numberOf = (select: HTMLSelectElement) => Number(select.dataset.option);
    const before = new Map(selects.map((select) => [numberOf(select), select === changed ? 0 : Number(select.value)]));
    const after = placed(before, numberOf(changed), Number(changed.value));
    for (const select of selects) select.value = String(after.get(numberOf(select)) || "");
  }

  #limit(): void {
    const form = this.querySelector<HTMLFormElement>('form[data-kind="multiple"]');
    const boxes = [...(form?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])];
    const isFull = !hasRoom(boxes.filter((box) => box.checked).length, Number(form?.dataset.most) || boxes.length);
    for (const box of boxes) box.disabled = isFull && !box.checked;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    event.preventDefault();
    if (button?.dataset.confirm && !form.dataset.sure && !(await isSure(button.dataset.confirm))) return;
    const filled = this.#own;
    filled?.removeAttribute("data-touched");
    const answer = await send(button?.getAttribute("formaction") || form.action, new FormData(form));
    const own = new DOMParser()
      .parseFromString(answer.html, "text/html")
      .querySelector<HTMLElement>("[data-poll-mine]");
    const said = own?.querySelector("[data-said]");
    if (!own || !answer.ok) {
      filled?.setAttribute("data-touched", "yes");
      return this.#now.#say(said?.textContent || this.dataset.wordFailed || "");
    }
    toast(said?.textContent ?? "");
    said?.replaceChildren();
    this.#now.#show(own);
  }

  /** The poll as it is on the page now: the vote's own event may have drawn it anew before the answer came. */
  get #now(): PostPoll {
    return this.isConnected
      ? this
      : (document.querySelector<PostPoll>(`post-poll[data-poll="${this.dataset.poll}"]`) ?? this);
  }

  #say(words: string): void {
    const place = this.querySelector<HTMLElement>("[data-said]");
    if (!place) return;
    place.textContent = words;
    place.classList.add("is-bad");
  }
}

customElements.define("post-poll", PostPoll);
