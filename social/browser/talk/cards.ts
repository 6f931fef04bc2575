// Fills the places for cards in posts that came by the wire: what each reader may see of our own things.
import { fragment } from "~/social/browser/talk/asking";

export async function fillCards(post: HTMLElement, url: string): Promise<void> {
  const places = [...post.querySelectorAll<HTMLElement>("[data-card]:empty")];
  if (!places.length || !url) return;
  const query = new URLSearchParams(places.map((place) => ["ref", place.dataset.card ?? ""]));
  const cards = await fragment(`${url}?${query}`);
  for (const place of places) {
    const card = cards.querySelector(`[data-card="${CSS.escape(place.dataset.card ?? "")}"] > *`);
    if (card) place.append(card);
  }
}
