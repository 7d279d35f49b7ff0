"""Characters: one way to write each, so that names and dates compare equal whatever produced the file."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

_RADICALS = Path(__file__).with_name("radicals.tsv")

# Zero-width characters, directional marks, variation selectors and the soft hyphen carry no words; a soft hyphen at
# the end of a line says that the word goes on, so it stays until the lines are joined.
_INVISIBLE = re.compile(
    "\u00ad(?![ \t]*[\r\n])|[\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0100-\U000e01ef]+"
)
# Controls other than line ends, page breaks and tabs, and but for \x85 and \x95, bullets and line ends of old encodings.
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x94\x96-\x9f]+")
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]+")
_COMPATIBILITY_IDEOGRAPHS = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_RADICAL = re.compile("[\u2e80-\u2fdf\u31c0-\u31e3]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
# Presentation forms for vertical text (︓ in a copied slide), and the ordinary full-width sign for each.
_VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
        "，、。：；！？〖〗…‥—–＿（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)
_VERTICAL_SIGN = re.compile(f"[{''.join(_VERTICAL)}]")
# More marks on one letter than this is no writing, and composing them takes quadratic time.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]{31,}")
_UNEVEN_SPACE = re.compile(r"\s{2,}|[^\S ]")
_PLAIN = re.compile("[\\s\x21-\x7e\u3001-\u3098\u309b-\u30ff\u4e00-\u9fff]*")


def normalise(text: str) -> tuple[str, Counter[str]]:
    """Gives a text in Unicode's composed form with one character for each ideograph, letter, digit and kana.

    Punctuation, enclosed characters (①, ㈱) and spaces stay as they are.

    Returns:
        the text, and how often each repair was made, for `describe`.
    """
    repairs: Counter[str] = Counter()
    if _PLAIN.fullmatch(text):
        return text, repairs
    text = _CONTROLS.sub("", _INVISIBLE.sub("", text))
    text, repairs["radical{s} unified"] = _RADICAL.subn(lambda match: radicals().get(match[0], match[0]), text)
    repairs["compatibility ideograph{s} unified"] = len(_COMPATIBILITY_IDEOGRAPHS.findall(text))
    repairs["half-width kana widened"] = sum(map(len, _HALF_WIDTH_KANA.findall(text)))
    text = _HALF_WIDTH_KANA.sub(_compatible, text)
    text, repairs["ligature{s} taken apart"] = _LIGATURES.subn(_compatible, text)
    text = _VERTICAL_SIGN.sub(lambda match: _VERTICAL[match[0]], _FULL_WIDTH.sub(_compatible, text))
    text = _MARKS.sub(lambda match: match[0][:30], text)
    return unicodedata.normalize("NFC", text), +repairs


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def plain_spaces(text: str) -> str:
    """A line with every run of white space, ideographic spaces too, as one space, and none around it."""
    return _UNEVEN_SPACE.sub(" ", text).strip()


@cache
def radicals() -> dict[str, str]:
    """Unicode's Equivalent_Unified_Ideograph: for each radical and stroke the ideograph that looks the same."""
    pairs = (line.split("\t") for line in _RADICALS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {chr(int(radical, 16)): chr(int(ideograph, 16)) for radical, ideograph in pairs}


def describe(repairs: Counter[str]) -> tuple[str, ...]:
    """Counted repairs in words ("83 radicals unified"), in the order in which they were first made.

    Args:
        repairs: by what was repaired, with "{s}" where the plural has an s.
    """
    return tuple(f"{count:,} {what.format(s='' if count == 1 else 's')}" for what, count in repairs.items() if count)
