"""Draws pictures again, so that nothing travels in them but what is seen."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, ImageSequence

from core.acts.refusals import Refused
from core.files.kinds_of_file import KindOfFile, refused

MOST_PIXELS = 50_000_000
MOST_FRAME_PIXELS = 200_000_000
THUMBNAIL = 640
_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
_SAVE: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    "GIF": {},
    "WEBP": {"quality": 90, "method": 4},
}


@dataclass(frozen=True)
class Size:
    """Pixels, as it is seen (after the turn that the camera asked for)."""

    width: int
    height: int


def redraw(file: BinaryIO, kind: KindOfFile, *, into: BinaryIO, thumbnail_into: BinaryIO) -> Size:
    """Writes the picture anew, upright, without EXIF and whatever else was hidden in it, with a small one beside it.

    Raises Refused for what is too large to draw, or broken.
    """
    form = _FORMATS[kind.media_type]
    file.seek(0)
    try:
        with Image.open(file, formats=[form]) as image:
            _refuse_bomb(image)
            frames = getattr(image, "n_frames", 1)
            first = _save(image, into, form) if frames == 1 else _save_moving(image, into, form)
            small = first.copy()
            small.thumbnail((THUMBNAIL, THUMBNAIL))
            small.save(thumbnail_into, "WEBP", quality=80)
            return Size(*first.size)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if getattr(error, "errno", None):
            raise
        raise refused(_("This picture is damaged: it cannot be drawn. Save it again and retry.")) from error


def fit(file: BinaryIO, media_type: str, *, side: int, into: BinaryIO) -> bool:
    """Writes a picture that `redraw` made, to fit a square of `side` pixels; False where it is small, or a film.

    It keeps nothing but pixels and colours, as what it is drawn from.
    """
    form = _FORMATS[media_type]
    file.seek(0)
    with Image.open(file, formats=[form]) as image:
        _refuse_bomb(image)
        if max(image.size) <= side or getattr(image, "n_frames", 1) > 1:
            return False
        image.draft("RGB", (side, side))  # a JPEG is decoded no larger than is needed
        small = image if image.mode in ("RGB", "RGBA", "L") else image.convert("RGBA")
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        _bare(small).save(into, "WEBP", quality=82, method=4, **_colours(image))
        return True


def _refuse_bomb(image: Image.Image) -> None:
    pixels = image.width * image.height
    frames = getattr(image, "n_frames", 1)
    if pixels > MOST_PIXELS or pixels * frames > MOST_FRAME_PIXELS:
        raise _too_large()


def _too_large() -> Refused:
    return refused(_("This picture is too large to draw. Make it smaller than 50 megapixels."))


def _save(image: Image.Image, into: BinaryIO, form: str) -> Image.Image:
    upright = ImageOps.exif_transpose(image)
    plain = _without_extras(upright, form)
    plain.save(into, form, **_SAVE[form], **_colours(image))
    return plain


def _save_moving(image: Image.Image, into: BinaryIO, form: str) -> Image.Image:
    """A short film of pictures keeps its frames and their time."""
    frames, times = [], []
    for frame in ImageSequence.Iterator(image):
        times.append(int(frame.info.get("duration", 100)))
        frames.append(frame.convert("RGBA"))
    options = {"save_all": True, "append_images": frames[1:], "duration": times, "loop": image.info.get("loop", 0)}
    frames[0].save(into, form, **options, **({"disposal": 2} if form == "GIF" else {}))
    return frames[0]


def _without_extras(image: Image.Image, form: str) -> Image.Image:
    """The pixels alone."""
    if form == "JPEG":
        return _bare(image if image.mode in ("RGB", "L") else image.convert("RGB"))
    if image.mode in ("P", "PA", "1", "CMYK", "YCbCr", "LAB", "HSV", "I;16", "I", "F"):
        wide = image.has_transparency_data
        return _bare(image.convert("RGBA" if wide else "RGB"))
    return _bare(image)


def _bare(image: Image.Image) -> Image.Image:
    image.load()
    image.info = {}
    return image


def _colours(image: Image.Image) -> dict[str, Any]:
    """The colour profile, without which a photograph changes its look."""
    profile = image.info.get("icc_profile")
    return {"icc_profile": profile} if profile and len(profile) < 100_000 else {}
