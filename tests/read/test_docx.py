"""Word documents: what Word shows is what is read."""

import io
import random
import zipfile
from datetime import date

import pytest
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError
from tests.read.layouts import blocks_of
from tests.read.word import W, add_item, add_list, blank, read_word, saved

_LEAD = "The two ports have agreed to exchange data on tides and currents for a period of five years."
_LEAD_JA = "両港は、潮位及び潮流に関するデータを、今後五年間にわたり交換することで合意しました。"


def test_styles_lists_and_tables() -> None:
    document = blank()
    document.add_heading("Ports agree on tides", 0)
    document.add_paragraph("19 June 2025")
    document.add_paragraph(_LEAD)
    document.add_heading("Areas", 1)
    document.add_paragraph("Tides", style="List Bullet")
    document.add_paragraph("Measured by day", style="List Bullet 2")
    document.add_heading("Signing", 2)
    table = document.add_table(rows=3, cols=2)
    for row, (key, value) in zip(table.rows, (("Place", "Ghent"), ("Signed by", "Jan Peeters"), ("", "")), strict=True):
        row.cells[0].text, row.cells[1].text = key, value
    table.cell(2, 0).merge(table.cell(2, 1)).text = "All in English"
    got = read_word(document)
    assert blocks_of(got) == [
        ("title", "", "Ports agree on tides"), ("paragraph", "", "19 June 2025"), ("paragraph", "", _LEAD), ("heading", "", "Areas"), ("list_item", "•", "Tides"),
        ("list_item", "•", "Measured by day"), ("heading", "", "Signing"), ("table_row", "", "Place\tGhent"), ("table_row", "", "Signed by\tJan Peeters"),
        ("paragraph", "", "All in English"),
    ]  # fmt: skip
    assert [block.level for block in got.blocks if block.kind in ("heading", "list_item")] == [1, 0, 1, 2]
    assert (got.title, got.published, got.published_from) == ("Ports agree on tides", date(2025, 6, 19), "dateline")


@pytest.mark.parametrize(
    ("levels", "steps", "markers"),
    [
        ([("decimal", "%1."), ("lowerLetter", "(%2)")], [0, 1, 1, 0, 1], ["1.", "(a)", "(b)", "2.", "(a)"]),
        ([("decimal", "第%1条"), ("decimal", "%1.%2")], [0, 1, 1, 0, 1], ["第1条", "1.1", "1.2", "第2条", "2.1"]),
        ([("decimalEnclosedCircle", "%1"), ("aiueoFullWidth", "(%2)")], [0, 0, 1, 1], ["①", "②", "(ア)", "(イ)"]),
        ([("upperRoman", "%1."), ("lowerRoman", "%2)")], [0, 1, 1, 0], ["I.", "i)", "ii)", "II."]),
        ([("bullet", "・"), ("bullet", "\uf0b7"), ("bullet", "－")], [0, 1, 2], ["・", "•", "－"]),
        ([("japaneseCounting", "%1、"), ("decimalFullWidth", "（%2）")], [0, 0, 1], ["一、", "二、", "（1）"]),
    ],
)  # fmt: skip
def test_numbering_as_word_shows_it(levels: list[tuple[str, str]], steps: list[int], markers: list[str]) -> None:
    document = blank()
    document.add_paragraph(_LEAD)
    number = add_list(document, levels)
    for place, level in enumerate(steps):
        add_item(document, f"Point {'abcdefgh'[place]}", number, level)
    items = [block for block in read_word(document).blocks if block.kind == "list_item"]
    assert [block.marker for block in items] == markers
    assert [block.level for block in items] == steps


def test_lists_begin_again_where_word_says_so() -> None:
    document = blank()
    document.add_paragraph(_LEAD)
    for start in (1, 4):
        number = add_list(document, [("decimal", "%1.")], start=start)
        for word in ("tides", "currents"):
            add_item(document, word, number)
        document.add_paragraph(_LEAD)
    assert [block.marker for block in read_word(document).blocks if block.kind == "list_item"] == [
        "1.",
        "2.",
        "4.",
        "5.",
    ]


def test_headings_by_localised_names_and_outline_levels() -> None:
    document = blank()
    style = document.styles.add_style("見出し 9", 1)
    style.element.find(f"{{{style.element.nsmap['w']}}}name").set(f"{{{style.element.nsmap['w']}}}val", "見出し 2")
    document.add_paragraph("潮流の観測に関する覚書", style="Title")
    document.add_paragraph("協力の目的", style=style)
    document.add_paragraph(_LEAD_JA)
    outlined = document.add_paragraph("今後の予定")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="2"/>'))
    document.add_paragraph(_LEAD_JA)
    got = read_word(document)
    assert [(block.kind, block.level) for block in got.blocks] == [
        ("title", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]
    assert got.language == "ja"


def test_what_word_does_not_show_is_not_read() -> None:
    document = blank()
    document.add_heading("Ports agree on tides", 0)
    paragraph = document.add_paragraph("The ports ")
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>never </w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>will </w:t></w:r></w:ins>"))
    hidden = paragraph.add_run("secretly ")
    hidden.font.hidden = True
    paragraph._p.append(parse_xml(f'<w:hyperlink {W} w:anchor="x"><w:r><w:t>share</w:t></w:r></w:hyperlink>'))
    paragraph.add_run(" data on ")
    paragraph._p.append(
        parse_xml(
            f"<w:r {W}><w:ruby><w:rt><w:r><w:t>しお</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>潮</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
    )
    paragraph._p.append(parse_xml(f'<w:r {W}><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'))
    paragraph.add_run(" for five years.")
    assert blocks_of(read_word(document))[1] == ("paragraph", "", "The ports will share data on 潮 for five years.")


def test_headers_footers_and_text_boxes() -> None:
    document = blank()
    document.sections[0].header.paragraphs[0].text = "Harbour Board"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
    document.add_heading("Ports agree on tides", 0)
    paragraph = document.add_paragraph(_LEAD)
    box = f"<w:txbxContent {W}><w:p><w:r><w:t>Boxed: tides are measured by day.</w:t></w:r></w:p></w:txbxContent>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph._p.append(
        parse_xml(
            f'<w:r {W}><mc:AlternateContent {names}><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
        )
    )
    assert blocks_of(read_word(document)) == [
        ("header_footer", "", "Harbour Board"), ("title", "", "Ports agree on tides"), ("paragraph", "", _LEAD), ("paragraph", "", "Boxed: tides are measured by day."),
    ]  # fmt: skip


def test_bold_paragraphs_are_headings_and_cells_with_lists_are_lists() -> None:
    document = blank()
    document.add_paragraph("潮流の観測に関する覚書の署名について").runs[0].font.size = Pt(18)
    document.add_paragraph().add_run("目的").bold = True
    document.add_paragraph(_LEAD_JA)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "署名日", "令和7年6月19日"
    table.cell(1, 0).text, table.cell(1, 1).text = "協力分野", "・潮位の観測"
    table.cell(1, 1).add_paragraph("・潮流の観測")
    table.cell(1, 1).add_table(1, 2).cell(0, 0).text = "別表"
    assert blocks_of(read_word(document)) == [
        ("title", "", "潮流の観測に関する覚書の署名について"), ("heading", "", "目的"), ("paragraph", "", _LEAD_JA), ("table_row", "", "署名日\t令和7年6月19日"),
        ("heading", "", "協力分野"), ("list_item", "・", "潮位の観測"), ("list_item", "・", "潮流の観測"), ("paragraph", "", "別表"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Microsoft Word - draft.doc", None),
        ("Document1", None),
        ("Old template", None),
        ("Ports agree on tides and currents", "Ports agree on tides and currents"),
    ],
)
def test_title_of_the_properties_counts_where_the_text_has_it(title: str, expected: str | None) -> None:
    document = blank()
    document.core_properties.title = title
    document.add_paragraph("Ports agree on tides and currents")
    document.add_paragraph("for five years")
    document.add_paragraph(_LEAD)
    assert read_word(document).title == (expected or "Ports agree on tides and currents")


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _with_body(body: str, doctype: str = "") -> bytes:
    """A document whose main part is replaced."""
    content = saved(blank())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = (
        f'<?xml version="1.0"?>{doctype}<w:document {W}><w:body>{body}</w:body></w:document>'.encode()
    )
    return _zip(members)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", "empty"),
        (saved(blank()), "empty"),
        (b"just text", "malformed"),
        (b"PK\x03\x04 cut", "malformed"),
        (_zip({"a.txt": b"no document"}), "malformed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "unsupported"),
        (_zip({"word/document.xml": b"<w:t>" + b"a" * 250_000_000}), "too_large"),
        (_with_body("<w:p>" * 5_000 + "</w:p>" * 5_000), "malformed"),
        (_with_body("<w:p><w:r><w:t>cut"), "malformed"),
    ],
    ids=["no bytes", "no text", "text", "cut zip", "other zip", "encrypted", "old", "bomb", "nested", "broken"],
)  # fmt: skip
def test_documents_that_cannot_be_read(content: bytes, status: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_word(content)
    assert caught.value.status == status


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY b "aaaaaaaaaa"><!ENTITY a "&b;&b;&b;&b;&b;&b;&b;&b;">'],
)
def test_entities_are_not_followed(entity: str) -> None:
    content = _with_body(
        f"<w:p><w:r><w:t>{_LEAD}</w:t></w:r></w:p><w:p><w:r><w:t>&a;</w:t></w:r></w:p>",
        f"<!DOCTYPE w:document [{entity}]>",
    )
    assert _outcome(content) in (_LEAD, "malformed")


def _outcome(content: bytes) -> str:
    """The text of a document, or the status that says why there is none."""
    try:
        return read_word(content).text.strip()
    except UnreadableDocumentError as error:
        return error.status


def test_damaged_files_end_in_a_status() -> None:
    document = blank()
    document.add_heading("Ports agree on tides", 0)
    document.add_paragraph(_LEAD)
    content = saved(document)
    dice = random.Random(3)
    damaged = [content[: len(content) * part // 16] for part in range(16)]
    for _ in range(60):
        flipped = bytearray(content)
        for _ in range(dice.randint(1, 20)):
            flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
        damaged.append(bytes(flipped))
    outcomes = {_outcome(one).partition("\n")[0] for one in damaged}
    assert outcomes - {"empty", "malformed", "encrypted", "too_large", "unreadable_text"} <= {
        "Ports agree on tides",
        _LEAD,
    }


def test_limit_on_what_it_decodes_to() -> None:
    document = blank()
    document.add_paragraph(_LEAD)
    with pytest.raises(UnreadableDocumentError, match="stream_megabytes"):
        read_word(document, limits=Limits(stream_megabytes=0.01))
