// Asks before what cannot be undone: `data-confirm="…"` on a form, or htmx's `hx-confirm`.
export async function isSure(question: string): Promise<boolean> {
  const dialog = document.querySelector<HTMLDialogElement>("#confirm-dialog");
  if (!dialog) return window.confirm(question);
  dialog.querySelector("[data-question]")!.textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

export function startConfirming(): void {
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target as HTMLFormElement;
      const question = (event.submitter as HTMLElement | null)?.dataset.confirm ?? form.dataset.confirm;
      if (!question || form.dataset.sure) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      if (!(await isSure(question))) return;
      if (!form.isConnected) {
        // Its place was drawn anew while somebody thought about it.
        form.hidden = true;
        document.body.append(form);
      }
      form.dataset.sure = "yes";
      form.requestSubmit(submitter);
      delete form.dataset.sure;
    },
    { capture: true },
  );
  document.addEventListener("htmx:confirm", (event) => {
    const { detail } = event as CustomEvent<{ question?: string; issueRequest(skip: boolean): void }>;
    if (!detail.question) return;
    event.preventDefault();
    isSure(detail.question).then((sure) => sure && detail.issueRequest(true));
  });
}
