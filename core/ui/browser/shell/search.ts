// Opens the search dialog by Ctrl-K or `/`, and moves through its results by arrows.
function dialog(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("#search-dialog");
}

function open(words: string): void {
  const box = dialog();
  if (!box || box.open) return;
  box.showModal();
  const input = box.querySelector<HTMLInputElement>("input")!;
  input.value = words;
  input.select();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function moveInResults(event: KeyboardEvent, box: HTMLDialogElement): void {
  if (event.key === "Escape") {
    // A search field keeps Escape for itself, to empty itself; the dialog promises that it closes.
    event.preventDefault();
    box.close();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [
    box.querySelector<HTMLElement>("input")!,
    ...box.querySelectorAll<HTMLElement>(".search-results :is(a[href], button)"),
  ];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  stops[(at + (event.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length]?.focus();
}

export function startSearch(): void {
  document.addEventListener("keydown", (event) => {
    const box = dialog();
    if (box?.open) return moveInResults(event, box);
    const isShortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    // The rich editor has a use of its own for Ctrl-K: it makes a link.
    if ((!isShortcut && !isSlash) || event.defaultPrevented) return;
    event.preventDefault();
    open("");
  });
}
