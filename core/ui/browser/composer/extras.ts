// Further fields that go along with the words: closed until wanted, emptied when sent, filled again after a no.
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function extras(form: HTMLFormElement): HTMLDetailsElement[] {
  return [...form.querySelectorAll<HTMLDetailsElement>("details[data-extra]")];
}

function fieldsIn(extra: HTMLElement): Field[] {
  return [...extra.querySelectorAll<Field>("input, textarea, select")];
}

function isTyped(field: Field): boolean {
  return field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text");
}

/** Whether something is written there: it can go without other words. */
export function hasExtra(form: HTMLFormElement): boolean {
  return extras(form).some((extra) => fieldsIn(extra).some((field) => isTyped(field) && field.value.trim()));
}

/** Opens or closes the fields that a button of the bar names. */
export function toggleExtra(form: HTMLFormElement, button: HTMLElement): void {
  const extra = extras(form).find((one) => one.dataset.extra === button.dataset.opens);
  if (!extra) return;
  extra.open = !extra.open;
  button.setAttribute("aria-expanded", String(extra.open));
  if (extra.open) fieldsIn(extra)[0]?.focus();
}

export function emptyExtras(form: HTMLFormElement): void {
  for (const extra of extras(form)) {
    for (const field of fieldsIn(extra)) {
      if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
      else if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    extra.open = false;
    form.querySelector(`[data-opens="${extra.dataset.extra}"]`)?.setAttribute("aria-expanded", "false");
  }
}

/** Puts back what was not taken. */
export function fillExtras(form: HTMLFormElement, sent: [string, string][]): void {
  const values = new Map(sent);
  for (const extra of extras(form)) {
    for (const field of fieldsIn(extra)) {
      const value = values.get(field.name);
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value !== undefined;
      else if (value !== undefined) field.value = value;
    }
    extra.open ||= hasExtra(form);
  }
}
