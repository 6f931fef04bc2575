"""Which registry a file comes from; each registry is one module with `recognises(file)` and `read(file)`."""

from typing import Protocol

from tutoring.registries import ctgov, refuse
from tutoring.registries.opening import Opened
from tutoring.registries.record import Record


class Registry(Protocol):
    """What a module must offer to be a registry."""

    NAME: str

    def recognises(self, file: Opened) -> bool:
        """Whether the file's body is a record of this registry."""

    def read(self, file: Opened) -> Record:
        """The record; raises Refused where something essential is missing or damaged."""


REGISTRIES: list[Registry] = [ctgov]


def read(content: bytes) -> Record:
    """Reads the bytes of one registry record, trusting the body and never a file's name.

    Raises Refused with a sentence that says what the file seems to be, what is wrong and what is accepted.
    """
    file = Opened(content)
    for registry in REGISTRIES:
        if registry.recognises(file):
            return registry.read(file)
    raise file.fault or refuse.unknown(file.json)
