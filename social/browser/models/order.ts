// Decides where a post belongs among those on the page: reading order is (root, number), two levels deep.
export interface Position {
  root: number;
  number: number;
}

export interface Shown {
  posts: Position[];
  /** Whether there is more before the first, or after the last, that the page has not loaded. */
  moreBefore: boolean;
  moreAfter: boolean;
}

/** Below nought where `a` is read before `b`. */
export function compare(a: Position, b: Position): number {
  return a.root - b.root || a.number - b.number;
}

/** The index before which the post stands; null where that part of the thread is not on the page. */
export function placeFor(post: Position, { posts, moreBefore, moreAfter }: Shown): number | null {
  const at = posts.findIndex((other) => compare(post, other) < 0);
  const index = at === -1 ? posts.length : at;
  if (index === 0 && moreBefore) return null;
  if (index === posts.length && moreAfter) return null;
  return index;
}

/** Reads `12` off a data attribute; nought for what is no number. */
export function number(text: string | undefined): number {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
