// `<local-time>`: the reader's own zone and words, kept true while the page stays open.
import { exact, type Form, isRelative, spoken, trueFor } from "~/core/ui/browser/models/moments";

class LocalTime extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#say();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #say(): void {
    const time = this.querySelector("time");
    const moment = new Date(time?.dateTime ?? "");
    if (!time || Number.isNaN(moment.getTime())) return;
    const { lang, dataset } = document.documentElement;
    const zone = dataset.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
    const form = (this.dataset.form ?? "moment") as Form;
    const now = new Date();
    const words = spoken(moment, form, lang || "en", zone, now);
    time.title = exact(moment, lang || "en", zone);
    const told = isRelative(moment, form, zone, now) ? ` (${time.title})` : "";
    if (time.textContent !== words + told) time.replaceChildren(words, ...(told ? [aside(told)] : []));
    const stay = trueFor(moment, form, now);
    if (stay) this.#timer = setTimeout(() => this.#say(), stay);
  }
}

/** What only screen readers are told. */
function aside(words: string): HTMLElement {
  const span = document.createElement("span");
  span.className = "visually-hidden";
  span.textContent = words;
  return span;
}

customElements.define("local-time", LocalTime);
