"""What a file may be called, here and on whoever's disk it lands."""

import re
import unicodedata

LONGEST = 180
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)", re.IGNORECASE)


def clean(name: str) -> str:
    """The name as it is shown and downloaded: without folders, unseen signs, or what a system takes for a command."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = _FORBIDDEN.sub("_", _UNSEEN.sub("", name))
    name = " ".join(name.split()).strip(". ")
    if _DEVICES.match(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST].rstrip(". ") or "file"
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending}"


def with_ending(name: str, endings: tuple[str, ...]) -> str:
    """The name with an ending that fits what the file is: `invoice.exe` that is a picture becomes `invoice.exe.png`."""
    return name if name.rpartition(".")[2].lower() in endings and "." in name else f"{name}.{endings[0]}"
