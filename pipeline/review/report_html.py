"""The review as one HTML page that needs no network: the texts with their findings, the changes, and their decisions."""

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import get_args

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from pipeline.review.changes import CERTAINTIES, STATES, CauseKind, DocumentSummary, Quote, Review, RowChange
from pipeline.review.compare import Cells
from pipeline.review.marks import one_line, shortened, visible
from pipeline.review.sides import Sides
from pipeline.review.wording import NOTHING, key_end, summary, warnings, why
from pipeline.schema import TABLES
from pipeline.tables.corrections import CORRECTABLE

LARGEST = 3_000_000
"""Characters of text that a page holds: more of them, and a browser is slow to open it."""
MOST = 4_000
"""Changes that a page holds, the gravest ones; more than that nobody decides in one sitting."""
QUOTED = 160
"""Characters of a sentence that are shown on each side of the words."""

KINDS = {"organisation_mentions": "organisation", "dates": "date", "objectives": "objective"}
"""What a reader calls the findings of each table that is read from places in a text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same findings cover.

    Attributes:
        kinds: of the findings, as in `KINDS`; "changed" where one of them needs a decision.
        names: anchors of the changed findings that begin here.
        change: anchor of the innermost change; empty where there is none.
        told: what the findings say, for the pointer.
    """

    text: str
    kinds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    change: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Pane:
    """The text of one document; `paragraphs` is empty where it could not be read or does not fit."""

    document: DocumentSummary
    facts: str
    paragraphs: Sequence[Sequence[Segment]]


@dataclass(frozen=True, slots=True)
class Card:
    """A change as the page shows it.

    Attributes:
        anchor: of the card.
        place: anchor of its words in the text; empty where they are not there.
        inputs: column, value and choices of what can be edited.
    """

    change: RowChange
    anchor: str
    place: str
    summary: str
    key_end: str
    why: str
    causes: str
    fields: tuple[tuple[str, str, str], ...]
    quotes: tuple[tuple[str, str, str, str, str], ...]
    inputs: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A document, or two that say the same in two languages, with the changes of both."""

    anchor: str
    panes: Sequence[Pane]
    cards: Sequence[Card]
    left_out: bool = False


@cache
def template() -> Template:
    """The page before anything is filled in; it is translated the first time."""
    environment = Environment(
        loader=PackageLoader("pipeline.review", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


def review_html(review: Review, sides: Sides) -> str:
    """Gives the page.

    Args:
        sides: the run that the review was made from, for the texts and for findings that did not change.
    """
    style, script = _part("page.css"), _part("page.js")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)};"
        " base-uri 'none'; form-action 'none'"
    )
    cards = {_id(change): _card(change, number) for number, change in enumerate(review.changes[:MOST], 1)}
    sections = list(_sections(review, sides, cards))
    causes = Counter(cause.kind for change in review.pending for cause in change.causes)
    organisations = sides.now["organisations"]
    return template().render(
        review=review,
        warnings=warnings(review),
        left_out=max(0, len(review.changes) - MOST),
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=policy,
        sections=sections,
        general=[card for card in cards.values() if not card.change.doc_id],
        states=STATES,
        certainties=CERTAINTIES,
        causes=[(kind, causes[kind]) for kind in get_args(CauseKind) if causes[kind]],
        organisations=[(key, one_line(row["name"])) for key, row in sorted(organisations.items())],
        kinds=KINDS,
        one_line=one_line,
        visible=visible,
    )


def _part(name: str) -> str:
    return (files("pipeline.review") / "page" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """How a content security policy names the one script, or style, that may be used."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _id(change: RowChange) -> tuple[str, str]:
    return change.table, change.key


def _card(change: RowChange, number: int) -> Card:
    quotes = []
    if change.state == "edited" and change.quote_before:
        quotes.append(("was", *_quoted(change.quote_before)))
    shown = change.quote or change.quote_before
    if shown:
        quotes.append(("", *_quoted(shown)))
    row = change.after or {}
    inputs = tuple(
        (column.name, row.get(column.name, ""), tuple(column.choices or ()))
        for table in TABLES
        if table.name == change.table and "edit" in change.decisions
        for column in table.columns
        if column.name in CORRECTABLE.get(change.table, ())
    )
    return Card(
        change,
        anchor=f"c{number}",
        place=f"w{number}" if change.quote and change.table in KINDS else "",
        summary=shortened(summary(change), 400) or one_line(change.key),
        key_end=key_end(change),
        why=why(change),
        causes=" ".join(dict.fromkeys(cause.kind for cause in change.causes)),
        fields=tuple(
            (item.column, one_line(item.before) or NOTHING, one_line(item.after) or NOTHING) for item in change.fields
        ),
        quotes=tuple(quotes),
        inputs=inputs,
    )


def _quoted(quote: Quote) -> tuple[str, str, str, str]:
    before = one_line(shortened(quote.before, QUOTED, keep="end"))
    return before, one_line(quote.words), one_line(shortened(quote.after, QUOTED)), quote.page


def _sections(review: Review, sides: Sides, cards: Mapping[tuple[str, str], Card]) -> Iterator[Section]:
    """The documents with changes, each with the one that it is a translation of, the gravest first."""
    documents = {document.doc_id: document for document in review.documents}
    of_document: dict[str, list[Card]] = defaultdict(list)
    for card in cards.values():
        of_document[card.change.doc_id].append(card)
    rows = _rows_of(sides)
    done: set[str] = set()
    room = LARGEST
    # The changes come the gravest first, and so do their documents.
    for doc_id in dict.fromkeys(card.change.doc_id for card in cards.values()):
        if doc_id in done or not doc_id:
            continue
        group = [doc_id, *(other for other in _translations(doc_id, documents) if other in documents)]
        done.update(group)
        texts = {name: sides.workspace.text(name) or "" for name in group}
        room -= sum(map(len, texts.values()))
        panes = [
            Pane(
                documents[name],
                _facts(sides.now["documents"].get(name, {})),
                _paragraphs(texts[name], _findings(rows[name]), cards) if room > 0 else (),
            )
            for name in group
            if name in documents
        ]
        found = [card for name in group for card in of_document[name]]
        yield Section(f"d{len(done)}", panes, found, left_out=room <= 0)


def _translations(doc_id: str, documents: Mapping[str, DocumentSummary]) -> Iterator[str]:
    """The documents that say the same in another language."""
    source = documents[doc_id].translation_of if doc_id in documents else ""
    if source:
        yield source
    yield from (name for name, document in documents.items() if document.translation_of == doc_id)


def _facts(row: Cells) -> str:
    columns = ("language", "publisher", "published", "media_type", "pages", "status", "message")
    return one_line(" · ".join(row[column] for column in columns if row.get(column)))


@dataclass(frozen=True, slots=True)
class _Finding:
    table: str
    key: str
    start: int
    end: int
    told: str


def _rows_of(sides: Sides) -> Mapping[str, list[tuple[str, str, Cells]]]:
    """The findings of each document: table, key and row."""
    found: dict[str, list[tuple[str, str, Cells]]] = defaultdict(list)
    for table in KINDS:
        for key, row in sides.now[table].items():
            found[row["doc_id"]].append((table, key, row))
    return found


def _findings(rows: Iterable[tuple[str, str, Cells]]) -> list[_Finding]:
    """What was found in a document, in the order of its text; longer findings before those within them."""
    found = [
        _Finding(table, key, int(row["char_start"]), int(row["char_end"]), _told(table, row))
        for table, key, row in rows
    ]
    return sorted(found, key=lambda item: (item.start, -item.end))


def _told(table: str, row: Cells) -> str:
    columns = {
        "organisation_mentions": ("organisation_id", "found_by"),
        "dates": ("edtf", "start", "end", "precision"),
        "objectives": ("form", "kind", "themes", "organisations"),
    }[table]
    return one_line(f"{KINDS[table]}: " + " · ".join(row[column] for column in columns if row.get(column)))


def _paragraphs(text: str, findings: Sequence[_Finding], cards: Mapping[tuple[str, str], Card]) -> list[list[Segment]]:
    """The lines of a text, each cut where a finding begins or ends."""
    paragraphs = []
    start, first = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        while first < len(findings) and findings[first].end <= start:
            first += 1
        here = []
        for finding in findings[first:]:
            if finding.start >= end:
                break
            if finding.end > start:
                here.append(finding)
        if line.strip():
            paragraphs.append(list(_segments(line, start, here, cards)))
        start = end + 1
    return paragraphs


def _segments(
    line: str, offset: int, findings: Sequence[_Finding], cards: Mapping[tuple[str, str], Card]
) -> Iterator[Segment]:
    cuts = {offset, offset + len(line)}
    for finding in findings:
        cuts |= {max(finding.start, offset), min(finding.end, offset + len(line))}
    for start, end in pairwise(sorted(cuts)):
        over = [finding for finding in findings if finding.start <= start and end <= finding.end]
        changed = [card for finding in over if (card := cards.get((finding.table, finding.key)))]
        names = [
            card.place
            for finding in over
            if finding.start == start and (card := cards.get((finding.table, finding.key)))
        ]
        yield Segment(
            visible(line[start - offset : end - offset]),
            tuple(dict.fromkeys(KINDS[finding.table] for finding in over)) + (("changed",) if changed else ()),
            tuple(names),
            changed[-1].anchor if changed else "",
            " / ".join(finding.told for finding in reversed(over)),
        )
