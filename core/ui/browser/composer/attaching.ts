// Sends chosen or dropped files ahead of the words, with progress, and remembers their numbers in the form.
import { csrfToken } from "~/core/ui/browser/shell/page";

export class Attaching {
  #under = 0;

  constructor(
    private readonly composer: HTMLElement,
    private readonly list: HTMLElement,
    private readonly template: HTMLTemplateElement,
    private readonly url: string,
    private readonly changed: () => void,
  ) {
    const input = composer.querySelector<HTMLInputElement>("input[type=file]");
    input?.addEventListener("change", () => {
      this.add(input.files ?? []);
      input.value = "";
    });
    composer.addEventListener("dragover", (event) => this.#over(event));
    composer.addEventListener("dragleave", () => delete composer.dataset.dropping);
    composer.addEventListener("drop", (event) => this.#drop(event));
  }

  get isBusy(): boolean {
    return this.#under > 0;
  }

  add(files: Iterable<File>): void {
    for (const file of files) this.#send(file);
  }

  clear(): void {
    this.list.replaceChildren();
  }

  #over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.composer.dataset.dropping = "yes";
  }

  #drop(event: DragEvent): void {
    delete this.composer.dataset.dropping;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.add(event.dataTransfer.files);
  }

  #send(file: File): void {
    const row = this.template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    row.querySelector("[data-name]")!.textContent = file.name;
    const progress = row.querySelector("progress")!;
    progress.setAttribute("aria-label", file.name);
    const request = new XMLHttpRequest();
    row
      .querySelector("button")!
      .setAttribute("aria-label", `${this.composer.dataset.wordRemove ?? ""} ${file.name}`.trim());
    row.querySelector("button")!.addEventListener("click", () => {
      request.abort();
      row.remove();
      this.changed();
    });
    this.list.append(row);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      progress.value = total ? loaded / total : 0;
    });
    this.#under += 1;
    request.addEventListener("loadend", () => {
      this.#under -= 1;
      progress.remove();
      this.#end(row, request);
      this.changed();
    });
    request.open("POST", this.url);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Idempotency-Key", crypto.randomUUID());
    const body = new FormData();
    body.append("file", file);
    request.send(body);
    this.changed();
  }

  #end(row: HTMLElement, request: XMLHttpRequest): void {
    const answer = parsed(request.responseText);
    const id = answer.id ?? answer.pk;
    if (request.status >= 200 && request.status < 300 && id !== undefined) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "files", value: String(id) });
      row.append(field);
      if (String(answer.type ?? "").startsWith("image/")) this.#askWhatItShows(row, String(answer.url ?? ""));
      return;
    }
    const why = String(answer.detail ?? answer.title ?? "") || this.composer.dataset.wordNotUploaded || "";
    row.classList.add("is-refused");
    row.querySelector("[data-why]")!.textContent = why;
  }

  /** A picture is described for who does not see it; what is typed is kept when the field is left. */
  #askWhatItShows(row: HTMLElement, url: string): void {
    const label = row.querySelector<HTMLElement>("[data-alt]")!;
    const input = label.querySelector("input")!;
    label.hidden = false;
    input.addEventListener("change", () => {
      const body = new URLSearchParams({ alt: input.value });
      const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" };
      this.#under += 1;
      fetch(`${url}describe/`, { method: "POST", body, headers })
        .catch(() => undefined)
        .finally(() => {
          this.#under -= 1;
        });
    });
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
