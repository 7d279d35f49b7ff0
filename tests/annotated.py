"""Annotated sentences, the form in which the finders are tested.

`決定した<date 2024-03-29>令和6年3月29日</date>の` is a text in which one date is to be found, with its value.
"""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.records import Block, BlockKind, Language, TextDocument

_TAG = re.compile(r"<(?P<label>[a-z]+)(?: (?P<value>[^>]*))?>(?P<text>.*?)</(?P=label)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A marked span: characters into the text without its marks."""

    label: str
    value: str
    start: int
    end: int
    text: str


def parse(annotated: str) -> tuple[str, list[Annotation]]:
    """Gives the text without its marks, and the marks in order."""
    text, last = "", 0
    annotations: list[Annotation] = []
    for match in _TAG.finditer(annotated):
        text += annotated[last : match.start()]
        start = len(text)
        text += match["text"]
        annotations.append(Annotation(match["label"], match["value"] or "", start, len(text), match["text"]))
        last = match.end()
    return text + annotated[last:], annotations


def language_of(text: str) -> Language:
    return "ja" if re.search(r"[぀-ヿ一-鿿]", text) else "en"


def document(
    text: str, *, language: Language | None = None, published: date | None = None, kind: BlockKind = "paragraph"
) -> TextDocument:
    """A document with one block of the given kind for each line."""
    language = language or language_of(text)
    blocks: list[Block] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind, position, position + len(line), language=language))
        position += len(line) + 1
    return TextDocument("test", language, text, tuple(blocks), published=published)


def blocks(
    *parts: tuple[BlockKind, str, str], language: Language = "en", published: date | None = None
) -> TextDocument:
    """A document from (kind, marker, words) triples, laid out as the reader does."""
    text = ""
    made: list[Block] = []
    for kind, marker, words in parts:
        if text:
            text += "\n" if kind == made[-1].kind == "list_item" else "\n\n"
        text += f"{marker} " if marker else ""
        made.append(Block(kind, len(text), len(text) + len(words), marker=marker, language=language))
        text += words
    return TextDocument("test", language, text, tuple(made), published=published)
