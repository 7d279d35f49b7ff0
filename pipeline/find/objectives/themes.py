"""Themes of objectives, by the cues that users keep in `config/themes.yml`."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from pipeline.find.objectives.outline import plain_copy
from pipeline.records import Language


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject that objectives are grouped by.

    Attributes:
        cues_en: English words or phrases; one that ends in "*" stands for all words that begin so (`train*`).
        cues_ja: Japanese words; they match anywhere.
    """

    id: str
    name_en: str
    name_ja: str
    cues_en: tuple[str, ...] = ()
    cues_ja: tuple[str, ...] = ()


def themes_of(text: str, heading: str, language: Language, themes: Sequence[Theme]) -> tuple[str, ...]:
    """Gives the ids of the themes that an objective is about, in the order of `themes`; several or none.

    A Japanese objective is read for the English cues too ("AI人材", "ESG投資"), an English one for its own only.
    """
    words = plain_copy(f"{heading}\n{text}" if heading else text)
    starts = _word_starts(words)
    return tuple(theme.id for theme in themes if _touches(theme, words, starts, language))


def _touches(theme: Theme, words: str, starts: Set[str], language: Language) -> bool:
    # Patterns are slow, and most themes have no cue that begins as a word here does.
    if not starts.isdisjoint(_cue_starts(theme.cues_en)):
        english = _english(theme.cues_en)
        if english is not None and english.search(words):
            return True
    return language == "ja" and any(cue in words for cue in theme.cues_ja)


_MOST_LETTERS = 3


def _word_starts(words: str) -> set[str]:
    """The first letters of all words, one to three of them, and nothing: what a sign begins with."""
    found = set(re.findall(rf"(?<![a-z])[a-z]{{1,{_MOST_LETTERS}}}", words.lower()))
    return {start[:length] for start in found for length in range(_MOST_LETTERS + 1)} | {""}


@lru_cache(maxsize=256)
def _cue_starts(cues: tuple[str, ...]) -> frozenset[str]:
    letters = (re.match(rf"[a-z]{{0,{_MOST_LETTERS}}}", cue.lower()) for cue in cues)
    return frozenset(match[0] for match in letters if match)


@lru_cache(maxsize=256)
def _english(cues: tuple[str, ...]) -> re.Pattern[str] | None:
    if not cues:
        return None
    # A hyphen or a space, or neither, is a matter of house style: co-operation, supply-chain.
    bodies = [re.escape(cue.rstrip("*")).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?") for cue in cues]
    ends = [r"[a-z]*" if cue.endswith("*") else "s?" for cue in cues]
    joined = "|".join(body + end for body, end in zip(bodies, ends, strict=True))
    return re.compile(rf"(?<![A-Za-z])(?:{joined})(?![A-Za-z])", re.IGNORECASE)
