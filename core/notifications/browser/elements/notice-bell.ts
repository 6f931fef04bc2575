// `<notice-bell>`: the count that lives, and the last notices beneath it.
import { badge, label, pause } from "~/core/notifications/browser/models/bell";
import { renew } from "~/core/notifications/browser/renewing";
import { csrfToken, wake } from "~/core/ui/browser/shell/page";

const NEWS = ["live:event", "live:whisper", "live:resync"];

class NoticeBell extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = 0;
  #hasListened = false;

  connectedCallback(): void {
    this.#shown = Number.parseInt(this.#badge().textContent ?? "0", 10) || 0;
    this.#link().setAttribute("role", "button");
    this.#link().setAttribute("aria-expanded", "false");
    this.#link().addEventListener("click", (event) => this.#toggle(event));
    for (const name of NEWS) this.addEventListener(name, () => this.#soon());
    // A whisper may have been missed while the line was down.
    this.addEventListener("live:listening", () => {
      if (this.#hasListened) this.#soon();
      this.#hasListened = true;
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.#panel().hidden) this.#close(true);
    });
    document.addEventListener("click", this.#onElsewhere);
    document.addEventListener("focusin", this.#onElsewhere);
    const { pushUrl } = this.dataset;
    if (pushUrl) void renew(pushUrl, document.documentElement.dataset.person ?? "").catch(() => undefined);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    document.removeEventListener("click", this.#onElsewhere);
    document.removeEventListener("focusin", this.#onElsewhere);
  }

  #onElsewhere = (event: Event): void => {
    if (!this.contains(event.target as Node)) this.#close(false);
  };

  #link(): HTMLAnchorElement {
    return this.querySelector("a")!;
  }

  #badge(): HTMLElement {
    return this.querySelector<HTMLElement>(".badge")!;
  }

  #panel(): HTMLElement {
    return this.querySelector<HTMLElement>(".notice-panel")!;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#count(), pause(Math.random()));
  }

  async #count(): Promise<void> {
    try {
      const response = await fetch(this.dataset.countUrl!);
      if (response.ok) this.#show(((await response.json()) as { unread: number }).unread);
    } catch {
      // The line is down: the count is asked for when it is back.
    }
  }

  #show(unread: number): void {
    const { wordNone = "", wordUnreadOne = "", wordUnreadMany = "" } = this.dataset;
    const words = label(unread, { none: wordNone, one: wordUnreadOne, many: wordUnreadMany });
    this.#badge().textContent = badge(unread);
    this.#badge().hidden = unread === 0;
    this.#link().setAttribute("aria-label", words);
    if (unread > this.#shown) this.querySelector("[role=status]")!.textContent = words;
    this.#shown = unread;
  }

  async #toggle(event: MouseEvent): Promise<void> {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!this.#panel().hidden) return this.#close(true);
    const html = await this.#recent();
    if (html === null) return location.assign(this.#link().href);
    this.#panel().innerHTML = html;
    wake(this.#panel());
    this.#panel().hidden = false;
    this.#link().setAttribute("aria-expanded", "true");
    this.#count();
  }

  async #recent(): Promise<string | null> {
    try {
      const headers = { "X-CSRFToken": csrfToken() };
      const response = await fetch(this.dataset.recentUrl!, { method: "POST", headers });
      return response.ok ? await response.text() : null;
    } catch {
      return null;
    }
  }

  #close(backToLink: boolean): void {
    this.#panel().hidden = true;
    this.#link().setAttribute("aria-expanded", "false");
    if (backToLink) this.#link().focus();
  }
}

customElements.define("notice-bell", NoticeBell);
