// The page's one socket: listens for every element that names a stream, and hands it what happens as DOM events.

import { Deliveries } from "./deliveries";
import { type Frame, parseFrame, type StreamFrame } from "./models/frames";
import { type Next, Patience } from "./models/patience";
import { Positions } from "./models/positions";
import { poll } from "./polling";

const POLL_EVERY = 5_000;
const SILENCE = 60_000;
const ANSWER_WITHIN = 10_000;
const LISTEN_AGAIN = 10_000;
const MOST_STREAMS = 100;

class Wire {
  private readonly positions = new Positions<HTMLElement>();
  private readonly deliveries = new Deliveries();
  private readonly patience = new Patience();
  private readonly gone = new WeakSet<HTMLElement>();
  private socket: WebSocket | undefined;
  private isWelcome = false;
  private hasBegun = false;
  private isLooking = false;
  private readonly answered = new Set<string>();
  private retry: number | undefined;
  private polling: number | undefined;
  private watch: number | undefined;
  private heardAt = 0;

  /** Listens for the elements that are there, and for those that come and go. */
  start(): void {
    new MutationObserver(() => this.lookSoon()).observe(document.documentElement, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["data-stream"],
    });
    window.addEventListener("online", () => this.now());
    window.addEventListener("pageshow", (event) => event.persisted && this.now());
    window.addEventListener("pagehide", () => this.socket?.close());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
    this.look();
  }

  /** Says something to whoever listens to a stream just now. False where nobody can hear it. */
  whisper(stream: string, name: string, data: Record<string, unknown> = {}): boolean {
    return this.say({ op: "whisper", stream, name, data });
  }

  // Who listens

  /** Once for all that a turn of the page has changed. */
  private lookSoon(): void {
    if (this.isLooking) return;
    this.isLooking = true;
    window.setTimeout(() => {
      this.isLooking = false;
      this.look();
    });
  }

  private look(): void {
    for (const [stream, element] of this.positions.all()) {
      if (!element.isConnected || element.dataset.stream !== stream) this.drop(stream, element);
    }
    for (const element of document.querySelectorAll<HTMLElement>("[data-stream]")) this.add(element);
    if (!this.hasBegun && this.positions.all().length > 0) this.connect();
  }

  private add(element: HTMLElement): void {
    const stream = element.dataset.stream;
    if (!stream || this.gone.has(element) || this.positions.has(stream, element)) return;
    const mustAsk = this.positions.add(stream, element, Number(element.dataset.seq) || 0);
    if (mustAsk) this.listen(stream);
  }

  private drop(stream: string, element: HTMLElement): void {
    this.deliveries.forget(element);
    if (this.positions.remove(stream, element)) this.say({ op: "leave", stream });
  }

  private listen(stream: string): void {
    this.say({ op: "listen", stream, since: this.positions.since(stream) ?? 0 });
  }

  /** What was asked too fast was not heard. */
  private listenAgain(): void {
    for (const stream of Object.keys(this.positions.wanted())) if (!this.answered.has(stream)) this.listen(stream);
  }

  private say(frame: Record<string, unknown>): boolean {
    if (!this.isWelcome || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  // The connection

  private connect(): void {
    window.clearTimeout(this.retry);
    this.retry = undefined;
    this.hasBegun = true;
    const url = new URL("/ws/", window.location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.onopen = () => {
      const listen = Object.fromEntries(Object.entries(this.positions.wanted()).slice(0, MOST_STREAMS));
      socket.send(JSON.stringify({ op: "hello", listen }));
    };
    socket.onmessage = ({ data }) => {
      const frame = parseFrame(String(data));
      if (frame && socket === this.socket) this.hear(frame);
    };
    socket.onclose = ({ code }) => socket === this.socket && this.ended(code);
  }

  private hear(frame: Frame): void {
    this.heardAt = Date.now();
    switch (frame.op) {
      case "welcome":
        this.isWelcome = true;
        this.follow(this.patience.welcomed());
        this.watchOver();
        // What came into the page while the hello was under way.
        this.look();
        break;
      case "bye":
        this.patience.saidBye(frame.retry_ms);
        break;
      case "error":
        if (frame.code === "too_fast") window.setTimeout(() => this.listenAgain(), LISTEN_AGAIN);
        break;
      default:
        this.deliver(frame);
    }
  }

  private deliver(frame: StreamFrame): void {
    switch (frame.op) {
      case "event":
        if (this.positions.hasGap(frame.stream, frame.seq)) this.listen(frame.stream);
        this.tell(this.positions.take(frame.stream, frame.seq), frame.cut ? "live:resync" : "live:event", frame);
        break;
      case "resync":
        this.tell(this.positions.jump(frame.stream, frame.seq), "live:resync", frame);
        break;
      case "gone": {
        const places = this.positions.forget(frame.stream);
        for (const place of places) this.gone.add(place);
        this.tell(places, "live:gone", frame);
        break;
      }
      case "listening":
        this.answered.add(frame.stream);
        this.tell(this.positions.listeningTo(frame.stream), "live:listening", frame);
        break;
      default:
        this.tell(this.positions.listeningTo(frame.stream), "live:whisper", frame);
    }
  }

  private tell(elements: HTMLElement[], name: string, frame: StreamFrame): void {
    for (const element of elements) this.deliveries.tell(element, name, frame);
  }

  private ended(code: number): void {
    this.socket = undefined;
    this.isWelcome = false;
    this.answered.clear();
    window.clearInterval(this.watch);
    this.follow(this.patience.closed(code));
  }

  private follow(next: Next): void {
    document.documentElement.dataset.wire = next.status;
    document.dispatchEvent(new CustomEvent("wire:status", { detail: next }));
    window.clearTimeout(this.retry);
    this.retry = undefined;
    if (next.retryIn !== undefined) this.retry = window.setTimeout(() => this.connect(), next.retryIn);
    window.clearInterval(this.polling);
    this.polling = next.poll ? window.setInterval(() => void this.ask(), POLL_EVERY) : undefined;
  }

  // Without a socket, and over a silent one

  private async ask(): Promise<void> {
    if (document.visibilityState !== "visible") return;
    for (const [stream, since] of Object.entries(this.positions.wanted())) {
      for (const frame of await poll(stream, since)) this.deliver(frame);
    }
  }

  /** A connection can die without a word: after a minute of silence ask something, and expect an answer. */
  private watchOver(): void {
    window.clearInterval(this.watch);
    this.watch = window.setInterval(() => Date.now() - this.heardAt > SILENCE && this.probe(), SILENCE);
  }

  private probe(): void {
    const [stream] = Object.keys(this.positions.wanted());
    const { socket, heardAt } = this;
    if (!stream || !socket) return;
    this.listen(stream);
    window.setTimeout(() => {
      if (socket !== this.socket || this.heardAt !== heardAt) return;
      socket.close();
      this.ended(1006);
    }, ANSWER_WITHIN);
  }

  private wake(): void {
    if (this.socket) this.probe();
    else this.now();
  }

  /** The network or the person is back: do not wait for the next try. */
  private now(): void {
    if (!this.socket && this.positions.all().length > 0) this.connect();
  }
}

export const wire = new Wire();
wire.start();
