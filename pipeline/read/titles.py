"""The title: where it stands in the head of a text, over one line or several."""

import re
import unicodedata
from collections.abc import Sequence

from pipeline.read import patterns_en, patterns_ja
from pipeline.read.grammar import is_bound
from pipeline.read.kinds import is_heading_like
from pipeline.read.language import language_of
from pipeline.read.layout import columns
from pipeline.read.lines import Piece
from pipeline.read.published import is_date_line
from pipeline.records import BlockKind

_TITLE_PIECES = 16
_TITLE_COLUMNS = 260
# A paragraph this long, with the end of a sentence, is where the head of a text ends.
_PROSE_COLUMNS = 90
# A title goes over to a second line only when the first is about as long as this.
_LONG_COLUMNS = 40
# Far from the top only a heading of this length is taken for the title.
_SHORT_COLUMNS = 12
# What stands above a title and is none, in either language.
_NO_TITLE = re.compile(
    r"(?:(?:press|news|media)\s(?:release|statement|advisory|notice|kit)|for\s(?:immediate\s)?release|embargo.*|memorandum|news|statement|"
    r"announcement|contents|(?:signed|done|adopted|issued)\s(?:in|at|on)\s.*|skip\sto\s.*|home|menu|(?:un)?official\stranslation|provisional\stranslation|draft|confidential|to|from|cc|"
    r"報道発表(?:資料)?|報道資料|プレスリリース|ニュースリリース|ニュース|新着情報|記者発表(?:資料)?|記者会見|お知らせ|発表資料|参考資料|配布資料|"
    r"[（(]?仮訳[）)]?|\d{0,8}[一-鿿]{1,10}\s?\d{0,8}\s?第\s?\d{1,8}\s?号|(?:資料|別添|別紙|参考)\s?[0-9一二三－‐―-]{0,6}|目次|(?:報道)?(?:関係|機関)?者?各位|取扱注意)[:：]?(?:\s?no\.?\s?[\d-]{1,12})?$",
    re.IGNORECASE,
)
_BREADCRUMBS = re.compile(
    r"[^/>›»|＞]{1,40}(?:\s?[/>›»|＞]\s?[^/>›»|＞]{1,40}){2,}$|(?:Home|HOME|ホーム|トップ(?:ページ)?)\s?[/>›»|＞].*$"
)
_FIELD = re.compile(r"(?:To|From|Cc|Date|Ref(?:erence)?|宛先|発信者|差出人)\s?[:：]", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:Subject|Re|件名|表題|題名)\s?[:：]\s?(.{4,200})$", re.IGNORECASE)
_CONTINUING = re.compile(r"(?:Concerning|Regarding|Relating|On|For|Between|And|Of|In|To|With)\s")
_COUNT = re.compile(r"\d+")
# The beginning of a heading, which shows its form.
_FORM = 24
_DASHES = frozenset("～〜~―—─–－-")


def mark_title(
    pieces: Sequence[Piece], kinds: list[BlockKind], *, given: str | None, running: str | None
) -> str | None:
    """Marks the pieces of the title in `kinds`, and gives it.

    Args:
        given: the title that the sidecar or front matter has; it wins.
        running: what stands at the head of each page, the title of a text that has it nowhere else.
    """
    salutation = _salutation(pieces)
    letter = salutation > 0
    for index in range(salutation):
        kinds[index] = "paragraph" if kinds[index] == "heading" else kinds[index]
    span = _span_of(pieces, given) or _span(pieces, letter=letter)
    for index in range(span[0] if span else 0):
        kinds[index] = "paragraph" if kinds[index] == "heading" else kinds[index]
    if span is None and not letter:
        span = _first_heading(pieces, kinds, least=1 if running else 0)
    if span is None:
        return given or running
    for index in range(*span):
        kinds[index] = "title"
    if _is_byline(pieces, kinds, span[1]):
        kinds[span[1]] = "paragraph"
    found = [pieces[index].words for index in range(*span)]
    subject = _SUBJECT.match(found[0])
    return given or _joined([subject[1], *found[1:]] if subject else found)


def _span_of(pieces: Sequence[Piece], given: str | None) -> tuple[int, int] | None:
    """Where a title that is known stands in the head of the text; it may be spread over several pieces."""
    wanted = _compact(given or "")
    for start in range(min(len(pieces), 2 * _TITLE_PIECES) if wanted else 0):
        rest, stop = wanted, start
        while stop < len(pieces) and rest and (words := _compact(pieces[stop].words)) and rest.startswith(words):
            rest = rest.removeprefix(words).lstrip("-–—:：―～〜")
            stop += 1
        if stop > start and len(rest) < 0.4 * len(wanted):
            return start, stop
    return None


def _salutation(pieces: Sequence[Piece]) -> int:
    """Where an English letter begins to speak; 0 in any other text."""
    found = (n for n, piece in enumerate(pieces[: 2 * _TITLE_PIECES]) if patterns_en.SALUTATION.match(piece.words[:80]))
    return next(found, 0)


def _is_byline(pieces: Sequence[Piece], kinds: Sequence[BlockKind], index: int) -> bool:
    """The line right below the title says who wrote it; a heading would have text below it."""
    if index + 1 >= len(pieces) or kinds[index] != "heading":
        return False
    piece, after = pieces[index], pieces[index + 1]
    plain = not (piece.marker or piece.label or piece.level or piece.gap)
    return plain and after.marker is None and columns(after.words) < _PROSE_COLUMNS


def _span(pieces: Sequence[Piece], *, letter: bool) -> tuple[int, int] | None:
    """The title: a Markdown heading of the first level, else the line of the head that looks most like one."""
    head = _head(pieces)
    possible = [index for index, piece in enumerate(head) if _can_be_title(piece, pieces[index + 1 : index + 2])]
    possible = [n for n in possible if not _has_fellow(pieces, n) and not _is_value(head, n)]
    if letter:
        # Above the salutation of an English letter stand addresses.
        possible = [index for index in possible if _SUBJECT.match(head[index].words)]
    if not possible:
        return None
    first_level = [index for index in possible if head[index].level == 1]
    start = first_level[0] if first_level else max(possible, key=lambda index: _weight(head, index))
    stop = start + 1
    if head[start].level:
        while stop < len(head) and head[stop].level == head[start].level and _goes_on(head[stop - 1], head[stop]):
            stop += 1
        return start, stop
    while stop in possible and stop < start + 4 and _goes_on(head[stop - 1], head[stop]):
        stop += 1
    while start - 1 in possible and _goes_on(head[start - 1], head[start]):
        start -= 1
    return start, stop


def _first_heading(pieces: Sequence[Piece], kinds: Sequence[BlockKind], *, least: int) -> tuple[int, int] | None:
    """The first heading near the head, as on a slide that begins with what it sums up.

    Args:
        least: 1 where only a heading of the first level will do.
    """
    for index, piece in enumerate(pieces[:_TITLE_PIECES]):
        long = columns(piece.words) >= _SHORT_COLUMNS and piece.marker is None
        own = piece.gap and _is_named(piece) and not _has_fellow(pieces, index)
        if kinds[index] == "heading" and long and own and (not least or piece.level == least):
            return index, index + 1
    return None


def _head(pieces: Sequence[Piece]) -> Sequence[Piece]:
    for index, piece in enumerate(pieces[:_TITLE_PIECES]):
        ended = patterns_ja.FINAL.search(piece.words[-8:]) or patterns_en.FINAL.search(piece.words[-12:])
        item = piece.marker is not None and (index > 0 or piece.marker.style != "label")
        if (columns(piece.words) > _PROSE_COLUMNS and ended) or item or piece.row:
            return pieces[:index]
    return pieces[:_TITLE_PIECES]


def _weight(head: Sequence[Piece], index: int) -> float:
    """How much a line looks like the title: longer than its neighbours, near the top, ended as titles are."""
    words = head[index].words
    ended = bool(patterns_ja.TITLE_END.search(words[-16:]) or _SUBJECT.match(words))
    return columns(words) * (1.5 if ended else 1) * (0.4 if _is_subtitle(head[index]) else 1) - 4 * index


def _is_value(head: Sequence[Piece], index: int) -> bool:
    """The line belongs to a label above that ends with a colon: who signs for whom."""
    while index and not (head[index].gap and head[index - 1].words[-1:] not in (":", "：")):
        index -= 1
        if head[index].words[-1:] in (":", "："):
            return True
    return False


def _has_fellow(pieces: Sequence[Piece], index: int) -> bool:
    """A heading of the same form comes later ("Objective 1: …", "Objective 2: …")."""
    form, counted = _COUNT.subn("#", pieces[index].words[:_FORM])
    others = (piece for n, piece in enumerate(pieces) if n != index)
    return counted > 0 and any(_COUNT.sub("#", piece.words[:_FORM])[:8] == form[:8] for piece in others)


def _goes_on(above: Piece, below: Piece) -> bool:
    """The second line of a title, its subtitle, or the next line of a title page ("Concerning a Partnership")."""
    if _is_subtitle(below) or _CONTINUING.match(below.words):
        return True
    translated = language_of(above.words, default="ja") != language_of(below.words, default="ja")
    return not below.gap and (columns(above.words) >= _LONG_COLUMNS or translated)


def _is_subtitle(piece: Piece) -> bool:
    return piece.words[:1] in _DASHES and piece.words[-1:] in _DASHES


def _can_be_title(piece: Piece, after: Sequence[Piece]) -> bool:
    if piece.marker and piece.marker.style != "label":
        return False
    if not _is_named(piece) or columns(piece.words) > _TITLE_COLUMNS or is_bound(piece.words):
        return False
    if piece.level or _SUBJECT.match(piece.words):
        return True
    return (piece.label and piece.words[:1] not in "【＜<") or is_heading_like(
        piece, after[0] if after else None, title=True
    )


def _is_named(piece: Piece) -> bool:
    """The words are not of those that stand above a title: a date, who issues it, "Press release", a trail of links."""
    words = piece.words
    if len(words) < 3 or _NO_TITLE.match(words) or _BREADCRUMBS.match(words[:300]) or is_date_line(words):
        return False
    return not patterns_ja.ISSUER.match(words[:120]) and not _FIELD.match(words)


def _joined(parts: Sequence[str]) -> str:
    """The lines of a title as one: Japanese without a space but before a subtitle."""
    text = parts[0]
    for part in parts[1:]:
        japanese = language_of(text, default="ja") == language_of(part, default="ja") == "ja"
        text += part if japanese and part[:1] not in _DASHES else f" {part}"
    return text


def _compact(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())
