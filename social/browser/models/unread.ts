// What becomes of a list of unread talks when what waits has changed: nothing moves under somebody who works in it.

export interface Row {
  id: string;
  /** The number of the last post: another one means that more was said. */
  last: string;
}

export interface Changes {
  /** Read elsewhere: they leave. */
  gone: string[];
  /** More was said there: they are drawn anew where they stand. */
  changed: string[];
  /** Not shown yet. */
  fresh: string[];
}

export function changes(shown: Row[], now: Row[]): Changes {
  const before = new Map(shown.map(({ id, last }) => [id, last]));
  const after = new Set(now.map(({ id }) => id));
  return {
    gone: shown.filter(({ id }) => !after.has(id)).map(({ id }) => id),
    changed: now.filter(({ id, last }) => before.has(id) && before.get(id) !== last).map(({ id }) => id),
    fresh: now.filter(({ id }) => !before.has(id)).map(({ id }) => id),
  };
}

export interface Manner {
  /** Whether rows are chosen, the focus stands in the list, or it is scrolled away. */
  isBusy: boolean;
}

/** Whether the whole list may be drawn anew: who works in it is told how much came instead. */
export function mayRedraw({ fresh }: Changes, shown: number, { isBusy }: Manner): boolean {
  return shown === 0 || (fresh.length > 0 && !isBusy);
}

/** Where the focus goes from row `at` of `count` by a key; null where the key means nothing here. */
export function step(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
