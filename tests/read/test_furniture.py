"""Page headers, footers and page numbers."""

import pytest

from tests.read.layouts import blocks_of, read_text

_SUBJECTS = ("tides", "currents", "harbour dues", "pilots", "dredging")
_PAGE = "{head}\n\nThe chapter on {subject} is long and useful to all\nwho deal with {subject} and read it with care.\n\n{foot}\n"


def _pages(head: str, foot: str, count: int = 4) -> str:
    pages = enumerate(_SUBJECTS[:count], start=1)
    return "\f".join(_PAGE.format(head=head, subject=subject, foot=foot.format(n=n)) for n, subject in pages)


@pytest.mark.parametrize(
    "foot", ["- {n} -", "Page {n} of 4", "{n}", "{n}/4", "Harbour Board   {n}", "第{n}頁", "{n} ページ"]
)
def test_headers_and_footers_are_set_apart(foot: str) -> None:
    document = read_text(_pages("Harbour Board, annual plan", foot))
    furniture = [words for kind, _, words in blocks_of(document) if kind == "header_footer"]
    assert len(furniture) == 8
    assert document.pages == 4
    assert [block.page for block in document.blocks if block.kind == "paragraph"] == [1, 2, 3, 4]
    assert "8 lines of page headers and footers set apart" in document.repairs


def test_pages_are_counted_only_where_there_are_form_feeds() -> None:
    assert read_text("one\n\ntwo").pages is None
    assert read_text("one\n\ntwo").blocks[0].page is None
    assert read_text("one\ftwo\fthree\f").pages == 3
    assert read_text("one\n\f").pages == 1


def test_what_stands_on_one_page_only_is_no_header() -> None:
    text = "Aims\n\nWe rest.\n\fMeans\n\nWe sleep.\n\fEnds\n\nWe wake.\n"
    assert not [block for block in read_text(text).blocks if block.kind == "header_footer"]


def test_page_numbers_without_form_feeds_need_their_order() -> None:
    text = "The first part\n\n- 1 -\n\nThe second part\n\n- 2 -\n\nThe third part\n\n- 3 -\n"
    assert [words for kind, _, words in blocks_of(read_text(text)) if kind == "header_footer"] == [
        "- 1 -",
        "- 2 -",
        "- 3 -",
    ]
    assert not [1 for block in read_text("Votes\n\n12\n\nSeats\n\n7\n").blocks if block.kind == "header_footer"]


def test_sentence_goes_on_over_the_page() -> None:
    text = "The board has agreed to publish the tables of the\n\n- 1 -\n\ftides every year, and to do so\n\n- 2 -\n\fin both languages."
    assert [kind for kind, _, _ in blocks_of(read_text(text))] == ["paragraph", "header_footer", "header_footer"]


def test_nothing_but_furniture_is_read_as_text() -> None:
    assert read_text("1\f2\f3").text.split() == ["1", "2", "3"]
