"""Text of documents in every renderer: it is shown, and does nothing."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.errors import WorkspaceError
from pipeline.review.changes import (
    Cause,
    CorrectionState,
    DocumentSummary,
    FieldValue,
    Quote,
    Review,
    RowChange,
    load_review,
    review_json,
)
from pipeline.review.head import REVIEW_VERSION, TableSummary, load_head
from pipeline.review.marks import one_line, visible
from pipeline.review.report_markdown import LARGEST, escaped, review_markdown
from pipeline.review.report_terminal import review_lines

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</details><h1>x",
    "=HYPERLINK(\"http://example.org\")",
    "abc\u202egnp.exe\u202c",
    "\u2067left\u2069",
    "zero\u200bwidth\ufeff",
    "\x1b[31mred\x1b[0m\x07",
    "[red]markup[/red] [link=http://example.org]x[/link] :smile:",
    "`code` **bold** _em_ [link](http://example.org) ![i](x) | cell | ~~x~~",
    "# head\n- item\n```\nfence",
    "@someone #1 https://example.org www.example.org",
    "{{ 7*7 }} {% raw %} ${x}",
    "&lt;b&gt; &amp;",
]  # fmt: skip


def _review(text: str, *, number: int = 1) -> Review:
    quote = Quote("a", f"{text} before ", text, f" after {text}", "3", 1, 9)
    row = {"text": text, "organisation_id": text, "doc_id": "a"}
    changes = tuple(
        RowChange(
            table="organisation_mentions", key=f"a#m{place}-1", before_key=f"a#m{place}-1", state="changed", doc_id="a",
            certainty="model", causes=(Cause("configuration", text), Cause("source", text, text)),
            fields=(FieldValue("organisation_id", text, ""),), before=row, after=row, quote=quote, quote_before=quote,
            decisions=("accept",),
        )
        for place in range(number)
    )  # fmt: skip
    table = TableSummary("organisation_mentions", 9, 9, 0, 0, number, 0, 0, not_compared=text, columns_added=(text,))
    document = DocumentSummary("a", text, "en", "ok", text, "", number)
    correction = CorrectionState("reject", "a#m1-1", text, text, "2026-01-01", problem=text)
    return Review("run", "accepted", (table,), (document,), changes, (correction,))


def _terminal(review: Review, *, colours: bool) -> str:
    console = Console(file=io.StringIO(), force_terminal=colours, width=400, highlight=False, soft_wrap=True)
    for line in review_lines(review, review.changes, causes=True):
        console.print(line)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@pytest.mark.parametrize("text", HOSTILE)
def test_terminal_shows_words_and_obeys_none(text: str) -> None:
    plain = _terminal(_review(text), colours=False)
    assert not ACTING.search(plain)
    assert one_line(text) in plain
    coloured = re.sub("\x1b\\[[0-9;]*m", "", _terminal(_review(text), colours=True))
    assert not ACTING.search(coloured)
    assert one_line(text) in coloured
    assert "\x1b]8" not in coloured  # no links


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_words_and_obeys_none(text: str) -> None:
    page = review_markdown(_review(text))
    assert not ACTING.search(page)
    tags = set(re.findall(r"<(/?[a-z0-9]+|!--)", page))
    assert tags <= {"details", "/details", "summary", "/summary", "code", "/code", "mark", "/mark", "!--"}
    assert page.count("<details>") == page.count("</details>") == 1
    for line in page.splitlines():
        words = re.sub(r"<(?!!)[^>]*>|\\.", "", line)
        assert not re.search(
            r"[`\[\]|$]", words.removeprefix("|").removesuffix("|").replace("|---", "").replace(" | ", "")
        )
        assert not re.search(r"https?://|@\w|#\d", words)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_gives_back_exactly_what_went_in(text: str, tmp_path: Path) -> None:
    review = _review(text, number=3)
    path = tmp_path / "diff.json"
    path.write_bytes(review_json(review))
    assert load_review(path) == review
    head = load_head(path)
    assert head is not None
    assert (head.run, head.accepted, head.tables) == ("run", "accepted", review.tables)


@given(st.text(max_size=60))
def test_no_text_at_all_acts(text: str) -> None:
    assert not ACTING.search(one_line(text))
    assert "<" not in re.sub("<!-- -->", "", escaped(text))


def test_what_is_harmless_stays_as_it_is() -> None:
    text = "株式会社みなと電機 – “Ωmega” ①\tx\n"
    assert visible(text) == text


def test_markdown_fits_a_description_however_much_there_is() -> None:
    page = review_markdown(_review("日本語の長い文" * 30, number=2_000))
    assert len(page) <= LARGEST + 500
    assert re.search(r"\d+ more changes do not fit here", page)
    assert page.count("<details>") == page.count("</details>")


def test_a_review_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "diff.json"
    content = review_json(_review("x"))
    head = b'"schema_version":%d'
    assert head % REVIEW_VERSION in content
    path.write_bytes(content.replace(head % REVIEW_VERSION, head % 99))
    assert load_head(path) is None
    with pytest.raises(WorkspaceError, match=r"diff\.json: is not a review"):
        load_review(path)
    path.write_text("nonsense", encoding="utf-8")
    assert load_head(path) is None
    with pytest.raises(WorkspaceError, match="is not a review"):
        load_review(path)
    with pytest.raises(WorkspaceError, match="no such file"):
        load_review(tmp_path / "nowhere.json")
