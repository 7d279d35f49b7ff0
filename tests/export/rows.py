"""Rows of every table, built by code, for what an export must show."""

from dataclasses import replace
from datetime import date

from pipeline.schema import DateRow, DocumentRow, MentionRow, ObjectiveRow, OrganisationRow, Row

TEXT_EN = (
    "Alpha plc and みなと株式会社 signed a memorandum on 3 March 2026. They will train divers in fiscal year 2026.\n"
)
TEXT_JA = "みなと株式会社は、2026年3月3日に覚書を締結した。"

DOCUMENT = DocumentRow(
    doc_id="wind/en", title="Alpha & Minato <sign>", language="en", publisher="Alpha plc", published=date(2026, 3, 4),
    published_from="sidecar", url="https://example.org/?a=1&b=2", media_type="text/plain", pages=None,
    characters=len(TEXT_EN), status="ok", message=None, translation_of=None, sha256="00", retrieved_at=None,
)  # fmt: skip
JAPANESE = replace(
    DOCUMENT, doc_id="wind/ja", title="覚書を締結", language="ja", translation_of="wind/en", characters=len(TEXT_JA)
)
UNREAD = replace(
    DOCUMENT, doc_id="scan", title=None, language=None, published=None, published_from=None, url=None, characters=None,
    status="needs_ocr", message="3 pages are pictures",
)  # fmt: skip
ALPHA = OrganisationRow(
    organisation_id="alpha", name="Alpha plc", name_en="Alpha plc", name_ja=None, aliases=("Alpha", "=1+1"),
    kind="company", country="GB", registered=True, documents=1, mentions=1,
)  # fmt: skip
MINATO = replace(
    ALPHA, organisation_id="みなと", name="みなと株式会社", name_en=None, name_ja="みなと株式会社", aliases=(),
    country=None, registered=False, documents=2, mentions=2,
)  # fmt: skip


def mention(key: str, doc_id: str, organisation_id: str, text: str, source: str) -> MentionRow:
    start = source.index(text)
    return MentionRow(
        mention_id=f"{doc_id}#m{key}", doc_id=doc_id, organisation_id=organisation_id, text=text, page=None,
        char_start=start, char_end=start + len(text), found_by="pattern", sentence=source.split(". ")[0],
    )  # fmt: skip


def a_date(key: str, doc_id: str, text: str, source: str, first: date, last: date) -> DateRow:
    start = source.index(text)
    return DateRow(
        date_id=f"{doc_id}#d{key}", doc_id=doc_id, text=text, start=first, end=last,
        precision="day" if first == last else "fiscal_year", edtf=first.isoformat(), relative_to=None, page=None,
        char_start=start, char_end=start + len(text), sentence=source.split(". ")[0],
    )  # fmt: skip


OBJECTIVE = ObjectiveRow(
    objective_id="wind/en#o1-1", doc_id="wind/en", ordinal=1, form="stated", kind="commitment", heading=None,
    text="They will train divers in fiscal year 2026.", themes=("skills-and-people",), organisations=("alpha", "みなと"),
    counterpart_id=None, page=None, char_start=TEXT_EN.index("They"), char_end=len(TEXT_EN) - 1, lead_in=None,
)  # fmt: skip

DAY = date(2026, 3, 3)
TEXTS = {"wind/en": TEXT_EN, "wind/ja": TEXT_JA}


def tables() -> dict[str, list[Row]]:
    """A release in both languages, and one that could not be read."""
    return {
        "documents": [UNREAD, DOCUMENT, JAPANESE],
        "organisations": [ALPHA, MINATO],
        "organisation_mentions": [
            mention("1-1", "wind/en", "alpha", "Alpha plc", TEXT_EN),
            mention("2-1", "wind/en", "みなと", "みなと株式会社", TEXT_EN),
            mention("2-1", "wind/ja", "みなと", "みなと株式会社", TEXT_JA),
        ],
        "dates": [
            a_date("1-1", "wind/en", "3 March 2026", TEXT_EN, DAY, DAY),
            a_date("2-1", "wind/en", "fiscal year 2026", TEXT_EN, date(2026, 4, 1), date(2027, 3, 31)),
            a_date("1-1", "wind/ja", "2026年3月3日", TEXT_JA, DAY, DAY),
        ],
        "objectives": [OBJECTIVE],
    }
