"""Which registry a file comes from: each registry is one module with `recognises(content)` and `read(content)`."""

from tutoring.registries import ctgov, refuse
from tutoring.registries.opening import open_json, too_large
from tutoring.registries.record import Record

REGISTRIES = [ctgov]


def read(content: bytes) -> Record:
    """Reads the bytes of one registry record, trusting the body and never a file's name.

    Raises Refused with a sentence that says what the file seems to be, what is wrong and what is accepted.
    """
    too_large(content)
    body = open_json(content)
    for registry in REGISTRIES:
        if registry.recognises(body):
            return registry.read(body)
    raise refuse.unknown(body)
