// Who is writing just now, and how one says it.
export const FORGOTTEN_AFTER_MS = 6000;
const MOST_NAMED = 3;

export interface Words {
  one: string;
  many: string;
  and: string;
}

export class Typists {
  readonly #heard = new Map<number, { name: string; at: number }>();

  hear(person: number, name: string, now: number): void {
    this.#heard.set(person, { name, at: now });
  }

  /** Their post has come: they are not writing any more. */
  forget(person: number): void {
    this.#heard.delete(person);
  }

  names(now: number): string[] {
    const living = [...this.#heard].filter(([, { at }]) => now - at < FORGOTTEN_AFTER_MS);
    return living.map(([, { name }]) => name);
  }
}

/** `Inès is writing…`; nothing for nobody. */
export function said(names: string[], { one, many, and }: Words): string {
  if (names.length === 0) return "";
  if (names.length === 1) return one.replace("%n", names[0]!);
  const shown = names.slice(0, MOST_NAMED);
  return many.replace("%n", `${shown.slice(0, -1).join(", ")} ${and} ${shown.at(-1)}`);
}
