// Puts a chosen way to go on into the words of a search box, and remembers on this device what was looked for.
export interface Offer {
  insert: string;
  title: string;
  note: string;
}

const MOST = 5;
const LONGEST = 200;

/** The beginning of the word under way before the caret; quoted words after an operator are one word. */
export function wordStart(text: string): number {
  const found = /(?:^|\s)(-?(?:[\p{L}]+:)?(?:["“«][^"”»]*|[^\s"“«]*))$/u.exec(text);
  return text.length - (found?.[1]?.length ?? 0);
}

/** Text and caret after the offer took the place of the word under way; an operator waits for its value. */
export function gone(text: string, caret: number, offer: Offer): { text: string; caret: number } {
  const start = wordStart(text.slice(0, caret));
  const after = text.slice(caret);
  const word = offer.insert.endsWith(":") || /^\s/.test(after) ? offer.insert : `${offer.insert} `;
  return { text: text.slice(0, start) + word + after, caret: start + word.length };
}

/** Reads what the server offers; anything else is nothing. */
export function offersIn(answer: unknown): Offer[] {
  const items = (answer as { items?: unknown })?.items;
  if (!Array.isArray(items)) return [];
  return items.flatMap((each: Partial<Offer>) =>
    typeof each?.insert === "string" && typeof each.title === "string"
      ? [{ insert: each.insert, title: each.title, note: String(each.note ?? "") }]
      : [],
  );
}

/** The last few different searches, the newest first. */
export function remembered(before: readonly string[], words: string): string[] {
  const said = words.trim().slice(0, LONGEST);
  if (!said) return [...before];
  return [said, ...before.filter((each) => each.toLowerCase() !== said.toLowerCase())].slice(0, MOST);
}

/** What was kept, whatever became of it meanwhile. */
export function readKept(kept: string | null): string[] {
  try {
    const list: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(list) ? list.filter((each): each is string => typeof each === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}
