// Whether what happens to a space leaves its open pages for reading only.

/** True: from now on only read; false: written again; undefined: nothing of the kind happened. */
export function shuts(name: string, data: Record<string, unknown>): boolean | undefined {
  return name === "social.space_changed" ? data.archived === true : undefined;
}
