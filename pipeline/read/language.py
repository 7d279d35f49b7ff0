"""Which language a text is in: by its script, then by its commonest words, then by a library."""

import re
from functools import cache
from typing import Any

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


def has_japanese(text: str) -> bool:
    """Whether a character of a text is one of those."""
    return bool(_JAPANESE.search(text))


def language_of_document(text: str, stated: str | None) -> Language:
    """The language of a whole document: ideographs are Japanese in it, and where names in Latin letters are half of it, it says so.

    Args:
        stated: a code of ISO 639-1, often that of a template, which letters overrule.
    """
    default: Language = "ja" if stated == "ja" or _HAN.search(text) else "en"
    return language_of(text, default=default, latin_weight=_WITH_PARTICLES if stated == "ja" else _LATIN_WEIGHT)


def language_of(text: str, *, default: Language = "en", latin_weight: float = _LATIN_WEIGHT) -> Language:
    """The language of a text by the share of its scripts; no letters at all, or ideographs alone, say `default`.

    Ideographs are Japanese only beside kana or Latin letters: 氏名 in an English document stays with the document.
    """
    text = text[:_ENOUGH]
    if text.isascii():
        return "en" if _LATIN.search(text) else default
    kana, han, latin = (sum(map(len, script.findall(text))) for script in (_KANA, _HAN, _LATIN))
    if not kana and not latin:
        return default
    weight = _WITH_PARTICLES if sum(map(len, _HIRAGANA.findall(text))) >= _PARTICLES else latin_weight
    return "ja" if kana + han > weight * latin else "en"


_HANGUL = re.compile("[\uac00-\ud7a3]")
# Other scripts that are no part of an English or Japanese text, by what their writers speak.
_OTHER_SCRIPTS = {
    "a language in Cyrillic letters": re.compile("[\u0400-\u052f]"),
    "Greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "a language in Arabic letters": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "a language in an Indian script": re.compile("[\u0900-\u0dff]"),
}
_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ÿ\u0100-\u024f]+")
# The commonest words of English (any frequency list has them at its head) that its neighbours do not write.
_ENGLISH = frozenset("the of and to for with by that from this will which".split())
# Of running English every fifth word is one of them; of tables and lists of names fewer.
_ENGLISH_SHARE = 0.1
# Fewer words or ideographs tell no language.
_ENOUGH_WORDS, _ENOUGH_HAN = 25, 60
# Chinese has no kana; the shortest Japanese sentence has particles.
_KANA_SHARE = 0.02
# The commonest particles, copulas and prepositions of Chinese, in both ways of writing it: every twelfth character of running
# text, and hardly any of Japanese names and titles. (The library takes those for Chinese too, so it is not asked.)
_CHINESE = re.compile("[的了是在和与與于於将將为為这這们們对對并並该該]")
_CHINESE_SHARE = 0.04
# What the library is given: more makes it no surer.
_SAMPLE = 4_000
_SURE = 0.95
# Ours, and what ISO 639-2 calls no linguistic content.
_NONE_OTHER = ("en", "ja", "zxx")
# ISO 639-1, for the languages that are likeliest beside ours.
_NAMES = {
    "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "sv": "Swedish", "da": "Danish", "nb": "Norwegian", "nn": "Norwegian", "no": "Norwegian", "fi": "Finnish", "pl": "Polish", "cs": "Czech",
    "sk": "Slovak", "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish", "vi": "Vietnamese", "id": "Indonesian", "ms": "Malay",
    "la": "Latin",
}  # fmt: skip


def other_language(text: str) -> str | None:
    """The language of a text that is neither English nor Japanese, in words; None for those, and where nothing is sure."""
    text = text[:_ENOUGH]
    kana, han, latin = (sum(map(len, script.findall(text))) for script in (_KANA, _HAN, _LATIN))
    ours = kana + han + _LATIN_WEIGHT * latin
    if len(_HANGUL.findall(text)) > ours:
        return "Korean"
    for name, script in _OTHER_SCRIPTS.items():
        if len(script.findall(text)) > kana + han + latin:
            return name
    if kana + han > _LATIN_WEIGHT * latin:
        if kana >= _KANA_SHARE * (kana + han) or han < _ENOUGH_HAN:
            return None
        return "Chinese" if len(_CHINESE.findall(text)) >= _CHINESE_SHARE * han else None
    words = _WORD.findall(text.lower())
    if len(words) < _ENOUGH_WORDS or sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return None
    found = _identified(text)
    return None if found in (*_NONE_OTHER, None) else _NAMES.get(found, f"another language ({found})")


def _identified(text: str) -> str | None:
    """The ISO 639-1 code that the library gives, if it is sure."""
    code, probability = _library().classify(" ".join(text[:_SAMPLE].split()))
    return str(code) if probability >= _SURE else None


@cache
def _library() -> Any:
    # Its model takes most of a second to load, and few documents need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
