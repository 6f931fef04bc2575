// The live room: hands, who is here, the clock, keys; the chat beside it is social's own element.
import { read } from "~/virtualclass/browser/models/clock";

type Frame = { name?: string; html?: string; data?: Record<string, unknown>; present?: number[] };

const HEARTBEAT = 20_000;
const NEAR_PX = 80;

class ClassRoom extends HTMLElement {
  private timers: number[] = [];
  private chatGrows: MutationObserver | undefined;

  connectedCallback(): void {
    this.addEventListener("live:event", (event) => this.hear((event as CustomEvent<Frame>).detail));
    this.addEventListener("live:listening", (event) => this.show((event as CustomEvent<Frame>).detail.present));
    this.addEventListener("live:whisper", (event) => this.show(this.presentIn((event as CustomEvent<Frame>).detail)));
    this.addEventListener("live:gone", () => this.leave());
    this.addEventListener("live:resync", () => location.reload());
    this.addEventListener("submit", (event) => this.send(event as SubmitEvent));
    document.addEventListener("keydown", this.press);
    this.timers.push(window.setInterval(() => this.tick(), 1000));
    this.timers.push(window.setInterval(() => this.beat(), HEARTBEAT));
    this.tick();
    this.followChat();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.press);
    this.timers.forEach(window.clearInterval);
    this.chatGrows?.disconnect();
  }

  /** Whoever reads the newest words of the chat stays with them; whoever reads above keeps their place. */
  private followChat(): void {
    const talk = this.querySelector<HTMLElement>(".room-chat .talk");
    if (!talk) return;
    let isAtEnd = true;
    const toEnd = () => talk.scrollTo({ top: talk.scrollHeight });
    talk.addEventListener("scroll", () => {
      isAtEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < NEAR_PX;
    });
    this.chatGrows = new MutationObserver(() => isAtEnd && toEnd());
    this.chatGrows.observe(talk, { childList: true });
    toEnd();
  }

  private hear(frame: Frame): void {
    if (frame.name === "virtualclass.hands_changed" && frame.html) this.showHands(frame.html);
    if (frame.name === "virtualclass.class_changed") this.change(String(frame.data?.state));
  }

  private change(state: string): void {
    if (state === "ended" || state === "cancelled") location.assign(this.dataset.classUrl!);
    else if (state !== this.dataset.state) location.reload();
  }

  private showHands(html: string): void {
    const place = this.querySelector("[data-hands]")!;
    const template = document.createElement("template");
    template.innerHTML = html;
    place.replaceChildren(template.content);
    const isUp = place.querySelector(`[data-person="${this.dataset.me}"]`) !== null;
    for (const form of this.querySelectorAll<HTMLFormElement>("[data-hand]")) {
      form.hidden = (form.dataset.hand === "up") === isUp;
    }
  }

  private presentIn(frame: Frame): number[] | undefined {
    return frame.name === "realtime.presence" ? (frame.data?.present as number[]) : undefined;
  }

  private show(present: number[] | undefined): void {
    if (!present) return;
    for (const item of this.querySelectorAll<HTMLElement>("[data-roster] [data-person]")) {
      item.querySelector(".avatar")?.classList.toggle("is-here", present.includes(Number(item.dataset.person)));
    }
    this.querySelector("[data-count]")!.textContent = String(present.length);
  }

  /** Forms of the room ask without leaving it; the answer comes over the wire to everybody alike. */
  private async send(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    const action = button?.hasAttribute("formaction") ? button.formAction : form.action;
    if (!/\/hands\//.test(action)) return;
    event.preventDefault();
    const headers = { "HX-Request": "true", "X-CSRFToken": this.token() };
    const answer = await fetch(action, { method: "POST", headers }).catch(() => null);
    if (answer?.ok) this.showHands(await answer.text());
    else {
      form.action = action;
      form.submit();
    }
  }

  private token(): string {
    return this.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
  }

  private beat(): void {
    if (this.dataset.state !== "running" || document.documentElement.dataset.wire === "online") return;
    fetch(this.dataset.hereUrl!, { method: "POST", headers: { "X-CSRFToken": this.token() } }).catch(() => undefined);
  }

  private press = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, [contenteditable]"))
      return;
    const key = event.key.toLowerCase();
    if (key === "h") this.querySelector<HTMLButtonElement>("[data-hand]:not([hidden]) button")?.click();
    else if (key === "c") this.querySelector<HTMLElement>(".room-chat textarea, .room-chat [contenteditable]")?.focus();
    else return;
    event.preventDefault();
  };

  private tick(): void {
    const clock = document.querySelector<HTMLElement>("[data-clock]");
    if (!clock) return;
    const { starts, started, minutes, wordBegins, wordLate, wordOf } = clock.dataset;
    const reading = read(Date.now(), Date.parse(starts!), started ? Date.parse(started) : null, Number(minutes));
    if (reading.says === "nothing") clock.textContent = "";
    else if (reading.says === "runs")
      clock.textContent = wordOf!.replace("%t", reading.elapsed).replace("%n", minutes!);
    else clock.textContent = (reading.says === "late" ? wordLate! : wordBegins!).replace("%n", String(reading.minutes));
  }

  private leave(): void {
    for (const timer of this.timers) window.clearInterval(timer);
    const words = document.createElement("p");
    words.className = "notice is-danger";
    words.setAttribute("role", "alert");
    words.textContent = this.dataset.wordGone!;
    this.querySelector(".room-stage")!.replaceChildren(words);
  }
}

customElements.define("class-room", ClassRoom);
