// Completes tags in a field that holds several, with commas between.

/** The tag that is being typed at the end of the field, and what stands before it. */
export function typed(value: string): { before: string; word: string } {
  const cut = value.lastIndexOf(",") + 1;
  return { before: value.slice(0, cut), word: value.slice(cut).replace(/^[\s#]+/, "") };
}

/** The field with the tag that is being typed replaced by a chosen one, ready for the next. */
export function chosen(value: string, word: string): string {
  const { before } = typed(value);
  const kept = words(before).filter((one) => !isSame(one, word));
  return `${[...kept, word].join(", ")}, `;
}

/** The tags in the field. */
export function words(value: string): string[] {
  return value
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
}

export function isSame(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: "base" }) === 0;
}
