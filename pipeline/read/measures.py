"""What the layout of a text says before any line is joined: where sentences are cut, the usual gap, the indents."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read import patterns_ja
from pipeline.read.grammar import is_cut, is_ended
from pipeline.read.heads import Head

# Lines wider than this are whole paragraphs; nobody wraps there.
UNWRAPPED = 200
# Lines of prose are wider than this, and a page holds no more than that.
_PROSE_COLUMNS, _PAGE_COLUMNS = 60, 130


def cuts(heads: Sequence[Head]) -> list[bool]:
    """For each line whether the next one, with no marker or heading of its own, must be the rest of its sentence."""
    return [_cut(before, after) for before, after in pairwise(heads)] + [False] * bool(heads)


def _cut(before: Head, after: Head) -> bool:
    if after.marker or any(head.label or head.level or head.rule or not head.words for head in (before, after)):
        return False
    if before.line.width > UNWRAPPED or (before.marker and patterns_ja.AFTER_LIST.match(after.words)):
        return False
    return is_cut(before.words, after.words)


def widest_of_prose(heads: Sequence[Head]) -> int:
    """Columns of the widest line of a text that is laid out in lines; 0 for one with a paragraph on each line."""
    widest = max((head.line.width for head in heads if not head.rule), default=0)
    return widest if _PROSE_COLUMNS <= widest <= _PAGE_COLUMNS else 0


def usual_gap(heads: Sequence[Head], cut: Sequence[bool]) -> int:
    """How many blank lines stand between two lines of one sentence: 0 but in a text that was copied line by line."""
    if heads and heads[0].line.room is not None:
        return 0
    gaps: Counter[int] = Counter()
    cut_at: Counter[int] = Counter()
    widths = sorted(head.line.width for head, is_cut_here in zip(heads, cut, strict=True) if is_cut_here)
    enough = 0.6 * widths[-max(1, len(widths) // 10)] if widths else 0
    for (before, after), is_cut_here in zip(pairwise(heads), cut, strict=False):
        if before.line.page != after.line.page or after.marker:
            continue
        gaps[after.line.gap] += 1
        cut_at[after.line.gap] += is_cut_here and before.line.width >= enough
    for gap in sorted(cut_at):
        if sum(gaps[less] for less in range(gap)) > 0.1 * gaps.total():
            return 0
        if gap and cut_at[gap] >= 3 and cut_at[gap] >= 0.25 * gaps[gap]:
            return gap
        if gap and cut_at[gap] and any(more > 2 * gap for more in gaps) and _fills_lines(heads, gap):
            return gap
    return 0


def _fills_lines(heads: Sequence[Head], gap: int) -> bool:
    """Three lines at least that end no sentence are as wide as any, and others follow after this gap."""
    width = widest_of_prose(heads)
    following = [before for before, after in pairwise(heads) if after.line.gap == gap and not after.marker]
    full = [head for head in following if head.line.width >= 0.9 * width and not is_ended(head.words)]
    return bool(width) and len(full) >= 3


def meaning(gap: int, usual: int) -> int:
    """The blank lines that say something: one fewer for each that stands between any two lines."""
    return 0 if gap <= usual else -(-(gap - usual) // (usual + 1))


def first_line_indents(heads: Sequence[Head], cut: Sequence[bool], usual: int) -> frozenset[int]:
    """The indents, in columns, with which paragraphs begin: lines cut in a sentence that goes on at the margin."""
    begun: Counter[int] = Counter()
    hung: Counter[int] = Counter()
    for (before, after), is_cut_here in zip(pairwise(heads), cut, strict=False):
        if not is_cut_here or before.marker or meaning(after.line.gap, usual) > 1:
            continue
        if after.line.indent < before.line.indent:
            begun[before.line.indent] += 1
        elif after.line.indent > before.line.indent:
            hung[after.line.indent] += 1
    return frozenset(indent for indent, times in begun.items() if times >= 2 and times > 2 * hung[indent])
