// `<rich-composer>`: a plain form that sends by itself becomes one that loses nothing.
import { type Area, PlainArea } from "~/core/ui/browser/composer/area";
import { Attaching } from "~/core/ui/browser/composer/attaching";
import type { Beside, Told } from "~/core/ui/browser/composer/beside";
import { clock } from "~/core/ui/browser/composer/clock";
import { Completing } from "~/core/ui/browser/composer/completing";
import { Drafting } from "~/core/ui/browser/composer/drafting";
import { emptyExtras, fillExtras, hasExtra, toggleExtra } from "~/core/ui/browser/composer/extras";
import type { Helping } from "~/core/ui/browser/composer/helping";
import { postman } from "~/core/ui/browser/composer/postman";
import type { Command, RichArea } from "~/core/ui/browser/composer/rich";
import { Tray } from "~/core/ui/browser/composer/tray";
import { isRich } from "~/core/ui/browser/composer/word";
import type { Answer, Letter, News } from "~/core/ui/browser/models/outbox";
import { wake } from "~/core/ui/browser/shell/page";

class RichComposer extends HTMLElement {
  #form!: HTMLFormElement;
  #plain!: PlainArea;
  #rich: RichArea | undefined;
  #drafting!: Drafting;
  #attaching: Attaching | undefined;
  #completing: Completing | undefined;
  #tray!: Tray;
  #helping: Helping | undefined;
  #ended = new AbortController();

  connectedCallback(): void {
    this.#form = this.querySelector("form")!;
    // What is missing is said in our own words (#submit).
    this.#form.noValidate = true;
    this.#plain = new PlainArea(this.#form.querySelector<HTMLTextAreaElement>("textarea[name=source]")!);
    // A file, or a poll, can go without words.
    this.#plain.field.required = false;
    const { draftUrl = "", draftVersion = "0", mentionUrl, uploadUrl } = this.dataset;
    this.#tray = new Tray(this.#part(".composer-waiting"), this.#part("template[data-letter]"), this.dataset);
    const title = this.#form.querySelector<HTMLInputElement>("input[name=title]");
    const read = () => ({
      source: this.#area.isEmpty() ? "" : this.#area.source(),
      format: this.#area.format,
      ...(title ? { title: title.value.slice(0, 200) } : {}),
    });
    const place = draftUrl || this.#form.action;
    this.#drafting = new Drafting(draftUrl, place, Number(draftVersion), read, (what) => this.#sayDraft(what));
    if (mentionUrl) this.#completing = new Completing(this.#part(".composer-choices"), mentionUrl, () => this.#area);
    if (uploadUrl)
      this.#attaching = new Attaching(
        this,
        this.#part(".composer-files"),
        this.#part("template[data-file]"),
        uploadUrl,
        () => this.#changed(),
      );
    this.#listen();
    this.#restore();
    this.dataset.ready = "yes";
    if (this.hasAttribute("data-draft-has-aside")) this.#sayDraft("aside");
    void this.#showWaiting();
    void postman.go();
  }

  disconnectedCallback(): void {
    this.#ended.abort();
    this.#rich?.destroy();
  }

  get #area(): Area {
    return this.#rich ?? this.#plain;
  }

  #part<T extends HTMLElement>(selector: string): T {
    return this.querySelector<T>(selector)!;
  }

  #listen(): void {
    const { signal } = this.#ended;
    this.#form.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.#form.addEventListener("input", () => this.#changed(), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.#plain.field.addEventListener("paste", (event) => this.#paste(event), { signal });
    this.#plain.field.addEventListener("blur", () => this.#completing?.close(), { signal });
    postman.addEventListener("news", (event) => this.#hear((event as CustomEvent<News>).detail), { signal });
    for (const name of ["online", "offline"]) addEventListener(name, () => this.#sayLine(), { signal });
    this.#sayLine();
  }

  // Words

  #restore(): void {
    const format = this.#field("format").value === "html" ? "html" : "text";
    const typed = this.#plain.source();
    // What a refused form brought back is newer than any draft.
    const draft = this.hasAttribute("data-came-back")
      ? { source: typed, format }
      : this.#drafting.begin({ source: typed, format });
    if (draft.format === "html" && draft.source) void this.#enrich(draft.source, false);
    else this.#plain.set(draft.source);
  }

  /** Puts words at the caret, as if typed: for those who quote, mention, or insert a symbol. */
  insert(words: string): void {
    this.#area.replaceBefore(0, words);
    this.#area.focus();
  }

  /** Adds a fact to send along (what is answered, what is quoted), shown as a label that can be taken away. */
  addContext(name: string, value: string, label: string): void {
    const holder = this.#part(".composer-context");
    if (name === "reply_to") holder.querySelector(`[data-name="${name}"]`)?.remove();
    const chip = this.#part<HTMLTemplateElement>("template[data-context]").content.firstElementChild!.cloneNode(
      true,
    ) as HTMLElement;
    chip.dataset.name = name;
    chip.querySelector("[data-label]")!.textContent = label;
    Object.assign(chip.querySelector("input")!, { name, value });
    holder.append(chip);
    this.#area.focus();
  }

  focusWords(): void {
    this.#area.focus();
  }

  #field(name: string): HTMLInputElement {
    return this.#form.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
  }

  #changed(): void {
    this.#sayError("");
    this.#drafting.changed();
    this.#completing?.look();
    this.#showPressed();
    this.#part(".composer-rich").toggleAttribute("data-empty", this.#area.isEmpty());
  }

  #key(event: KeyboardEvent): void {
    const isInWords = this.#area.field.contains(event.target as Node);
    if (!isInWords || this.#completing?.takes(event)) return;
    const plainEnter = event.key === "Enter" && !event.shiftKey && !event.altKey && !event.isComposing;
    if (plainEnter && (event.ctrlKey || event.metaKey || this.hasAttribute("data-enter-sends"))) {
      event.preventDefault();
      event.stopPropagation();
      this.#form.requestSubmit();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && this.#rich) {
      event.preventDefault();
      this.#askLink();
    }
  }

  #press(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("button");
    if (!button) return;
    const { command, sign, removes, unfolds, helps } = button.dataset;
    if (helps) void this.#help(helps, button);
    else if (unfolds) toggleExtra(this.#form, button);
    else if (command === "link") void this.#enrich().then(() => this.#askLink());
    else if (command) void this.#enrich().then((rich) => rich.do(command as Command));
    else if (sign) this.#typeSign(sign);
    else if (button.matches("[data-attaches]")) this.#part("input[type=file]").click();
    else if (removes !== undefined) button.closest("[data-name]")?.remove();
    else if (button.matches("[data-again]")) void this.#again(button);
    else if (button.matches("[data-back]")) void this.#takeBack(button);
  }

  #typeSign(sign: string): void {
    const before = this.#area.before();
    this.#area.focus();
    this.#area.replaceBefore(0, before && !/\s$/.test(before) ? ` ${sign}` : sign);
  }

  /** The palette of signs, or the form of a formula: brought when somebody asks for it. */
  async #help(what: string, button: HTMLElement): Promise<void> {
    const { Helping } = await import("~/core/ui/browser/composer/helping");
    this.#helping ??= new Helping(this, () => this.#area);
    if (!(await this.#helping.help(what, button))) this.#say(this.dataset.wordNotLoaded ?? "");
  }

  // Rich

  async #paste(event: ClipboardEvent): Promise<void> {
    const { files } = event.clipboardData ?? {};
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (files?.length && this.#attaching && !html) {
      event.preventDefault();
      return this.#attaching.add(files);
    }
    if (!html || !isRich(html)) return;
    event.preventDefault();
    const rich = await this.#enrich();
    rich.insertHtml(html);
  }

  async #enrich(html?: string, focus = true): Promise<RichArea> {
    if (this.#rich) return this.#rich;
    const { RichArea, asHtml } = await import("~/core/ui/browser/composer/rich");
    if (this.#rich) return this.#rich;
    const host = this.#part(".composer-rich");
    const { field } = this.#plain;
    const attributes = {
      "aria-label": this.dataset.wordLabel ?? "",
      role: "textbox",
      "aria-multiline": "true",
      class: "prose",
    };
    host.hidden = false;
    host.dataset.placeholder = field.placeholder;
    this.#rich = new RichArea(host, html ?? asHtml(field.value), attributes, () => this.#changed());
    field.hidden = true;
    field.required = false;
    this.#field("format").value = "html";
    if (focus) this.#rich.focus();
    return this.#rich;
  }

  #showPressed(): void {
    for (const button of this.querySelectorAll<HTMLElement>(
      "[data-command]:not([data-command=link], [data-command=table], .composer-table [data-command])",
    ))
      button.setAttribute("aria-pressed", String(this.#rich?.isOn(button.dataset.command as Command) ?? false));
    this.#part(".composer-table").hidden = !this.#rich?.isOn("table");
  }

  #askLink(): void {
    const dialog = this.#part<HTMLDialogElement>("dialog[data-link]");
    const input = dialog.querySelector("input")!;
    input.value = this.#rich?.link() ?? "";
    dialog.returnValue = "";
    dialog.showModal();
    dialog.addEventListener(
      "close",
      () => {
        if (dialog.returnValue === "set") this.#rich?.setLink(withScheme(input.value.trim()));
      },
      { once: true },
    );
  }

  // Sending

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { wordEmpty = "", wordUploading = "" } = this.dataset;
    const hasWords =
      !this.#area.isEmpty() || this.#form.querySelector('[name="files"]') !== null || hasExtra(this.#form);
    if (this.#attaching?.isBusy) this.#sayError(wordUploading);
    else if (!hasWords) this.#sayError(wordEmpty);
    else if (this.#form.reportValidity()) void this.#post();
  }

  async #post(): Promise<void> {
    this.#plain.field.value = this.#area.source();
    const fields = [...new FormData(this.#form)].filter(
      (pair): pair is [string, string] => typeof pair[1] === "string",
    );
    const key = this.#field("key").value || crypto.randomUUID();
    await postman.outbox.add({ key, url: this.#form.action, fields: withKey(fields, key), at: Date.now() });
    this.#empty();
    await postman.go();
  }

  #empty(): void {
    this.#area.set("");
    this.#attaching?.clear();
    this.#part(".composer-context").replaceChildren();
    emptyExtras(this.#form);
    // What is chosen for one letter alone is for the next as it was at first.
    for (const box of this.#form.querySelectorAll<HTMLInputElement>("[data-returns] input"))
      box.checked = box.defaultChecked;
    this.#field("key").value = crypto.randomUUID();
    this.#sayError("");
    void this.#drafting.done();
  }

  #hear(news: News): void {
    if (news.letter.url !== this.#form.action) return;
    void this.#showWaiting();
    if (news.what === "queued") this.#say("");
    if (news.what === "sent") this.#arrived(news.letter, news.answer);
    if (news.what === "refused") void this.#cameBack(news.letter);
  }

  #arrived(letter: Letter, answer: Answer): void {
    const { wordSent = "", appendTo } = this.dataset;
    this.#say(wordSent);
    const detail = { key: letter.key, html: answer.body, address: answer.address, status: answer.status };
    const untouched = this.dispatchEvent(new CustomEvent("composer:sent", { detail, bubbles: true, cancelable: true }));
    if (!untouched) return;
    if (appendTo) this.#append(appendTo, answer.body);
    else if (answer.address) location.assign(answer.address);
  }

  /** Shows what was sent, unless the live wire has brought it already. */
  #append(id: string, html: string): void {
    const pieces = new DOMParser().parseFromString(html, "text/html").body.children;
    for (const piece of [...pieces].filter(({ id: own }) => !own || !document.getElementById(own))) {
      document.getElementById(id)?.append(piece);
      wake(piece);
    }
  }

  /** A no brings the words back into the area where it is empty; else they wait beside it. */
  async #cameBack(letter: Letter): Promise<void> {
    if (!this.#area.isEmpty()) return;
    await this.#bring(letter);
    this.#sayError(letter.reason || this.dataset.wordRefused || "");
  }

  async #again(button: HTMLElement): Promise<void> {
    await postman.outbox.tryAgain(keyOf(button));
    await postman.go();
    await this.#showWaiting();
  }

  async #takeBack(button: HTMLElement): Promise<void> {
    const letter = (await postman.outbox.mine()).find((one) => one.key === keyOf(button));
    if (letter) await this.#bring(letter);
  }

  async #bring({ key, fields }: Letter): Promise<void> {
    const of = (name: string) => fields.find(([field]) => field === name)?.[1] ?? "";
    const words = of("source");
    const kept = this.#area.isEmpty() ? "" : this.#area.source();
    if (of("format") === "html") (await this.#enrich()).set(kept + words);
    else if (this.#rich) this.insert(words);
    else this.#plain.set([kept, words].filter(Boolean).join("\n\n"));
    fillExtras(this.#form, fields);
    await postman.outbox.takeBack(key);
    await this.#showWaiting();
    this.#area.focus();
    this.#drafting.changed();
  }

  async #showWaiting(): Promise<void> {
    const mine = await postman.outbox.mine();
    this.#tray.show(mine.filter((letter) => letter.url === this.#form.action));
  }

  // Saying

  #say(words: string): void {
    this.#part(".composer-state").textContent = words;
  }

  #sayDraft(what: "saved" | "newer" | "kept" | "aside"): void {
    if (what === "newer") void this.#beside().then((beside) => beside.offerNewer());
    if (what === "aside") return void this.#beside().then((beside) => beside.offerAside());
    const { wordDraftSaved = "", wordDraftNewer = "", wordDraftKept = "" } = this.dataset;
    this.#say({ saved: wordDraftSaved.replace("%t", clock()), newer: wordDraftNewer, kept: wordDraftKept }[what]);
  }

  /** What was written here on another device, and what to do about it: fetched when there is such a thing. */
  async #beside(): Promise<Beside> {
    const { Beside } = await import("~/core/ui/browser/composer/beside");
    return new Beside(this, this.#drafting, (now) => this.#goOnWith(now));
  }

  async #goOnWith({ source, format }: Told): Promise<void> {
    if (format === "html") (await this.#enrich()).set(source);
    else if (this.#rich) this.#rich.set((await import("~/core/ui/browser/composer/rich")).asHtml(source));
    else this.#plain.set(source);
    this.#area.focus();
  }

  #sayLine(): void {
    this.#part(".composer-line").hidden = navigator.onLine;
    void this.#showWaiting();
  }

  #sayError(words: string): void {
    const place = this.#part(".composer-error");
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !words;
  }
}

function keyOf(button: HTMLElement): string {
  return button.closest<HTMLElement>("[data-key]")?.dataset.key ?? "";
}

function withKey(fields: [string, string][], key: string): [string, string][] {
  return [...fields.filter(([name]) => name !== "key"), ["key", key]];
}

function withScheme(address: string): string {
  return !address || /^(https?:|mailto:)/i.test(address) ? address : `https://${address}`;
}

customElements.define("rich-composer", RichComposer);
