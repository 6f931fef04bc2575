// What every part may ask of the page: its token, and to look at a piece that came later.
import type htmx from "htmx.org";

declare global {
  interface Window {
    htmx?: typeof htmx;
  }
}

/** The token that proves a request comes from our page. The cookie is newer than the page after a sign-in elsewhere. */
export function csrfToken(): string {
  const cookie = /(?:^|; )(?:__Host-)?csrf=([^;]+)/.exec(document.cookie);
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]');
  return cookie?.[1] ?? meta?.content ?? "";
}

/** Tells htmx of a piece of page that did not come by its own hand. */
export function wake(piece: Element): void {
  window.htmx?.process(piece);
}
