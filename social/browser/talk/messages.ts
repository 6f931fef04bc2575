// Hears that one's direct talks changed. The bell listens to one's own stream; its events are caught on their way down.
import { isOfMessages } from "~/social/browser/models/badge";

interface LiveEvent {
  stream?: string;
  name?: string;
}

/** Calls `hear` whenever one's messages changed, or may have while the line was down, until `signal` ends it. */
export function onMessages(hear: () => void, signal: AbortSignal): void {
  const me = document.documentElement.dataset.person ?? "";
  const options = { capture: true, signal };
  document.addEventListener(
    "live:event",
    (event) => {
      const { stream = "", name = "" } = (event as CustomEvent<LiveEvent>).detail ?? {};
      if (isOfMessages(stream, me, name)) hear();
    },
    options,
  );
  document.addEventListener("live:resync", (event) => isOwn(event.target, me) && hear(), options);
}

function isOwn(target: EventTarget | null, me: string): boolean {
  return target instanceof HTMLElement && target.dataset.stream === `person:${me}`;
}
