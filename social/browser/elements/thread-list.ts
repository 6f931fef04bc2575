// `<thread-list>`: the threads of a space; a new one appears at the top, an old one says that it has news.
import { wake } from "~/core/ui/browser/shell/page";

interface LiveEvent {
  name: string;
  html?: string;
  data: Record<string, unknown>;
}

class ThreadList extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("live:event", (event) => this.#hear((event as CustomEvent<LiveEvent>).detail));
    this.addEventListener("live:whisper", (event) => this.#overhear((event as CustomEvent<LiveEvent>).detail));
    this.addEventListener("live:gone", () => location.reload());
    this.addEventListener("live:resync", () => location.reload());
  }

  get #list(): HTMLElement {
    return this.querySelector<HTMLElement>("#threads")!;
  }

  #hear({ name, html = "", data }: LiveEvent): void {
    if (name === "social.thread_left") document.getElementById(`thread-${data.thread_id}`)?.remove();
    if (!["social.thread_opened", "social.thread_arrived"].includes(name) || !html) return;
    const line = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    if (!line || document.getElementById(line.id) || !this.#reads(line)) return;
    this.#list.hidden = false;
    this.querySelector("[data-testid=empty]")?.remove();
    this.#list.prepend(line);
    wake(line);
  }

  /** Whether it is in a language that this list shows. */
  #reads(line: Element): boolean {
    const { languages } = this.dataset;
    return !languages || languages.split(" ").includes(line.querySelector("h3")?.lang ?? "");
  }

  #overhear({ name, data }: LiveEvent): void {
    if (name === "social.thread_moved_on")
      document.getElementById(`thread-${data.thread_id}`)?.classList.add("has-news");
  }
}

customElements.define("thread-list", ThreadList);
