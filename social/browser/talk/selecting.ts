// Lets somebody who leads choose posts to move: a box at each, and a bar that says how many.
export class Selecting {
  readonly #bar: HTMLFormElement | null;

  constructor(private readonly talk: HTMLElement) {
    this.#bar = talk.querySelector<HTMLFormElement>("[data-selecting]");
    talk.addEventListener("change", (event) => (event.target as Element).matches(".post-pick input") && this.#count());
    this.#bar?.querySelector("[data-does=cancel]")?.addEventListener("click", () => this.end());
  }

  get isOn(): boolean {
    return this.#bar !== null && !this.#bar.hidden;
  }

  /** Begins with one post chosen. */
  begin(post: HTMLElement, posts: HTMLElement[]): void {
    if (!this.#bar) return;
    this.#bar.hidden = false;
    for (const one of posts) this.offer(one);
    const box = post.querySelector<HTMLInputElement>(".post-pick input");
    if (box) {
      box.checked = true;
      box.focus();
    }
    this.#count();
  }

  /** A box at a post; the first post of a talk stays in it. */
  offer(post: HTMLElement): void {
    if (!this.isOn || post.dataset.number === "1" || post.querySelector(".post-pick")) return;
    const label = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "pick", value: post.dataset.post ?? "" });
    box.setAttribute("form", this.#bar!.id);
    label.className = "post-pick";
    label.append(box, this.#bar!.dataset.wordPick ?? "");
    post.prepend(label);
  }

  end(): void {
    for (const label of this.talk.querySelectorAll(".post-pick")) label.remove();
    if (this.#bar) this.#bar.hidden = true;
  }

  #count(): void {
    const count = this.talk.querySelectorAll(".post-pick input:checked").length;
    const { wordOne = "", wordMany = "" } = this.#bar!.dataset;
    this.#bar!.querySelector("[data-count]")!.textContent = (count === 1 ? wordOne : wordMany).replace(
      "%n",
      `${count}`,
    );
    this.#bar!.querySelector<HTMLButtonElement>("[data-go]")!.disabled = count === 0;
  }
}
