// Decides which draft is true: the server's, or the copy that this browser kept.
export interface Draft {
  source: string;
  format: "text" | "html";
  version: number;
}

/** The draft to go on with. The copy here wins unless another device has saved since it was made. */
export function truest(server: Draft, local: Draft | null): Draft {
  if (!local?.source) return server;
  if (local.version < server.version && server.source) return server;
  return { ...local, version: server.version };
}

/** What of the copy here would be gone where the server's draft is true: words that are no beginning of it. */
export function overtaken(server: Draft, local: Draft | null): Draft | null {
  if (!local?.source || truest(server, local).source !== server.source) return null;
  return server.source.startsWith(local.source) ? null : local;
}

/** Reads a kept copy; what is not one is nothing. */
export function parse(text: string | null): Draft | null {
  try {
    const { source, format, version } = JSON.parse(text ?? "null") ?? {};
    if (typeof source !== "string" || typeof version !== "number") return null;
    return { source, format: format === "html" ? "html" : "text", version };
  } catch {
    return null;
  }
}
