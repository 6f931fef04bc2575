// Words for how much has come.

/** `one` or `many` with %n filled in; nothing for nothing. */
export function arrivals(count: number, one: string, many: string): string {
  if (count === 0) return "";
  return (count === 1 ? one : many).replace("%n", String(count));
}
