"""A cap on what the streams of a PDF hold when they are unpacked: 2 kB can become 2 GB, and a line a map of all codes."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from types import SimpleNamespace

from pdfminer import pdffont, pdftypes
from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.lzw import LZWDecoder
from pdfminer.pdffont import get_widths, get_widths2
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Point, apply_png_predictor

# A byte and its count become as many bytes as this, at most.
_LONGEST_RUN = 128
_CHUNK = 1 << 16
# A font has no more characters (ISO 32000-1, annex C), and a map of them to Unicode says little of each twice.
_MOST_CODES, _MOST_MAPPED = 1 << 16, 1 << 18


class StreamsTooLargeError(Exception):
    """The streams of a document hold more than the cap allows."""


class Spent:
    """Counts unpacked bytes.

    Args:
        most: bytes, of all streams of a document together and of each step where filters are stacked.

    Attributes:
        taken: bytes so far.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.taken = 0

    def take(self, size: int) -> None:
        """Counts bytes.

        Raises:
            StreamsTooLargeError: they are more than are left.
        """
        self.taken += size
        if self.taken > self._most:
            raise StreamsTooLargeError

    def check(self) -> None:
        """Says what the parser may have swallowed.

        Raises:
            StreamsTooLargeError: more was asked for than there was left.
        """
        if self.taken > self._most:
            raise StreamsTooLargeError

    def inflate(self, data: bytes) -> bytes:
        """Flate, also of data that is damaged or cut off: what could be unpacked."""
        unpacker = zlib.decompressobj()
        out: list[bytes] = []
        # Byte by byte near the damage would be exact; a chunk lost is not.
        pending = data
        while pending and not unpacker.eof:
            try:
                out.append(unpacker.decompress(pending, _CHUNK))
            except zlib.error:
                break
            self.take(len(out[-1]))
            pending = unpacker.unconsumed_tail
        if data and not any(out):
            raise zlib.error("no bytes could be unpacked")
        return b"".join(out)

    def lzw(self, data: bytes) -> bytes:
        """LZW."""
        out: list[bytes] = []
        for part in LZWDecoder(BytesIO(data)).run():
            self.take(len(part))
            out.append(part)
        return b"".join(out)

    def run_lengths(self, data: bytes) -> bytes:
        """Run-length encoding."""
        out: list[bytes] = []
        at = 0
        while at < len(data) and (length := data[at]) != _LONGEST_RUN:
            if length < _LONGEST_RUN:
                out.append(data[at + 1 : at + 2 + length])
                at += 2 + length
            else:
                out.append(data[at + 1 : at + 2] * (257 - length))
                at += 2
            self.take(len(out[-1]))
        return b"".join(out)


class _ShortMap(FileUnicodeMap):
    """A map to Unicode that takes no range of four thousand million codes."""

    def __init__(self) -> None:
        super().__init__()
        self._mapped = 0

    def add_cid2unichr(self, cid: int, code: PSLiteral | bytes | int) -> None:
        """Adds a character, or ends the reading of the map as its end would."""
        self._mapped += 1
        if cid >= _MOST_CODES or self._mapped > _MOST_MAPPED:
            raise PSEOF
        super().add_cid2unichr(cid, code)


@contextmanager
def capped(most: int) -> Iterator[Spent]:
    """Puts capped filters and maps in the place of pdfminer's, which have no cap and no hook, while a document is open."""
    spent = Spent(most)
    replaced = {
        (pdftypes, "zlib"): SimpleNamespace(
            decompress=spent.inflate, decompressobj=zlib.decompressobj, error=zlib.error
        ),
        (pdftypes, "decompress_corrupted"): _nothing,
        (pdftypes, "lzwdecode"): spent.lzw,
        (pdftypes, "rldecode"): spent.run_lengths,
        (pdftypes, "ccittfaxdecode"): _no_image,
        (pdftypes, "apply_png_predictor"): _predicted,
        (pdffont, "FileUnicodeMap"): _ShortMap,
        (pdffont, "get_widths"): _widths,
        (pdffont, "get_widths2"): _widths_down,
    }
    before = {(module, name): getattr(module, name) for module, name in replaced}
    try:
        for (module, name), value in replaced.items():
            setattr(module, name, value)
        yield spent
    finally:
        for (module, name), value in before.items():
            setattr(module, name, value)


def _nothing(data: bytes) -> bytes:
    """What is left when Flate gave nothing."""
    return b""


def _widths(values: Iterable[object]) -> dict[str | int, float]:
    """The widths of characters, of no more than a font can have."""
    return get_widths(_codes(values))


def _widths_down(values: Iterable[object]) -> dict[int, tuple[float, Point]]:
    """The same of vertical lines."""
    return get_widths2(_codes(values))


def _codes(values: Iterable[object]) -> Iterator[object]:
    """Codes, and widths, which are smaller numbers."""
    for value in map(resolve1, values):
        yield max(-_MOST_CODES, min(value, _MOST_CODES - 1)) if isinstance(value, int) else value


def _predicted(predictor: int, colors: int, columns: int, bits: int, data: bytes) -> bytes:
    """PNG's predictors; the parser makes room for a row as wide as the file says, which is no wider than what it has."""
    return apply_png_predictor(predictor, colors, min(columns, 8 * len(data)), bits, data)


def _no_image(data: bytes, params: object) -> bytes:
    """Fax images hold no text, and are not unpacked."""
    return b""
