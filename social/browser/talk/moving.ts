// Follows a talk that goes elsewhere: into another talk, or to another space.
import { fragment } from "~/social/browser/talk/asking";

/** Where a talk that was joined to another can be read on; null for who may not read it there. */
export async function wayOn(thread: string): Promise<HTMLAnchorElement | null> {
  return (await fragment(`/threads/${thread}/went/`)).querySelector<HTMLAnchorElement>("[data-went]");
}

/** Whether somebody is in the middle of a sentence, and must not be carried away. */
export function isWriting(talk: HTMLElement): boolean {
  const plain = talk.querySelector<HTMLTextAreaElement>(".composer textarea");
  const rich = talk.querySelector<HTMLElement>(".composer [contenteditable=true]");
  return Boolean(plain?.value.trim() || rich?.textContent?.trim());
}

/** The way to posts that came to the end of the talk, which the page fetches as it does any later ones. */
export function wayToLater(thread: string, place: string, words: string): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const url = `/threads/${thread}/?after=${place}`;
  item.className = "talk-on";
  link.className = "button is-small";
  link.href = url;
  link.dataset.way = "later";
  link.textContent = words;
  for (const [name, value] of Object.entries({ get: url, target: "closest li", swap: "outerHTML" }))
    link.setAttribute(`hx-${name}`, value);
  item.append(link);
  return item;
}
