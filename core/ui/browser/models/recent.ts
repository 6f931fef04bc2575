// Which signs somebody used last: the latest first, each once.
export const MOST_RECENT = 12;

/** With `sign` in front. */
export function used(signs: readonly string[], sign: string): string[] {
  return [sign, ...signs.filter((one) => one !== sign)].slice(0, MOST_RECENT);
}

/** Reads what a browser kept; what is no list of short signs is none. */
export function recentIn(text: string | null): string[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    const signs = Array.isArray(kept) ? kept.filter((one) => typeof one === "string" && one && one.length <= 4) : [];
    return [...new Set<string>(signs)].slice(0, MOST_RECENT);
  } catch {
    return [];
  }
}

/** Which of `places` (where each sign stands, from above and from the left) a key leads to from `at`. */
export function stepFrom(places: readonly { top: number; left: number }[], at: number, key: string): number {
  const here = places[at];
  const last = places.length - 1;
  if (!here) return at;
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key === "ArrowRight") return Math.min(at + 1, last);
  if (key === "ArrowLeft") return Math.max(at - 1, 0);
  const isDown = key === "ArrowDown";
  const beyond = places.map(({ top }) => top).filter((top) => (isDown ? top > here.top : top < here.top));
  if (!beyond.length || !["ArrowDown", "ArrowUp"].includes(key)) return at;
  const row = isDown ? Math.min(...beyond) : Math.max(...beyond);
  const distance = (index: number) => Math.abs(places[index]!.left - here.left);
  const inRow = places.flatMap(({ top }, index) => (top === row ? [index] : []));
  return inRow.reduce((best, index) => (distance(index) < distance(best) ? index : best));
}
