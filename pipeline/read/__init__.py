"""Bytes to documents: each format has its module, each ends in the same blocks."""

import logging
from collections.abc import Callable
from pathlib import Path

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError, too_large, too_much_memory
from pipeline.records import RawDocument, TextDocument

log = logging.getLogger(__name__)

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
        UnreadableDocumentError: with the status `crashed`, `empty`, `encrypted`, `malformed`, `needs_ocr`, `too_large`,
            `unreadable_text` or `unsupported`.
    """
    try:
        document = _reader(raw)(raw, content, limits)
    except UnreadableDocumentError:
        raise
    except RecursionError:
        raise UnreadableDocumentError("malformed", "the file is nested too deeply to be read") from None
    except MemoryError:
        raise too_much_memory(limits.memory_megabytes) from None
    except Exception as error:
        # A mistake of a reader or its library, which must not pass for one of the document, nor stop the others.
        log.exception("unexpected error in %s", raw.doc_id)
        message = f"unexpected {type(error).__name__}: {error}; please report this document"
        raise UnreadableDocumentError("crashed", message) from error
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
    path = Path(raw.path)
    ending = path.suffix or "without an ending"
    raise UnreadableDocumentError(
        "unsupported",
        f"files {ending} cannot be read; save {path.name} in another form ({known}) or take it out of raw/",
    )
