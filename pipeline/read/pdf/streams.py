"""A cap on the bytes that the streams of a PDF hold when they are unpacked: 2 kB can become 2 GB."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from types import SimpleNamespace

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder

# A byte and its count become as many bytes as this, at most.
_LONGEST_RUN = 128
_CHUNK = 1 << 16


class StreamsTooLargeError(Exception):
    """The streams of a document hold more than the cap allows."""


class Spent:
    """Counts unpacked bytes.

    Args:
        most: bytes, of all streams of a document together and of each step where filters are stacked.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self._exceeded = False

    def take(self, size: int) -> None:
        """Counts bytes.

        Raises:
            StreamsTooLargeError: they are more than are left.
        """
        self._left -= size
        if self._left < 0:
            self._exceeded = True
            raise StreamsTooLargeError

    def check(self) -> None:
        """Says what the parser may have swallowed.

        Raises:
            StreamsTooLargeError: more was asked for than there was left.
        """
        if self._exceeded:
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


@contextmanager
def capped(most: int) -> Iterator[Spent]:
    """Puts the capped filters in the place of pdfminer's, which has no cap and no hook, while a document is open."""
    spent = Spent(most)
    replaced = {
        "zlib": SimpleNamespace(decompress=spent.inflate, decompressobj=zlib.decompressobj, error=zlib.error),
        "decompress_corrupted": _nothing,
        "lzwdecode": spent.lzw,
        "rldecode": spent.run_lengths,
        "ccittfaxdecode": _no_image,
    }
    before = {name: getattr(pdftypes, name) for name in replaced}
    try:
        for name, function in replaced.items():
            setattr(pdftypes, name, function)
        yield spent
    finally:
        for name, function in before.items():
            setattr(pdftypes, name, function)


def _nothing(data: bytes) -> bytes:
    """What is left when Flate gave nothing."""
    return b""


def _no_image(data: bytes, params: object) -> bytes:
    """Fax images hold no text, and are not unpacked."""
    return b""
