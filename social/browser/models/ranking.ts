// Puts options in order: each place is given once, and no place is left empty before another.

/** The place of each option by its number; 0 for one that has none. */
export type Places = ReadonlyMap<number, number>;

/** Options in the order of their places. */
export function ordered(places: Places): number[] {
  return [...places]
    .filter(([, place]) => place > 0)
    .sort(([a, first], [b, second]) => first - second || a - b)
    .map(([option]) => option);
}

/** What the places become when an option is given a place (0 takes it out): the others make room and close up. */
export function placed(places: Places, option: number, place: number): Map<number, number> {
  const others = ordered(places).filter((one) => one !== option);
  if (place > 0) others.splice(Math.min(place - 1, others.length), 0, option);
  return new Map([...places.keys()].map((one) => [one, others.indexOf(one) + 1]));
}

/** Whether another option may still be chosen, where so many are allowed. */
export function hasRoom(chosen: number, most: number): boolean {
  return chosen < most;
}
