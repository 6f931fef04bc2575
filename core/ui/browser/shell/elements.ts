// Fetches the chunk of a custom element when its tag first appears, now or later.
import { elements } from "house:elements";

const asked = new Set<string>();

function fetchFor(root: ParentNode): void {
  for (const tag of Object.keys(elements)) {
    if (asked.has(tag)) continue;
    const isHere = (root instanceof Element && root.localName === tag) || root.querySelector(tag);
    if (!isHere) continue;
    asked.add(tag);
    elements[tag]!().catch(() => asked.delete(tag));
  }
}

export function loadElements(): void {
  fetchFor(document);
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node instanceof Element) fetchFor(node);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
