// Whether what somebody writes looks like a safety event, by the same list and the same reading as on the server.
export type Listed = [text: string, sort: string];

/** Small letters without accents, and what is no letter or digit as one space. */
export function fold(text: string): string {
  return text
    .replace(/œ/gi, "oe")
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The words of the list that stand in the text; `*` at a word's end stands for any ending. */
export function foundIn(text: string, words: Listed[]): Listed[] {
  const padded = ` ${fold(text)} `;
  return words.filter(([word]) => {
    const key = fold(word.replace(/\*+$/, ""));
    return key !== "" && padded.includes(word.endsWith("*") ? ` ${key}` : ` ${key} `);
  });
}

/** A patient, or who tells of one, beside a product or an event; an event beside a product is study talk. */
export function looksLikeAnEvent(found: Listed[]): boolean {
  const sorts = new Set(found.map(([, sort]) => sort));
  return sorts.has("patient") && (sorts.has("product") || sorts.has("event"));
}
