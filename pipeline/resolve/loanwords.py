"""Katakana words beside the English words that they were borrowed from, by what both sound like.

This is evidence that two texts speak of the same things, in the sum over many words. It never decides that two names are
one: サイト is as near to "site" as to "sight".

The sounds follow the Cabinet notification on writing foreign words (外来語の表記, 1991): English l and r become one row, v
and b another, th and s, si and shi fall together, an r behind a vowel is a long vowel or nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

_KATAKANA = re.compile(r"[ァ-ヴ][ァ-ヴー]{2,}")
_ENGLISH = re.compile(r"[A-Za-z]{2,40}")
_SHORTEST = 3  # consonants; with two, most words of either language find a partner

# The consonant of each row; vowels, ッ and ー say too little to be kept, ン is any nasal.
_ROWS = {
    "k": "カキクケコガギグゲゴ",
    "s": "サシスセソザジズゼゾ",
    "t": "タテトダデドチツヂヅ",
    "n": "ナニヌネノンマミムメモ",
    "b": "バビブベボヴ",
    "f": "フ",
    "p": "パピプペポ",
    "r": "ラリルレロ",
}
_CONSONANT = {kana: row for row, kanas in _ROWS.items() for kana in kanas}

# English letters as Japanese hears them; the first that fits, from left to right.
_SOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"tion|sion|cian", ("sn",)),
    (r"ture", ("t", "tr")),
    (r"sch|sh|th", ("s",)),
    (r"tch|ch", ("t", "k")),
    (r"ph|f", ("f",)),
    (r"gh(?=t|$)", ("",)),
    (r"dge|j", ("s",)),
    (r"g(?=[eiy])", ("s", "k")),
    (r"c(?=[eiy])", ("s",)),
    (r"ck|c|k|q|g", ("k",)),
    (r"x", ("ks",)),
    (r"(?<=t)s$|(?<=[a-z]{3})s$", ("", "s")),  # a plural, which katakana leaves out
    (r"tz|ts(?!$)|s|z", ("s",)),
    (r"t|d", ("t",)),
    (r"n|m", ("n",)),
    (r"v|b", ("b",)),
    (r"p", ("p",)),
    (r"l", ("r",)),
    (r"(?<=[aeiou])r(?=[^aeiouy]|$)|(?<=[aeiou])re$", ("", "r")),
    (r"r", ("r",)),
    (r".", ("",)),
)
_TOKEN = re.compile("|".join(f"(?P<s{index}>{pattern})" for index, (pattern, _) in enumerate(_SOUNDS)))
_MOST_READINGS = 8


def japanese_sounds(text: str) -> Iterator[tuple[int, str]]:
    """Gives the consonants of each katakana word of at least three, with the character at which it begins."""
    for match in _KATAKANA.finditer(text):
        sounds = _joined(_CONSONANT.get(kana, "") for kana in match[0])
        if len(sounds) >= _SHORTEST:
            yield match.start(), sounds


def english_sounds(text: str) -> Iterator[tuple[int, str]]:
    """Gives the consonants of each English word, and of each two words in a row (サプライチェーン), as Japanese has them."""
    before: tuple[str, ...] = ()
    start, end = 0, -2
    for match in _ENGLISH.finditer(text):
        readings = _readings(match[0].lower())
        for sounds in readings:
            if len(sounds) >= _SHORTEST:
                yield match.start(), sounds
        if match.start() - end <= 1:
            for one, other in product(before[:4], readings[:4]):
                if len(both := _joined(one + other)) >= _SHORTEST:
                    yield start, both
        before, start, end = readings, match.start(), match.end()


@lru_cache(maxsize=50_000)
def _readings(word: str) -> tuple[str, ...]:
    readings = [""]
    plain = unicodedata.normalize("NFD", word)
    for match in _TOKEN.finditer(plain):
        index = int(str(match.lastgroup)[1:])
        heard = _SOUNDS[index][1]
        if len(readings) * len(heard) > _MOST_READINGS:
            heard = heard[:1]
        readings = [left + right for left in readings for right in heard]
    return tuple(dict.fromkeys(_joined(reading) for reading in readings))


def _joined(sounds: Iterator[str] | str) -> str:
    """The sounds in a row, a doubled one once."""
    return re.sub(r"(.)\1+", r"\1", "".join(sounds))
