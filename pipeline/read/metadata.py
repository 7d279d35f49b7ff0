"""The day of publication: from the sidecar, front matter, the head of the text, the file's name; none rather than a wrong one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.read import published
from pipeline.read.lines import Piece
from pipeline.records import PublishedFrom, RawDocument

# How much of a text is its head.
_HEAD_PIECES = 12
_HEAD_CHARACTERS = 2_500


def day_of_publication(
    raw: RawDocument, pieces: Sequence[Piece], from_front_matter: date | None
) -> tuple[date, PublishedFrom] | tuple[None, None]:
    """The day of publication and where it was read; nothing where nothing says it to the day."""
    if raw.sidecar.published:
        return raw.sidecar.published, "sidecar"
    if from_front_matter:
        return from_front_matter, "metadata"
    read = 0
    for piece in pieces[:_HEAD_PIECES]:
        day = published.dateline(piece.words)
        if day:
            return day, "dateline"
        read += len(piece.words)
        if read > _HEAD_CHARACTERS:
            break
    day = published.in_file_name(Path(raw.path).stem)
    return (day, "file name") if day else (None, None)
