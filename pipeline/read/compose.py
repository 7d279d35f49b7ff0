"""Lines or pieces to a document: what every reader does once it has them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from pipeline.read.assemble import Draft, assemble
from pipeline.read.furniture import set_apart
from pipeline.read.kinds import kinds_of, levels_of, settle
from pipeline.read.language import language_of_document, other_language
from pipeline.read.layout import Line, words_of
from pipeline.read.lines import Piece, pieces_of
from pipeline.read.metadata import day_of_publication
from pipeline.read.normalise import describe
from pipeline.read.titles import mark_title
from pipeline.records import RawDocument, TextDocument


def from_lines(
    raw: RawDocument,
    lines: Sequence[Line],
    *,
    pages: int | None = None,
    title: str | None = None,
    published: date | None = None,
    repairs: Counter[str] | None = None,
    notes: tuple[str, ...] = (),
) -> TextDocument:
    """Puts the lines of a text together; page furniture is found and set apart first.

    Args:
        title, published: what the file says of itself beside its text; the sidecar wins.
        repairs: what was mended so far, for `normalise.describe`.
        notes: what else the reader has to say, in words.
    """
    flow, furniture = set_apart(lines)
    pieces, joined = pieces_of(flow)
    counted = Counter(repairs or {})
    counted.update(joined)
    counted["line{s} of page headers and footers set apart"] = len(furniture)
    return from_pieces(
        raw,
        pieces,
        furniture=furniture,
        pages=pages,
        title=title,
        published=published,
        repairs=(*notes, *describe(counted)),
    )


def from_pieces(
    raw: RawDocument,
    pieces: Sequence[Piece],
    *,
    furniture: Sequence[Line] = (),
    pages: int | None = None,
    title: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
    stated: str | None = None,
    repairs: tuple[str, ...] = (),
) -> TextDocument:
    """Gives each piece its kind and place, and the document its title, language and day.

    Args:
        furniture: lines that go back where they stood, as `header_footer`; `at` counts on from the pieces' own.
        title, published, repairs: as in `from_lines`.
        publisher: as the file says; the sidecar wins.
        stated: the language that the file says it is in; the sidecar and the letters of the text win.
    """
    kinds = kinds_of(pieces)
    running = words_of(furniture[0]) if furniture and furniture[0].at == 0 else None
    found_title = mark_title(pieces, kinds, given=raw.sidecar.title or title, running=running)
    settle(pieces, kinds)
    day, day_from = day_of_publication(raw, pieces, published)
    drafts = [
        (piece.at, Draft(kind, piece.marker.text if piece.marker else "", piece.words, level, piece.page, piece.box))
        for piece, kind, level in zip(pieces, kinds, levels_of(pieces, kinds), strict=True)
    ]
    drafts += [
        (line.at, Draft("header_footer", "", words_of(line), page=line.page, box=line.box)) for line in furniture
    ]
    drafts.sort(key=itemgetter(0))
    words = "\n".join(piece.words for piece in pieces)
    language = raw.sidecar.language or language_of_document(words, stated)
    other = None if raw.sidecar.language else other_language(words)
    text, blocks = assemble((draft for _, draft in drafts), language=language)
    return TextDocument(
        raw.doc_id,
        language,
        text,
        blocks,
        title=found_title,
        publisher=raw.sidecar.publisher or publisher,
        published=day,
        published_from=day_from,
        pages=pages,
        repairs=repairs,
        warnings=(f"the text seems to be in {other}; only English and Japanese are read",) if other else (),
    )
