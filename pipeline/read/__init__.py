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
    # Not at the top: a run that has nothing to read asks for MEDIA_TYPES alone, and rules take time to compile.
    from pipeline.read.plain import read_text

    readers: dict[str, Callable[[RawDocument, bytes, Limits], TextDocument]] = {
        "text/plain": read_text,
        "text/markdown": read_text,
    }
    reader = readers.get(raw.media_type)
    if raw.media_type == "application/pdf":
        from pipeline.read.pdf import read_pdf as reader  # pdfplumber takes a while to import
    if reader is None:
        known = ", ".join(MEDIA_TYPES)
        ending = raw.path.suffix or "without an ending"
        raise UnreadableDocumentError(
            "unsupported",
            f"files {ending} cannot be read; save {raw.path.name} as text ({known}) or take it out of raw/",
        )
    document = reader(raw, content, limits)
    if len(document.text) > limits.characters:
        raise too_large("the text has {} characters", len(document.text), "characters", limits.characters)
    return document
