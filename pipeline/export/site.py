"""The tables as a static web site: pages that any server, or a folder, shows without a network of their own."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from operator import attrgetter
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.export.marking import Mark, segments
from pipeline.files import sha256
from pipeline.resolve.parties import Agreement, agreements
from pipeline.schema import READ, DateRow, DocumentRow, MentionRow, ObjectiveRow, OrganisationRow, Row
from pipeline.tables.files import Tables

MANIFEST = "site.json"
"""Lists the files of a site, so that the next export knows which of them it may remove."""

_LONGEST_NAME = 120  # bytes of a page's name: file systems allow 255
_OVERVIEW_ROWS = 30
_STATIC = ("style.css", "search.js", "icon.svg")

RowT = TypeVar("RowT", bound=Row)


def _lists() -> dict[Any, list[Any]]:
    return defaultdict(list)


@dataclass(slots=True)
class _Content:
    """The rows by what the pages ask for."""

    documents: list[DocumentRow]
    organisations: dict[str, OrganisationRow]
    mentions: list[MentionRow]
    dates: list[DateRow]
    objectives: list[ObjectiveRow]
    texts: Mapping[str, str]
    pages: dict[str, str] = field(default_factory=dict)
    """The page of each doc_id and each organisation_id, from the site's root."""
    of_document: dict[str, list[MentionRow | DateRow | ObjectiveRow]] = field(default_factory=_lists)
    of_organisation: dict[str, list[MentionRow | ObjectiveRow]] = field(default_factory=_lists)
    of_sentence: dict[tuple[str, str], list[MentionRow | DateRow]] = field(default_factory=_lists)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    """Who has agreed with whom, by doc_id, where the words say so."""


def site_files(tables: Tables, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Gives the files of the site by their path: an overview, organisations, documents, a timeline, a search.

    Args:
        tables: the rows of each table by its name.
        texts: the text of each document by its doc_id.
    """
    content = _content(tables, texts)
    environment = Environment(
        loader=PackageLoader("pipeline.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["names"] = {key: row.name for key, row in content.organisations.items()}
    environment.globals["titles"] = {row.doc_id: row.title or row.doc_id for row in content.documents}
    environment.globals["pages"] = {key: quote(page) for key, page in content.pages.items()}
    environment.filters["fragment"] = lambda key: quote(_anchor(key))
    environment.filters["safe_url"] = _safe_url
    environment.filters["date_label"] = date_label
    site: dict[str, bytes] = {}

    def render(template: str, path: str, **values: Any) -> None:
        root = "../" * path.count("/")
        page = environment.get_template(template).render(root=root, **values)
        site[path] = page.encode("utf-8", errors="replace")

    ranked = sorted(content.organisations.values(), key=lambda row: (-row.documents, -row.mentions, row.name))
    counts = {"organisations": len(ranked), "dates": len(content.dates), "objectives": len(content.objectives)}
    unread = [row for row in content.documents if row.status not in READ]
    render(
        "index.html",
        "index.html",
        documents=content.documents,
        parties={doc_id: agreed.organisations for doc_id, agreed in content.agreements.items()},
        organisations=ranked[:_OVERVIEW_ROWS],
        counts=counts,
        unread=unread,
    )
    render("organisations.html", "organisations.html", organisations=ranked)
    render("timeline.html", "timeline.html", years=_timeline(content.dates))
    for organisation in ranked:
        render(
            "organisation.html", content.pages[organisation.organisation_id], **_of_organisation(organisation, content)
        )
    for document in content.documents:
        render("document.html", content.pages[document.doc_id], **_of_document(document, content))
    for name in _STATIC:
        site[name] = (files("pipeline.export") / "templates" / name).read_bytes()
    # A script and not JSON: a page that is opened from a folder may load no data.
    index = json.dumps(list(_index(content)), ensure_ascii=False, separators=(",", ":"))
    site["search-index.js"] = f"window.oboegakiIndex = {index};\n".encode("utf-8", errors="replace")
    listed = sorted([*site, MANIFEST])
    site[MANIFEST] = (json.dumps({"files": listed}, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", errors="replace"
    )
    return site


def _content(tables: Tables, texts: Mapping[str, str]) -> _Content:
    in_text = attrgetter("doc_id", "char_start")
    content = _Content(
        documents=sorted(
            _only(tables["documents"], DocumentRow),
            key=lambda row: (row.published or date.min, row.doc_id),
            reverse=True,
        ),
        organisations={row.organisation_id: row for row in _only(tables["organisations"], OrganisationRow)},
        mentions=sorted(_only(tables["organisation_mentions"], MentionRow), key=in_text),
        dates=sorted(_only(tables["dates"], DateRow), key=lambda row: (row.start, row.end, row.doc_id, row.char_start)),
        objectives=sorted(_only(tables["objectives"], ObjectiveRow), key=in_text),
        texts=texts,
        agreements=agreements(tables, texts),
    )
    taken: set[str] = set()
    for row in content.documents:
        content.pages[row.doc_id] = _page("documents", row.doc_id, taken)
    for key in content.organisations:
        content.pages[key] = _page("organisations", key, taken)
    for mention in content.mentions:
        content.of_document[mention.doc_id].append(mention)
        content.of_organisation[mention.organisation_id].append(mention)
        content.of_sentence[mention.doc_id, mention.sentence].append(mention)
    for date_row in content.dates:
        content.of_document[date_row.doc_id].append(date_row)
        content.of_sentence[date_row.doc_id, date_row.sentence].append(date_row)
    for objective in content.objectives:
        content.of_document[objective.doc_id].append(objective)
        for key in objective.organisations:
            content.of_organisation[key].append(objective)
    return content


def _only(rows: Sequence[Row], kind: type[RowT]) -> list[RowT]:
    return [row for row in rows if isinstance(row, kind)]


def _page(folder: str, key: str, taken: set[str]) -> str:
    """A file name for a key: as it is where every system takes that, else cleaned and with a hash."""
    clean = re.sub(r"[^\w/.-]+", "-", key)
    too_long = any(len(part.encode("utf-8")) > _LONGEST_NAME for part in clean.split("/"))
    # Some file systems take a.html and A.html for one file.
    if clean != key or too_long or f"{folder}/{clean}".casefold() in taken:
        above, slash, last = clean.rpartition("/")
        short = last.encode("utf-8")[: _LONGEST_NAME // 2].decode("utf-8", errors="ignore")
        clean = (
            f"{above if not too_long else ''}{slash if not too_long else ''}{short}-{sha256(key.encode('utf-8'))[:8]}"
        )
    taken.add(f"{folder}/{clean}".casefold())
    return f"{folder}/{clean}.html"


def _anchor(key: str) -> str:
    """The part of a row's id that tells it from others of its document."""
    return key.rpartition("#")[2]


def _safe_url(url: str | None) -> str:
    """An address that a link may have; a sidecar can hold any."""
    return url if url and urlsplit(url).scheme in ("http", "https") else ""


def _of_organisation(organisation: OrganisationRow, content: _Content) -> dict[str, Any]:
    key = organisation.organisation_id
    mentions = _only(content.of_organisation[key], MentionRow)
    # A dict and not a set: its order is that of the text.
    sentences = dict.fromkeys((row.doc_id, row.sentence) for row in mentions)
    beside: Counter[str] = Counter()
    dates: list[DateRow] = []
    for sentence in sentences:
        rows = content.of_sentence[sentence]
        beside.update({row.organisation_id for row in _only(rows, MentionRow)} - {key})
        dates += _only(rows, DateRow)
    agreed = {
        doc_id: [party for party in agreement.organisations if party != key]
        for doc_id, agreement in content.agreements.items()
        if key in agreement.organisations
    }
    return {
        "organisation": organisation,
        "agreed": agreed,
        "documents": Counter(row.doc_id for row in mentions),
        "mentions": mentions,
        "dates": sorted(dates, key=lambda row: (row.start, row.end)),
        "objectives": _only(content.of_organisation[key], ObjectiveRow),
        "beside": sorted(beside.items(), key=lambda item: (-item[1], item[0]))[:_OVERVIEW_ROWS],
    }


def _of_document(document: DocumentRow, content: _Content) -> dict[str, Any]:
    key, text = document.doc_id, content.texts.get(document.doc_id, "")
    rows = sorted(content.of_document[key], key=lambda row: row.char_start)
    # Accepted rows can be of an earlier text: a mark at another place would be wrong, none is not.
    fitting = [row for row in rows if text[row.char_start : row.char_end] == row.text]
    root = "../" * content.pages[key].count("/")
    agreed = content.agreements.get(key)
    return {
        "document": document,
        "parties": agreed.organisations if agreed else (),
        "said": text[agreed.start : agreed.end] if agreed else "",
        "segments": segments(text, (_mark(row, content, root) for row in fitting)),
        "dates": _only(rows, DateRow),
        "objectives": _only(rows, ObjectiveRow),
        "organisations": Counter(row.organisation_id for row in _only(rows, MentionRow)).most_common(),
        "not_shown": len(rows) - len(fitting),
    }


def _mark(row: MentionRow | DateRow | ObjectiveRow, content: _Content, root: str) -> Mark:
    if isinstance(row, DateRow):
        return Mark(row.char_start, row.char_end, "date", _anchor(row.date_id), date_label(row))
    if isinstance(row, ObjectiveRow):
        return Mark(row.char_start, row.char_end, "objective", _anchor(row.objective_id), row.kind)
    known, page = content.organisations.get(row.organisation_id), content.pages.get(row.organisation_id)
    names = " · ".join(name for name in (known.name_en, known.name_ja) if name) if known else row.organisation_id
    href = root + quote(page) if page else ""
    return Mark(row.char_start, row.char_end, "organisation", _anchor(row.mention_id), names, href)


def date_label(row: DateRow) -> str:
    """A date's interval in words: `2025-04-01 to 2026-03-31 (fiscal year)`."""
    days = row.start.isoformat() if row.start == row.end else f"{row.start.isoformat()} to {row.end.isoformat()}"
    return f"{days} ({row.precision.replace('_', ' ')})"


def _timeline(dates: Sequence[DateRow]) -> dict[int, list[dict[str, Any]]]:
    """The dates of each year, each with the place and width of its bar on a line of 1,000."""
    years: dict[int, list[dict[str, Any]]] = defaultdict(list)
    first = min((row.start for row in dates), default=date.min).toordinal()
    span = max((row.end for row in dates), default=date.min).toordinal() + 1 - first
    for row in dates:
        left = 1000 * (row.start.toordinal() - first) / span
        width = 1000 * (row.end.toordinal() + 1 - row.start.toordinal()) / span
        years[row.start.year].append(
            {"row": row, "label": date_label(row), "left": f"{min(left, 997):.2f}", "width": f"{max(width, 3):.2f}"}
        )
    return years


def _index(content: _Content) -> Iterator[tuple[str, str, str, str]]:
    """What the search looks through: kind, title, page, text."""
    names = {key: row.name for key, row in content.organisations.items()}
    titles = {row.doc_id: row.title or row.doc_id for row in content.documents}

    def page(key: str, row_id: str = "") -> str:
        return quote(content.pages[key]) + (f"#{quote(_anchor(row_id))}" if row_id else "")

    for organisation in content.organisations.values():
        words = (organisation.name_en, organisation.name_ja, *organisation.aliases)
        key = organisation.organisation_id
        yield "organisation", names[key], page(key), _joined(words)
    for document in content.documents:
        text = content.texts.get(document.doc_id, "")
        words = (document.title, document.publisher, text)
        yield "document", titles[document.doc_id], page(document.doc_id), _joined(words)
    for objective in content.objectives:
        if objective.doc_id in titles:
            words = (objective.heading, objective.text)
            yield "objective", titles[objective.doc_id], page(objective.doc_id, objective.objective_id), _joined(words)
    for row in content.dates:
        if row.doc_id in titles:
            label = f"{row.text} = {date_label(row)}"
            yield "date", label, page(row.doc_id, row.date_id), _joined((label, row.sentence))


def _joined(words: Iterable[str | None]) -> str:
    return " · ".join(word for word in words if word)
