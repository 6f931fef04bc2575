// Cleans what word processors put on the clipboard, before the editor reads it.

/** Word's HTML without its comments, styles and made-up tags; its lists become lists. */
export function cleaned(html: string): string {
  const page = new DOMParser().parseFromString(
    html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->|<!\[[^>]*>/gi, ""),
    "text/html",
  );
  for (const junk of page.querySelectorAll("style, script, meta, link, title, xml, img")) junk.remove();
  for (const made of [...page.body.querySelectorAll("*")].filter((element) => element.localName.includes(":")))
    made.replaceWith(...made.childNodes);
  makeLists(page);
  return page.body.innerHTML;
}

/** Word writes a list as paragraphs that begin with a drawn bullet. */
function makeLists(page: Document): void {
  let list: HTMLElement | null = null;
  for (const paragraph of page.querySelectorAll<HTMLElement>("p[class^=MsoList], p[style*='mso-list']")) {
    const mark = paragraph.querySelector("span[style*='mso-list:Ignore'], span[style*='mso-list: Ignore']");
    const sign = (mark?.textContent ?? paragraph.textContent ?? "").trim();
    mark?.remove();
    const tag = /^\(?[0-9a-z]{1,3}[.)]/i.test(sign) ? "ol" : "ul";
    if (!list || list.localName !== tag || list.nextElementSibling !== paragraph) {
      list = page.createElement(tag);
      paragraph.before(list);
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    item.innerHTML = item.innerHTML.replace(/^[\s·•§o\u00a0-]+(?=\S)/, (start) => (mark ? start : ""));
    paragraph.remove();
    list.append(item);
  }
}

/** Whether a paste has a form that a plain area would lose: a bare browser paste of one paragraph has none. */
export function isRich(html: string): boolean {
  return /<(b|strong|i|em|ul|ol|table|blockquote|pre|h[1-6]|a\s[^>]*href)\b/i.test(html) || /class="?Mso/i.test(html);
}
