"""Does a line go on with the one before? The layout says where a line could have held more, grammar what must go on."""

import re
from dataclasses import dataclass, field

from pipeline.read import patterns_en, patterns_ja
from pipeline.read.grammar import asks_for_more, ends_latin, is_bound, is_cut, is_open
from pipeline.read.heads import Head
from pipeline.read.language import is_japanese
from pipeline.read.layout import Line, columns
from pipeline.read.published import is_date_line
from pipeline.read.rooms import NO_END, Room, is_full

_PAIRS = {"（": "）", "(": ")", "「": "」", "『": "』", "【": "】", "［": "］", "[": "]", "〔": "〕", "“": "”"}
_CLOSERS = frozenset(_PAIRS.values())
_BRACKET = re.compile(f"[{re.escape(''.join([*_PAIRS, *_CLOSERS]))}]")
# A bracket that is not closed after so many characters was forgotten.
_REACH = 200
# How full a line of Japanese is that ends before a Latin word, at least.
_NEARLY = 0.8
# How full a line of English is that ends nothing and stands below another of its paragraph.
_NEARLY_LATIN = 0.85
# How full a line is, at least, that ends inside a clause of Japanese prose.
_HALF = 0.6
# Columns by which the middles of two centred lines may differ.
_CENTRED = 4
# As much of a line as is looked at for brackets and verbs.
_LOOKED_AT = 4_000


@dataclass(slots=True)
class Growing:
    """The block that is being put together.

    Attributes:
        heads: its lines so far.
        has_stop, has_verb: it has Japanese punctuation, an English verb, and so is prose.
        wrapped: one of its lines was full, and no sentence ended there.
        open_brackets: the signs that would close the brackets that are open.
        since_bracket: characters since the last one was opened.
    """

    heads: list[Head]
    has_stop: bool = False
    has_verb: bool = False
    wrapped: bool = False
    open_brackets: list[str] = field(default_factory=list)
    since_bracket: int = 0

    def __post_init__(self) -> None:
        self._watch(self.heads[0].words)

    def add(self, head: Head) -> None:
        """Takes a line in."""
        self.heads.append(head)
        self._watch(head.words)

    def _watch(self, text: str) -> None:
        last = text[-_LOOKED_AT:]
        done = 0
        for match in _BRACKET.finditer(last):
            char = match[0]
            self.since_bracket += match.start() - done
            done = match.end()
            if char in _PAIRS:
                self.open_brackets.append(_PAIRS[char])
                self.since_bracket = 0
            elif char in _CLOSERS and char in self.open_brackets:
                while self.open_brackets.pop() != char:
                    pass
            else:
                self.since_bracket += 1
        self.since_bracket += len(last) - done
        del self.open_brackets[8:]
        self.has_verb = self.has_verb or bool(patterns_en.VERB.search(text[:_LOOKED_AT]))
        self.has_stop = self.has_stop or "。" in text or "、" in text

    @property
    def first(self) -> Head:
        """Its first line, which says what it is."""
        return self.heads[0]

    @property
    def hanging(self) -> int:
        """Column at which the words of its first line begin."""
        first = self.first
        if first.marker and first.line.room is not None:
            behind = first.line.indent + columns(first.marker.text)
            return (
                first.line.starts[1]
                if len(first.line.starts) > 1 and first.line.starts[1] <= behind + 4
                else behind + 1
            )
        return (
            min(first.line.width - columns(first.words), first.line.indent + 8) if first.marker else first.line.indent
        )

    @property
    def in_bracket(self) -> bool:
        """A bracket is open that was opened not long ago."""
        return bool(self.open_brackets) and self.since_bracket < _REACH


def goes_on(block: Growing, head: Head, *, gap: int, room: Room, begins: bool) -> bool:
    """Whether a line without a marker of its own continues a block.

    Args:
        gap: blank lines that mean something between the two.
        room: what the block's last line could have held.
        begins: the line is indented as the first lines of paragraphs are.
    """
    left, right = block.heads[-1].words, head.words
    if not left or not right:
        return False
    if head.level or head.label:
        return _heading_goes_on(block, head, room)
    if gap and is_date_line(right[:80]) and left[-1] not in ",、":
        # A date with a line of its own is no end of a title.
        return False
    turned = head.line.column is not None and head.line.column != block.heads[-1].line.column
    if turned and gap == 1 and not begins and is_full(block.heads[-1].line, right, room):
        gap = 0
    filled = head.line.room is not None and gap == 0 and is_full(block.heads[-1].line, right, room)
    if (patterns_en.URL.match(right) or patterns_en.URL.match(left)) and not filled:
        return False
    if patterns_en.CONTACT.match(right[:80]) and left[-1] not in ",、(（":
        return False
    if is_japanese(left[-1]) or is_japanese(right[0]):
        return _japanese(block, head, gap=gap, room=room, begins=begins)
    return _latin(block, head, gap=gap, room=room, begins=begins)


def _heading_goes_on(block: Growing, head: Head, room: Room) -> bool:
    """The next line of a heading, in its type: the one before was full, ends inside a sentence, or is long and centred."""
    before, line = block.heads[-1].line, head.line
    left, right = block.heads[-1].words, head.words
    if is_date_line(left[:80]) or is_date_line(right[:80]):
        return False
    if is_full(before, right, room) or is_cut(left, right):
        return True
    centred = abs(before.indent + before.width - line.indent - line.width) <= _CENTRED and before.indent != line.indent
    return line.level > 0 and centred and before.width - before.indent >= _HALF * (room.columns - before.indent)


def _japanese(block: Growing, head: Head, *, gap: int, room: Room, begins: bool) -> bool:
    before, line = block.heads[-1].line, head.line
    left, right = block.heads[-1].words, head.words
    final = bool(patterns_ja.FINAL.search(left[-8:]))
    closing = bool(patterns_ja.BOUND.match(right[:72]))
    open_end = not final and is_open(left)
    bound = closing or (not final and is_bound(right, left))
    if block.first.label or block.first.level:
        return open_end and gap == 0
    full = is_full(before, right, room)
    block.wrapped = block.wrapped or (full and not final)
    if block.first.marker and patterns_ja.AFTER_LIST.match(right) and not open_end and not full:
        return False
    if block.in_bracket and gap <= 1 and not final:
        return True
    if open_end and bound:
        return gap <= 3
    if begins and not open_end:
        return False
    if open_end or bound:
        return gap <= 1
    if (
        patterns_ja.HEADED.match(right[:40])
        or patterns_ja.KEY_VALUE.match(right[:60])
        or patterns_ja.ROW.match(right[:48])
        or _is_set_apart(block, head)
    ):
        return False
    if final:
        return gap == 0 and full and _keeps_margin(block, line)
    if gap == 0 and _is_clause(block) and "。" in right and not block.first.marker:
        # A clause asks for its predicate, so the line needs not be as full.
        return full or before.width >= (line.width if room is NO_END else _HALF * room.columns)
    if gap == 0:
        # Where no line shows how wide a line can be, only prose goes on, and only to the end of its sentence.
        return full and (room.sure or (block.has_stop and "。" in right))
    # A blank line inside a sentence, as slides have it: prose so far, and prose after.
    return gap == 1 and full and block.has_stop and "。" in right and not block.first.marker


def _is_clause(block: Growing) -> bool:
    """What stands since the last 。 has a comma, a topic or an object, as headings seldom have."""
    since = "".join(head.words[-_REACH:] for head in block.heads[-3:]).rpartition("。")[2]
    return any(sign in since for sign in "、はを")


def _keeps_margin(block: Growing, line: Line) -> bool:
    """The line begins no further in than the one before, or where the words of a list item begin."""
    before = block.heads[-1].line.indent
    return line.indent <= (max(before, block.hanging) if block.first.marker else before)


def _is_set_apart(block: Growing, head: Head) -> bool:
    """What stands on a line of its own although nothing ends the one before: brackets, titles, another script."""
    left, right = block.heads[-1].words, head.words
    if head.line.indent > max(block.heads[-1].line.indent, block.hanging) + 1:
        return True
    if left[-1] == "】" or (left[-1] in "）)" and right[0] in "（("):
        return True
    first = block.first
    if (
        first.marker
        and first.marker.style == "label"
        and left[-1] in "）)"
        and len(block.heads) == 1
        and not block.has_stop
    ):
        return True
    if patterns_ja.SET_PHRASE.match(left) or patterns_ja.SET_PHRASE.match(right) or is_date_line(left[:80]):
        return True
    if patterns_ja.TITLE_END.search(left[-16:]) or patterns_ja.SENTENCE_STARTER.match(right[:8]):
        return not block.has_stop
    one, other = is_japanese(left[-1]), is_japanese(right[0])
    return one != other and ((left.isascii() and " " in left) or (right.isascii() and " " in right))


def _is_prose(block: Growing) -> bool:
    """A sentence has begun as those of paragraphs do, or one has ended inside; no heading or item of a list."""
    if block.first.marker:
        return False
    begins = patterns_en.SENTENCE_START.match(block.first.words)
    return bool(begins) or any(patterns_en.SENTENCES.search(head.words[:400]) for head in block.heads[-3:])


def _latin(block: Growing, head: Head, *, gap: int, room: Room, begins: bool) -> bool:
    before, line = block.heads[-1].line, head.line
    left, right = block.heads[-1].words, head.words
    item_end = bool(patterns_en.SEMICOLON.search(left[-12:]))
    final = item_end or ends_latin(left)
    open_end = not final and asks_for_more(left, right)
    bound = bool(patterns_en.BOUND.match(right[:4]))
    if block.first.label or block.first.level:
        return open_end and gap == 0
    full = is_full(before, right, room)
    block.wrapped = block.wrapped or (full and not final)
    if final:
        if bound and gap == 0:
            return full or not ((item_end and not block.wrapped) or left.endswith(":"))
        fits = gap == 0 and full and not begins and not patterns_en.COLON.search(left[-4:])
        return fits and _keeps_margin(block, line)
    if patterns_en.SALUTATION.match(left[:80]):
        return False
    if open_end and bound:
        return gap <= 2
    if begins and not open_end:
        return False
    if gap and open_end and not bound and left[-1] == ",":
        if patterns_en.RECITAL.match(right):
            return False
        return gap == 1 and (full or len(block.heads) > 1)
    if gap and open_end and not bound and right[0].isupper() and patterns_en.CAN_END.search(left[-12:]):
        return False
    if open_end or bound:
        return gap <= 1
    if gap:
        return False
    if block.in_bracket and block.open_brackets[-1] in right[:_REACH]:
        return True
    if patterns_en.KEY_VALUE.match(right[:100]) or patterns_en.ROW.match(right[:40]):
        return False
    if block.has_stop and block.heads[-1].line.width >= _NEARLY * room.columns:
        # A name in Latin letters inside Japanese: its words are kept whole, so lines end earlier.
        return True
    if not room.sure or room is NO_END or is_date_line(left[:80]):
        return False
    prose = len(block.heads) > 1 and (block.wrapped or block.has_verb) and _is_prose(block)
    nearly = len(block.heads) > 1 and before.width >= _NEARLY_LATIN * room.columns
    begun = block.has_verb and _is_prose(block) and not patterns_en.SENTENCE_START.match(right)
    return (
        prose
        or begun
        or nearly
        or (full and (columns(left) > 30 or (line.room is not None and before.width >= _HALF * room.columns)))
        or (len(block.heads) > 1 and bool(patterns_en.WEAKLY_BOUND.match(right)))
    )
