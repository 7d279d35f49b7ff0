"""Drafts of blocks to the text of a document and the blocks that point into it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.read.language import language_of
from pipeline.records import Block, BlockKind, Box, Language

_TIGHT = frozenset({"list_item", "table_row"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has its place in the text; every reader ends in these.

    Attributes:
        words: without the marker, single spaces, no line ends.
        level, page, box: as in `pipeline.records.Block`.
    """

    kind: BlockKind
    marker: str
    words: str
    level: int = 0
    page: int | None = None
    box: Box | None = None


def assemble(drafts: Iterable[Draft], *, language: Language) -> tuple[str, tuple[Block, ...]]:
    """Gives the text and its blocks; items of a list and rows of a table follow on the next line, the rest after a blank one.

    Args:
        language: of the document, for blocks whose script does not tell.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for draft in drafts:
        if not draft.words and not draft.marker:
            continue
        before = ""
        if blocks:
            before = "\n" if draft.kind == blocks[-1].kind and draft.kind in _TIGHT else "\n\n"
        before += f"{draft.marker} " if draft.marker else ""
        start = position + len(before)
        end = start + len(draft.words)
        parts += (before, draft.words)
        blocks.append(
            Block(
                draft.kind,
                start,
                end,
                page=draft.page,
                box=draft.box,
                level=draft.level,
                marker=draft.marker,
                language=language_of(draft.words, default=language),
            )
        )
        position = end
    return "".join(parts) + "\n", tuple(blocks)
