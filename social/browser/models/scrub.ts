// Which post a scrubber stands at: the last one whose top has passed the upper third of the screen.
export interface Seen {
  number: number;
  top: number;
}

/** The number at which the page stands, of posts from above to below; nought where there are none. */
export function standingAt(posts: Seen[], height: number): number {
  const line = height / 3;
  const passed = posts.filter(({ top }) => top <= line);
  return (passed.at(-1) ?? posts[0])?.number ?? 0;
}

/** `Post 312 of 1,602`. */
export function saying(words: string, at: number, last: number, language: string): string {
  const format = new Intl.NumberFormat(language);
  return words.replace("%n", format.format(at)).replace("%m", format.format(last));
}

/** The number of a thread's last post, once it has told of one: numbers only rise, and what is told again adds nothing. */
export function grown(last: number, name: string, data: Record<string, unknown>): number {
  const told = name === "social.post_created" ? Number(data.number) : 0;
  return Number.isSafeInteger(told) ? Math.max(last, told) : last;
}

/** The number of the post to which the way back leads, on a page that somebody jumped to; nought for none. */
export function comesFrom(kept: string | null, search: string): number {
  const asked = new URLSearchParams(search);
  const from = Number(kept ?? 0);
  const jumped = asked.has("post") || asked.has("at");
  return jumped && Number.isSafeInteger(from) && from > 0 && asked.get("post") !== String(from) ? from : 0;
}
