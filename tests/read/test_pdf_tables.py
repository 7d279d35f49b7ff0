"""Tables of PDF files: ruled, open at the sides, and those that only stand in columns."""

import pytest

from tests.read.layouts import blocks_of, words_of
from tests.read.pdf_files import (
    ENGLISH,
    JAPANESE,
    LEFT,
    MINCHO,
    Page,
    pdf,
    read_pdf,
)


def test_ruled_table_with_wrapped_cells() -> None:
    def draw(page: Page) -> None:
        page.paragraph(ENGLISH)
        page.grid(
            [
                ["Party", "Task"],
                ["Ministry of Energy", "Runs the joint office and pays for its staff in the first years"],
                ["Agency", "Advises"],
            ],
            widths=[120, 160],
        )
        page.paragraph(ENGLISH)

    document = read_pdf(pdf(draw))
    assert words_of(document, "table_row") == [
        "Party\tTask",
        "Ministry of Energy\tRuns the joint office and pays for its staff in the first years",
        "Agency\tAdvises",
    ]
    assert [kind for kind, _, _ in blocks_of(document)] == ["paragraph", *["table_row"] * 3, "paragraph"]


def test_table_with_open_sides() -> None:
    def draw(page: Page) -> None:
        page.paragraph(JAPANESE, font=MINCHO)
        for number in range(4):
            page.canvas.line(LEFT, page.height - 200 - 20 * number, LEFT + 300, page.height - 200 - 20 * number)
        page.canvas.line(LEFT + 100, page.height - 200, LEFT + 100, page.height - 260)
        for number, row in enumerate((("日時", "6月19日"), ("場所", "東京"), ("出席者", "両省の大臣"))):
            page.at(LEFT + 4, 214 + 20 * number, row[0], font=MINCHO)
            page.at(LEFT + 104, 214 + 20 * number, row[1], font=MINCHO)

    assert words_of(read_pdf(pdf(draw)), "table_row") == ["日時\t6月19日", "場所\t東京", "出席者\t両省の大臣"]


@pytest.mark.parametrize("rows", [2, 3])
def test_signatories_side_by_side(rows: int) -> None:
    left = ("For the Tidal Observatory of Vigo", "Ana Costa", "Director General")[:rows]
    right = ("For the Kochi Port Bureau", "Kenji Sato", "Chief Executive")[:rows]

    def draw(page: Page) -> None:
        page.paragraph(ENGLISH)
        for at, words in ((LEFT, left), (320, right)):
            for line, word in zip((300, 365, 380), words, strict=False):
                page.at(at, line, word)

    document = read_pdf(pdf(draw))
    assert [words for _, _, words in blocks_of(document)] == [
        ENGLISH.strip(),
        *map("\t".join, zip(left, right, strict=True)),
    ]
    assert {block.kind for block in document.blocks[1:]} == {"table_row"}
    assert document.title is None


def test_underlined_words_are_no_table() -> None:
    def draw(page: Page) -> None:
        page.paragraph(JAPANESE, font=MINCHO, leading=18)
        page.canvas.rect(LEFT + 50, page.height - page.y - 3, 100, 14)

    assert blocks_of(read_pdf(pdf(draw))) == [("paragraph", "", JAPANESE)]


def test_japanese_table_with_letters_set_apart() -> None:
    def draw(page: Page) -> None:
        page.paragraph(JAPANESE, font=MINCHO)
        page.grid(
            [
                ["署 名 日", "令和7年6月19日"],
                ["協力の分野", "水素の製造及び貯蔵に関する共同研究並びに人材の交流を含む広い範囲の協力"],
            ],
            widths=[90, 200],
            font=MINCHO,
        )

    assert words_of(read_pdf(pdf(draw)), "table_row") == [
        "署名日\t令和7年6月19日",
        "協力の分野\t水素の製造及び貯蔵に関する共同研究並びに人材の交流を含む広い範囲の協力",
    ]
