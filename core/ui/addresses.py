"""The addresses of views whose arguments are numbers, each shape worked out once: a list asks for hundreds of them."""

from functools import lru_cache

from django.urls import reverse

# Stand for the numbers while a shape is worked out; no address of ours holds them by itself.
_ANY = 2_017_205_759


def numbered(name: str, *numbers: int) -> str:
    """What `reverse(name, args=numbers)` gives, for numbers from 0 up. Raises NoReverseMatch as it does."""
    shape = _shape(name, len(numbers))
    return "".join([piece + str(number) for piece, number in zip(shape, numbers, strict=False)]) + shape[-1]


@lru_cache(maxsize=1024)
def _shape(name: str, count: int) -> tuple[str, ...]:
    """The pieces between the numbers."""
    places = [_ANY + place for place in range(count)]
    rest, pieces = reverse(name, args=places), []
    for place in places:
        piece, _number, rest = rest.partition(str(place))
        pieces.append(piece)
    return (*pieces, rest)
