// Shows toasts: those of the page, those that an answer's `HX-Trigger: {"toast": "…"}` brings, and our own.
const STAY_MS = 8000;

function leaveLater(toast: HTMLElement): void {
  const timer = setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, STAY_MS);
  toast.querySelector("[data-closes-toast]")?.addEventListener("click", () => {
    clearTimeout(timer);
    toast.remove();
  });
}

/** Says something in passing. */
export function toast(text: string): void {
  const template = document.querySelector<HTMLTemplateElement>("#toast-template");
  const piece = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!piece) return;
  piece.querySelector("p")!.textContent = text;
  document.querySelector("#toasts")?.append(piece);
  leaveLater(piece);
}

export function startToasts(): void {
  for (const piece of document.querySelectorAll<HTMLElement>("#toasts > .toast")) leaveLater(piece);
  document.addEventListener("toast", (event) => {
    const { detail } = event as CustomEvent<{ value?: string } | string>;
    toast(typeof detail === "string" ? detail : (detail?.value ?? ""));
  });
}
