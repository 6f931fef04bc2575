// Keeps forms from being sent twice, brings the eye to what is wrong, and lets people go back.
import { csrfToken } from "~/core/ui/browser/shell/page";

const QUIET_MS = 8000;

function addToken(form: HTMLFormElement): void {
  if (form.method !== "post" || form.elements.namedItem("csrfmiddlewaretoken")) return;
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "csrfmiddlewaretoken", value: csrfToken() });
  form.append(field);
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  addToken(form);
  if (form.method !== "post") return;
  form.dataset.sending = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), QUIET_MS);
}

function release(form: HTMLFormElement): void {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
}

function lookAtErrors(root: ParentNode): void {
  root.querySelector<HTMLElement>("[data-focus-on-arrival]")?.focus();
}

export function startForms(): void {
  document.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) release(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target instanceof HTMLFormElement) release(event.target);
  });
  document.addEventListener("htmx:afterSwap", (event) => lookAtErrors(event.target as Element));
  lookAtErrors(document);
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-goes-back]")) {
    button.hidden = history.length < 2;
    button.addEventListener("click", () => history.back());
  }
}
