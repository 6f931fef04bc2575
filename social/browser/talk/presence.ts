// Who is here, and who is writing: for small spaces.
import { said, Typists } from "~/social/browser/models/typists";
import { fragment } from "~/social/browser/talk/asking";

const SAY_EVERY_MS = 3000;

export class Present {
  readonly #typists = new Typists();
  #here: string[] = [];
  #lastSaid = 0;

  constructor(
    private readonly talk: HTMLElement,
    private readonly say: (name: string) => void,
  ) {
    setInterval(() => this.#showTyping(), 1500);
  }

  /** I am writing: told at most every three seconds. */
  typing(): void {
    if (Date.now() - this.#lastSaid < SAY_EVERY_MS) return;
    this.#lastSaid = Date.now();
    this.say("social.typing");
  }

  hear(person: number, name: string): void {
    if (String(person) === this.talk.dataset.me) return;
    this.#typists.hear(person, name, Date.now());
    this.#showTyping();
  }

  forget(person: number): void {
    this.#typists.forget(person);
    this.#showTyping();
  }

  async show(people: number[]): Promise<void> {
    this.#here = people.map(String);
    this.dot(document);
    const card = document.querySelector<HTMLElement>(`[data-here][data-for="${this.talk.dataset.stream}"]`);
    if (!card) return;
    card.hidden = people.length < 2;
    card.querySelector("[data-count]")!.textContent = String(people.length);
    if (card.hidden || !this.talk.dataset.hereUrl) return;
    const faces = await fragment(`${this.talk.dataset.hereUrl}?ids=${people.join(",")}`);
    card.querySelector("[data-people]")!.replaceChildren(faces);
  }

  /** A dot at the pictures of those who are here. */
  dot(root: ParentNode): void {
    for (const post of root.querySelectorAll<HTMLElement>(".post"))
      post.querySelector(".avatar")?.classList.toggle("is-here", this.#here.includes(post.dataset.author ?? ""));
  }

  #showTyping(): void {
    const { wordTypingOne = "", wordTypingMany = "", wordAnd = "" } = this.talk.dataset;
    const names = this.#typists.names(Date.now());
    const words = said(names, { one: wordTypingOne, many: wordTypingMany, and: wordAnd });
    const place = this.talk.querySelector("[data-typing]");
    if (place && place.textContent !== words) place.textContent = words;
  }
}
