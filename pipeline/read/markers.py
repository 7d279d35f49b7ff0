"""What stands at the head of a list item, heading or note: bullets, numbers, letters, label signs."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Style = Literal[
    "bullet", "label", "dash", "number", "letter", "roman", "kana", "circled", "article", "question", "note"
]


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker.

    Attributes:
        text: as written; a bullet of a symbol font is "•".
        style: what sort of marker it is.
        form: the marker without its number (`(#)`, `#.`, `•`), which the items of one list share.
        value: the number that it stands for, counted from 1; 0 for one that does not count.
        sure: False for one that may as well be the first word of a sentence ("A. Smith", "12 countries"); it counts
            where its neighbour in the order stands in the text too.
    """

    text: str
    style: Style
    form: str
    value: int = 0
    sure: bool = True


NUMBERED: frozenset[Style] = frozenset({"number", "letter", "roman", "kana", "circled", "article"})
"""Styles that count and may number headings as well as items."""

_UNORDERED: frozenset[Style] = frozenset({"bullet", "label", "dash"})
# Signs that Japanese documents put before a heading as well as before an item.
_LABEL_SIGNS = "●○◎■□◆◇▼▽▲△▶★☆◉❖"
_BULLETS = "•‣⁃∙⚫⚪⚬◦▪▫▷►▸▹➢➤➣➔✓✔☑☐⦿✦"
# What a symbol font's bullet becomes in another font: Wingdings' "l" is ●, "n" ■, "u" ◆, "Ø" ➢, "ü" ✓.
_LOST_FONT = "lnuoØüqv§"
_KANA_ORDERS = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
    "イロハニホヘトチリヌルヲ",
    "あいうえおかきくけこさしすせそ",
)
_KANJI_NUMBERS = "一二三四五六七八九十"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛⒜-⒵❶-❿➀-➓⓵-⓾㈠-㈩㊀-㊉㋐-㋾Ⓐ-Ⓩⓐ-ⓩ"

_SYMBOL_FONT = re.compile("[\ue000-\uf8ff\x95]\\s*(?=[^\\s\ue000-\uf8ff])")
_SIGN = re.compile(f"([{_LABEL_SIGNS}{_BULLETS}・･·])[ \t\u3000\xa0]*(?=\\S)|([〇→⇒➡])[ \t\u3000]+(?=\\S)")
_DASH = re.compile(r"([-–—−‐－―─*＊+])[ \t\u3000\xa0]+(?=\S)|([－‐−])(?=[^\s\x00-\x7f－‐−])")
_LOST = re.compile(f"([{_LOST_FONT}])[ \t\u3000]+(?=\\S)")
_NUMBER = re.compile(
    r"(?P<open>[(（\[［〔【][ \t]?)?(?P<number>\d{1,3}(?:[-.．‐－]\d{1,2}){0,3})"
    r"(?:[ \t]?(?P<close>[)）\]］〕】])[.．:：]?|(?P<stop>[.．、:：])(?!\d))?(?P<space>\s*)(?=\S)"
)
_LETTER = re.compile(
    r"(?:(?P<open>[(（])(?P<inner>[A-Za-z])[)）]|(?P<bare>[A-Za-z])(?P<stop>[.．)）]))(?P<space>\s*)(?=\S)"
)
_KANA = re.compile(
    rf"(?:[(（](?P<inner>[ァ-ヺあ-そ]|[{_KANJI_NUMBERS}]{{1,3}})[)）]"
    rf"|(?P<bare>[ァ-ヺ]|[{_KANJI_NUMBERS}]{{1,3}})(?:(?P<stop>[.．、)）])|(?=[ \u3000])))\s*(?=\S)"
)
_ROMAN = re.compile(
    r"(?P<open>[(（])?(?P<number>[ivx]{1,6}|[IVX]{1,5}|[Ⅰ-Ⅻⅰ-ⅻ])(?P<close>[.．)）]|(?=[ \u3000]))(?P<space>\s*)(?=\S)"
)
_RING = re.compile(f"([{_CIRCLED}])[.．]?\\s*(?=\\S)")
# Where each series of ringed numbers begins; those above 20 and 35 go on with the series of ①.
_RING_STARTS = (
    0x2460,
    0x2474,
    0x2488,
    0x249C,
    0x24B6,
    0x24D0,
    0x24F5,
    0x2776,
    0x2780,
    0x3220,
    0x3251,
    0x3280,
    0x32B1,
    0x32D0,
)
_ARTICLE_JA = re.compile(
    rf"(第\s?(?:\d{{1,3}}|[{_KANJI_NUMBERS}百]{{1,5}})\s?(?:条|章|節|款|項)(?:の[\d{_KANJI_NUMBERS}])?)(?:\s+|(?=[（(:：])|$)[:：]?\s*"
)
_ORDINAL_JA = re.compile(rf"(第\s?(?:\d{{1,2}}|[{_KANJI_NUMBERS}]{{1,2}}))[ \u3000]+(?=[^\s\x00-\x7f])")
_ARTICLE_EN = re.compile(
    r"((?:Article|Section|Chapter|Part|Paragraph|Annex|Appendix|ARTICLE|SECTION|CHAPTER|PART|PARAGRAPH|ANNEX|APPENDIX)"
    r"\s(?:\d{1,3}|[IVXL]{1,6}|[A-Z])(?:\.\d{1,2})?)(?:\s?[.:–—-]\s*|\s+(?=[A-Z(])|$)"
)
_QUESTION = re.compile(r"((?:[QA]|問|答|質問|回答)\s?\d{0,2})(?:[.．:：、)）]\s*|[ \u3000]+)(?=\S)")
_NOTE = re.compile(
    r"(?:※(?:\d{1,2}(?!\d))?|[*＊]\d{1,2}(?=[\s)）:：]))[:：.)）]?\s*|[¹²³⁰⁴-⁹]{1,3}\s*|[†‡]\s*(?=\S)|[(（]注\s?\d{0,2}[)）]\s*"
    r"|注\s?\d{0,2}[)）:：]\s*|\[\^\w{1,12}\]:\s*|\[\d{1,3}\]:?\s*(?=<?https?://)"
)
# What a number before a word counts or dates: "3 月", "12 か国", "19 June".
_COUNTED = re.compile(
    r"[年月日時分秒回社名人件円％%割倍か所ヶケカ機点位度階号次者世種類億万千百兆つ省市町村県国校]"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)\b|(?:January|February|March|April|August|September|October|November|December)"
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
# No marker is longer; a line of any length is looked at only so far.
_REACH = 48


def candidates(text: str) -> list[tuple[Marker, int]]:
    """Gives the markers that a line may begin with, the likeliest first, each with where the words after it begin.

    Of a bullet and a number one after the other (`- 1. Scope`) the number comes first.
    """
    found = _read(text, 0)
    if found and found[0][0].style in _UNORDERED:
        found = [inner for inner in _read(text, found[0][1]) if inner[0].sure and inner[0].style in NUMBERED] + found
    return found


def is_marked(text: str) -> bool:
    """The text begins with what is surely a marker."""
    found = candidates(text.lstrip())
    return bool(found) and found[0][0].sure


def _read(text: str, start: int) -> list[tuple[Marker, int]]:
    head = text[start : start + _REACH]
    found: list[tuple[Marker, int]] = []
    for pattern, make in _READERS:
        match = pattern.match(head)
        marker = make(match, head[match.end() :]) if match else None
        if match and marker:
            found.append((marker, start + match.end()))
            if marker.sure:
                break
    return found


def _symbol(match: re.Match[str], rest: str) -> Marker | None:
    return Marker("•", "bullet", "•")


def _sign(match: re.Match[str], rest: str) -> Marker | None:
    sign = match[1] or match[2]
    return Marker(sign, "label" if sign in _LABEL_SIGNS else "bullet", "・" if sign in "･·" else sign)


def _dash(match: re.Match[str], rest: str) -> Marker | None:
    return Marker(match[1] or match[2], "dash", match[1] or match[2])


def _lost(match: re.Match[str], rest: str) -> Marker | None:
    return Marker(match[1], "bullet", match[1], sure=False)


def _note(match: re.Match[str], rest: str) -> Marker | None:
    return Marker(match[0].strip(), "note", "note")


def _question(match: re.Match[str], rest: str) -> Marker | None:
    asks = match[1][0] in "Q問質"
    # Each counts where the other stands in the text too; "A. Smith" is no answer.
    return Marker(match[0].strip(), "question", "Q&A" if match[1].isascii() else "問答", 1 if asks else 2, sure=False)


def _article(match: re.Match[str], rest: str) -> Marker | None:
    return Marker(match[1], "article", re.sub(rf"[\d{_KANJI_NUMBERS}百]+|\b[IVXL]+$|\b[A-Z]$", "#", match[1]))


def _ordinal(match: re.Match[str], rest: str) -> Marker | None:
    digits = match[1].removeprefix("第").strip()
    return Marker(match[1], "article", "第#", int(digits) if digits.isdigit() else _kanji_value(digits), sure=False)


def _ring(match: re.Match[str], rest: str) -> Marker | None:
    block = max(start for start in _RING_STARTS if start <= ord(match[1]))
    return Marker(match[1], "circled", chr(block), ord(match[1]) - block + 1)


def _number(match: re.Match[str], rest: str) -> Marker | None:
    opened, closed, stop, space = match["open"], match["close"], match["stop"], match["space"]
    if opened and not closed:
        return None
    parts = re.split(r"[-.．‐－]", match["number"])
    text = match[0].strip()
    form, value = f"{(opened or '').strip()}{'.#' * (len(parts) - 1)}#{closed or stop or ''}", int(parts[-1])
    if closed:
        return Marker(text, "number", form, value)
    # "２　日　時" has the ideographic space of a number of its own; "3 月" counts.
    counted = _COUNTED.match(rest) and "\u3000" not in (space or "")
    if not space and (rest[:1].isascii() or not stop):
        return None
    if stop:
        # "1." is sure; "1、" and "1：" may be a number in a sentence.
        return Marker(text, "number", form, value, sure=stop in ".．")
    if not space or counted or (len(parts) == 1 and rest[:1].isascii() and not rest[:1].isupper()):
        return None
    return Marker(text, "number", form, value, sure=False)


def _letter(match: re.Match[str], rest: str) -> Marker | None:
    letter = match["inner"] or match["bare"]
    if not match["inner"] and not match["space"] and rest[:1].isascii():
        return None
    sure = bool(match["inner"]) or match["stop"] in ")）"
    form = ("(" if match["inner"] else "") + ("a" if letter.islower() else "A") + (match["stop"] or ")")
    return Marker(match[0].strip(), "letter", form, ord(letter.lower()) - 96, sure=sure or letter.islower())


def _kana(match: re.Match[str], rest: str) -> Marker | None:
    sign, closed = match["inner"] or match["bare"], match["stop"] or (")" if match["inner"] else "")
    bracket = "(" if match["inner"] else ""
    if sign[0] in _KANJI_NUMBERS:
        value = _kanji_value(sign)
        sure = bool(bracket) and len(sign) < 3
        return Marker(match[0].strip(), "kana", f"{bracket}一{closed}", value, sure=sure) if value else None
    order = next((order for order in _KANA_ORDERS if sign in order), None)
    if order is None:
        return None
    return Marker(match[0].strip(), "kana", f"{bracket}{order[0]}{closed}", order.index(sign) + 1, sure=bool(closed))


def _kanji_value(number: str) -> int:
    """十二 is 12; 0 for what is no number below 100."""
    tens, ten, ones = number.rpartition("十")
    value = (_KANJI_NUMBERS.find(tens) + 1 if tens else 1) * 10 if ten else 0
    return value + (_KANJI_NUMBERS.find(ones) + 1 if ones else 0)


def _roman(match: re.Match[str], rest: str) -> Marker | None:
    number, closed = match["number"], match["close"]
    if match["open"] and closed not in (")", "）"):
        return None
    if not number.isascii():
        value = ord(number) - (0x215F if number < "ⅰ" else 0x216F)
        return Marker(match[0].strip(), "roman", f"Ⅰ{closed}", value)
    if not closed or (not match["space"] and rest[:1].isascii()):
        return None
    value = _roman_value(number.lower())
    # "I. Introduction" or the initial of a name; "v." and "x." are letters in their order unless a bracket says more.
    sure = number.islower() or bool(match["open"]) or closed in ")）"
    form = f"{'(' if match['open'] else ''}{'i' if number.islower() else 'I'}{closed}"
    return Marker(match[0].strip(), "roman", form, value, sure=sure)


def _roman_value(number: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in number]
    return sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=True))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Marker | None]], ...] = (
    (_SYMBOL_FONT, _symbol),
    (_NOTE, _note),
    (_SIGN, _sign),
    (_DASH, _dash),
    (_ARTICLE_JA, _article),
    (_ORDINAL_JA, _ordinal),
    (_ARTICLE_EN, _article),
    (_QUESTION, _question),
    (_RING, _ring),
    (_ROMAN, _roman),
    (_KANA, _kana),
    (_NUMBER, _number),
    (_LETTER, _letter),
    (_LOST, _lost),
)
