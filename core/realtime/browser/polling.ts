// Asks the log by an ordinary request, where no socket gets through.

import type { StreamFrame } from "./models/frames";

/** The frames of a stream after a number; none where the server cannot be reached. */
export async function poll(stream: string, since: number): Promise<StreamFrame[]> {
  try {
    const answer = await fetch(`/api/v1/streams/${encodeURIComponent(stream)}/events?since=${since}`, {
      headers: { Accept: "application/json" },
    });
    if (answer.status === 404) return [{ op: "gone", stream }];
    if (!answer.ok) return [];
    const { frames } = (await answer.json()) as { frames: StreamFrame[] };
    return frames;
  } catch {
    return [];
  }
}
