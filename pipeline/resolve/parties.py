"""Who has agreed with whom, by rows and texts: what reviewers corrected counts, and no table is needed for it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.markers import is_marked
from pipeline.records import Block, BlockKind, Findings, Language, OrganisationMention, TextDocument
from pipeline.resolve.links import Links
from pipeline.resolve.owners import agreement
from pipeline.schema import DocumentRow, MentionRow, OrganisationRow, PartyRow, Row
from pipeline.tables.files import Tables

Named = tuple[int, int, str, str]
"""A row of `organisation_mentions`: char_start, char_end, text, organisation_id."""

_LINE = re.compile(r"[^\n]+")
_DOC_ID = ""  # each document is looked at by itself


@dataclass(frozen=True, slots=True)
class Agreement:
    """The parties of a document.

    Attributes:
        organisations: their organisation_ids, two or more, in the order in which they are named.
        start, end: characters into the text, of the sentence or title that says so.
    """

    organisations: tuple[str, ...]
    start: int
    end: int


def agreements(tables: Tables, texts: Mapping[str, str]) -> dict[str, Agreement]:
    """Gives who has agreed with whom, by doc_id, for the documents whose words say so.

    Args:
        tables: the rows of each table by its name.
        texts: the text of each document by its doc_id.
    """
    named: dict[str, list[Named]] = defaultdict(list)
    for row in tables["organisation_mentions"]:
        if isinstance(row, MentionRow):
            named[row.doc_id].append((row.char_start, row.char_end, row.text, row.organisation_id))
    found: dict[str, Agreement] = {}
    for document in tables["documents"]:
        if isinstance(document, DocumentRow) and document.language and document.doc_id in texts:
            key = document.doc_id
            agreed = agreement_of(texts[key], named[key], language=document.language, title=document.title)
            if agreed:
                found[key] = agreed
    return found


def party_rows(tables: Tables, texts: Mapping[str, str]) -> list[Row]:
    """Gives the same as rows, for an export."""
    names = {row.organisation_id: row.name for row in tables["organisations"] if isinstance(row, OrganisationRow)}
    return [
        PartyRow(
            party_id=f"{doc_id}#p{number}",
            doc_id=doc_id,
            organisation_id=key,
            name=names.get(key, key),
            char_start=agreed.start,
            char_end=agreed.end,
            sentence=texts[doc_id][agreed.start : agreed.end],
        )
        for doc_id, agreed in agreements(tables, texts).items()
        for number, key in enumerate(agreed.organisations, start=1)
    ]


def agreement_of(text: str, mentions: Iterable[Named], *, language: Language, title: str | None) -> Agreement | None:
    """Gives who has agreed with whom, as the title or the first paragraphs of a document say.

    Args:
        text: the document's text, in which a paragraph is a line.
        mentions: its rows, in any order; one whose words do not stand at its place is of an earlier text and left out.
        title: of the row in `documents`.

    Returns:
        None where the words name no two bodies that agree, or are of a form that is not known.
    """
    fitting = sorted(row for row in mentions if text[row[0] : row[1]] == row[2])
    # Under their place and not under their words: a reviewer may have corrected one mention and left another.
    found = tuple(OrganisationMention(start, end, str(start), "registry") for start, end, _, _ in fitting)
    links = Links({_DOC_ID: {str(start): key for start, _, _, key in fitting}}, {}, frozenset())
    document = TextDocument(_DOC_ID, language, text, _blocks(text, title), title=title)
    organisations, (start, end) = agreement(document, Findings(organisations=found), links)
    return Agreement(organisations, start, end) if organisations else None


def _blocks(text: str, title: str | None) -> tuple[Block, ...]:
    """The lines of a text as blocks: of their kinds, what says who agrees needs only titles and what is in a list or table."""
    lines = list(_LINE.finditer(text))
    after_line = [text[one.end() : other.start()] == "\n" for one, other in pairwise(lines)]
    tight = [before or behind for before, behind in zip([False, *after_line], [*after_line, False], strict=True)]

    def kind(words: str, is_tight: bool) -> BlockKind:
        if is_tight or is_marked(words):
            return "list_item"
        return "title" if title and words in title else "paragraph"

    return tuple(
        Block(kind(line[0], is_tight), line.start(), line.end()) for line, is_tight in zip(lines, tight, strict=False)
    )
