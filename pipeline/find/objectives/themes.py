"""Themes of objectives, by the cues that users keep in `config/themes.yml`."""

import re
from collections.abc import Sequence
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
    return tuple(theme.id for theme in themes if _touches(theme, words, language))


def _touches(theme: Theme, words: str, language: Language) -> bool:
    english = _english(theme.cues_en)
    if english is not None and english.search(words):
        return True
    return language == "ja" and any(cue in words for cue in theme.cues_ja)


@lru_cache(maxsize=256)
def _english(cues: tuple[str, ...]) -> re.Pattern[str] | None:
    if not cues:
        return None
    # A hyphen or a space, or neither, is a matter of house style: co-operation, supply-chain.
    bodies = [re.escape(cue.rstrip("*")).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?") for cue in cues]
    ends = [r"[a-z]*" if cue.endswith("*") else "s?" for cue in cues]
    joined = "|".join(body + end for body, end in zip(bodies, ends, strict=True))
    return re.compile(rf"(?<![A-Za-z])(?:{joined})(?![A-Za-z])", re.IGNORECASE)
