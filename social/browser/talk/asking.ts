// Sends what somebody did with a post, and brings back how the post looks now.
import { csrfToken } from "~/core/ui/browser/shell/page";

export interface Answered {
  ok: boolean;
  html: string;
  address: string;
}

export async function post(url: string, fields: Record<string, string> | FormData = {}): Promise<Answered> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true", Accept: "text/html" },
    });
    return { ok: response.ok, html: await response.text(), address: response.redirected ? response.url : "" };
  } catch {
    return { ok: false, html: "", address: "" };
  }
}

/** Says how far one has read; lost with the page is no harm: the posts are seen again. */
export function tellRead(url: string, number: number): void {
  void fetch(url, {
    method: "POST",
    body: new URLSearchParams({ number: String(number) }),
    headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
    keepalive: true,
  }).catch(() => undefined);
}

export async function fragment(url: string): Promise<DocumentFragment> {
  const holder = document.createElement("template");
  try {
    const response = await fetch(url, { headers: { "HX-Request": "true", Accept: "text/html" } });
    if (response.ok) holder.innerHTML = await response.text();
  } catch {
    // Without the line the place stays empty.
  }
  return holder.content;
}
