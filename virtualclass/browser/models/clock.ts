// What the room's clock says: minutes to the start, minutes into the class, how late it is.

export type Reading =
  | { says: "begins"; minutes: number }
  | { says: "nothing" }
  | { says: "late"; minutes: number }
  | { says: "runs"; elapsed: string; minutes: number };

// Minutes are counted down from here; further away the day and the hour say more.
const NEAR = 90;

/** Reads the clock at `now` (milliseconds). Before the start: minutes until it, or minutes late; then elapsed m:ss. */
export function read(now: number, startsAt: number, startedAt: number | null, minutes: number): Reading {
  if (startedAt !== null) {
    const seconds = Math.max(0, Math.floor((now - startedAt) / 1000));
    const rest = String(seconds % 60).padStart(2, "0");
    return { says: "runs", elapsed: `${Math.floor(seconds / 60)}:${rest}`, minutes };
  }
  const left = Math.ceil((startsAt - now) / 60_000);
  if (left > NEAR) return { says: "nothing" };
  return left > 0 ? { says: "begins", minutes: left } : { says: "late", minutes: -left };
}
