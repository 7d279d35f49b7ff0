"""Pages that are pictures, read by OCR where the extra [ocr] and tesseract with its Japanese data are installed."""

import shutil
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError
from pipeline.read.language import is_japanese
from pipeline.read.pdf.document import guarded
from pipeline.read.pdf.fragments import Fragment
from pipeline.read.pdf.glyphs import Sheet
from pipeline.read.pdf.pages import PageText, TypeLine, lines_of_sheet

# Dots per inch that tesseract's manual asks for; a page of any size has no more pixels on its longer side.
_RESOLUTION, _MOST_PIXELS = 300, 5_000
_LANGUAGES = ("jpn", "eng")
# Words that tesseract is less sure of than this, of 100, are specks and lines.
_SURE = 30.0
_HOW = "to have them read by OCR, install the extra [ocr] and tesseract with its Japanese data"


def fill(pdf: PDF, pages: Sequence[PageText], limits: Limits) -> tuple[str, ...]:
    """Reads a document that is nothing but pictures, and puts the lines into `pages`; else says which are left out.

    Returns:
        what was done or left, in words.

    Raises:
        UnreadableDocumentError: `needs_ocr` when there is nothing but pictures and none could be read.
    """
    pictures = [number for number, page in enumerate(pages) if page.is_picture]
    if not pictures:
        return ()
    which = f"{len(pictures):,} of {len(pages):,} page{'s' if len(pages) > 1 else ''} without a text layer"
    if any(page.lines for page in pages if not page.is_picture):
        return (f"{which} left out",)
    if not is_ready():
        raise UnreadableDocumentError("needs_ocr", f"{which}; {_HOW}")
    for number in pictures:
        pages[number].lines = _read(pdf.pages[number], limits)
    if not any(page.lines for page in pages):
        raise UnreadableDocumentError("needs_ocr", f"{which}, and OCR found no words")
    return (f"{which} read by OCR, whose letters and figures may be wrong",)


def is_ready() -> bool:
    """Whether this machine has what OCR needs."""
    if shutil.which("tesseract") is None:
        return False
    try:
        import pytesseract
    except ImportError:
        return False
    return set(_LANGUAGES) <= set(pytesseract.get_languages())


def _read(page: Page, limits: Limits) -> list[TypeLine]:
    """The lines of a page as tesseract sees them."""
    import pytesseract

    resolution = min(_RESOLUTION, 72 * _MOST_PIXELS / max(page.width, page.height))
    with guarded(limits):
        image = page.to_image(resolution=resolution).original
        found = pytesseract.image_to_data(image, lang="+".join(_LANGUAGES), output_type=pytesseract.Output.DICT)
    points = 72 / resolution
    columns = ("block_num", "par_num", "line_num", "left", "top", "width", "height", "conf", "text")
    words = [
        row for row in zip(*(found[name] for name in columns), strict=True) if row[8].strip() and float(row[7]) >= _SURE
    ]
    fragments: list[Fragment] = []
    for _, block in groupby(words, key=lambda row: row[0]):
        lines = [list(line) for _, line in groupby(block, key=lambda row: row[1:3])]
        size = points * median(max(row[6] for row in line) for line in lines)
        for line in lines:
            x0, top = min(row[3] for row in line), min(row[4] for row in line)
            x1, bottom = max(row[3] + row[5] for row in line), max(row[4] + row[6] for row in line)
            text = _joined([row[8].strip() for row in line])
            x0, top, x1, bottom = (points * place for place in (x0, top, x1, bottom))
            fragments.append(Fragment(text, x0, top, x1, bottom, bottom, size, bold=False))
    sheet = Sheet(float(page.width), float(page.height), 0, [], [])
    return lines_of_sheet(sheet, fragments)


def _joined(words: Sequence[str]) -> str:
    """The words of a line; tesseract parts Japanese anywhere, so a space stands between Latin words only."""
    text = words[0]
    for word in words[1:]:
        text += word if is_japanese(text[-1]) or is_japanese(word[0]) else f" {word}"
    return text
