"""The sample documents set as PDFs: what is read from them is what is read from their text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.records import Block, TextDocument
from tests.read.layouts import blocks_of, read_text
from tests.read.pdf_files import BOTTOM, GOTHIC, LATIN, LATIN_BOLD, LEFT, MINCHO, TOP, Page, pdf_of, read_pdf

_RAW = Path(__file__).parents[2] / "raw"
# A text of more characters has two pages at least, and its running head is known by its return.
_TWO_PAGES = 3_000
# Slides that were copied as text, where nothing tells a line of a table from a heading.
_WITHOUT_LAYOUT = "cabinet-office-jfusion-overview-2024-ja"
# The Japanese fonts of PDF readers have no ⚫.
_SIGNS = str.maketrans("⚫", "●")


def _set(document: TextDocument, page: Page, blocks: list[Block]) -> None:
    """Sets blocks on a page until it is full, and takes those that are set from the list."""
    japanese = document.language == "ja"
    font, bold, leading = (MINCHO, GOTHIC, 17.0) if japanese else (LATIN, LATIN_BOLD, 14.0)
    page.y = TOP
    notes: list[Block] = []
    while blocks and page.y < BOTTOM - 120 and not (notes and blocks[0].kind != "footnote"):
        block = blocks.pop(0)
        words, marker = _printed(document, block)
        if block.kind == "title":
            page.paragraph(words, font=bold, size=16, leading=24, above=12)
        elif block.kind == "heading":
            page.paragraph(f"{marker} {words}".strip(), font=bold, size=12.5, leading=19, above=14)
        elif block.kind == "list_item":
            page.item(marker or "•", words, font=font, leading=leading)
        elif block.kind == "footnote":
            notes.append(block)
        else:
            page.paragraph(words, font=font, leading=leading, above=10)
    for number, note in enumerate(notes):
        words, marker = _printed(document, note)
        if number == 0:
            page.y = BOTTOM - 30 - 26 * len(notes)
        page.paragraph(f"{marker} {words}", font=font, size=8, leading=10, above=3)


def _printed(document: TextDocument, block: Block) -> tuple[str, str]:
    """Words and marker as the fonts at hand can set them."""
    return document.text[block.start : block.end].translate(_SIGNS), block.marker.translate(_SIGNS)


def _typeset(document: TextDocument) -> bytes:
    blocks = list(document.blocks)

    def pages() -> Iterator[Callable[[Page], None]]:
        number = 0
        while blocks:
            number += 1

            def draw(page: Page, number: int = number) -> None:
                if len(document.text) > _TWO_PAGES:
                    page.at(LEFT, 40, "Ministry of Sample Documents", size=8)
                _set(document, page, blocks)
                page.at(295, 815, str(number), size=9)

            yield draw

    return pdf_of(pages())


@pytest.mark.parametrize("path", sorted(_RAW.glob("*.txt")), ids=lambda path: path.stem)
def test_samples_as_pdfs_give_the_blocks_of_their_text(path: Path) -> None:
    wanted = read_text(path.read_bytes(), name=path.name)
    found = read_pdf(_typeset(wanted), name=f"{wanted.doc_id}.pdf")
    blocks = [
        (kind, marker.translate(_SIGNS) or ("•" if kind == "list_item" else ""), words.translate(_SIGNS))
        for kind, marker, words in blocks_of(wanted)
    ]
    read = [block for block in blocks_of(found) if block[0] != "header_footer"]
    if path.stem == _WITHOUT_LAYOUT:
        # The space above a line, which the text lost, shows more headings, and no space where a name was cut.
        assert [(marker, words.replace(" ", "")) for _, marker, words in read] == [
            (marker, words.replace(" ", "")) for _, marker, words in blocks
        ]
    else:
        assert read == blocks
    assert found.title == wanted.title
    assert (found.published, found.language) == (wanted.published, wanted.language)
    assert all(block.box and block.page for block in found.blocks)
