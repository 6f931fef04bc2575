// Opens native dialogs by `data-opens="id"`, closes them by `data-closes` or a press on the veil.
export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens ?? "");
      if (dialog instanceof HTMLDialogElement && !dialog.open) {
        event.preventDefault();
        dialog.showModal();
      }
    } else if (target.closest("[data-closes]")) {
      target.closest("dialog")?.close();
    } else if (target instanceof HTMLDialogElement && isOnVeil(target, event)) {
      target.close();
    }
  });
}

function isOnVeil(dialog: HTMLDialogElement, { clientX, clientY }: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
