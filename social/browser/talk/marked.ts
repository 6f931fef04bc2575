// The words of a post that somebody has marked; a formula by its source, as the server has it.
const BLOCKS = "p, li, tr, h3, h4, pre, caption, br";

export function markedIn(post: HTMLElement): string {
  const selection = getSelection();
  const words = post.querySelector(".post-words");
  if (!selection?.rangeCount || !words?.contains(selection.anchorNode) || !words.contains(selection.focusNode))
    return "";
  const marked = selection.getRangeAt(0).cloneContents();
  const hasFormula = marked.querySelector("math") !== null;
  return (hasFormula ? withSources(marked) : selection.toString()).trim().replace(/\s+/g, " ").slice(0, 2000);
}

function withSources(marked: DocumentFragment): string {
  for (const math of marked.querySelectorAll("math")) {
    const sign = math.getAttribute("display") === "block" ? "$$" : "$";
    math.replaceWith(`${sign}${math.getAttribute("alttext") ?? ""}${sign}`);
  }
  for (const block of marked.querySelectorAll(BLOCKS)) block.after("\n");
  for (const cell of marked.querySelectorAll("td, th")) cell.after("\t");
  return marked.textContent ?? "";
}
