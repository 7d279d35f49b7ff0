"""The objects of a PDF as its parser looks them up: references that end, tables no longer than they are, and nothing kept for ever."""

import gc

from pdfminer.pdfdocument import PDFXRefStream
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from pipeline.errors import UnreadableDocumentError
from pipeline.read.pdf.streams import Spent

# References to references: files have one, or two.
_LONGEST_CHAIN = 20
# Pages that a stream or a font is kept for without being used again: headers and footers differ by turns.
_KEPT = 8
# Streams that a page uses, each as often as it does. Maps draw a sign some thousand times; forms within forms, each
# drawn ten times, draw without end.
_MOST_USED = 20_000
# Bytes that are unpacked between two looks for garbage, which take as long as to read some hundred thousand.
_GARBAGE = 8_000_000


class Objects:
    """Looks the objects of a document up in the place of its parser, until the document is done with."""

    def __init__(self, pdf: PDF, spent: Spent) -> None:
        self._spent, self._collected = spent, 0
        self._document, self._resources = pdf.doc, pdf.rsrcmgr
        self._found = pdf.doc.getobj
        # Before the first page, a damaged file is searched for its pages.
        self._page, self._uses = -1, 0
        self._used: dict[int, int] = {}
        for table in pdf.doc.xrefs:
            if isinstance(table, PDFXRefStream):
                _shorten(table)
        pdf.doc.getobj = self.get  # type: ignore[method-assign]

    def get(self, objid: int) -> object:
        """The object of a number, which is no reference: the parser follows those as long as there is one.

        Raises:
            UnreadableDocumentError: `malformed`, the object refers to itself; `too_large`, the page uses too many streams.
        """
        value = self._found(objid)
        for _ in range(_LONGEST_CHAIN):
            if not isinstance(value, PDFObjRef):
                break
            value = self._found(value.objid)
        else:
            raise UnreadableDocumentError("malformed", f"object {objid} of the PDF refers to itself")
        if isinstance(value, PDFStream):
            self._uses += 1
            if self._uses > _MOST_USED and self._page >= 0:
                raise UnreadableDocumentError(
                    "too_large", f"page {self._page + 1} draws more than {_MOST_USED:,} forms, images and the like"
                )
            self._used[objid] = self._page
        elif isinstance(value, dict) and "BaseFont" in value:
            self._used[objid] = self._page
        return value

    def begin(self) -> None:
        """The pages are known, and from here on are read."""
        self._page, self._uses = 0, 0

    def close(self, page: Page) -> None:
        """Lets go of a page, and of what the last ones did not use; the parser would keep all of it to the end."""
        page.close()
        page.page_obj.contents = []
        if self._spent.taken > self._collected + _GARBAGE:
            # The parser of a stream refers to itself, and so stays until it is looked for, with the bytes of the stream.
            gc.collect()
            self._collected = self._spent.taken
        self._page += 1
        self._uses = 0
        for objid in [objid for objid, page in self._used.items() if page < self._page - _KEPT]:
            del self._used[objid]
            self._document._cached_objs.pop(objid, None)
            self._resources._cached_fonts.pop(objid, None)


def _shorten(table: PDFXRefStream) -> None:
    """Ends a cross-reference table where its entries do: it may say that it has a thousand million."""
    left = len(table.data or b"") // max(1, table.entlen or 1)
    ranges = []
    for start, count in table.ranges:
        ranges.append((start, min(count, left)))
        left -= ranges[-1][1]
    table.ranges = ranges
