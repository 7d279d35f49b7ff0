"""PDF files: characters and their places into lines, which the text reader puts together."""

from collections import Counter

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError, too_large
from pipeline.read.compose import from_lines
from pipeline.read.pdf import ocr
from pipeline.read.pdf.document import layout_of, open_pdf
from pipeline.read.pdf.metadata import title_of
from pipeline.read.pdf.pages import PageText, text_of
from pipeline.read.pdf.typesetting import lines_of
from pipeline.read.unreadable import check
from pipeline.records import RawDocument, TextDocument


def read_pdf(raw: RawDocument, content: bytes, limits: Limits) -> TextDocument:
    """Reads a PDF by the places of its characters.

    Raises:
        UnreadableDocumentError: `empty`, `encrypted`, `malformed`, `needs_ocr`, `too_large` or `unreadable_text`.
    """
    repairs: Counter[str] = Counter()
    pages: list[PageText] = []
    with open_pdf(content, limits) as (pdf, objects):
        title = title_of(pdf.metadata)
        characters = 0
        damaged: list[UnreadableDocumentError] = []
        for page in pdf.pages:
            try:
                pages.append(text_of(page, layout_of(page, limits), repairs))
            except UnreadableDocumentError as error:
                if error.status != "malformed":
                    raise
                damaged.append(error)
                pages.append(PageText())
            objects.close(page)
            characters += pages[-1].characters
            if characters > limits.characters:
                raise too_large("the pages hold {} characters and more", characters, "characters", limits.characters)
        if damaged and not any(page.lines for page in pages):
            raise damaged[0]
        repairs["damaged page{s} left out"] += len(damaged)
        notes = ocr.fill(pdf, pages, limits)
    repairs["unreadable character{s} left in"] += check("\n".join(line.text for page in pages for line in page.lines))
    lines = lines_of(pages, repairs)
    if not lines:
        raise UnreadableDocumentError("empty", "the pages show nothing that can be read")
    return from_lines(raw, lines, pages=len(pages), title=title, repairs=repairs, notes=notes)
