// How a badge says a number.

const MOST = 99;

export function saidCount(unread: number): string {
  return unread > MOST ? `${MOST}+` : String(Math.max(0, Math.trunc(unread) || 0));
}

/** Whether an event on a stream is of one's own stream, and says that one's direct talks changed. */
export function isOfMessages(stream: string, me: string, name: string): boolean {
  return stream === `person:${me}` && name === "social.messages_changed";
}
