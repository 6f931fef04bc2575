// The time of day as the reader of this page says it.
export function clock(at: string | Date = new Date()): string {
  const { lang, dataset } = document.documentElement;
  const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Date(at).toLocaleTimeString(lang, { ...form, timeZone: dataset.zone || undefined });
}
