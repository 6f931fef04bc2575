// Cleans what word processors put on the clipboard, before the editor reads it.
const JUNK = "style, script, meta, link, title, xml, img";
const BLOCKS = "p, li, ul, ol, table, tbody, tr, td, th, blockquote, div, h1, h2, h3, h4, h5, h6";

/** Word's HTML without its comments, styles and made-up tags; its lists become lists, its bold stays bold. */
export function cleaned(html: string): string {
  // Our content security policy minds inline styles and handlers even in a page that is only read: they are renamed before.
  const harmless = html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->|<!\[[^>]*>/gi, "")
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));
  const page = new DOMParser().parseFromString(harmless, "text/html");
  for (const junk of page.querySelectorAll(JUNK)) junk.remove();
  unwrap([...page.body.querySelectorAll("*")].filter(({ localName }) => localName.includes(":")));
  // What is bold in name only; `mso-bidi-font-weight` speaks of other scripts.
  const bold = [...page.querySelectorAll<HTMLElement>("b[data-style]")];
  unwrap(bold.filter(({ dataset }) => /(^|;)\s*font-weight:\s*normal/i.test(dataset.style ?? "")));
  strengthen(page);
  makeLists(page);
  closeUp(page);
  return page.body.innerHTML;
}

function unwrap(elements: Iterable<Element>): void {
  for (const element of elements) element.replaceWith(...element.childNodes);
}

/** Some editors say bold and italic by style alone. */
function strengthen(page: Document): void {
  for (const span of page.querySelectorAll<HTMLElement>("span[data-style]")) {
    const style = span.dataset.style ?? "";
    const tags = [/font-weight:\s*(bold|[6-9]00)/.test(style) && "strong", /font-style:\s*italic/.test(style) && "em"];
    for (const tag of tags.filter((one) => one !== false)) {
      const strong = page.createElement(tag);
      strong.append(...span.childNodes);
      span.append(strong);
    }
  }
}

/** Word writes a list as paragraphs that begin with a drawn bullet. */
function makeLists(page: Document): void {
  let list: HTMLElement | null = null;
  for (const paragraph of page.querySelectorAll<HTMLElement>("p[class^=MsoList], p[data-style*='mso-list']")) {
    const mark = paragraph.querySelector("span[data-style*='mso-list:Ignore'], span[data-style*='mso-list: Ignore']");
    const sign = (mark?.textContent ?? paragraph.textContent ?? "").trim();
    const tag = /^\(?[0-9a-z]{1,3}[.)]/i.test(sign) ? "ol" : "ul";
    mark?.remove();
    if (!list || list.localName !== tag || list.nextElementSibling !== paragraph) {
      list = page.createElement(tag);
      paragraph.before(list);
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    if (!mark && item.firstChild instanceof Text) item.firstChild.data = item.firstChild.data.replace(/^[\s·•§-]+/, "");
    paragraph.remove();
    list.append(item);
  }
}

/** Line breaks of the source are no words: one space within a line, none at its ends. */
function closeUp(page: Document): void {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.parentElement?.closest("pre")) continue;
    let words = text.data.replace(/[ \t\r\n]+/g, " ");
    const isBlock = (node: Node | null) => node === null || (node instanceof Element && node.matches(BLOCKS));
    const holdsBlocks = text.parentElement === page.body || isBlock(text.parentElement);
    if (holdsBlocks && isBlock(text.previousSibling)) words = words.trimStart();
    if (holdsBlocks && isBlock(text.nextSibling)) words = words.trimEnd();
    if (words) text.data = words;
    else text.remove();
  }
  for (const empty of page.querySelectorAll("p:empty")) empty.remove();
}

/** Whether a paste has a form that a plain area would lose: a bare browser paste of one paragraph has none. */
export function isRich(html: string): boolean {
  return /<(b|strong|i|em|ul|ol|table|blockquote|pre|h[1-6]|a\s[^>]*href)\b/i.test(html) || /class="?Mso/i.test(html);
}
