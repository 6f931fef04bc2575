// `<push-device>`: asks this browser to show notices while no page is open, and tells the server how to reach it.
import { bytesOf } from "~/core/notifications/browser/models/push";
import { isAble, remember, tell } from "~/core/notifications/browser/renewing";

class PushDevice extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button")!;
    const here = this.parentElement?.querySelector<HTMLFormElement>("form[data-here]");
    here?.addEventListener("submit", () => remember(null));
    const isBlocked = isAble() && Notification.permission === "denied";
    if (!isAble()) this.#say(this.dataset.wordUnable);
    else if (isBlocked && !here) this.#say(this.dataset.wordBlocked);
    button.hidden = !isAble() || isBlocked || here != null;
    button.addEventListener("click", () => void this.#turnOn(button));
  }

  #say(words = ""): void {
    this.querySelector("[role=status]")!.textContent = words;
  }

  async #turnOn(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") return this.#say(this.dataset.wordBlocked);
      await navigator.serviceWorker.register(this.dataset.workerUrl!, { scope: "/" });
      const { pushManager } = await navigator.serviceWorker.ready;
      const applicationServerKey = bytesOf(this.dataset.key!);
      const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
      const refusal = await tell(this.dataset.addUrl!, subscription);
      if (refusal !== null) return this.#say(refusal || this.dataset.wordFailed);
      remember(this.dataset.person!);
      location.reload();
    } catch {
      this.#say(this.dataset.wordFailed);
    } finally {
      button.disabled = false;
    }
  }
}

customElements.define("push-device", PushDevice);
