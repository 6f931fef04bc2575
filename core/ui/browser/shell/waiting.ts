// Remembers whether something waits to be sent, so that a page without a composer need not look.
const FLAG = "compagnon-outbox-waits";

export function markWaiting(waits: boolean): void {
  try {
    if (waits) localStorage.setItem(FLAG, "yes");
    else localStorage.removeItem(FLAG);
  } catch {
    // A browser that keeps nothing also has no letters to send later.
  }
}

function isWaiting(): boolean {
  try {
    return localStorage.getItem(FLAG) === "yes";
  } catch {
    return false;
  }
}

/** Sends what a closed tab left behind. */
export async function sendWhatWaits(): Promise<void> {
  if (!isWaiting() || !document.documentElement.dataset.person) return;
  const { postman } = await import("house:talk");
  await postman.go();
}
