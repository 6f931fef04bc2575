// What the bell shows for a count, and when it asks for it again.

export interface Words {
  none: string;
  one: string;
  many: string;
}

const LONGEST_PAUSE_MS = 400;

/** The badge's text; empty where there is nothing to count. */
export function badge(unread: number): string {
  if (unread <= 0) return "";
  return unread > 99 ? "99+" : String(unread);
}

/** What a screen reader says of the bell. */
export function label(unread: number, words: Words): string {
  if (unread <= 0) return words.none;
  return (unread === 1 ? words.one : words.many).replace("%n", badge(unread));
}

/** How long to gather news before asking: a little, and not everybody at once. */
export function pause(chance: number): number {
  return 100 + Math.round(chance * (LONGEST_PAUSE_MS - 100));
}
