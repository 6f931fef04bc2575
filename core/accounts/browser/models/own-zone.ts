// Which of the offered zones is the browser's own.

/** The browser's zone where it is offered; nothing where it is unknown, so that what stands there stays. */
export function ownZone(offered: readonly string[], own: string | undefined): string {
  return own && offered.includes(own) ? own : "";
}
