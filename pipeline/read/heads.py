"""Lines taken apart: quotation sign, Markdown heading, bold type, marker, and the words that are left."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.read import markdown, markers, patterns_ja
from pipeline.read.layout import Line
from pipeline.read.markers import Marker
from pipeline.read.normalise import plain_spaces

# A line of signs that parts a text: "-----", "＊＊＊", "```".
_RULE = re.compile(r"(?:[-=_*~#─━═―＿＝－‐＊.‥…・･]\s?){3,}$|`{3,}\w{0,12}$|~{3,}\w{0,12}$")
_LONGEST_RULE = 400
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
# A line that brackets set apart as a heading: 【概要】, ＜参考＞, [Contact].
_LABEL = re.compile(
    r"(?:【[^【】]{1,60}】|＜[^＜＞]{1,60}＞|<[^<>:/@]{1,60}>|〈[^〈〉]{1,60}〉|《[^《》]{1,60}》|≪[^≪≫]{1,60}≫|〔[^〔〕]{1,60}〕|\[[A-Z][^\[\]]{2,60}\])$"
)
# A subtitle between two dashes or tildes: ～日欧の連携を強化～, ―2040年に向けて―.
_SUBTITLE = re.compile(
    r"(?:[～〜~][^～〜~]{4,120}[～〜~]|[―—─–－‐-]{1,2}[^―—─–－‐-][^―—─－]{3,120}[^―—─–－‐-][―—─–－‐-]{1,2})$"
)
_LETTERS_APART = re.compile(
    r"([\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff](?:[ \u3000]{1,4}[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff]){1,5})"
    r"(?=[ \u3000]*(?:[:：(（]|$))"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A line taken apart.

    Attributes:
        words: what is left of the line, with single spaces.
        label: bold type, the brackets around it or a line of === below make it a heading.
        level: of a Markdown heading; 0 for any other line.
        quoted: it had the > of a quotation.
        subtitle: dashes or tildes stand on both sides of it.
        rule: it is no more than a line across the page.
    """

    line: Line
    words: str
    marker: Marker | None = None
    label: bool = False
    level: int = 0
    quoted: bool = False
    subtitle: bool = False
    rule: bool = False


def take_apart(lines: Sequence[Line]) -> list[Head]:
    """Takes lines apart; what looks like a marker and has no fellow in the text is left to the words."""
    bare = [_bare(line) for line in lines]
    found = [
        [] if head.rule or head.subtitle or head.line.cells is not None else markers.candidates(head.words)
        for head in bare
    ]
    known = Counter((marker.form, marker.value) for each in found for marker, _ in each)
    heads = [
        _head(head, [one for one in each if _counts(one[0], known)]) for head, each in zip(bare, found, strict=True)
    ]
    for index in range(1, len(heads)):
        here = heads[index]
        if here.rule and here.line.gap == 0 and _UNDERLINE.match(here.words) and _can_be_underlined(heads, index - 1):
            heads[index - 1] = replace(heads[index - 1], level=1 if here.words[0] == "=" else 2)
    return heads


def _bare(line: Line) -> Head:
    """The line without Markdown's signs, its marker still among the words."""
    if line.cells is not None:
        return Head(line, plain_spaces(line.text))
    text, quoted = markdown.unquoted(line.text)
    if len(text) <= _LONGEST_RULE and _RULE.match(text):
        return Head(line, text, rule=True)
    text, level = markdown.heading(text)
    bold = markdown.is_bold(text)
    text = markdown.without_bold(text)
    subtitle = bool(_SUBTITLE.match(text))
    return Head(line, text, None, bold or line.bold or subtitle, level or line.level, quoted, subtitle=subtitle)


def _head(bare: Head, found: Sequence[tuple[Marker, int]]) -> Head:
    if bare.rule:
        return bare
    marker, start = found[0] if found else (None, 0)
    words = bare.words[start:]
    label = (
        bare.label or (marker is not None and markdown.is_bold(words)) or (marker is None and bool(_LABEL.match(words)))
    )
    return replace(bare, words=_letters_together(markdown.without_bold(words)), marker=marker, label=label)


def _can_be_underlined(heads: Sequence[Head], index: int) -> bool:
    head = heads[index]
    alone = index == 0 or head.line.gap > 0 or heads[index - 1].rule
    return alone and not head.rule and head.marker is None and len(head.words) < 200


def _counts(marker: Marker, known: Counter[tuple[str, int]]) -> bool:
    """Whether a doubtful marker has a fellow: the next number, or the same bullet again."""
    if marker.sure:
        return True
    if not marker.value:
        return known[marker.form, 0] > 1
    return (marker.form, marker.value - 1) in known or (marker.form, marker.value + 1) in known


def _letters_together(words: str) -> str:
    """Letters set apart to fill a column (●目　的, 理 事 ：) as the word that they are."""
    match = _LETTERS_APART.match(words[:48])
    if match and (len(words) <= match.end() or patterns_ja.KEY_VALUE.match(words[:48]) or words[match.end()] in "（("):
        words = re.sub(r"[ \u3000]", "", match[1]) + words[match.end() :]
    return plain_spaces(words)
