"""The sample documents as pages and as Word documents: the same blocks as their text."""

import html
from itertools import groupby
from pathlib import Path

import pytest

from pipeline.config import load_sidecar
from pipeline.records import Block, BlockKind, Sidecar, TextDocument
from tests.conftest import ROOT
from tests.read.layouts import blocks_of, read_text
from tests.read.pages import read_page
from tests.read.word import add_item, add_list, blank, read_word, saved

SAMPLES = sorted((ROOT / "raw").glob("*.txt"))


def _text(path: Path) -> tuple[TextDocument, Sidecar]:
    sidecar = load_sidecar(path.with_suffix(".yml"))
    return read_text(path.read_bytes(), name=path.name, sidecar=sidecar), sidecar


def _expected(document: TextDocument) -> list[tuple[BlockKind, str, str]]:
    """The blocks of the text; an item whose bullet was lost on its way into the text has one in a page."""
    blocks = blocks_of(document)
    return [(kind, marker or ("•" if kind == "list_item" else ""), words) for kind, marker, words in blocks]


def _as_html(document: TextDocument) -> str:
    out = []
    for kind, run in groupby(document.blocks, key=lambda block: block.kind):
        parts = [(block, html.escape(document.text[block.start : block.end])) for block in run]
        if kind == "list_item":
            items = (
                f"<li>{words}</li>" if block.marker in ("", "•") else f"<li>{block.marker} {words}</li>"
                for block, words in parts
            )
            out.append(f"<ul>{''.join(items)}</ul>")
        elif kind == "table_row":
            cells = ("".join(f"<td>{cell}</td>" for cell in words.split("\t")) for _, words in parts)
            out.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
        else:
            tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
            out += [f"<{tag}>{block.marker} {words}</{tag}>" for block, words in parts]
    return (
        f'<!DOCTYPE html><html lang="{document.language}"><head><meta charset="utf-8"><title>{html.escape(document.title or "")}</title></head><body>'
        f'<nav><a href="/">Home</a> <a href="/news">News</a></nav><main>{"".join(out)}</main><footer><a href="/legal">Legal</a></footer></body></html>'
    )


def _as_word(document: TextDocument) -> bytes:

    out = blank()
    lists: dict[str, int] = {}
    for kind, run in groupby(document.blocks, key=lambda block: block.kind):
        parts: list[tuple[Block, str]] = [(block, document.text[block.start : block.end]) for block in run]
        if kind == "table_row":
            table = out.add_table(rows=0, cols=max(words.count("\t") for _, words in parts) + 1)
            for _, words in parts:
                for cell, value in zip(table.add_row().cells, words.split("\t"), strict=False):
                    cell.text = value
            continue
        for block, words in parts:
            if kind == "list_item":
                marker = block.marker or "•"
                if marker not in lists:
                    lists[marker] = add_list(out, [("bullet", marker)])
                add_item(out, words, lists[marker])
                continue
            style = {"title": "Heading 1", "heading": "Heading 2"}.get(kind, "Normal")
            out.add_paragraph(f"{block.marker} {words}".strip(), style=style)
    return saved(out)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_as_a_page(path: Path) -> None:
    text, sidecar = _text(path)
    assert blocks_of(read_page(_as_html(text), name=f"{path.stem}.html", sidecar=sidecar)) == _expected(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_as_a_word_document(path: Path) -> None:
    text, sidecar = _text(path)
    assert blocks_of(read_word(_as_word(text), sidecar=sidecar)) == _expected(text)
