"""The words of Japanese text, by the morphological analyser, and what its dictionary knows of names."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

_BRACKETS = "()[]{}「」『』【】<>〈〉《》"
_NOMINAL = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞", "記号"})
_NO_WORD = 0x0FFFFFFF
# At most 10,000 characters at a time, of four bytes at most: SudachiPy refuses more than 49,149 bytes in one text.
# So is 第 1 回, of which the analyser makes 回運|営委員会 with what follows.
_PIECE = re.compile(
    rf"[{re.escape(_BRACKETS)}]|第\s?[0-9]+\s?[回期次]|(?:(?!第\s?[0-9]+\s?[回期次])[^{re.escape(_BRACKETS)}]){{1,10000}}"
)


class Word(NamedTuple):
    """A word of the analyser; `start`, `end` are characters into the folded text; `is_oov`: its dictionary lacks it."""

    text: str
    start: int
    end: int
    pos: tuple[str, ...]
    is_oov: bool = False

    @property
    def is_nominal(self) -> bool:
        """A noun, or a part of one."""
        return self.pos[0] in _NOMINAL and self.pos[1] != "助動詞語幹"

    @property
    def is_name(self) -> bool:
        """A proper noun that is no person's and no place's: 名古屋鉄道, 国連, キヤノン."""
        return self.pos[1:3] == ("固有名詞", "一般")

    @property
    def is_place(self) -> bool:
        """A place's name."""
        return self.pos[2:3] == ("地名",)


@cache
def _analyser() -> Any:
    import sudachipy

    return sudachipy.Dictionary(dict="core").create(mode=sudachipy.SplitMode.C)


def _is_unknown(morpheme: Any) -> bool:
    # Katakana that the analyser joined to one word, セルネックス, has no word of the dictionary and no mark of that.
    return bool(morpheme.is_oov()) or morpheme.word_id() & _NO_WORD == _NO_WORD


def analyse(text: str, start: int, end: int) -> Iterator[Word]:
    """Gives the words of `text[start:end]`."""
    # Brackets are cut off first: the analyser takes (メーカー) and what stands before it for one unknown word.
    for match in _PIECE.finditer(text, start, end):
        if match[0] in _BRACKETS:
            yield Word(match[0], match.start(), match.end(), ("補助記号", "括弧", "*", "*"))
            continue
        for morpheme in _analyser().tokenize(match[0]):
            begin, stop = match.start() + morpheme.begin(), match.start() + morpheme.end()
            yield Word(morpheme.surface(), begin, stop, tuple(morpheme.part_of_speech()), _is_unknown(morpheme))


def is_common(text: str) -> bool:
    """Whether all words of some Japanese are common nouns of the dictionary: プラズマ生成, オブザーバー."""
    return all(
        not _is_unknown(morpheme) and morpheme.part_of_speech()[1] != "固有名詞"
        for morpheme in _analyser().tokenize(text)
    )


def is_place_name(text: str) -> bool:
    """Whether some Japanese is the name of places and nothing more: オーストリア, 東京都港区."""
    return all(word.is_place or word.pos[1] == "接尾辞" for word in analyse(text, 0, len(text)))


@lru_cache(maxsize=256)
def dictionary_names(text: str) -> tuple[bool, bool]:
    """Whether the dictionary has the text as one name of no person or place; and whether a word of it is no common noun."""
    words = list(analyse(text, 0, len(text)))
    whole = len(words) == 1 and words[0].is_name
    proper = any(word.pos[1] == "固有名詞" for word in words)
    # What the dictionary does not have, KKS or 京聯, it takes for a common noun.
    return whole, proper or any(word.is_oov for word in words)


def cuts_word(text: str, start: int) -> bool:
    """Whether a Japanese name begins inside a word of the text: 京都大学 in 東京都大学."""
    begin = start
    while begin > max(0, start - 12) and "一" <= text[begin - 1] <= "鿿":
        begin -= 1
    if begin == start or not "一" <= text[start] <= "鿿":
        return False
    return all(word.start != start for word in analyse(text, begin, start + 8))
