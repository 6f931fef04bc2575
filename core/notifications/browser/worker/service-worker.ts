// What a browser keeps of us while no page is open: it shows notices and opens the page they lead to. It caches nothing.
import { messageOf } from "~/core/notifications/browser/models/push";

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Pushed extends Waiting {
  data: { text(): string } | null;
}

interface Clicked extends Waiting {
  notification: Notification;
}

interface Tab {
  url: string;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}

interface Worker {
  registration: ServiceWorkerRegistration;
  location: Location;
  clients: {
    matchAll(options: object): Promise<Tab[]>;
    openWindow(url: string): Promise<unknown>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(name: string, hear: (event: never) => void): void;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener("install", (event: Waiting) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event: Waiting) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("push", (event: Pushed) => {
  const message = messageOf(event.data?.text() ?? "");
  if (!message) return;
  const { title, url, ...options } = message;
  event.waitUntil(worker.registration.showNotification(title, { ...options, data: { url } }));
});

worker.addEventListener("notificationclick", (event: Clicked) => {
  event.notification.close();
  const { url = "/" } = (event.notification.data ?? {}) as { url?: string };
  event.waitUntil(open(new URL(url, worker.location.origin).href));
});

/** In a tab that is open already, if there is one. */
async function open(url: string): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const tab = tabs.find((each) => each.url === url) ?? tabs[0];
  if (!tab) await worker.clients.openWindow(url);
  else {
    await tab.focus();
    if (tab.url !== url) await tab.navigate(url).catch(() => worker.clients.openWindow(url));
  }
}
