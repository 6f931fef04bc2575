"""Writes the small documents that the demo company shares: a page of PDF or docx, a picture."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape  # only writes

from PIL import Image, ImageDraw, ImageFont

_LINE, _TOP, _SIDE = 18, 780, 60
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)


def pdf(lines: Sequence[str]) -> bytes:
    """One page with these lines, in a font that every reader has; letters of Western Europe only."""
    said = b"".join(b"(%s) Tj T*\n" % _in_font(line) for line in lines)
    drawn = b"BT /F1 12 Tf %d TL %d %d Td\n%sET" % (_LINE, _SIDE, _TOP, said)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def docx(paragraphs: Sequence[str]) -> bytes:
    """These paragraphs as a text document."""
    said = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(each)}</w:t></w:r></w:p>' for each in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", _CONTENT_TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", _DOCUMENT.format(said)),
        ):
            # A fixed moment: the same words are the same bytes, whenever the demo is made.
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _in_font(line: str) -> bytes:
    return line.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def png(lines: Sequence[str]) -> bytes:
    """A photograph of a white board, more or less: these lines on it, large enough to be drawn in several sizes."""
    picture = Image.new("RGB", (2000, 1200), "#f4f6f2")
    board = ImageDraw.Draw(picture)
    board.rounded_rectangle((40, 40, 1960, 1160), radius=24, outline="#9aa5a0", width=14)
    for number, line in enumerate(lines):
        size, colour = (110, "#0d5c5c") if number == 0 else (86, "#27322f")
        board.text((150, 170 + number * 260), line, fill=colour, font=ImageFont.load_default(size))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


MAKERS = {"pdf": pdf, "docx": docx, "png": png}
