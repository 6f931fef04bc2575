// `<slow-mode>`: says above a composer in how many seconds one may write again.
import { secondsLeft } from "~/social/browser/models/waiting";

class SlowMode extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.parentElement?.addEventListener("composer:sent", (event) => {
      if ((event as CustomEvent<{ status: number }>).detail.status === 201) this.#begin(Number(this.dataset.seconds));
    });
    this.#begin(Number(this.dataset.wait));
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #begin(seconds: number): void {
    clearInterval(this.#timer);
    const since = performance.now();
    const show = () => {
      const left = secondsLeft(seconds, since, performance.now());
      const words = this.querySelector<HTMLElement>("[data-left]")!;
      words.textContent = (this.dataset.wordWait ?? "").replace("%n", String(left));
      words.hidden = left === 0;
      if (!left) clearInterval(this.#timer);
    };
    show();
    if (seconds) this.#timer = setInterval(show, 1000);
  }
}

customElements.define("slow-mode", SlowMode);
