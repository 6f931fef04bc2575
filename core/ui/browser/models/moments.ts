// Says moments in the words of core/ui/times.py, so that nothing jumps when a minute has passed.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Form = "moment" | "date" | "time" | "exact";

interface Parts {
  year: string;
  month: string;
  day: string;
  weekday: string;
  clock: string;
}

function parts(moment: Date, language: string, zone: string): Parts {
  const all = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    timeZone: zone,
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(moment);
  const of = (type: string) => all.find((part) => part.type === type)?.value ?? "";
  return {
    year: of("year"),
    month: of("month"),
    day: of("day"),
    weekday: of("weekday"),
    clock: `${of("hour")}:${of("minute")}`,
  };
}

function dayNumber(moment: Date, zone: string): number {
  const iso = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(moment);
  return Date.parse(`${iso}T00:00:00Z`) / DAY;
}

/** The exact moment with its zone: what a title shows. */
export function exact(moment: Date, language: string, zone: string): string {
  const { weekday, day, month, year, clock } = parts(moment, language, zone);
  return `${weekday} ${day} ${month} ${year}, ${clock} (${zone})`;
}

/** The moment as a person says it; near ones are relative. */
export function spoken(moment: Date, form: Form, language: string, zone: string, now: Date): string {
  const { weekday, day, month, year, clock } = parts(moment, language, zone);
  if (form === "exact") return `${weekday} ${day} ${month} ${year}, ${clock}`;
  if (form === "date") return `${day} ${month} ${year}`;
  if (form === "time") return clock;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const away = now.getTime() - moment.getTime();
  if (Math.abs(away) < MINUTE) return relative.format(0, "second");
  if (Math.abs(away) < HOUR) return relative.format(-Math.trunc(away / MINUTE), "minute");
  const days = dayNumber(moment, zone) - dayNumber(now, zone);
  if (Math.abs(days) <= 1) return `${relative.format(days, "day")}, ${clock}`;
  return `${day} ${month}${parts(now, language, zone).year === year ? "" : ` ${year}`}, ${clock}`;
}

/** Whether what was said leaves the date to be worked out. */
export function isRelative(moment: Date, form: Form, zone: string, now: Date): boolean {
  return form === "moment" && Math.abs(dayNumber(moment, zone) - dayNumber(now, zone)) <= 1;
}

/** How long what was said stays true, in milliseconds; 0 when it is for good. */
export function trueFor(moment: Date, form: Form, now: Date): number {
  if (form !== "moment") return 0;
  const away = Math.abs(now.getTime() - moment.getTime());
  if (away < HOUR) return MINUTE / 2;
  return away < 2 * DAY ? 10 * MINUTE : 0;
}
