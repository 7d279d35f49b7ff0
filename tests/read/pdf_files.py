"""PDF files built by code: a small layout engine over reportlab's canvas, and files in PDF's own syntax for the odd ones."""

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError
from pipeline.read import read
from pipeline.records import RawDocument, Sidecar, TextDocument

WIDTH, HEIGHT = A4
LEFT, TOP, RIGHT, BOTTOM = 72.0, 72.0, WIDTH - 72, HEIGHT - 72
LATIN, LATIN_BOLD, MINCHO, GOTHIC = "Times-Roman", "Times-Bold", "HeiseiMin-W3", "HeiseiKakuGo-W5"
_IPA = Path("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf")
# Signs that printers of Japanese do not put at the head of a line.
_NOT_FIRST = "、。，．・」』）】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_RAISED = re.compile("([⁰¹²³⁴-⁹]+)")
_WORD = re.compile(r"[\x21-\x7e‘’“”–—⁰¹²³⁴-⁹]+ ?|.", re.DOTALL)

# Long enough to be wrapped.
ENGLISH = (
    "The two ministries signed a memorandum of co-operation on the supply of hydrogen and intend to open a joint office "
    "in the coming year, which will report to both of them and publish what it finds. "
)
JAPANESE = (
    "両省は、水素の供給に関する協力覚書に署名し、来年度に共同の事務所を開設する予定です。事務所は両省に対して報告を行い、"
    "その成果を公表します。産業界や大学とも連携し、人材の育成と交流を進めていきます。"
)
# A page's own commands, and what they write.
TEXT = b"BT /F1 12 Tf 72 700 Td (The parties signed the memorandum.) Tj ET"
WORDS = "The parties signed the memorandum."

pdfmetrics.registerFont(UnicodeCIDFont(MINCHO))
pdfmetrics.registerFont(UnicodeCIDFont(GOTHIC))


def embedded_font() -> str:
    """The name of a Japanese TrueType font that is put into the file; the test is skipped where the machine has none."""
    if not _IPA.exists():
        pytest.skip(f"needs the font {_IPA} (Debian: fonts-ipafont-gothic)")
    if "IPAGothic" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("IPAGothic", str(_IPA)))
    return "IPAGothic"


def read_pdf(
    content: bytes, *, limits: Limits | None = None, name: str = "document.pdf", sidecar: Sidecar | None = None
) -> TextDocument:
    """Reads bytes as a PDF file."""
    raw = RawDocument(Path(name).stem, Path(name), "application/pdf", "0" * 64, sidecar or Sidecar())
    return read(raw, content, limits or Limits())


def status_of(content: bytes, *, limits: Limits | None = None) -> tuple[str, str]:
    """The status and the message with which a file is given up."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_pdf(content, limits=limits)
    return caught.value.status, caught.value.message


def outcome_of(content: bytes) -> str:
    """The text, or the status of a file that has none."""
    try:
        return read_pdf(content).text
    except UnreadableDocumentError as error:
        return error.status


def pdf(*draw: Callable[["Page"], None], size: tuple[float, float] = A4, title: str | None = None) -> bytes:
    """A file with a page for each function that draws one."""
    return pdf_of(draw, size=size, title=title)


def pdf_of(
    draw: Iterable[Callable[["Page"], None]], *, size: tuple[float, float] = A4, title: str | None = None
) -> bytes:
    """The same, each function asked for when the page before is done."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    if title:
        canvas.setTitle(title)
    for one in draw:
        one(Page(canvas, *size))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class Page:
    """A page to write on, in points from its top left corner.

    Attributes:
        y: the baseline of the last line.
    """

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        self.canvas, self.width, self.height = canvas, width, height
        self.y = TOP

    def at(self, x: float, y: float, text: str, *, font: str = LATIN, size: float = 10.5) -> None:
        """One line at a place; ⁰ to ⁹ are small digits above the line, as printers set them."""
        for part in _RAISED.split(text):
            raised = bool(_RAISED.fullmatch(part))
            shown = unicodedata.normalize("NFKC", part) if raised else part
            height = 0.62 * size if raised else size
            self.canvas.setFont(font, height)
            self.canvas.drawString(x, self.height - y + (0.35 * size if raised else 0), shown)
            x += pdfmetrics.stringWidth(shown, font, height)

    def paragraph(
        self,
        text: str,
        *,
        font: str = LATIN,
        size: float = 10.5,
        leading: float = 15,
        left: float = LEFT,
        right: float = RIGHT,
        first: float = 0,
        above: float = 8,
        justified: bool = False,
        centred: bool = False,
    ) -> None:
        """A paragraph below what is there, wrapped.

        Args:
            first: by how much its first line is indented; negative for one that hangs out.
            above: space before it, in points.
        """
        self.y += above
        lines = wrapped(text, font, size, right - left, first)
        for number, line in enumerate(lines):
            self.y += leading
            x = left + (first if number == 0 else 0)
            if centred:
                x = (left + right - pdfmetrics.stringWidth(line, font, size)) / 2
            if justified and number < len(lines) - 1:
                self._spread(x, line, right - x, font, size)
            else:
                self.at(x, self.y, line, font=font, size=size)

    def _spread(self, x: float, line: str, width: float, font: str, size: float) -> None:
        """A line whose words, or characters where it has none, are moved apart to fill the width."""
        parts = line.split(" ") if line.isascii() else list(line)
        rest = width - sum(pdfmetrics.stringWidth(part, font, size) for part in parts)
        for part in parts:
            self.at(x, self.y, part, font=font, size=size)
            x += pdfmetrics.stringWidth(part, font, size) + rest / max(1, len(parts) - 1)

    def item(self, marker: str, text: str, *, left: float = LEFT, hang: float = 18, **style: object) -> None:
        """A list item with its marker and a hanging indent."""
        before = self.y
        self.paragraph(text, left=left + hang, above=2, **style)  # type: ignore[arg-type]
        font, size = str(style.get("font", LATIN)), float(str(style.get("size", 10.5)))
        leading = float(str(style.get("leading", 15)))
        self.at(left, before + 2 + leading, marker, font=font, size=size)

    def grid(
        self,
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[float],
        font: str = LATIN,
        size: float = 10,
        lines: int = 1,
    ) -> None:
        """A ruled table, its cells wrapped."""
        self.y += 10
        for row in rows:
            cells = [wrapped(cell, font, size, width - 8, 0) for cell, width in zip(row, widths, strict=True)]
            height = 14 * max(map(len, cells)) + 6
            x = LEFT
            for cell, width in zip(cells, widths, strict=True):
                self.canvas.rect(x, self.height - self.y - height, width, height)
                for number, line in enumerate(cell, start=1):
                    self.at(x + 4, self.y + 14 * number, line, font=font, size=size)
                x += width
            self.y += height
        self.y += 6


def wrapped(text: str, font: str, size: float, width: float, first: float) -> list[str]:
    """The lines of a paragraph, Latin words whole and Japanese cut anywhere but before closing signs."""
    lines: list[str] = [""]
    for word in (part for found in _WORD.findall(text) for part in _fitting(found, font, size, width)):
        room = width - (first if len(lines) == 1 else 0)
        full = pdfmetrics.stringWidth(lines[-1] + word.rstrip(), font, size) > room
        if full and lines[-1] and word not in _NOT_FIRST:
            lines.append("")
        lines[-1] += word if lines[-1] or word.strip() else ""
    return lines


def _fitting(word: str, font: str, size: float, width: float) -> list[str]:
    """A word, or its characters where it is wider than the line."""
    return [word] if pdfmetrics.stringWidth(word, font, size) < width else list(word)


def objects(*bodies: bytes, root: int = 1) -> bytes:
    """A file of numbered objects in PDF's own syntax, with a cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, root, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def one_page(
    content: bytes, entries: bytes = b"", *, box: bytes = b"[0 0 595 842]", font: bytes = b"/Helvetica"
) -> bytes:
    """A file of one page with this content stream."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % box,
        stream(content, entries),
        b"<</Type/Font/Subtype/Type1/BaseFont%s>>" % font,
    )


def deflated(content: bytes, times: int = 1) -> tuple[bytes, bytes]:
    """A content under stacked Flate filters, and the entry that says so."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content, b"/Filter[" + b"/FlateDecode" * times + b"]"
