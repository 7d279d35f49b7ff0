"""The normal form of a name: what two ways of writing one organisation's name have in common."""

import re
import unicodedata
from functools import lru_cache

from pipeline.find.matching import fold
from pipeline.find.organisations.patterns_ja import LEGAL_FORMS
from pipeline.records import OrganisationKind

_FORMS_JA = tuple(sorted(LEGAL_FORMS, key=len, reverse=True))
_FORM_EN = re.compile(
    r",?\s+(?:co\.?,?\s*ltd\.?|company,?\s+limited|inc\.?|incorporated|ltd\.?|limited|llc|llp|plc|corp\.?|corporation|gmbh|ag|se|s\.?a\.?|"
    r"s\.p\.a\.|n\.?v\.?|b\.?v\.?|a/s|asa|ab|oyj?|k\.?k\.?|pte\.?\s+ltd\.?|pty\.?\s+ltd\.?)$"
)
_NATION_EN = re.compile(
    r"^(?:the\s+)?(?:uk|u\.k\.|us|u\.s\.|united\s+kingdom|united\s+states|japanese|british|american)(?:'s)?\s+(?=\w+\s+\w)"
)
_OF_NATION = re.compile(r"(?<=\w)\s+of\s+(?:japan|the\s+united\s+(?:kingdom|states(?:\s+of\s+america)?)|the\s+uk)$")
_NATION_JA = re.compile(r"^(?:米国|英国|日本国?)の?(?=.{3})")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")


@lru_cache(100_000)
def normal_form(name: str) -> str:
    """A name in lower case and NFKC, without article, legal form, leading nationality and loose spaces.

    No letter or punctuation inside the name is lost, and Japanese is not transliterated.
    """
    text = re.sub(r"\s+", " ", fold(name).text).strip().lower()
    if _JAPANESE.search(text):
        text = re.sub(r"\s", "", text) if not re.search(r"[a-z]\s+[a-z]", text) else text
        return _NATION_JA.sub("", _without_form(text))
    text = re.sub(r"^the\s+", "", text).replace(" & ", " and ").removesuffix("'s")
    shorter = _FORM_EN.sub("", text)
    shorter = _NATION_EN.sub("", _OF_NATION.sub("", shorter) if shorter.count(" ") > 2 else shorter)
    return shorter or text


def _without_form(text: str) -> str:
    for form in _FORMS_JA:
        shorter = text.removeprefix(form.lower()).removesuffix(form.lower()).strip()
        if shorter != text and len(shorter) >= 2:
            return shorter
    return text


@lru_cache(100_000)
def is_acronym(name: str) -> bool:
    """Whether a name is too short to say by itself which body it is: DOE, J-PARC, 文科省."""
    if _JAPANESE.search(name):
        return len(name) < 4
    return " " not in name.strip()


def slug(form: str) -> str:
    """A readable identifier from a normal form: letters and digits of any script, joined by hyphens."""
    return "-".join(form.translate(_KEPT).split()) or "unnamed"


class _Kept(dict[int, int]):
    """What each character is in an identifier, as far as it was asked for: itself, or a space."""

    def __missing__(self, code: int) -> int:
        kept = self[code] = code if unicodedata.category(chr(code))[0] in "LMN" else ord(" ")
        return kept


_KEPT = _Kept()


def is_japanese(name: str) -> bool:
    """Whether a name has Japanese characters."""
    return bool(_JAPANESE.search(name))


# Last nouns of names, and the sort of body that has them; the first that fits decides.
_KINDS: tuple[tuple[OrganisationKind, re.Pattern[str]], ...] = (
    ("ministry", re.compile(r"省$|^(?:[\w.']+\s+){0,3}(?:ministry|department)\s+(?:of|for)\b|\b(?:treasury|ministry|department)$|(?:政府)$|government", re.I)),
    ("university", re.compile(r"大学$|大学院$|高等専門学校$|^university\b|\b(?:university|college|polytechnic)\b", re.I)),
    ("committee", re.compile(r"(?:委員会|審議会|会議|部会|検討会|懇談会|調査会|タスクフォース|ワーキンググループ|WG)$|\b(?:committee|working group|task ?force|panel)\b", re.I)),
    ("company", re.compile(r"株式会社|合同会社|有限会社|合資会社|\(株\)|㈱|公司$|社$|(?:ホールディングス|銀行)$|\b(?:co\.?,? ltd\.?|inc\.?|ltd\.?|llc|plc|corp\.?|gmbh|s\.a\.|ag|se|asa|a/s|n\.v\.|company|holdings)$", re.I)),
    ("association", re.compile(r"(?:協会|協議会|連合会?|連盟|学会|工業会|商工会議所|同友会|財団|組合|フォーラム|コンソーシアム|クラスター)$|社団法人|財団法人|\b(?:association|federation|trust|society|consortium|alliance|cluster|chamber|foundation|council|union|forum)\b", re.I)),
    ("institute", re.compile(r"(?:研究所|研究機構|研究開発機構|研究センター|研究院)$|国立研究開発法人|\b(?:institutes?|laborator(?:y|ies)|centre|center|academy|observatory)\b", re.I)),
    ("agency", re.compile(r"(?:庁|機構|公社|公団|公庫|事業団|局|振興会|委員会)$|独立行政法人|\b(?:agency|authority|administration|commission|bureau|office|service|board|organi[sz]ation)\b", re.I)),
)  # fmt: skip


def kind_of(name: str) -> OrganisationKind:
    """The sort of body, by the institutional noun or the legal form in its name; `other` where neither says."""
    text = fold(name).text
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "other")
