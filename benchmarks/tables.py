"""Prints figures as tables."""

from collections.abc import Sequence


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A Markdown table under a heading."""
    print(f"\n## {title}\n")
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(map(shown, row)) + " |", flush=True)


def goal(words: str, figure: float, limit: float, *, least: bool = False) -> None:
    """One line for a goal of the issue."""
    met = figure >= limit if least else figure <= limit
    print(
        f"{'met   ' if met else 'MISSED'}  {words}: {shown(figure)} ({'≥' if least else '≤'} {shown(limit)})",
        flush=True,
    )


def shown(value: object) -> str:
    """Numbers as a person reads them."""
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}" if abs(value) < 1 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def middle(values: Sequence[float]) -> float:
    """The median."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def late(values: Sequence[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
