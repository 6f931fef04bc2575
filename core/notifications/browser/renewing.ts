// Tells the server how this browser is reached, and tells it again after a sign-in: a device is known by its session.
import { fieldsOf } from "~/core/notifications/browser/models/push";
import { csrfToken } from "~/core/ui/browser/shell/page";

const WHOSE = "push-of";
const TOLD = "push-told";

export function isAble(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** Keeps who wished for it here: somebody else who signs in on this browser is not told in their stead. */
export function remember(person: string | null): void {
  if (person) localStorage.setItem(WHOSE, person);
  else localStorage.removeItem(WHOSE);
}

/** Null when the server knows this browser now, else its reason. */
export async function tell(url: string, subscription: PushSubscription): Promise<string | null> {
  const fields = fieldsOf(subscription.toJSON());
  if (!fields) return "";
  const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" };
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(fields), headers });
  if (response.ok) return null;
  return ((await response.json().catch(() => ({}))) as { title?: string }).title ?? "";
}

/** Once for each tab and sign-in, where this person chose this browser. */
export async function renew(url: string, person: string): Promise<void> {
  if (!isAble() || Notification.permission !== "granted" || localStorage.getItem(WHOSE) !== person) return;
  // The token is another one after each sign-in.
  const session = csrfToken().slice(0, 8);
  if (sessionStorage.getItem(TOLD) === session) return;
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription || (await tell(url, subscription)) !== null) return;
  sessionStorage.setItem(TOLD, session);
}
