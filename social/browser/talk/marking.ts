// Watches which posts are on the screen, and tells the server how far somebody has read.
import { number } from "~/social/browser/models/order";
import { Reading } from "~/social/browser/models/reading";
import { tellRead } from "~/social/browser/talk/asking";

const PAUSE_MS = 900;

export class Marking {
  readonly #reading: Reading;
  readonly #watch: IntersectionObserver;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    mark: number,
    private readonly url: string,
  ) {
    this.#reading = new Reading(mark);
    this.#watch = new IntersectionObserver((entries) => this.#look(entries), { threshold: 0.3 });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#tell());
  }

  watch(post: HTMLElement): void {
    // A post that is taller than the screen never shows a third of itself: its foot counts.
    const mark = post.querySelector<HTMLElement>(".post-foot") ?? post;
    mark.dataset.sees = post.dataset.number ?? "";
    this.#watch.observe(mark);
  }

  /** Nothing more is read on this page. */
  hold(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#reading.hold();
  }

  end(): void {
    this.#watch.disconnect();
    this.#tell();
  }

  #look(entries: IntersectionObserverEntry[]): void {
    if (document.visibilityState !== "visible") return;
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.#watch.unobserve(target);
      if (this.#reading.see(number((target as HTMLElement).dataset.sees))) this.#soon();
    }
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#tell(), PAUSE_MS);
  }

  #tell(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    tellRead(this.url, this.#reading.mark);
  }
}
