"""Bytes to documents: each format has its module, each ends in the same blocks."""

from collections.abc import Callable

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError, too_large
from pipeline.records import RawDocument, TextDocument

MEDIA_TYPES: dict[str, str] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Endings of the files that can be read, in lower case, with their media type."""


def read(raw: RawDocument, content: bytes, limits: Limits) -> TextDocument:
    """Reads a file as people would.

    Args:
        content: the bytes of the file.
        limits: on pages, characters and decoded bytes; those on time and memory are kept from outside.

    Raises:
        UnreadableDocumentError: with the status `empty`, `encrypted`, `malformed`, `needs_ocr`, `too_large`,
            `unreadable_text` or `unsupported`.
    """
    document = _reader(raw)(raw, content, limits)
    if len(document.text) > limits.characters:
        raise too_large("the text has {} characters", len(document.text), "characters", limits.characters)
    return document


def _reader(raw: RawDocument) -> Callable[[RawDocument, bytes, Limits], TextDocument]:
    """The reader of a format, imported only now: a run that has nothing to read asks for MEDIA_TYPES alone."""
    if raw.media_type == MEDIA_TYPES[".pdf"]:
        from pipeline.read.pdf import read_pdf

        return read_pdf
    if raw.media_type == MEDIA_TYPES[".html"]:
        from pipeline.read.html import read_html

        return read_html
    if raw.media_type == MEDIA_TYPES[".docx"]:
        from pipeline.read.docx import read_docx

        return read_docx
    if raw.media_type in (MEDIA_TYPES[".txt"], MEDIA_TYPES[".md"]):
        from pipeline.read.plain import read_text

        return read_text
    known = ", ".join(MEDIA_TYPES)
    ending = raw.path.suffix or "without an ending"
    raise UnreadableDocumentError(
        "unsupported",
        f"files {ending} cannot be read; save {raw.path.name} in another form ({known}) or take it out of raw/",
    )
