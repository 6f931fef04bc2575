// What was pushed, as a device shows it, and what a browser says of itself.

export interface Message {
  title: string;
  body: string;
  /** A page of ours. */
  url: string;
  /** One notice shows once, though it comes twice. */
  tag: string;
  lang: string;
}

/** The message in a push; nothing for what is none of ours. It leads to our own pages only. */
export function messageOf(text: string): Message | null {
  let said: Partial<Record<keyof Message, unknown>>;
  try {
    said = JSON.parse(text) as typeof said;
  } catch {
    return null;
  }
  if (typeof said !== "object" || said === null || typeof said.title !== "string" || !said.title) return null;
  const word = (name: keyof Message) => (typeof said[name] === "string" ? (said[name] as string) : "");
  const url = word("url");
  const isOwn = url.startsWith("/") && !url.startsWith("//") && !url.includes("\\");
  return { title: said.title, body: word("body"), url: isOwn ? url : "/", tag: word("tag"), lang: word("lang") };
}

/** Our key as a browser takes it. */
export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const padded = base64url
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .padEnd(Math.ceil(base64url.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (char) => char.charCodeAt(0));
}

/** What the server needs of a subscription; nothing where the browser keeps a part of it back. */
export function fieldsOf(subscription: PushSubscriptionJSON): Record<string, string> | null {
  const { endpoint, keys: { p256dh, auth } = {} } = subscription;
  return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : null;
}
