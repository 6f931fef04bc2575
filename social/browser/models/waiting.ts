// How long slow mode has somebody wait, as seconds of this page's own clock.

/** Whole seconds left of `seconds` that began at `since` (both clocks in milliseconds), never less than 0. */
export function secondsLeft(seconds: number, since: number, now: number): number {
  return Math.max(0, Math.ceil(seconds - (now - since) / 1000));
}
