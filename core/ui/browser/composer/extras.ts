// Further fields that go along with the words: closed until wanted, emptied when sent, filled again after a no.
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function extras(form: HTMLFormElement): HTMLDetailsElement[] {
  return [...form.querySelectorAll<HTMLDetailsElement>("details[data-extra]")];
}

/** The fields of a name; where they wait in a template, they are put in now. */
function named(form: HTMLFormElement, name: string): HTMLDetailsElement | undefined {
  const find = () => extras(form).find((one) => one.dataset.extra === name);
  const template = form.querySelector<HTMLTemplateElement>(`template[data-extra-for="${name}"]`);
  if (!find() && template) template.after(template.content.cloneNode(true));
  return find();
}

/** Puts in what waits in a template, where something was sent for it. */
function unpack(form: HTMLFormElement, values: Map<string, string>): void {
  for (const template of form.querySelectorAll<HTMLTemplateElement>("template[data-extra-for]")) {
    const typed = [...template.content.querySelectorAll<Field>("input, textarea")].filter(isTyped);
    if (typed.some((field) => values.get(field.name))) named(form, template.dataset.extraFor ?? "");
  }
}

function fieldsIn(extra: HTMLElement): Field[] {
  return [...extra.querySelectorAll<Field>("input, textarea, select")];
}

function isTyped(field: Field): boolean {
  return field.localName === "textarea" || (field.localName === "input" && field.type === "text");
}

/** Whether something is written there: it can go without other words. */
export function hasExtra(form: HTMLFormElement): boolean {
  return extras(form).some((extra) => fieldsIn(extra).some((field) => isTyped(field) && field.value.trim()));
}

/** Opens or closes the fields that a button of the bar names. */
export function toggleExtra(form: HTMLFormElement, button: HTMLElement): void {
  const extra = named(form, button.dataset.unfolds ?? "");
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
    form.querySelector(`[data-unfolds="${extra.dataset.extra}"]`)?.setAttribute("aria-expanded", "false");
  }
}

/** Puts back what was not taken. */
export function fillExtras(form: HTMLFormElement, sent: [string, string][]): void {
  const values = new Map(sent);
  unpack(form, values);
  for (const extra of extras(form)) {
    for (const field of fieldsIn(extra)) {
      const value = values.get(field.name);
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value !== undefined;
      else if (value !== undefined) field.value = value;
    }
    extra.open ||= hasExtra(form);
  }
}
