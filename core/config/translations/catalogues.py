"""The French catalogues: brought up to date, compiled, judged."""

import re
from collections import defaultdict
from collections.abc import Iterator

import polib

from core.config.translations import hard_coded, words
from core.config.translations.areas import Area

HEADER = {
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sdn%]|\{\w*\}")
MARKUP = re.compile(r"<[^>]*>|%\(\w+\)[sd]|\{\w*\}")
NOT_FRENCH = (
    (re.compile(r"'"), "an apostrophe is ’"),
    (re.compile(r'"'), "quotation marks are « and »"),
    (re.compile(r"(?<![\u00a0\u202f?!])[?!;:](?=\s|$)"), "a no-break space stands before : ; ? !"),
    (re.compile("«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"), "no-break spaces stand inside « »"),
)
# The translator's comment on an entry that is rightly the same in both languages.
SAME = "same"


def opened(area: Area) -> polib.POFile:
    """An area's catalogue; a new one where there is none."""
    if area.catalogue.exists():
        return polib.pofile(str(area.catalogue), wrapwidth=0)
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = dict(HEADER)
    return catalogue


def update(area: Area) -> tuple[int, int]:
    """Adds what is missing, to be translated, and removes what is gone; gives how many of each."""
    wanted = _by_key(words.of_area(area))
    catalogue = opened(area)
    stale = [entry for entry in catalogue if (entry.msgctxt, entry.msgid) not in wanted]
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    missing = [word for key, word in wanted.items() if key not in known]
    for entry in stale:
        catalogue.remove(entry)
    for word in missing:
        plural = {"msgid_plural": word.plural, "msgstr_plural": {0: "", 1: ""}} if word.plural else {}
        catalogue.append(polib.POEntry(msgid=word.text, msgctxt=word.context, **plural))
    if stale or missing:
        area.catalogue.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(area.catalogue))
    return len(missing), len(stale)


def compile_one(area: Area) -> bool:
    """Writes the catalogue as Django reads it; False where the area has none."""
    if not area.catalogue.exists():
        return False
    opened(area).save_as_mofile(str(area.catalogue.with_suffix(".mo")))
    return True


def wrong_in(areas: list[Area]) -> Iterator[str]:
    """One sentence for each thing that a reader of French would stumble over."""
    for area in areas:
        for path in area.modules():
            yield from hard_coded.in_module(path)
        for path in area.templates():
            yield from hard_coded.in_template(path)
        wanted, catalogue = _by_key(words.of_area(area)), opened(area)
        yield from _missing(area, wanted, catalogue)
        for entry in catalogue:
            if (entry.msgctxt, entry.msgid) not in wanted:
                yield f"{area.name}: “{entry.msgid}” is in the catalogue, and nobody says it any more."
            for sentence in _wrong_with(entry):
                yield f"{area.name}: “{entry.msgid[:60]}”: {sentence}."
    yield from _said_differently(areas)


def _by_key(found: list[words.Word]) -> dict[tuple[str | None, str], words.Word]:
    """One word for each key; the first with a plural counts."""
    by_key: dict[tuple[str | None, str], words.Word] = {}
    for word in found:
        if word.key not in by_key or (word.plural and not by_key[word.key].plural):
            by_key[word.key] = word
    return by_key


def _missing(area: Area, wanted: dict[tuple[str | None, str], words.Word], catalogue: polib.POFile) -> Iterator[str]:
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for key, word in wanted.items():
        entry = entries.get(key)
        if entry is None or not entry.translated():
            yield f"{word.where}: “{word.text[:60]}” has no French in {area.name}."
        elif word.plural and entry.msgid_plural != word.plural:
            yield f"{word.where}: the plural of “{word.text[:60]}” is not the catalogue's."


def _wrong_with(entry: polib.POEntry) -> Iterator[str]:
    pairs = [(entry.msgid, entry.msgstr)]
    if entry.msgid_plural:
        pairs = [(entry.msgid_plural, text) for text in entry.msgstr_plural.values()]
    for english, french in pairs:
        if not french:
            continue
        if english == french and WORDS.search(MARKUP.sub("", english)) and SAME not in entry.tcomment.split():
            yield f"French equals English; if rightly so, write “# {SAME}” above it"
        if not _agree(english, french, is_plural=bool(entry.msgid_plural)):
            yield "the placeholders differ"
        bare = MARKUP.sub("", french.replace("&nbsp;", "\u00a0"))
        yield from (sentence for pattern, sentence in NOT_FRENCH if pattern.search(bare))


WORDS = re.compile(r"[^\W\d_]{2,}")


def _agree(english: str, french: str, *, is_plural: bool) -> bool:
    """Whether both hold the same placeholders; a singular may say its number in a word."""
    ours, theirs = sorted(PLACEHOLDER.findall(english)), sorted(PLACEHOLDER.findall(french))
    return ours == theirs or (is_plural and set(theirs) <= set(ours))


def _said_differently(areas: list[Area]) -> Iterator[str]:
    """Django merges all catalogues: one English text can have one French."""
    said: dict[tuple[str | None, str], dict[str, str]] = defaultdict(dict)
    for area in areas:
        for entry in opened(area):
            if entry.translated():
                said[entry.msgctxt, entry.msgid][area.name] = entry.msgstr or str(entry.msgstr_plural)
    for (_, text), by_area in said.items():
        if len(set(by_area.values())) > 1:
            yield f"“{text[:60]}” has more than one French ({', '.join(sorted(by_area))}): agree, or give it a context."
