// `<thread-talk>`: a thread that lives: what others write appears, what one writes is there at once.
import { wire } from "~/core/realtime/browser/socket";
import { isSure } from "~/core/ui/browser/shell/confirming";
import { wake } from "~/core/ui/browser/shell/page";
import { toast } from "~/core/ui/browser/shell/toasts";
import { fits } from "~/social/browser/models/entries";
import { fragment, post as send } from "~/social/browser/talk/asking";
import { fillCards } from "~/social/browser/talk/cards";
import { PostList } from "~/social/browser/talk/list";
import { Marking } from "~/social/browser/talk/marking";
import { PostMenus } from "~/social/browser/talk/menus";
import { isWriting, wayOn, wayToLater } from "~/social/browser/talk/moving";
import { Present } from "~/social/browser/talk/presence";
import { Selecting } from "~/social/browser/talk/selecting";

interface LiveEvent {
  name: string;
  by?: number;
  html?: string;
  data: Record<string, unknown>;
}

interface Composer extends HTMLElement {
  addContext(name: string, value: string, label: string): void;
}

const NEAR_PX = 400;

class ThreadTalk extends HTMLElement {
  #posts!: PostList;
  #marking!: Marking;
  #menus!: PostMenus;
  #selecting!: Selecting;
  #present: Present | undefined;
  #ended = new AbortController();

  connectedCallback(): void {
    const { mark, readUrl = "", stream = "" } = this.dataset;
    this.#posts = new PostList(this.querySelector<HTMLElement>(".talk")!);
    this.#marking = new Marking(Number(mark) || 0, readUrl);
    this.#menus = new PostMenus(this, (post, item) => void this.#chosen(post, item));
    this.#selecting = new Selecting(this);
    if (this.hasAttribute("data-small")) this.#present = new Present(this, (name) => wire.whisper(stream, name));
    this.#dress(this.#posts.posts);
    this.#listen();
    this.#arrive();
    this.dataset.ready = "yes";
  }

  disconnectedCallback(): void {
    this.#ended.abort();
    this.#marking.end();
  }

  #listen(): void {
    const { signal } = this.#ended;
    const on = (name: string, hear: (event: Event) => void, target: EventTarget = this) =>
      target.addEventListener(name, hear, { signal });
    on("live:event", (event) => this.#hear((event as CustomEvent<LiveEvent>).detail));
    on("live:whisper", (event) => this.#overhear((event as CustomEvent<LiveEvent>).detail));
    on("live:listening", (event) => this.#here((event as CustomEvent<{ present?: number[] }>).detail.present));
    on("live:gone", () => this.#gone());
    on("live:resync", () => void this.#startAnew());
    on("composer:sent", (event) => this.#sent(event as CustomEvent<{ html: string; status: number }>));
    on("click", (event) => void this.#press(event as MouseEvent));
    on("keydown", (event) => this.#space(event as KeyboardEvent));
    on("input", (event) => (event.target as Element).closest(".composer") && this.#present?.typing());
    on("htmx:load", (event) => this.#dress([event.target as HTMLElement]));
    // Caught on its way down: within another page the talk scrolls, not the window.
    window.addEventListener("scroll", () => this.#goOn(), { signal, capture: true, passive: true });
  }

  /** The page opens at what is new, or at the post that the address names. */
  #arrive(): void {
    if (location.hash && location.hash !== "#new") return;
    const said = new URLSearchParams(location.search);
    if (said.has("at"))
      return void (said.get("at") === "last" && this.#posts.posts.at(-1)?.scrollIntoView({ block: "end" }));
    const asked = said.get("post");
    const target = asked ? this.querySelector(`[data-number="${CSS.escape(asked)}"]`) : this.querySelector(".since");
    if (target) target.scrollIntoView({ block: asked ? "center" : "start" });
    else if (!this.querySelector('[data-way="later"]') && this.querySelector('[data-way="earlier"]'))
      this.#posts.posts.at(-1)?.scrollIntoView({ block: "end" });
  }

  /** What differs by reader is decided here: the fragment is the same for everybody. */
  #dress(posts: HTMLElement[]): void {
    for (const post of posts.filter((one) => one.matches(".post"))) {
      for (const chip of post.querySelectorAll<HTMLElement>(".chip"))
        chip.setAttribute("aria-pressed", String(chip.dataset.by?.split(" ").includes(this.dataset.me ?? "")));
      for (const opener of post.querySelectorAll("[data-more], [data-react]")) opener.setAttribute("role", "button");
      this.#marking.watch(post);
      this.#selecting.offer(post);
      void fillCards(post, this.dataset.cardsUrl ?? "");
    }
    this.#present?.dot(this);
  }

  // What comes

  #hear({ name, by, html = "", data }: LiveEvent): void {
    if (name === "social.thread_changed") this.#changed(html, String(data.state ?? ""));
    else if (name === "social.post_created") this.#came(html, by);
    else if (name === "social.post_left") this.#posts.find(String(data.post_id))?.remove();
    else if (name === "social.posts_arrived") this.#more();
    else if (name === "social.thread_moved") this.#follow(location.href);
    else if (name === "social.thread_merged") void this.#joined();
    else if (html && this.#posts.find(String(data.post_id))) this.#show(html);
  }

  #came(html: string, by: number | undefined): void {
    // What was moved on since has nothing to show here.
    if (!html) return;
    if (by) this.#present?.forget(by);
    const isKnown = this.querySelector(`#${CSS.escape(idOf(html))}`) !== null;
    const item = this.#show(html);
    if (isKnown || String(by) === this.dataset.me) return;
    this.#posts.list.dispatchEvent(new CustomEvent("news", { detail: { item } }));
  }

  #show(html: string): HTMLElement | null {
    const post = html ? this.#posts.put(html) : null;
    if (post) this.#dress([post]);
    return post;
  }

  #changed(html: string, state: string): void {
    const line = document.getElementById("thread-state");
    const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    if (line && fresh) {
      line.replaceWith(fresh);
      wake(fresh as HTMLElement);
    }
    this.dataset.state = state;
  }

  /** Posts were moved to the end of this talk: they are fetched when somebody reads that far. */
  #more(): void {
    const last = this.#posts.posts.at(-1);
    if (!last || this.querySelector('[data-way="later"]')) return;
    const place = `${last.dataset.root}.${last.dataset.number}`;
    const item = wayToLater(this.dataset.thread ?? "", place, this.dataset.wordLater ?? "");
    this.#posts.list.append(item);
    wake(item);
    this.#posts.list.dispatchEvent(new CustomEvent("news", { detail: { item } }));
    this.#goOn();
  }

  /** The talk is part of another now. */
  async #joined(): Promise<void> {
    const way = await wayOn(this.dataset.thread ?? "");
    this.#follow(way?.href);
  }

  /** Whoever writes stays until they have done so: their words are in their drafts. */
  #follow(url: string | undefined): void {
    if (!url) {
      this.#gone();
      return;
    }
    if (location.pathname === `/threads/${this.dataset.thread}/` && !isWriting(this)) {
      location.assign(url);
      return;
    }
    this.dataset.gone = "yes";
    this.#say(this.dataset.wordMoved ?? "");
    const link = Object.assign(document.createElement("a"), { href: url, textContent: this.dataset.wordGo ?? "" });
    this.querySelector("[data-notice] span")?.append(" ", link);
  }

  /** Too much has happened to tell one by one. A thread's own page is loaded again, a chat within another is not. */
  async #startAnew(): Promise<void> {
    const place = `/threads/${this.dataset.thread}/`;
    if (location.pathname === place) return location.reload();
    this.#posts.list.replaceChildren(await fragment(`${place}?at=last`));
    wake(this.#posts.list);
    this.#dress(this.#posts.posts);
  }

  #overhear({ name, data }: LiveEvent): void {
    if (name === "social.typing") this.#present?.hear(Number(data.person_id), String(data.name ?? ""));
    if (name === "realtime.presence") this.#here(data.present as number[]);
  }

  #here(people: number[] | undefined): void {
    if (people) void this.#present?.show(people);
  }

  #gone(): void {
    this.#marking.hold();
    this.dataset.gone = "yes";
    this.#posts.list.replaceChildren();
    this.#say(this.dataset.wordGone ?? "");
  }

  #say(words: string): void {
    const notice = this.querySelector<HTMLElement>("[data-notice]")!;
    notice.hidden = !words;
    notice.querySelector("span")!.textContent = words;
    if (words) notice.scrollIntoView({ block: "nearest" });
  }

  // What one does

  #sent(event: CustomEvent<{ html: string; status: number }>): void {
    if (event.detail.status !== 201) return;
    event.preventDefault();
    const post = this.#show(event.detail.html);
    if (post) post.scrollIntoView({ block: "nearest" });
    else location.assign(`${location.pathname}?at=last`);
  }

  async #press(event: MouseEvent): Promise<void> {
    const target = (event.target as Element).closest<HTMLElement>("a, button");
    const post = target?.closest<HTMLElement>(".post");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.matches("[data-more]")) this.#menus.toggle(target, "menu", (item) => this.#fits(post!, item));
    else if (target.matches("[data-react]")) this.#menus.toggle(target, "signs", () => true);
    else if (target.matches(".chip")) void this.#react(post!, target.dataset.sign ?? "");
    else if (target.matches("[data-accept]")) void this.#act(`/posts/${post!.dataset.post}/accept/`);
    else if (target.matches("[data-answer]")) this.#answer(post!, "reply_to", this.dataset.wordAnswering);
    else if (target.matches("[data-quote]")) this.#answer(post!, "quote", this.dataset.wordQuoting);
    else return;
    event.preventDefault();
  }

  /** What a script made a button is pressed by the space bar too. */
  #space(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.key === "!") this.#report(target);
    if (event.key !== " " || !target.matches("a[role=button]")) return;
    event.preventDefault();
    target.click();
  }

  /** The key for a safety event, from wherever in a post one stands. */
  #report(target: HTMLElement): void {
    const post = target.closest<HTMLElement>(".post:not(.is-gone, .is-held)");
    if (post && !target.matches("input, textarea, [contenteditable]"))
      location.assign(`/posts/${post.dataset.post}/safety/`);
  }

  /** Whether an entry of the menu is for this reader and this post. */
  #fits(post: HTMLElement, item: HTMLElement): boolean {
    return fits(item.dataset.does, item.dataset.for?.split(" ") ?? [], {
      gone: post.matches(".is-gone"),
      mine: post.dataset.author === this.dataset.me,
      first: post.dataset.number === "1",
      accepted: post.matches(".is-accepted"),
      moderates: this.hasAttribute("data-moderates"),
      mayAccept: this.hasAttribute("data-may-accept"),
      maySplit: this.hasAttribute("data-may-split"),
      confirmed: post.matches(".is-confirmed"),
      promoted: post.matches(".is-promoted"),
      mayConfirm: this.querySelector("[data-may-confirm]") !== null,
      mayPromote: this.querySelector("[data-may-promote]") !== null,
    });
  }

  async #chosen(post: HTMLElement, item: HTMLElement): Promise<void> {
    const place = `/posts/${post.dataset.post}/`;
    const { does, sign } = item.dataset;
    if (sign) return this.#react(post, sign);
    if (does === "select") return this.#selecting.begin(post, this.#posts.posts);
    if (does === "copy") return navigator.clipboard.writeText(new URL(place, location.href).href);
    if (["edit", "history", "safety", "flag", "promote"].includes(does ?? ""))
      return location.assign(`${place}${does}/`);
    if (does === "bookmark") return this.#keep(`${place}bookmark/`);
    if (does === "remind") return location.assign(`/bookmarks/keep/?ref=post:${post.dataset.post}`);
    if (does === "unread") return this.#markUnread(`${place}unread/`);
    if (does === "delete" && !(await isSure(this.dataset.wordDelete ?? ""))) return;
    await this.#act(`${place}${does}/`);
  }

  #react(post: HTMLElement, sign: string): Promise<void> {
    return this.#act(`/posts/${post.dataset.post}/reactions/`, { sign });
  }

  async #act(url: string, fields: Record<string, string> = {}): Promise<void> {
    const answer = await send(url, fields);
    if (answer.ok && answer.html) this.#show(answer.html);
    this.#say(answer.ok ? "" : (this.dataset.wordFailed ?? ""));
  }

  /** Keeps a post for later, or no longer; the answer is a sentence. */
  async #keep(url: string): Promise<void> {
    const { ok, html } = await send(url);
    if (ok) toast(html);
    else this.#say(this.dataset.wordFailed ?? "");
  }

  async #markUnread(url: string): Promise<void> {
    this.#marking.hold();
    const { ok, address } = await send(url);
    if (ok) location.assign(address || "/communities/");
  }

  #answer(post: HTMLElement, name: string, words = ""): void {
    const composer = this.querySelector<Composer>("rich-composer");
    const who = post.querySelector(".person-name")?.textContent ?? "";
    const picked = name === "quote" ? selectedIn(post) : "";
    const value = picked ? `${post.dataset.post}|${picked}` : String(post.dataset.post);
    composer?.addContext(name, value, words.replace("%n", who) + (picked ? `: ${picked}` : ""));
    composer?.scrollIntoView({ block: "nearest" });
  }

  /** Reading on: near an end of what is loaded, the next part is asked for. */
  #goOn(): void {
    for (const way of this.querySelectorAll<HTMLElement>("[data-way]")) {
      const { top, bottom } = way.getBoundingClientRect();
      if (bottom > -NEAR_PX && top < innerHeight + NEAR_PX && !way.dataset.asked) {
        way.dataset.asked = "yes";
        way.click();
      }
    }
  }
}

function idOf(html: string): string {
  return /\bid="(post-\d+)"/.exec(html)?.[1] ?? "none";
}

/** The words of a post that somebody has marked. */
function selectedIn(post: HTMLElement): string {
  const selection = getSelection();
  const words = post.querySelector(".post-words");
  if (!selection?.rangeCount || !words?.contains(selection.anchorNode) || !words.contains(selection.focusNode))
    return "";
  return selection.toString().trim().replace(/\s+/g, " ").slice(0, 2000);
}

customElements.define("thread-talk", ThreadTalk);
