// `<post-scrubber>`: where in a long thread one reads; leads anywhere in it, and back.
import { comesFrom, grown, saying, standingAt } from "~/social/browser/models/scrub";

interface LiveEvent {
  name: string;
  data: Record<string, unknown>;
}

class PostScrubber extends HTMLElement {
  #ended = new AbortController();
  #isHeld = false;
  #at = 1;
  #frame = 0;

  connectedCallback(): void {
    const { signal } = this.#ended;
    const range = this.#range;
    this.#at = Number(range.value);
    range.addEventListener("input", () => this.#drag(), { signal });
    range.addEventListener("change", () => this.#go(), { signal });
    this.addEventListener("live:event", (event) => this.#grow((event as CustomEvent<LiveEvent>).detail), { signal });
    addEventListener("scroll", () => this.#soon(), { signal, passive: true });
    this.querySelector("[data-to-new]")?.addEventListener("click", (event) => this.#toNew(event), { signal });
    document.addEventListener("click", (event) => this.#leave(event), { signal });
    this.#offerBack();
  }

  disconnectedCallback(): void {
    this.#ended.abort();
    cancelAnimationFrame(this.#frame);
  }

  get #range(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("input[type=range]")!;
  }

  #soon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  /** Follows the reader, unless they hold the scrubber. */
  #follow(): void {
    if (this.#isHeld) return;
    const posts = [...document.querySelectorAll<HTMLElement>(".talk > .post")];
    const seen = posts.map((post) => ({ number: Number(post.dataset.number), top: post.getBoundingClientRect().top }));
    const at = standingAt(seen, innerHeight);
    if (!at) return;
    this.#at = at;
    this.#range.value = String(at);
    this.#say(at);
    const when = document.querySelector(`.talk > [data-number="${at}"] local-time time`);
    if (when) this.querySelector("[data-when]")!.textContent = when.textContent;
  }

  /** Counts by the numbers that the stream tells: what is on the page may be a part of the thread only. */
  #grow({ name, data }: LiveEvent): void {
    const last = grown(Number(this.#range.max), name, data);
    if (last === Number(this.#range.max)) return;
    this.#range.max = String(last);
    if (this.#isHeld) this.#say(Number(this.#range.value));
    else this.#soon();
  }

  #drag(): void {
    this.#isHeld = true;
    this.#say(Number(this.#range.value));
    this.querySelector("[data-when]")!.textContent = "";
  }

  #say(at: number): void {
    const { lang } = document.documentElement;
    const words = saying(this.dataset.wordOf ?? "", at, Number(this.#range.max), lang || "en");
    this.querySelector("[data-says]")!.textContent = words;
    this.#range.setAttribute("aria-valuetext", words);
  }

  /** Remembers where one was, for the way back. */
  #go(): void {
    this.#remember();
    this.querySelector("form")!.requestSubmit();
  }

  #remember(): void {
    sessionStorage.setItem(this.#key, String(this.#at));
  }

  /** The ways beside the scrubber, and a quotation's to the post it comes from, lead away from here as it does. */
  #leave({ target }: MouseEvent): void {
    const link = (target as Element).closest<HTMLElement>(".scrubber-ways a, .post-quote footer a");
    if (!link) return;
    if (link.matches("[data-back]")) sessionStorage.removeItem(this.#key);
    else this.#remember();
  }

  #offerBack(): void {
    const from = comesFrom(sessionStorage.getItem(this.#key), location.search);
    if (!from) {
      sessionStorage.removeItem(this.#key);
      return;
    }
    const back = this.querySelector<HTMLAnchorElement>("[data-back]")!;
    back.href = `?post=${from}`;
    back.hidden = false;
  }

  #toNew(event: Event): void {
    const line = document.getElementById("new");
    if (!line) return;
    event.preventDefault();
    this.#remember();
    line.scrollIntoView({ block: "start" });
  }

  get #key(): string {
    return `scrubber:${location.pathname}`;
  }
}

customElements.define("post-scrubber", PostScrubber);
