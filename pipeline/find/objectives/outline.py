"""A document as the objective finders look at it: its blocks, without what the page repeats."""

import re
from dataclasses import dataclass, replace

from pipeline.find.objectives.leads import label_verdict
from pipeline.find.objectives.markers import follows, is_bullet, same_style
from pipeline.find.sentences import Span, split
from pipeline.records import Block, Language, TextDocument

# Full-width ASCII (：（１) and typographic quotation marks, one character for one, so that offsets stay.
_PLAIN = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x3000: " ", 0xA0: " ", 0xFF1A: ":", 0xFE30: ":"}
)
_BODY = frozenset({"title", "heading", "paragraph", "list_item", "table_row"})
_LABEL_LINE = re.compile(r"(?:[■●◆○◇□▼▲◎]\s?[^。]{2,30}|[【<〈《\[][^。】>〉》\]]{2,30}[】>〉》\]])\s*$")
_MARKER = re.compile(
    r"([(\[]?(?:\d{1,2}|[ivx]{1,4}|[a-h]|[一二三四五六七八九十]|[ア-コ])[)\].]|[一二三四五六七八九十](?=\s)|[①-⑳]|[・▽▼•])\s*(?=\S)"
)
_NAMED = re.compile(
    r"((?:Pillar|Objective|Goal|Aim|Area|Theme|Priority|Commitment|Action|Step|Task|Work ?[Pp]ackage|Deliverable|Workstream|Strand|Track|"
    r"[A-Z]{1,2}|目標|目的|柱|分野|重点分野|重点領域|テーマ|施策|取組|戦略|領域|コミットメント|方針)\s?(?:\d{1,2}|[①-⑳])|第\s?(?:\d|[一二三四五六七八九])の(?:柱|目標|目的|分野))(?:\s*[.:)–—-])?\s*(?=\S)"
)
_FARTHEST = 9
_LONGEST_TITLE = 60
_ENDS_SENTENCE = re.compile(r"[.。!?]\s*$")
_HAS_MARKS = re.compile(r"[.。、:;!?|]|, ")
_LONGEST_HEADING = 120
_SIGNS = "・▽▼•"
_LONGEST_ITEM = 400
_LONGEST_LABEL = {"en": 40, "ja": 18}
_CLAUSES = re.compile(r"[、,;。]")


@dataclass(frozen=True, slots=True)
class Outline:
    """What the finders read.

    Attributes:
        plain: the text with full-width ASCII and typographic quotes as ASCII; its offsets are the text's.
        blocks: those that carry the document's own words, in reading order.
        interrupted: blocks (by index) before which a footnote, caption or page header was left out.
    """

    document: TextDocument
    plain: str
    blocks: tuple[Block, ...]
    interrupted: frozenset[int] = frozenset()

    def words(self, block: Block) -> str:
        """The plain words of a block, without the space around them."""
        return self.plain[block.start : block.end].strip()

    def at(self, span: Span) -> str:
        """The plain words of a span."""
        return self.plain[span[0] : span[1]]

    def is_heading(self, index: int) -> bool:
        """Whether a block heads what follows: a heading, or a line that is only a label (＜主な取組＞)."""
        block = self.blocks[index]
        if block.kind in ("heading", "title"):
            return True
        words = self.words(block)
        if block.kind == "paragraph":
            return bool(_LABEL_LINE.match(words))
        longest = _LONGEST_LABEL[self.language(block)]
        if block.kind != "list_item" or len(words) > longest or _CLAUSES.search(words) or index + 1 == len(self.blocks):
            return False
        before, below = self.blocks[index - 1] if index else block, self.blocks[index + 1]
        if index and before.kind == "list_item" and before.marker == block.marker and is_bullet(block.marker):
            # The last of the items (・中間評価の実施), whose list ends there.
            return False
        # An item that is only a label, with its text or its own list below it: "1. 目的".
        if below.kind == "heading":
            # "4. 今後の進め方" over ＜スケジュール＞; the last of (a), (b), (c) heads nothing.
            own = is_bullet(below.marker) and not follows(before.marker, block.marker)
        else:
            own = below.kind in ("paragraph", "table_row") or (
                below.kind == "list_item" and not same_style(block.marker, below.marker) and below.level >= block.level
            )
        return own and label_verdict(words, self.language(block)) is not None

    def is_name(self, index: int) -> bool:
        """Whether a block is the document's own title, and not a label that stands first (＜目的＞)."""
        block = self.blocks[index]
        words = self.words(block)
        longest = _LONGEST_LABEL[self.language(block)]
        return block.kind == "title" and (len(words) > longest or words.count(" ") > 3)

    def language(self, block: Block) -> Language:
        """The language of a block; a Japanese document's Latin line counts as Japanese."""
        return "ja" if block.language == "ja" or self.document.language == "ja" else "en"

    def sentences(self, block: Block) -> list[Span]:
        """The sentences of a block, in order."""
        return list(split(self.document.text, block.start, block.end))


def plain_copy(text: str) -> str:
    """The text with full-width ASCII and typographic quotes as ASCII, character for character."""
    return text.translate(_PLAIN)


def outline(document: TextDocument) -> Outline:
    """Prepares a document for the objective finders."""
    plain = plain_copy(document.text)
    blocks: list[Block] = []
    interrupted: set[int] = set()
    for block in document.blocks:
        if block.kind not in _BODY:
            interrupted.add(len(blocks))
        elif plain[block.start : block.end].strip():
            blocks.append(block)
    blocks = _with_headings(plain, _with_markers(plain, blocks))
    return Outline(document, plain, tuple(blocks), frozenset(interrupted))


def _with_headings(plain: str, blocks: list[Block]) -> list[Block]:
    """Makes a heading of the first of several that was read as words: "… three themes:", "Ice", "How …", ## "Snow"."""
    for index in range(1, len(blocks) - 2):
        before, block, below, sibling = blocks[index - 1 : index + 3]
        if (
            block.kind == before.kind == below.kind == "paragraph"
            and sibling.kind == "heading"
            and not sibling.marker
            and block.end - block.start <= _LONGEST_TITLE
            and plain[before.start : before.end].rstrip().endswith((":", "。"))
            and _ENDS_SENTENCE.search(plain, below.start, below.end)
            and not _HAS_MARKS.search(plain, block.start, block.end)
        ):
            blocks[index] = replace(block, kind="heading", level=sibling.level)
    return blocks


def _with_markers(plain: str, blocks: list[Block]) -> list[Block]:
    """Gives the blocks of a counted series their markers where they were read as plain words.

    一, 二, 三 or (1), (2) one after another are list items; "Pillar 1: Skills", "Pillar 2: …" with text between them headings.
    """
    signed = [_marked(plain, block, _MARKER) for block in blocks]
    named = [_marked(plain, block, _NAMED) for block in blocks]
    result = list(blocks)
    for index in range(1, len(blocks)):
        for marked in (signed, named):
            before, after = marked[index - 1], marked[index]
            if before and after and (follows(before.marker, after.marker) or before.marker == after.marker in _SIGNS):
                result[index - 1 : index + 1] = before, after
    last: int | None = None
    for index, block in enumerate(named):
        if block is None:
            continue
        before = named[last] if last is not None else None
        if last is not None and before and index - last in range(2, _FARTHEST) and follows(before.marker, block.marker):
            for place, item in ((last, before), (index, block)):
                if result[place].kind != "list_item" and item.end - item.start <= _LONGEST_HEADING:
                    result[place] = replace(item, kind="heading")
        last = index
    return result


def _marked(plain: str, block: Block, pattern: re.Pattern[str]) -> Block | None:
    if block.marker or block.kind not in ("heading", "paragraph") or block.end - block.start > _LONGEST_ITEM:
        return None
    match = pattern.match(plain, block.start, block.end)
    return replace(block, kind="list_item", start=match.end(), marker=match[1]) if match else None


def trimmed(text: str, span: Span, strip: str = " \t\n\u3000") -> Span:
    """A span without the given characters at its ends."""
    start, end = span
    while start < end and text[start] in strip:
        start += 1
    while end > start and text[end - 1] in strip:
        end -= 1
    return start, end
