"""Makes files as people bring them."""

import io
import zipfile

from django.core.files.base import ContentFile
from PIL import Image

from core.files import actions


def picture(form="PNG", size=(60, 40), colour=(200, 30, 30), **save):
    """The bytes of a picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **save)
    return out.getvalue()


def archive(entries):
    """The bytes of a zip with these entries, in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    return out.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
DOCX = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
ODT = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"})
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 3000


def upload(content, name):
    """What a form hands to the action."""
    return ContentFile(content, name=name)


def stored(owner, content=PDF, name="protocol.pdf", **kwargs):
    """A file that `owner` has brought."""
    return actions.store(owner=owner, upload=upload(content, name), **kwargs)
