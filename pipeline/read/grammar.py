"""What the words at the end of one line and the beginning of the next say: must the sentence go on?"""

from pipeline.read import patterns_en, patterns_ja
from pipeline.read.language import is_japanese


def is_cut(left: str, right: str) -> bool:
    """Two lines that must be parts of one sentence."""
    if is_japanese(left[-1]) or is_japanese(right[0]):
        if patterns_ja.FINAL.search(left[-8:]):
            return False
        return is_bound(right, left) or is_open(left)
    if ends_latin(left) or patterns_en.SEMICOLON.search(left[-12:]):
        return False
    return asks_for_more(left, right) or bool(patterns_en.BOUND.match(right[:4]))


def asks_for_more(left: str, right: str) -> bool:
    """A line in Latin letters whose end asks for more, or for the month or year that the next one begins with."""
    if patterns_en.OPEN.search(left[-24:]):
        return True
    day = patterns_en.DAY_END.search(left[-6:]) and patterns_en.MONTH.match(right)
    month = patterns_en.MONTH_END.search(left[-24:]) and patterns_en.YEAR.match(right)
    return bool(day or month)


def ends_latin(left: str) -> bool:
    """A line in Latin letters whose last sign ends a sentence and no abbreviation."""
    return bool(patterns_en.FINAL.search(left[-12:])) and not patterns_en.ABBREVIATION.search(left[-16:])


def is_open(left: str) -> bool:
    """A Japanese line whose end asks for more."""
    tail = left[-16:]
    return bool(patterns_ja.OPEN.search(tail)) and not patterns_ja.TITLE_END.search(tail)


def is_bound(right: str, left: str = "") -> bool:
    """A Japanese line that cannot be the beginning of a sentence, or not below the line that it stands under."""
    if patterns_ja.BOUND.match(right[:72]) or (left[-1:].isdigit() and bool(patterns_ja.COUNTED.match(right))):
        return True
    return bool(patterns_ja.HIRAGANA.match(right)) and not patterns_ja.STARTER.match(right[:12])


def is_ended(words: str) -> bool:
    """The words end a sentence, a title or a statement, in either language."""
    tail = words[-16:]
    patterns = (patterns_ja.FINAL, patterns_ja.TITLE_END, patterns_ja.PREDICATE, patterns_en.FINAL)
    return any(pattern.search(tail) for pattern in patterns)
