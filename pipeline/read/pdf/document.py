"""Opening a PDF, and the one place where whatever its parser raises becomes an error of ours."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pdfplumber
from pdfminer.layout import LTPage
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError, too_large, too_much_memory
from pipeline.read.pdf.objects import Objects
from pipeline.read.pdf.streams import StreamsTooLargeError, capped

_MEGABYTE = 1_000_000
# The parser logs each oddity of a file; what matters of them ends in the document's message.
for _name in ("pdfminer", "pdfplumber"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@contextmanager
def open_pdf(content: bytes, limits: Limits) -> Iterator[tuple[PDF, Objects]]:
    """Opens a PDF that needs no password and has pages, not too many; decoded streams are capped while it is open.

    Yields:
        the document, and its objects, which close its pages.

    Raises:
        UnreadableDocumentError: `empty`, `encrypted`, `malformed` or `too_large`.
    """
    if not content.strip(b"\0\t\n\f\r "):
        raise UnreadableDocumentError("empty", "the file has no bytes but white space")
    with capped(int(limits.stream_megabytes * _MEGABYTE)) as spent:
        with guarded(limits):
            pdf = pdfplumber.open(BytesIO(content), raise_unicode_errors=False)
            objects = Objects(pdf, spent)
            _check_pages(pdf, limits)
            objects.begin()
        yield pdf, objects
        with guarded(limits):
            # The parser takes a stream that it cannot unpack for an empty one, and says nothing.
            spent.check()


@contextmanager
def guarded(limits: Limits) -> Iterator[None]:
    """Turns whatever the parser raises into an error of ours.

    Raises:
        UnreadableDocumentError: `encrypted`, `malformed` or `too_large`.
    """
    try:
        yield
    except UnreadableDocumentError:
        raise
    except RecursionError:
        raise UnreadableDocumentError("malformed", "objects of the PDF are nested too deeply, or in a circle") from None
    except MemoryError:
        raise too_much_memory(limits.memory_megabytes) from None
    except Exception as error:  # on damaged files pdfminer raises anything: TypeError, KeyError, struct.error …
        raise _unreadable(error, limits) from error


def layout_of(page: Page, limits: Limits) -> LTPage:
    """What a page draws.

    Raises:
        UnreadableDocumentError: `malformed` or `too_large`.
    """
    with guarded(limits):
        return page.layout


def _check_pages(pdf: PDF, limits: Limits) -> None:
    pages = len(pdf.pages)
    if not pages:
        raise UnreadableDocumentError("empty", "the file has no pages")
    if pages > limits.pages:
        raise too_large("the file has {} pages", pages, "pages", limits.pages)


def _unreadable(error: BaseException, limits: Limits) -> UnreadableDocumentError:
    """What is wrong, from the error or the one that pdfplumber wrapped."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        chain += [part for part in cause.args if isinstance(part, BaseException)]
        cause = cause.__cause__ or cause.__context__
    ours = next((one for one in chain if isinstance(one, UnreadableDocumentError)), None)
    if ours is not None:
        return ours
    if any(isinstance(one, PDFPasswordIncorrect) for one in chain):
        return UnreadableDocumentError("encrypted", "the file asks for a password")
    if any(isinstance(one, PDFEncryptionError) for one in chain):
        return UnreadableDocumentError("encrypted", f"the file is encrypted in a way that cannot be read: {chain[-1]}")
    if any(isinstance(one, StreamsTooLargeError) for one in chain):
        limit = limits.stream_megabytes
        return too_large("its streams unpack to more than {} megabytes", limit, "stream_megabytes", limit)
    if any(isinstance(one, MemoryError) for one in chain):
        return too_much_memory(limits.memory_megabytes)
    last = chain[-1]
    said = f"{last}".split("\n")[0][:200]
    return UnreadableDocumentError(
        "malformed", f"the file cannot be read as a PDF ({type(last).__name__}{': ' + said if said else ''})"
    )
