"""Which language a text is in, by its script."""

import re

from pipeline.records import Language

_JAPANESE = re.compile("[\u3001-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003134f]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]+")
_HAN = re.compile("[\u3005\u3400-\u9fff]+")
_HIRAGANA = re.compile("[\u3041-\u3096]+")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]+")
# A name in Latin letters inside Japanese takes about three times the letters of one in ideographs.
_LATIN_WEIGHT = 0.35
# Particles between the names (と, は, で) make it Japanese even where the names are most of it.
_PARTICLES, _WITH_PARTICLES = 3, 0.1
# Characters that tell the language of any text.
_ENOUGH = 200_000


def is_japanese(char: str) -> bool:
    """Whether a character is written without spaces around it: kana, ideographs, Japanese punctuation."""
    return bool(_JAPANESE.match(char))


def language_of(text: str, *, default: Language = "en") -> Language:
    """The language of a text by the share of its scripts; no letters at all, or ideographs alone, say `default`.

    Ideographs are Japanese only beside kana or Latin letters: 氏名 in an English document stays with the document.
    """
    text = text[:_ENOUGH]
    kana, han, latin = (sum(map(len, script.findall(text))) for script in (_KANA, _HAN, _LATIN))
    if not kana and not latin:
        return default
    weight = _WITH_PARTICLES if sum(map(len, _HIRAGANA.findall(text))) >= _PARTICLES else _LATIN_WEIGHT
    return "ja" if kana + han > weight * latin else "en"
