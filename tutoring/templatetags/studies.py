"""Registry values as templates show them."""

from django import template
from django.utils import formats
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from tutoring import codes, sentences
from tutoring.figures import Figures
from tutoring.plots import words
from tutoring.plots.drawing import BESIDE, NARROW, WIDE, Drawing, draw
from tutoring.plots.forest import Forest
from tutoring.registries.numbers import Amount, PartialDate, PValue
from tutoring.registries.record import BaselineMeasure, Category, Class, Outcome

register = template.Library()


@register.filter
def said(code: str) -> str:
    """A registry's code in words."""
    return codes.said(code)


@register.filter
def identifier_word(kind: str) -> str:
    """What a kind of identifier is called."""
    return str(codes.IDENTIFIERS.get(kind, kind))


@register.filter
def recorded(amount: Amount) -> str:
    """A value with the digits of the record, in the reader's language."""
    return words.as_recorded(amount)


@register.filter
def p_value(value: PValue) -> str:
    """A p value with its modifier: "< 0.001"; what is not a number stays as it is written."""
    if value.number is None:
        return value.text
    digits = value.text.lstrip("<>=≤≥p ")
    return f"{value.modifier} {words.as_recorded(Amount(digits, value.number))}"


@register.filter
def partial_date(date: PartialDate) -> str:
    """A date as exact as the record gives it."""
    if not date:
        return date.text
    form = {"day": "j F Y", "month": "F Y", "year": "Y"}[date.precision]
    return formatted(date.date, form)


@register.filter
def share(value: float | None) -> str:
    """A risk as a percentage; a dash where there is none."""
    return "–" if value is None else words.percent(value)


@register.filter
def whole(number: int | None) -> str:
    """A whole number with the language's separators; a dash where there is none."""
    return "–" if number is None else str(formats.number_format(number, 0, use_l10n=True, force_grouping=True))


@register.filter
def of_group(counts: tuple[object, ...], group_id: str) -> object:
    """The one of several counts, measurements or statistics that belongs to a group, or nothing."""
    return next((count for count in counts if getattr(count, "group_id", None) == group_id), None)


@register.filter
def is_key(key: int, asked: str) -> bool:
    """Whether an address asks for just this thing."""
    return str(key) == asked


@register.filter
def rows_of(table: Outcome | BaselineMeasure) -> list[tuple[Class, Category]]:
    """The rows of a table of values, each with the block it stands in."""
    return [(block, row) for block in table.classes for row in block.categories]


@register.simple_tag
def limits(lower: Amount, upper: Amount) -> str:
    """Two limits in words; an open end where one is missing."""
    if not lower and not upper:
        return ""
    return words.interval(words.as_recorded(lower) or "−∞", words.as_recorded(upper) or "∞")


@register.simple_tag
def interval_word(level: Amount, sides: str) -> str:
    """How an interval is called: "95 % CI", with its sides where it has one."""
    word = _("%(level)s %% CI") % {"level": words.as_recorded(level)} if level else _("CI")
    return f"{word}, {codes.said(sides)}" if sides == "ONE_SIDED" else word


@register.simple_tag
def drawn(plot: Forest, layout: str) -> Drawing:
    """A forest plot laid out `wide`, `narrow` or `beside` a talk: `{% drawn plot "wide" as drawing %}`."""
    return draw(plot, {"narrow": NARROW, "beside": BESIDE}.get(layout, WIDE))


@register.simple_tag
def derived_sentences(figures: Figures) -> list[str]:
    """Everything that can be said of two groups' counts."""
    return sentences.sentences(figures)


@register.filter
def in_short(figures: Figures) -> str:
    """The figures that people quote, in one sentence."""
    return sentences.short(figures)


@register.filter
def value_at(counts: dict[int, int], key: int | None) -> int:
    """A count by its key, 0 where there is none."""
    return counts.get(key or 0, 0)
