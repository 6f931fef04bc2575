// What a page shows only to who wrote without a name: that it is their own.

/** Whether a post was written without a name. */
export function isVeiled(post: HTMLElement): boolean {
  return post.dataset.author?.startsWith("veil-") ?? false;
}

/** Says beside the mark that it is the reader. */
export function sayMine(post: HTMLElement, word: string): void {
  if (post.querySelector("[data-you]")) return;
  const pill = document.createElement("span");
  pill.className = "pill is-accent";
  pill.dataset.you = "";
  pill.textContent = word;
  post.querySelector(".person-name")?.after(" ", pill);
}
