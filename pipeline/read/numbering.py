"""The numbers and bullets of Word's lists, as Word shows them (ECMA-376, part 1, 17.9: numbering definitions)."""

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The letters of symbol fonts are other signs than they are in text; which one does not matter.
_SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings|courier", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SERIES = {
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
    "japaneseCounting": "一二三四五六七八九十",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
_SERIES["aiueoFullWidth"], _SERIES["irohaFullWidth"] = _SERIES["aiueo"], _SERIES["iroha"]
_SERIES["ideographDigital"] = _SERIES["japaneseDigitalTenThousand"] = _SERIES["japaneseCounting"]
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    symbol: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counted on with each paragraph that belongs to one."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any) -> "Numbering":
        """Reads the numbering part of a document; none gives no lists."""
        out = cls()
        if root is None:
            return out
        abstract = {item.get(f"{W}abstractNumId"): item for item in root.iter(f"{W}abstractNum")}
        linked = {
            name.get(f"{W}val"): key
            for key, item in abstract.items()
            if (name := item.find(f"{W}styleLink")) is not None
        }
        for num in root.iter(f"{W}num"):
            number, named = num.get(f"{W}numId"), _value(num, "abstractNumId")
            if number is None or named not in abstract:
                continue
            family = str(linked.get(_value(abstract[named], "numStyleLink")) or named)
            levels = {_integer(level.get(f"{W}ilvl")): _level(level) for level in abstract[family].iter(f"{W}lvl")}
            for override in num.iter(f"{W}lvlOverride"):
                at = _integer(override.get(f"{W}ilvl"))
                start = _value(override, "startOverride")
                if start is not None:
                    out.restarts[number, at] = _integer(start, 1)
                level = override.find(f"{W}lvl")
                if level is not None:
                    levels[at] = _level(level)
            out.lists[number], out.families[number] = levels, family
        return out

    def marker(self, number: str, at: int) -> str | None:
        """Counts a paragraph of a list and gives what stands before it; None where that is nothing."""
        levels = self.lists.get(number)
        if levels is None or at not in levels:
            return None
        counts = self.counts.setdefault(self.families[number], [0] * _LEVELS)
        if (number, at) in self.restarts and (number, at) not in self.begun:
            counts[at] = self.restarts[number, at]
        else:
            counts[at] = counts[at] + 1 if counts[at] else levels[at].start
        self.begun.add((number, at))
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        level = levels[at]
        if level.format == "bullet":
            return "•" if level.symbol or not level.text.strip() else level.text.strip()

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place)
            if other is None:
                return ""
            return _written(counts[place] or other.start, other.format)

        return _PLACE.sub(shown, level.text).strip() or None


def _level(element: Any) -> _Level:
    text = _value(element, "lvlText") or ""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    names = " ".join(fonts.attrib.values()) if fonts is not None else ""
    symbol = bool(_SYMBOL_FONTS.search(names)) or any("\ue000" <= char <= "\uf8ff" for char in text)
    return _Level(_value(element, "numFmt") or "decimal", text, _integer(_value(element, "start"), 1), symbol)


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _integer(written: str | None, otherwise: int = 0) -> int:
    digits = (written or "").strip()
    return min(int(digits), 1_000_000) if digits.isascii() and digits.isdigit() and len(digits) < 9 else otherwise


def _written(number: int, style: str) -> str:
    if style == "none":
        return ""
    if style in ("lowerRoman", "upperRoman") and 0 < number < 40:
        out = ""
        for value, letters in _ROMAN:
            out += letters * (number // value)
            number %= value
        return out.upper() if style == "upperRoman" else out
    series = _SERIES.get(style)
    if series and 0 < number <= len(series):
        return series[number - 1]
    if style == "japaneseCounting" and 10 < number < 100:
        tens, ones = divmod(number, 10)
        return (series[tens - 1] if tens > 1 and series else "") + "十" + (series[ones - 1] if ones and series else "")
    return f"{number:02}" if style == "decimalZero" else str(number)
