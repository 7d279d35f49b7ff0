"""PDF files as people and programs lay them out, and the blocks that a reader sees in them."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.read.layouts import blocks_of, words_of
from tests.read.pdf_files import (
    BOTTOM,
    ENGLISH,
    GOTHIC,
    JAPANESE,
    LATIN,
    LATIN_BOLD,
    LEFT,
    MINCHO,
    RIGHT,
    Page,
    embedded_font,
    objects,
    pdf,
    read_pdf,
    stream,
)


def test_wrapped_english_is_joined_with_a_space() -> None:
    def draw(page: Page) -> None:
        page.paragraph(ENGLISH * 2)
        page.paragraph(ENGLISH)

    assert blocks_of(read_pdf(pdf(draw))) == [
        ("paragraph", "", (ENGLISH * 2).strip()),
        ("paragraph", "", ENGLISH.strip()),
    ]


@pytest.mark.parametrize("justified", [False, True])
def test_wrapped_japanese_is_joined_without_a_space(justified: bool) -> None:
    def draw(page: Page) -> None:
        page.paragraph(JAPANESE, font=MINCHO, first=10.5, above=0, leading=18, justified=justified)
        page.paragraph(JAPANESE, font=MINCHO, first=10.5, above=0, leading=18, justified=justified)

    assert blocks_of(read_pdf(pdf(draw))) == [("paragraph", "", JAPANESE), ("paragraph", "", JAPANESE)]


def test_embedded_font_and_justified_english() -> None:
    font = embedded_font()

    def draw(page: Page) -> None:
        page.paragraph(JAPANESE, font=font, first=10.5, leading=17, justified=True)
        page.paragraph(ENGLISH, justified=True)

    assert blocks_of(read_pdf(pdf(draw))) == [("paragraph", "", JAPANESE), ("paragraph", "", ENGLISH.strip())]


def test_hyphenation_is_undone() -> None:
    def draw(page: Page) -> None:
        for number, line in enumerate(
            ("The parties will share what they know of the", "collaboration and open a joint labora-", "tory for the collabo-",
             "ration of both, as the laboratory in the north."),
            start=1,
        ):  # fmt: skip
            page.at(LEFT, 72 + 14 * number, line)

    [block] = blocks_of(read_pdf(pdf(draw)))
    assert "joint laboratory for the collaboration of both" in block[2]


def test_two_columns_below_a_head_over_both() -> None:
    def draw(page: Page) -> None:
        page.paragraph(
            "Agreement on the joint study of hydrogen storage", font=LATIN_BOLD, size=18, leading=24, centred=True
        )
        top = page.y + 10
        page.y = top
        page.paragraph(ENGLISH * 4, right=285, above=0, justified=True)
        page.y = top
        page.paragraph("Later work is planned. " + ENGLISH * 3, left=310, above=0, justified=True)

    document = read_pdf(pdf(draw))
    assert blocks_of(document) == [
        ("title", "", "Agreement on the joint study of hydrogen storage"),
        ("paragraph", "", (ENGLISH * 4).strip()),
        ("paragraph", "", ("Later work is planned. " + ENGLISH * 3).strip()),
    ]
    assert [block.page for block in document.blocks] == [1, 1, 1]
    left, right = document.blocks[1].box, document.blocks[2].box
    assert left is not None
    assert right is not None
    assert left[0] == pytest.approx(LEFT, abs=1)
    assert right[0] == pytest.approx(310, abs=1)
    assert left[2] <= 286


def test_headings_by_size_and_weight_and_nested_lists() -> None:
    def draw(page: Page) -> None:
        page.paragraph("Co-operation on space debris", font=LATIN_BOLD, size=18, leading=24)
        page.paragraph("Background of the work", font=LATIN_BOLD, size=14, leading=20)
        page.paragraph(ENGLISH)
        page.paragraph("Joint research", font=LATIN_BOLD)
        page.item(
            "•",
            "Observation of debris in low orbits, with telescopes of both sides, and an exchange of what they see each night",
        )
        page.item("–", "of large bodies", left=LEFT + 18)
        page.item(
            "–",
            "of small bodies, as far as that is possible with the instruments that are there today or will be soon",
            left=LEFT + 18,
        )
        page.item("•", "Removal of debris")
        page.paragraph(ENGLISH)

    document = read_pdf(pdf(draw))
    assert blocks_of(document) == [
        ("title", "", "Co-operation on space debris"),
        ("heading", "", "Background of the work"),
        ("paragraph", "", ENGLISH.strip()),
        ("heading", "", "Joint research"),
        (
            "list_item",
            "•",
            "Observation of debris in low orbits, with telescopes of both sides, and an exchange of what they see each night",
        ),
        ("list_item", "–", "of large bodies"),
        (
            "list_item",
            "–",
            "of small bodies, as far as that is possible with the instruments that are there today or will be soon",
        ),
        ("list_item", "•", "Removal of debris"),
        ("paragraph", "", ENGLISH.strip()),
    ]
    assert [block.level for block in document.blocks if block.marker] == [0, 1, 1, 0]
    assert [block.level for block in document.blocks if block.kind == "heading"] == [2, 1]


def test_running_heads_page_numbers_and_footnotes() -> None:
    def draw(number: int) -> object:
        def one(page: Page) -> None:
            page.at(LEFT, 40, "Ministry of Energy – Annual review", size=9)
            page.at(RIGHT - 60, 40, "March 2025", size=9)
            page.paragraph(f"Part {number} begins here. " + ENGLISH)
            if number == 2:
                page.at(LEFT + 60, page.y + 15, "It follows the plan", size=10.5)
                end = LEFT + 60 + stringWidth("It follows the plan", LATIN, 10.5)
                page.at(end, page.y + 11, "1", size=6.5)
                page.at(end + 6, page.y + 15, "of last year.", size=10.5)
                page.at(LEFT, BOTTOM - 20, "1", size=6)
                page.at(LEFT + 5, BOTTOM - 16, "See the plan of both ministries, section 4.", size=8.5)
            page.at(290, 810, f"- {number} -", size=9)

        return one

    document = read_pdf(pdf(*(draw(number) for number in (1, 2, 3))))  # type: ignore[arg-type]
    heads = words_of(document, "header_footer")
    assert heads.count("Ministry of Energy – Annual review March 2025") == 3
    assert [head for head in heads if head.startswith("-")] == ["- 1 -", "- 2 -", "- 3 -"]
    assert [(marker, words) for kind, marker, words in blocks_of(document) if kind == "footnote"] == [
        ("¹", "See the plan of both ministries, section 4.")
    ]
    assert any("plan¹ of last year" in words for words in words_of(document, "paragraph"))


def test_letters_set_apart_to_fill_a_column_are_a_word() -> None:
    def draw(page: Page) -> None:
        for number, (label, value) in enumerate(
            (("署名日", "令和7年6月19日"), ("場所", "東京"), ("参加者名", "両省の大臣")), start=1
        ):
            step = 63 / (len(label) - 1)
            for place, letter in enumerate(label):
                page.at(LEFT + place * step, 72 + 24 * number, letter, font=MINCHO)
            page.at(LEFT + 100, 72 + 24 * number, value, font=MINCHO)
        page.at(LEFT, 200, "A B C of the agreement", font=LATIN)

    text = read_pdf(pdf(draw)).text
    assert "署名日" in text
    assert "参加者名" in text
    assert "A B C of the agreement" in text


def test_ruby_is_left_out() -> None:
    def draw(page: Page) -> None:
        page.at(LEFT, 100, "覚書の署名式が行われました。", font=MINCHO, size=12)
        page.at(LEFT + 1, 88, "おぼえがき", font=MINCHO, size=5)

    document = read_pdf(pdf(draw))
    assert document.text == "覚書の署名式が行われました。\n"
    assert "1 reading aid beside ideographs left out" in document.repairs


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    def draw(page: Page) -> None:
        for shift in (0, 0.3, 0.6):
            page.at(LEFT + shift, 100, "太い文字の見出し", font=GOTHIC, size=14)
        page.paragraph(JAPANESE, font=MINCHO, above=40)

    document = read_pdf(pdf(draw))
    assert blocks_of(document)[0][2] == "太い文字の見出し"
    assert "16 characters printed twice" in document.repairs


def test_vertical_text_is_read_from_the_right() -> None:
    columns = ("両省は水素の供給に関する覚書に", "署名し、来年度に共同の事務所を", "開設する予定です。")

    def draw(page: Page) -> None:
        for number, column in enumerate(columns):
            for place, letter in enumerate(column):
                page.at(500 - 20 * number, 100 + 12 * place, letter, font=MINCHO, size=12)

    assert blocks_of(read_pdf(pdf(draw))) == [("paragraph", "", "".join(columns))]


def test_slides_are_read_box_by_box() -> None:
    def slide(page: Page) -> None:
        page.at(40, 60, "水素協力の概要", font=GOTHIC, size=28)
        page.y = 80
        page.item(
            "●",
            "共同研究を進め、成果を広く社会に還元していくことを目指す",
            left=40,
            font=GOTHIC,
            size=16,
            leading=22,
            right=350.0,
            hang=20,
        )
        page.item("●", "人材を交流させる", left=40, font=GOTHIC, size=16, leading=22, right=350.0, hang=20)
        page.y = 92
        page.item(
            "●",
            "国際的な基準を作り、各国の規制当局との対話を重ねる",
            left=420,
            font=GOTHIC,
            size=16,
            leading=25,
            right=720.0,
            hang=20,
        )
        page.item("●", "市場を育てる", left=420, font=GOTHIC, size=16, leading=25, right=720.0, hang=20)
        page.at(740, 550, "1", font=LATIN, size=10)

    document = read_pdf(pdf(slide, size=(780, 580)))
    assert [(kind, words) for kind, _, words in blocks_of(document)][:5] == [
        ("title", "水素協力の概要"),
        ("list_item", "共同研究を進め、成果を広く社会に還元していくことを目指す"),
        ("list_item", "人材を交流させる"),
        ("list_item", "国際的な基準を作り、各国の規制当局との対話を重ねる"),
        ("list_item", "市場を育てる"),
    ]


def test_radicals_and_ligatures_are_unified() -> None:
    # What the file says that its codes A to E are.
    names = b"<41><2F47><42><672C><43><2EA0><44><9593><45><FB01>"
    cmap = b"/CMapName/X def 1 begincodespacerange<00><FF>endcodespacerange 5 beginbfchar" + names + b"endbfchar"
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(b"BT /F1 12 Tf 72 700 Td (ABCD) Tj 0 -40 Td (EEE) Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        stream(cmap),
    )
    document = read_pdf(content)
    assert document.text == "日本民間\n\nfififi\n"
    assert {"2 radicals unified", "3 ligatures taken apart"} <= set(document.repairs)


def test_what_nobody_sees_is_left_out() -> None:
    def draw(page: Page) -> None:
        page.paragraph(ENGLISH)
        page.canvas.setFillGray(1)
        page.at(LEFT, 400, "hidden keywords")
        page.canvas.setFillGray(0.2)
        page.canvas.rect(LEFT, page.height - 510, 300, 20, fill=1)
        page.canvas.setFillGray(1)
        page.at(LEFT + 5, 505, "White letters on a dark bar")
        page.canvas.setFillGray(0.8)
        page.at(2000, 300, "outside of the page")
        page.canvas.translate(200, 300)
        page.canvas.rotate(45)
        page.canvas.setFont(LATIN, 60)
        page.canvas.drawString(0, 0, "DRAFT")

    document = read_pdf(pdf(draw))
    assert [words for _, _, words in blocks_of(document)] == [ENGLISH.strip(), "White letters on a dark bar"]
    assert {
        "19 characters outside the page left out",
        "15 characters in white on white left out",
        "5 characters of slanting or turned text left out",
    } <= set(document.repairs)


def test_page_that_lies_on_its_side_is_read_upright() -> None:
    def draw(page: Page) -> None:
        page.canvas.translate(0, page.height)
        page.canvas.rotate(-90)
        page.canvas.setFont(LATIN, 10.5)
        for number, line in enumerate(("The parties meet", "every year."), start=1):
            page.canvas.drawString(72, 400 - 14 * number, line)

    document = read_pdf(pdf(draw))
    assert document.text == "The parties meet every year.\n"
    box = document.blocks[0].box
    assert box is not None
    assert box[3] - box[1] > box[2] - box[0]


@pytest.mark.parametrize(
    ("title", "used"),
    [
        ("Microsoft Word - release_final.docx", False),
        ("release_final", False),
        ("Untitled", False),
        ("Memorandum on hydrogen between two ministries", True),
    ],
)
def test_title_of_the_file_is_used_where_it_is_one(title: str, used: bool) -> None:
    document = read_pdf(pdf(lambda page: page.paragraph(ENGLISH), title=title))
    assert document.title == (title if used else None)
    assert document.published is None


def test_sentence_goes_on_over_the_page() -> None:
    def first(page: Page) -> None:
        page.y = 600
        page.paragraph(
            "The parties agreed to set up a joint committee for the supply of hydrogen, which will meet twice a year and"
        )

    def second(page: Page) -> None:
        page.paragraph("report to both governments on the progress of the work.")

    document = read_pdf(pdf(first, second))
    assert [words for _, _, words in blocks_of(document)] == [
        "The parties agreed to set up a joint committee for the supply of hydrogen, which will meet twice a year and report to both governments on the progress of the work."
    ]
    assert document.pages == 2
