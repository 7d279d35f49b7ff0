"""What a list marker says: its style, and the place in its list."""

import re
from functools import lru_cache

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_KATAKANA = "アイウエオカキクケコ"
_IROHA = "イロハニホヘトチリヌ"
_KANJI = "一二三四五六七八九十"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_BRACKETS = re.compile(r"^[\s(\[（［【<＜〔]*|[\s.)\]）］】>＞〕:：．,、。-]*$")
_PREFIXED = re.compile(r"([A-Za-z]{1,11}(?: [A-Za-z]{1,8})?|[一-鿿ァ-ヶー]{1,7})\s?(\d{1,3})(条|章|項|節)?")

# 第一の柱, 柱①
_NAMED_KANJI = re.compile(r"第\s?(\d|[一二三四五六七八九])の([一-鿿]{1,4})")
_NAMED_CIRCLED = re.compile(r"([一-鿿ァ-ヶー]{1,7})\s?([①-⑳])")


def _place(number: str) -> int:
    return int(number) if number.isdecimal() else _KANJI.index(number) + 1


@lru_cache(maxsize=1024)
def ordinals(marker: str) -> tuple[tuple[str, int], ...]:
    """The readings of a marker as (style, place counted from 1): "(i)" is the first roman or the ninth letter.

    A bullet, and anything else that does not count, has none.
    """
    core = _BRACKETS.sub("", marker)
    shape = marker.replace(core, "#", 1).strip() if core else ""
    if not core or len(core) > 20:
        return ()
    if core.isdecimal():
        return ((f"digit{shape}", int(core)),) if len(core) < 3 else ()
    if match := _NAMED_KANJI.fullmatch(core):
        return ((f"prefixed {match[2]}", _place(match[1])),)
    if (match := _NAMED_CIRCLED.fullmatch(core)) and match[2] in _CIRCLED:
        return ((f"prefixed {match[1]}", _CIRCLED.index(match[2]) + 1),)
    if match := _PREFIXED.fullmatch(core):
        return ((f"prefixed {match[1].lower()}{match[3] or ''}", int(match[2])),)
    if core in _CIRCLED:
        return (("circled", _CIRCLED.index(core) + 1),)
    readings: list[tuple[str, int]] = []
    if core.lower() in _ROMAN:
        readings.append((f"roman{core.isupper()}{shape}", _ROMAN.index(core.lower()) + 1))
    if len(core) == 1 and core.isascii() and core.isalpha():
        readings.append((f"letter{core.isupper()}{shape}", ord(core.lower()) - 96))
    for name, series in (("katakana", _KATAKANA), ("iroha", _IROHA), ("kanji", _KANJI)):
        if len(core) == 1 and core in series:
            readings.append((f"{name}{shape}", series.index(core) + 1))
    return tuple(readings)


def name_of(marker: str) -> str:
    """The word of a marker that names its series: "Pillar 2:" gives "Pillar"; empty for other markers."""
    core = _BRACKETS.sub("", marker)
    if named := _NAMED_KANJI.fullmatch(core):
        return named[2]
    if circled := _NAMED_CIRCLED.fullmatch(core):
        return circled[1]
    match = _PREFIXED.fullmatch(core)
    return match[1] if match and not match[3] else ""


def is_bullet(marker: str) -> bool:
    """Whether a marker is one that does not count, or none at all."""
    return not ordinals(marker)


def follows(before: str, marker: str) -> bool:
    """Whether a counting marker is the next one after another in the same style."""
    return any((style, place + 1) in ordinals(marker) for style, place in ordinals(before))


def begins(marker: str) -> bool:
    """Whether a counting marker is the first of its list."""
    return any(place == 1 for _, place in ordinals(marker))


def same_style(one: str, other: str) -> bool:
    """Whether two markers can belong to one level of a list."""
    if is_bullet(one) or is_bullet(other):
        return one.strip() == other.strip()
    return bool({style for style, _ in ordinals(one)} & {style for style, _ in ordinals(other)})
