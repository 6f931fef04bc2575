// Hands frames to elements as DOM events; what comes before an element's code has loaded waits for it.

import type { StreamFrame } from "./models/frames";

type Waiting = { name: string; frame: StreamFrame }[];

export class Deliveries {
  private readonly waiting = new Map<HTMLElement, Waiting>();

  tell(element: HTMLElement, name: string, frame: StreamFrame): void {
    const queue = this.waiting.get(element);
    if (queue) queue.push({ name, frame });
    else if (element.matches(":defined")) dispatch(element, name, frame);
    else this.wait(element, { name, frame });
  }

  forget(element: HTMLElement): void {
    this.waiting.delete(element);
  }

  private wait(element: HTMLElement, first: Waiting[number]): void {
    this.waiting.set(element, [first]);
    void customElements.whenDefined(element.localName).then(() => {
      const queue = this.waiting.get(element) ?? [];
      this.waiting.delete(element);
      for (const { name, frame } of queue) dispatch(element, name, frame);
    });
  }
}

function dispatch(element: HTMLElement, name: string, detail: StreamFrame): void {
  element.dispatchEvent(new CustomEvent(name, { detail }));
}
