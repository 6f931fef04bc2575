// The rich area: Tiptap, fetched when somebody asks for a form that plain text does not have.
import { Editor, type Extensions } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import type { Area } from "~/core/ui/browser/composer/area";
import { cleaned } from "~/core/ui/browser/composer/word";

export type Command = "bold" | "italic" | "bullets" | "numbers" | "quote" | "code" | "table" | TableCommand;
type TableCommand = "addRow" | "addColumn" | "dropRow" | "dropColumn" | "dropTable";

// The stock table writes widths into a style attribute, which our content security policy forbids.
const PlainTable = Table.extend({ renderHTML: () => ["table", ["tbody", 0]] });

const EXTENSIONS: Extensions = [
  StarterKit.configure({
    heading: false,
    horizontalRule: false,
    underline: false,
    dropcursor: false,
    link: {
      openOnClick: false,
      autolink: true,
      protocols: ["http", "https", "mailto"],
      HTMLAttributes: { rel: null, target: null },
    },
  }),
  PlainTable.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
];

/** Typed text as HTML: blank lines part paragraphs, line breaks stay. */
export function asHtml(text: string): string {
  const holder = document.createElement("p");
  return text
    .split(/\n\s*\n/)
    .map((part) => {
      holder.textContent = part;
      return `<p>${holder.innerHTML.replaceAll("\n", "<br>")}</p>`;
    })
    .join("");
}

export class RichArea implements Area {
  readonly format = "html";
  readonly #editor: Editor;

  constructor(host: HTMLElement, html: string, attributes: Record<string, string>, changed: () => void) {
    this.#editor = new Editor({
      element: host,
      extensions: EXTENSIONS,
      content: html,
      injectCSS: false,
      autofocus: "end",
      editorProps: { attributes, transformPastedHTML: cleaned },
      onTransaction: changed,
    });
  }

  get field(): HTMLElement {
    return this.#editor.view.dom;
  }

  /** Without the empty paragraph that the editor keeps behind a table. */
  source(): string {
    return this.#editor.getHTML().replace(/(?:<p><\/p>)+$/, "");
  }

  isEmpty(): boolean {
    return this.#editor.isEmpty;
  }

  before(): string {
    const { $from, empty } = this.#editor.state.selection;
    return empty ? $from.parent.textBetween(0, $from.parentOffset, "\n", "\u00a0") : "";
  }

  replaceBefore(length: number, words: string): void {
    const { from } = this.#editor.state.selection;
    this.#editor
      .chain()
      .focus()
      .insertContentAt({ from: from - length, to: from }, words)
      .run();
  }

  marked(): string {
    const { from, to } = this.#editor.state.selection;
    return this.#editor.state.doc.textBetween(from, to, " ");
  }

  replaceMarked(words: string): void {
    const { from, to } = this.#editor.state.selection;
    // As text: the signs of a formula are no HTML.
    this.#editor.chain().focus().insertContentAt({ from, to }, { type: "text", text: words }).run();
  }

  set(source: string): void {
    this.#editor.commands.setContent(source);
  }

  focus(): void {
    this.#editor.commands.focus();
  }

  do(command: Command): void {
    const chain = this.#editor.chain().focus();
    const orders = {
      bold: () => chain.toggleBold(),
      italic: () => chain.toggleItalic(),
      bullets: () => chain.toggleBulletList(),
      numbers: () => chain.toggleOrderedList(),
      quote: () => chain.toggleBlockquote(),
      code: () => (this.#spansBlocks() ? chain.toggleCodeBlock() : chain.toggleCode()),
      table: () => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
      addRow: () => chain.addRowAfter(),
      addColumn: () => chain.addColumnAfter(),
      dropRow: () => chain.deleteRow(),
      dropColumn: () => chain.deleteColumn(),
      dropTable: () => chain.deleteTable(),
    };
    orders[command]().run();
  }

  isOn(command: Command): boolean {
    const names: Partial<Record<Command, string>> = {
      bold: "bold",
      italic: "italic",
      bullets: "bulletList",
      numbers: "orderedList",
      quote: "blockquote",
      code: "code",
      table: "table",
    };
    return this.#editor.isActive(names[command] ?? "") || (command === "code" && this.#editor.isActive("codeBlock"));
  }

  link(): string {
    return String(this.#editor.getAttributes("link").href ?? "");
  }

  /** Links the chosen words; without words the address itself is put in; an empty address takes the link away. */
  setLink(address: string): void {
    const chain = this.#editor.chain().focus();
    if (!address) chain.extendMarkRange("link").unsetLink().run();
    else if (this.#editor.state.selection.empty && !this.link())
      chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
    else chain.extendMarkRange("link").setLink({ href: address }).run();
  }

  insertHtml(html: string): void {
    if (this.isEmpty()) this.set(cleaned(html));
    else this.#editor.chain().focus().insertContent(cleaned(html)).run();
  }

  destroy(): void {
    this.#editor.destroy();
  }

  #spansBlocks(): boolean {
    const { $from, $to } = this.#editor.state.selection;
    return !$from.sameParent($to);
  }
}
