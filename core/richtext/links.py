"""Finds what can be a link in words that the gate has passed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, Protocol

from bleach.linkifier import Linker, LinkifyFilter

MOST_FOUND = 200


@dataclass(frozen=True)
class Found:
    """Something that the caller may know: `kind` nct, eudract, euct, isrctn, doi, pmid or mention, and its words.

    A mention holds up to four words after the @, because names have spaces: answer under the part that is a name.
    `key` is the identifier as registers write it, or the value of the editor's `data-mention` (`person:3`).
    """

    kind: str
    text: str
    key: str


@dataclass(frozen=True)
class Link:
    """Where found words lead; `kind` is `mention` or `identifier`, the class it is drawn by."""

    url: str
    title: str = ""
    kind: str = "identifier"


class Links(Protocol):
    """What a caller gives to `render`: asked once, with everything that was found."""

    def resolve(self, found: Sequence[Found]) -> Mapping[str, Link]:
        """Links by the exact words to link (`NCT02210780`, `@Lena Martin`) or by `key`; what is left out stays text."""


_IDENTIFIERS = {
    "nct": r"NCT\s?0*\d{8}",
    "eudract": r"(?:EudraCT\s?(?:number|no\.?|n°)?\s?:?\s?)?\d{4}-\d{6}-\d{2}(?!-?\d)",
    "euct": r"(?:EU\s?CT\s?(?:number|no\.?|n°)?\s?:?\s?)?20\d{2}-5\d{5}-\d{2}-\d{2}",
    "isrctn": r"ISRCTN\s?\d{8}",
    "pmid": r"PMID\s?:?\s?\d{1,8}",
    "doi": r"(?:doi:\s?)?10\.\d{4,9}/[^\s\0<>\"]{1,200}",
}
_FOUND = re.compile(
    r"(?<![\w@/.-])(?:"
    + "|".join(f"(?P<{kind}>{_IDENTIFIERS[kind]})" for kind in ("nct", "euct", "eudract", "isrctn", "pmid", "doi"))
    + r"|(?P<mention>@[^\W\d_][\w.’'-]{0,60}(?:[ \u00a0][^\W\d_][\w.’'-]{0,60}){0,3}))(?!\w)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
_MARK = re.compile(r'<span data-mention="([^"]*)"[^>]*>([^<]*)</span>')
# Brackets belong to an address where they close again, as in https://en.wikipedia.org/wiki/Odds_(statistics).
_SIGN = r"(?!&[lg]t;)[^\s<>\"“”«»()]"
_BRACKETS = rf"\((?:{_SIGN}){{0,500}}\)"
_URL = (
    r"(?<![\w@/.-])(?:https?://|www\.(?=[\w-]+\.))"
    rf"(?:{_SIGN}|{_BRACKETS}){{0,2000}}(?:(?![.,;:!?'’\]]){_SIGN}|{_BRACKETS})"
)
_URLS = re.compile(_URL, re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![\w.+/@-])(?P<mail>[\w.+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24})(?![\w@-])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d-]*")


def find(html: str) -> list[Found]:
    """What of the words the caller may know, each once, at most MOST_FOUND."""
    found: dict[tuple[str, str], Found] = {}
    for key, words in _MARK.findall(html):
        found.setdefault((key, key), Found("mention", unescape(words), key))
    words = unescape(_TAG.sub("\0", html))
    for match in _FOUND.finditer(_URLS.sub("\0", words)):
        kind = str(match.lastgroup)
        text = match[0].rstrip(".,;:!?)]}’'-") if kind in ("doi", "mention") else match[0]
        found.setdefault((kind, text), Found(kind, text, _key(kind, text)))
        if len(found) >= MOST_FOUND:
            break
    return list(found.values())


def _key(kind: str, text: str) -> str:
    if kind == "mention":
        return text
    if kind == "doi":
        return text[text.index("10.") :].lower()
    digits = _DIGITS.findall(text)[-1]
    return f"{kind.upper()}{digits}" if kind in ("nct", "isrctn") else digits


def place(html: str, links: Links | None) -> str:
    """The same HTML with its web and mail addresses, and what `links` knows, made links."""
    known: dict[str, Link] = {}
    if links is not None and (found := find(html)):
        answers = links.resolve(found)
        known = dict(answers)
        for item in found:
            if item.key in answers:
                known[item.text] = answers[item.key]
        html = _MARK.sub(lambda mark: _mention(mark, answers), html)
    if not known and not _URLS.search(html) and "@" not in html:
        return html
    return str(_linker(known).linkify(html.replace("&nbsp;", "\u00a0")))


def _mention(mark: re.Match[str], answers: Mapping[str, Link]) -> str:
    """The editor's mention as a link; of somebody unknown only the words stay."""
    link = answers.get(mark[1])
    if link is None:
        return mark[2]
    title = f' title="{escape(link.title)}"' if link.title else ""
    return f'<a class="mention" data-mention="{mark[1]}" href="{escape(link.url)}"{title}>{mark[2]}</a>'


class _Linker(Linker):
    """bleach's linker, that lets code alone; bleach's own way to skip elements escapes their signs a second time."""

    def linkify(self, text: str) -> str:
        tokens = _code_as_it_is(self.walker(self.parser.parseFragment(text)))
        found = LinkifyFilter(
            tokens, callbacks=self.callbacks, parse_email=True, url_re=self.url_re, email_re=self.email_re
        )
        return str(self.serializer.render(found))


def _code_as_it_is(tokens: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Gives the words within code as "space", which is neither searched nor escaped again."""
    depth = 0
    for token in tokens:
        if token.get("name") in ("pre", "code"):
            depth += {"StartTag": 1, "EndTag": -1}.get(token["type"], 0)
        if depth and token["type"] == "Characters":
            token = {**token, "type": "SpaceCharacters"}
        yield token


def _linker(known: Mapping[str, Link]) -> _Linker:
    """A linker that sees addresses and the known words only."""
    by_words = {words.casefold(): link for words, link in known.items()}
    either = "|".join(re.escape(words) for words in sorted(known, key=len, reverse=True))
    urls = rf"(?<![\w@/.-])(?:{either})(?!\w)|{_URL}" if known else _URL
    return _Linker(
        callbacks=[lambda attributes, new=False: _decide(attributes, by_words) if new else attributes],
        url_re=re.compile(urls, re.IGNORECASE),
        email_re=_MAIL,
    )


def _decide(attributes: dict[Any, str], known: Mapping[str, Link]) -> dict[Any, str]:
    """A new link's attributes; bleach put the address in, and keeps the words under `_text`."""
    if link := known.get(attributes["_text"].casefold()):
        attributes[(None, "href")] = link.url
        if link.title:
            attributes[(None, "title")] = link.title
        attributes[(None, "class")] = link.kind
    return attributes
