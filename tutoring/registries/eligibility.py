"""Takes eligibility criteria apart into lines that can be talked about."""

import re

from tutoring.registries.record import EligibilityLine

_BULLET = re.compile(r"^(\s*)(?:[*•·–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(.*)$")
_SIDES = [("exclusion", re.compile(r"\bexclu", re.IGNORECASE)), ("inclusion", re.compile(r"\binclu", re.IGNORECASE))]


def lines_of(text: str) -> tuple[EligibilityLine, ...]:
    """The criteria in order. A line that ends in a colon and is no bullet is a heading; wrapped lines are joined."""
    found: list[EligibilityLine] = []
    side, heading, joins = "", "", False
    for raw in text.splitlines():
        if not raw.strip():
            joins = False
            continue
        bullet = _BULLET.match(raw)
        if not bullet and _is_heading(raw):
            heading, joins = raw.strip().rstrip(":").strip(), False
            side = _side_of(heading) or side
        elif not bullet and joins:
            found[-1] = _joined(found[-1], raw.strip())
        else:
            indent, words = (len(bullet.group(1)), bullet.group(2).strip()) if bullet else (0, raw.strip())
            if words:
                found.append(EligibilityLine(words, side, heading, min(indent // 2, 4)))
                joins = True
    return tuple(found)


def _is_heading(line: str) -> bool:
    words = line.strip()
    return len(words) <= 120 and (words.endswith(":") or bool(re.fullmatch(r"[A-Z][A-Z ,/&()-]{4,}", words)))


def _side_of(heading: str) -> str:
    for side, pattern in _SIDES:
        if pattern.search(heading):
            return side
    return ""


def _joined(line: EligibilityLine, more: str) -> EligibilityLine:
    return EligibilityLine(f"{line.text} {more}", line.side, line.heading, line.depth)
