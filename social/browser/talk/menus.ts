// Opens a post's menu and its row of signs, cloned from the page's templates, with the manners of a menu.
export type Chosen = (post: HTMLElement, what: HTMLElement) => void;

export class PostMenus {
  #open: { menu: HTMLElement; opener: HTMLElement } | undefined;

  constructor(
    private readonly talk: HTMLElement,
    private readonly chosen: Chosen,
  ) {
    document.addEventListener("click", (event) => this.#elsewhere(event.target as Node));
    document.addEventListener("focusin", (event) => this.#elsewhere(event.target as Node));
  }

  toggle(opener: HTMLElement, name: "menu" | "signs", fits: (item: HTMLElement) => boolean): void {
    const wasMine = this.#open?.opener === opener;
    this.close();
    if (wasMine) return;
    const template = this.talk.querySelector<HTMLTemplateElement>(`template[data-${name}]`);
    const menu = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    const post = opener.closest<HTMLElement>(".post");
    if (!menu || !post) return;
    for (const item of menu.querySelectorAll<HTMLElement>("[role=menuitem]")) {
      if (!fits(item)) item.remove();
      item.addEventListener("click", () => {
        this.close();
        this.chosen(post, item);
      });
    }
    menu.addEventListener("keydown", (event) => this.#key(event, menu));
    opener.setAttribute("aria-expanded", "true");
    opener.after(menu);
    this.#open = { menu, opener };
    menu.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }

  close(backToOpener = false): void {
    const open = this.#open;
    this.#open = undefined;
    open?.opener.setAttribute("aria-expanded", "false");
    open?.menu.remove();
    if (backToOpener) open?.opener.focus();
  }

  #elsewhere(target: Node): void {
    if (this.#open && !this.#open.menu.contains(target) && !this.#open.opener.contains(target)) this.close();
  }

  #key(event: KeyboardEvent, menu: HTMLElement): void {
    const items = [...menu.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[
      event.key
    ];
    if (event.key === "Escape") this.close(true);
    else if (to === undefined) return;
    else items.at(to % items.length)?.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}
