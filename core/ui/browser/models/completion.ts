// Finds the @name or #topic under way before the caret, and puts the chosen word in its place.
export interface Token {
  sign: "@" | "#";
  words: string;
  start: number;
}

export interface Choice {
  /** What is put into the text, with its sign. */
  insert: string;
  title: string;
  note: string;
}

const LONGEST = 40;
const MOST_WORDS = 3;

/** What is being typed after a sign that stands at the start of a word; nothing in the middle of `lena@example.org`. */
export function tokenBefore(text: string): Token | null {
  const found = /(?:^|[\s([{«"'’])([@#])([^\s@#][^@#\n]*)?$/u.exec(text);
  if (!found) return null;
  const words = found[2] ?? "";
  if (words.length > LONGEST || words.split(/\s+/).length > MOST_WORDS || /[.,;:!?]\s/.test(words)) return null;
  return { sign: found[1] as "@" | "#", words, start: text.length - words.length - 1 };
}

/** Text and caret after the choice took the token's place. */
export function completed(text: string, caret: number, token: Token, choice: Choice): { text: string; caret: number } {
  const after = text.slice(caret);
  const word = choice.insert + (/^\s/.test(after) ? "" : " ");
  return { text: text.slice(0, token.start) + word + after, caret: token.start + word.length };
}

/** Reads what a server offers; people come as `name`, topics as `title`. What has no word is left out. */
export function choices(answer: unknown, sign: string): Choice[] {
  const list = Array.isArray(answer) ? answer : ((answer as { items?: unknown[] })?.items ?? []);
  return list.flatMap((entry) => {
    const item = (typeof entry === "string" ? { title: entry } : (entry ?? {})) as Record<string, unknown>;
    const title = String(item.title ?? item.name ?? item.text ?? "");
    if (!title) return [];
    return [{ title, insert: String(item.insert ?? sign + title), note: String(item.note ?? "") }];
  });
}
