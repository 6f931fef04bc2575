// Carries letters to the server: now, when the line is back, and on the next page after a closed tab.
import { BrowserShelf } from "~/core/ui/browser/composer/shelf";
import { type Answer, type Letter, type News, Outbox } from "~/core/ui/browser/models/outbox";
import { csrfToken } from "~/core/ui/browser/shell/page";
import { markWaiting } from "~/core/ui/browser/shell/waiting";

const PATIENCE_MS = 20_000;
const NO_ANSWER: Answer = { status: 0, reason: "", body: "", address: "", retryAfter: 0, signedOut: false };

/** The one outbox of this page; listens under the names of `News.what`. */
class Postman extends EventTarget {
  readonly outbox = new Outbox(new BrowserShelf(), send, document.documentElement.dataset.person ?? "", (news) =>
    this.#tell(news),
  );
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    addEventListener("online", () => this.go());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.go());
  }

  async go(): Promise<void> {
    clearTimeout(this.#timer);
    // One tab at a time; where there are no locks the key alone keeps a letter from arriving twice.
    const drain = () => this.outbox.drain();
    const wait = await (navigator.locks ? navigator.locks.request("compagnon-outbox", drain) : drain());
    markWaiting((await this.outbox.mine()).some((letter) => letter.state !== "refused"));
    if (wait) this.#timer = setTimeout(() => this.go(), wait);
  }

  #tell(news: News): void {
    if (news.what === "queued") markWaiting(true);
    this.dispatchEvent(new CustomEvent("news", { detail: news }));
  }
}

async function send(letter: Letter): Promise<Answer> {
  const headers = {
    "Idempotency-Key": letter.key,
    "X-CSRFToken": csrfToken(),
    "HX-Request": "true",
    Accept: "text/html, application/json",
  };
  const body = new URLSearchParams(letter.fields.filter(([name]) => name !== "csrfmiddlewaretoken"));
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(letter.url, { method: "POST", body, headers, signal, credentials: "same-origin" });
    return await read(response);
  } catch {
    return NO_ANSWER;
  }
}

async function read(response: Response): Promise<Answer> {
  const body = await response.text();
  const at = new URL(response.url || location.href);
  return {
    status: response.status,
    body,
    reason: reasonIn(body, response.headers.get("content-type") ?? ""),
    address:
      response.headers.get("HX-Redirect") ?? response.headers.get("Location") ?? (response.redirected ? at.href : ""),
    retryAfter: Number(response.headers.get("Retry-After") ?? 0) || 0,
    signedOut: response.redirected && at.searchParams.has("next"),
  };
}

/** The sentence that says why: of problem+json, or of the form that came back. */
function reasonIn(body: string, type: string): string {
  if (type.includes("json")) {
    try {
      const { detail, title } = JSON.parse(body);
      return String(detail ?? title ?? "");
    } catch {
      return "";
    }
  }
  const page = new DOMParser().parseFromString(body, "text/html");
  const said = page.querySelector("[data-composer-error], .error-summary li, .error span, [data-refusal], main p");
  return said?.textContent?.trim() ?? "";
}

export const postman = new Postman();
