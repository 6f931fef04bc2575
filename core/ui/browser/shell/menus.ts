// Gives `<details class="menu">` the manners of a menu: Escape, arrows, a press elsewhere.
const OPEN = "details.menu[open]";

function close(menu: HTMLDetailsElement, backToSummary: boolean): void {
  menu.open = false;
  if (backToSummary) menu.querySelector("summary")?.focus();
}

function items(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>(".menu-items :is(a[href], button:not([disabled]))")];
}

/** Where an arrow key leads among `count` items from `at`; -1 stands before the first. */
function step(key: string, at: number, count: number): number {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return key === "ArrowDown" ? (at + 1) % count : (at <= 0 ? count : at) - 1;
}

function onKey(event: KeyboardEvent): void {
  const menu = (event.target as Element).closest<HTMLDetailsElement>("details.menu");
  if (!menu) return;
  if (event.key === "Escape" && menu.open) {
    event.stopPropagation();
    close(menu, true);
  } else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    if (!menu.open && !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    menu.open = true;
    const all = items(menu);
    all[step(event.key, all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
  }
}

export function startMenus(): void {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN))
      if (!menu.contains(event.target as Node)) close(menu, false);
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN))
      if (!menu.contains(event.target as Node)) close(menu, false);
  });
}
