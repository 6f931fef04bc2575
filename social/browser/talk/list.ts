// The list of posts on the page: puts in what comes, replaces what changed.
import { wake } from "~/core/ui/browser/shell/page";
import { number, type Position, placeFor } from "~/social/browser/models/order";
import { carryVotes } from "~/social/browser/talk/polls";

export function positionOf(post: HTMLElement): Position {
  return { root: number(post.dataset.root), number: number(post.dataset.number) };
}

export class PostList {
  constructor(readonly list: HTMLElement) {}

  get posts(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>(":scope > .post")];
  }

  find(pk: string | number): HTMLElement | null {
    return this.list.querySelector<HTMLElement>(`:scope > [data-post="${pk}"]`);
  }

  /** Puts a post in its place, or in that of its older look; null where its place is not on the page. */
  put(html: string): HTMLElement | null {
    const post = new DOMParser().parseFromString(html, "text/html").querySelector<HTMLElement>(".post");
    if (!post?.dataset.post) return null;
    const old = this.find(post.dataset.post);
    if (old) return this.#replace(old, post);
    const posts = this.posts;
    const has = (way: string) => this.list.querySelector(`:scope > .talk-on [data-way="${way}"]`) !== null;
    const at = placeFor(positionOf(post), {
      posts: posts.map(positionOf),
      moreBefore: has("earlier"),
      moreAfter: has("later"),
    });
    if (at === null) return null;
    const previous = posts[at - 1];
    if (previous) previous.after(post);
    else this.list.append(post);
    wake(post);
    return post;
  }

  /** Whoever had the focus within keeps it: a chip that is pressed must not throw them to the top. */
  #replace(old: HTMLElement, post: HTMLElement): HTMLElement {
    const held = old.contains(document.activeElement) ? keyOf(document.activeElement as HTMLElement) : "";
    carryVotes(old, post);
    old.replaceWith(post);
    wake(post);
    if (held) post.querySelector<HTMLElement>(held)?.focus({ preventScroll: true });
    return post;
  }
}

function keyOf(element: HTMLElement): string {
  const { sign } = element.dataset;
  if (element.id && element.closest("[data-poll-mine]")) return `#${CSS.escape(element.id)}`;
  if (sign) return `[data-sign="${sign}"], [data-react]`;
  const name = ["react", "answer", "quote", "more"].find((one) => one in element.dataset);
  return name ? `[data-${name}]` : "";
}
