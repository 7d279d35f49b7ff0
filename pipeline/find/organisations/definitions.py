"""Names that a document itself gives to an organisation: an abbreviation in brackets, 以下「…」, 英名, 通称."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from pipeline.find.organisations.analyser import is_common, is_place_name
from pipeline.find.organisations.patterns_en import LEGAL_FORM
from pipeline.find.organisations.patterns_ja import COMPANY_FORMS, LEGAL_FORMS
from pipeline.find.organisations.places import is_place
from pipeline.find.organisations.spans import Candidate, is_bounded

_BRACKET = re.compile(
    r"[」』\"]?\s*[(（](?P<inside>[^()（）]{1,160}(?:[(（][^()（）]{0,40}[)）][^()（）]{0,80})?)[)）]"
)
_QUOTED = re.compile(r"[「『\"](?P<name>[^「」『』\"]{1,60})[」』\"]")
_INTRODUCED = re.compile(
    r"(?:以下|略称|通称|略して|英名|英語名|英文名称?|和名|旧称|called|referred\s+to\s+as|known\s+as|hereinafter|hereafter|abbreviated|or\s+simply|formerly|short)"
    r"(?:[^A-Za-z「『\"぀-ヿ一-鿿]|(?:\s*(?:the|as|collectively|jointly|referred\s+to|to\s+as)\b))*",
)
_LABEL = re.compile(r"^(?:略称|通称|略|英名|英語名|英文名称?|和名|旧称)\s*[:：は、]?\s*(?P<name>[^、,;；。:：]{2,80})$")
_STATES = frozenset(
    {"USA", "UAE", "ROK", "PRC", "DPRK", "RSA", "NYSE", "TSE", "LSE", "NASDAQ", "ASX", "MOU", "MOC", "LOI"}
)
_ALIAS = re.compile(r"^(?:the\s+|or\s+)?(?P<name>[A-ZÀ-ÖØ-ÞĀ-Ž][\w&./+\-]*(?:[ -][A-Z0-9À-ÖØ-ÞĀ-Ž][\w&./\-]*){0,3})$")
# (Australian Research Council: ARC); not (NASDAQ: ABC).
_FULL_AND_SHORT = re.compile(
    r"(?P<full>[A-Z][A-Za-z&.'’\-]+ [A-Za-z&.'’\- ]{3,90}?)\s*[:：]\s*(?P<short>[A-Z][A-Za-z&\-]{1,9})"
)
_JAPANESE_NAME = re.compile(r"[぀-ヿ㐀-鿿]")
# 気象研究公社(Meteora)
_LATIN_WORD = re.compile(r"[A-Z][A-Za-z]{3,12}")
_ENGLISH_NAME = re.compile(r"^[A-ZÀ-Þ][A-Za-zÀ-ɏ&.,'’\- ]{5,100}$")

# Short forms that every agreement has: they stand for a party and name none.
_GENERIC = re.compile(
    r"^(?:the\s+)?(?:Part(?:y|ies)|Compan(?:y|ies)|Corporation|Group|Participants?|Sides?|Partners?|Signator(?:y|ies)|Members?|Institutions?|Organi[sz]ations?|Governments?|"
    r"Countr(?:y|ies)|Ministr(?:y|ies)|Departments?|Universit(?:y|ies)|Project|Program(?:me)?|Agreement|Arrangement|MO[UC]|Mo[UC]|Memorandum|Statement|Plan|Act|Treaty|Strategy|Technology|System|"
    r"同?省|[当同両弊本各]社|[当同両本各](?:機構|大学|法人|協会|協議会|団体|者|国|所|会|庁|省)|当?機構|当?協会|当事者|大学|会社|甲|乙|丙|双方|両者|両国|本(?:覚書|協定|事業|計画|合意|共同研究|取組))$"
)
_SHORT = re.compile(r"[(（]\s*(?:the\s+|hereinafter\s+(?:the\s+)?)?[\"']?(?P<alias>[A-Z][\w&-]{1,12})[\"']?[)）]")
# High Speed Two (HS2) Limited; Deutsche Gesellschaft … (GIZ) GmbH
_OWN_ACRONYM = re.compile(r"\((?P<alias>[A-Z][A-Z0-9]{1,7})\)(?=\s\S)")
# Old Name Ltd, now New Name, supplies …
_RENAMED = re.compile(
    r",\s(?:(?:now|formerly|previously)\s(?:known\sas\s|called\s|named\s)?|(?:also\s|better\s|commonly\s)?known\sas\s)(?P<alias>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,4})(?=[,.;)])"
)
_PROJECT = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)[)）]?(?:計画|プロジェクト|プログラム|事業|構想|\s(?:[Pp]roject|[Pp]rogramme?|[Mm]ission)(?![A-Za-z]))"
)
_LEGAL_FORMS = sorted(LEGAL_FORMS, key=len, reverse=True)
_LEGAL_FORM_JA = re.compile("|".join(map(re.escape, _LEGAL_FORMS)))
# What agreements, plans and systems end in: Memorandum of Cooperation, 二国間クレジット制度.
_THING_EN = (
    r"(?:Agreement|Arrangement|Memorandum|MO[UC]|Mo[UC]|Understanding|Cooperation|Intent|Plan|Programme|Program|Project|Treaty|Convention|Strategy|Technology|"
    r"Act|Initiative|Mission|Vehicle|Reactor|System|Facility|Framework|Declaration|Statement|Roadmap|Year)"
)
_THING_JA = (
    r"(?:制度|計画|事業|協定|条約|指令|規則|法|構想|プログラム|プロジェクト|システム|技術|覚書|基準|規格|方式|枠組み|イニシアティブ|イニシアチブ|基盤|インフラ|目標|指標"
    r"|手法|装置|材料|分析|評価|報告|検証|測定|衛星|炉|率|量|型)"
)
_THING = re.compile(rf"(?:{_THING_EN}|{_THING_JA}」?)\s*$")
# EuroQCI(欧州量子通信インフラ); not MIT (Massachusetts Institute of Technology), where English says it by its last word alone.
_THING_IN_BRACKETS = re.compile(
    rf"(?<![A-Za-z0-9])(?P<name>[A-Z][\w-]{{1,12}})\s?[(（][^()（）]{{0,40}}{_THING_JA}[)）]"
)


@dataclass(frozen=True, slots=True)
class Defined:
    """A name and what the document calls it as well; the spans are of the folded text."""

    name: Candidate
    alias: str
    alias_start: int
    is_mention: bool


def find_definitions(text: str, names: Sequence[Candidate]) -> Iterator[Defined]:
    """Gives the other names that brackets directly behind a name define for it.

    Args:
        text: the folded text.
        names: names that other layers found, of the same text, in order and not overlapping.
    """
    for name in names:
        end = name.end
        if inside := _OWN_ACRONYM.search(text, name.start, name.end):
            yield Defined(name, inside["alias"], inside.start("alias"), is_mention=True)
        if now := _RENAMED.match(text, end):
            yield Defined(name, now["alias"], now.start("alias"), is_mention=True)
        # 株式会社X(本社:…、以下「X」)(英名: …): several brackets may follow one another.
        while match := _BRACKET.match(text, end, end + 260):
            for alias, offset in _aliases(match["inside"], text[name.start : name.end]):
                start = match.start("inside") + offset
                yield Defined(name, alias, start, not is_generic(alias))
            end = match.end()


def is_generic(alias: str) -> bool:
    """Whether a short form is one that every agreement has: the Company, the Parties, 甲."""
    return bool(_GENERIC.match(alias))


@lru_cache(maxsize=1)
def defined_things(text: str) -> frozenset[str]:
    """Names that a text uses for an agreement, a plan or another thing: (the MoC), (STA), ITER計画."""
    # Two layers ask for those of the same document, one after the other.
    defined = (
        match["alias"]
        for match in _SHORT.finditer(text)
        if _THING.search(text[max(0, match.start() - 60) : match.start()])
    )
    named = (match["name"] for pattern in (_PROJECT, _THING_IN_BRACKETS) for match in pattern.finditer(text))
    return frozenset((*defined, *named))


def fits(alias: str, name: str) -> bool:
    """Whether an abbreviation can be made of a name: most letters in order, the first one a word's initial.

    JST and MEXT fit Japan Science and Technology Agency and Ministry of Education, …, Science and Technology;
    UK does not fit Ministry of Defence.
    """
    letters = [char.lower() for char in alias if char.isalnum()]
    words = re.findall(r"[A-Za-z0-9À-ÿ]+", name)
    if not letters or letters[0] not in {word[0].lower() for word in words}:
        return False
    flat = "".join(words).lower()
    position, found = flat.index(letters[0]), 0
    for letter in letters:
        at = flat.find(letter, position)
        if at >= 0:
            position, found = at + 1, found + 1
    return found / len(letters) > 0.6


def later_uses(text: str, starts: Mapping[str, int]) -> Iterator[Candidate]:
    """Every use of each defined name, from where it is defined to the end, as whole words.

    All names in one pass: a list of members defines thousands, and a pass for each would take minutes.

    Args:
        starts: where each name is defined.
    """
    automaton = ahocorasick.Automaton()
    for alias in starts:
        automaton.add_word(alias, alias)
    if not starts:
        return
    automaton.make_automaton()
    for last, alias in automaton.iter(text):
        begin, stop = last + 1 - len(alias), last + 1
        if begin < starts[alias] or not is_bounded(text, begin, stop):
            continue
        if not (_inside_compound(text, begin, stop) or _ends_compound(text, begin)):
            yield Candidate(begin, stop, "definition")


def short_name(name: str) -> str | None:
    """A company's or body's name without its legal form, where that is long enough to be looked for."""
    short = name
    for form in _LEGAL_FORMS if _LEGAL_FORM_JA.search(name) else ():
        short = short.removeprefix(form) if short.startswith(form) else short.removesuffix(form)
    if form_en := next((match for match in LEGAL_FORM.finditer(short) if match.end() == len(short)), None):
        short = short[: form_en.start()].rstrip(", ")
    short = short.strip()
    if (
        short == name
        or len(short) < 3
        or (short.isascii() and " " not in short and not short.isupper() and len(short) < 5)
    ):
        return None
    return short


def _aliases(inside: str, name: str) -> Iterator[tuple[str, int]]:
    if match := _LABEL.match(inside):
        yield match["name"].strip(), match.start("name")
        return
    introduced = False
    for match in _QUOTED.finditer(inside):
        own = name.startswith(match["name"])
        if own or _INTRODUCED.search(inside[: match.start()]) or inside.startswith(('the "', '"', "「")):
            introduced = True
            yield match["name"].removeprefix("the ").removeprefix("The "), match.start("name") + _article(match["name"])
    if introduced:
        return
    for part in re.finditer(r"[^,、;；/／]+", inside):
        words = part[0].strip()
        if both := _FULL_AND_SHORT.fullmatch(words):
            # (Euronext Paris: ACME) names where the shares are.
            if not fits(both["short"], both["full"]):
                continue
            for group in ("full", "short"):
                if _is_alias(both[group], name):
                    yield both[group], part.start() + part[0].index(words) + both.start(group)
            continue
        offset = part.start() + part[0].index(words) if words else 0
        for label in ("以下", "略称", "通称", "英名", "hereinafter", "hereafter", "formerly", "旧"):
            if words.startswith(label):
                rest = re.sub(r"^[\s:：、は]+|^(?:\s*(?:the|referred to as|called)\b\s*)+", "", words[len(label) :])
                rest = re.sub(r"(?:という|といいます|と呼ぶ|とする).*$", "", rest).strip()
                if rest:
                    yield rest, offset + words.index(rest)
                break
        else:
            if _is_alias(words, name):
                yield words[_article(words) :], offset + _article(words)


def _article(quoted: str) -> int:
    return 4 if quoted.startswith(("the ", "The ")) else 0


def _is_alias(words: str, name: str) -> bool:
    """Whether bracketed words without an introduction are another name and not a remark: (DOE), not (Japan)."""
    if _JAPANESE_NAME.search(name):
        # Behind a Japanese name: an acronym, or its English name in full.
        if re.fullmatch(r"[A-Z][A-Za-z0-9&.\-]*", words) and sum(char.isupper() for char in words) >= 2:
            return not re.fullmatch(r"[A-Z]{2}", words) or fits(words, name)
        if _is_shortened(words, name) or (_LATIN_WORD.fullmatch(words) and not is_place(words)):
            return True
        # The last word has a capital, or the name is of a language that writes none: Kemijski inštitut, Impol d.o.o.
        foreign = not words.isascii() or bool(LEGAL_FORM.search(words))
        return bool(_ENGLISH_NAME.match(words)) and " " in words and (words.split()[-1][0].isupper() or foreign)
    if _JAPANESE_NAME.search(words):
        return (
            not re.search(
                # 仏公的投資銀行: what sort of body it is, of which state
                r"^[日米仏英独伊豪加韓印蘭中露](?:公的|国営|国有|政府系|民間|大手|最大手|準大手|中堅|新興|老舗)|[はがをにで、。:：]|[0-9]|の(?:子会社|関連会社|合弁会社|現地法人|日本法人|グループ会社|一員|傘下)",
                words,
            )
            and len(words) >= 3
            and not is_place_name(words)
            and not words.endswith(("都", "県", "市", "区", "国"))
        )
    if words.startswith("the ") and words[4:] in name.split() and words[4:].istitle():
        # Australian Space Agency (the Agency)
        return True
    if not _ALIAS.match(words):
        return False
    if 3 <= len(words) <= 9 and words.isalpha() and words.isupper():
        # Also one from another language: Federal Ministry of Education and Research (BMBF), its letters (SÚJB).
        return words not in _STATES
    return sum(char.isupper() for char in words) >= 2 and fits(words, name)


def _is_shortened(words: str, name: str) -> bool:
    """Whether kanji are a name shortened, 国際農研 of 国際農林水産業研究センター, or katakana a name in use, ユニセフ."""
    if re.fullmatch(r"[ァ-ヴー]{3,8}", words):
        # 国連児童基金（ユニセフ）
        return not is_place_name(words) and not is_common(words)
    if not re.fullmatch(r"[㐀-鿿]{3,5}", words) or len(words) >= len(name):
        return False
    letters = iter(name[name.find(words[0]) :]) if words[0] in name else iter("")
    return all(char in letters for char in words)


def _inside_compound(text: str, start: int, end: int) -> bool:
    """Whether Japanese characters go on the name: 三井物産 in 三井物産戦略研究所 is another body's."""
    last, after = text[end - 1], text[end : end + 1]
    if not (_JAPANESE_NAME.match(last) and after):
        return False
    same_script = ("一" <= last <= "鿿" and "一" <= after <= "鿿") or ("ァ" <= last <= "ヿ" and "ァ" <= after <= "ヿ")
    following = text[end : end + 6]
    return same_script and not following.startswith(
        ("及", "並", "等", "社", "側", "内", "間", "代表", "会長", "社長", "理事", *COMPANY_FORMS)
    )


def _ends_compound(text: str, start: int) -> bool:
    """Whether a Japanese name's first characters go on a compound: 協議会 in 産業協議会 is another's."""
    first, before = text[start], text[start - 1 : start]
    if not before or not _JAPANESE_NAME.match(first):
        return False
    return ("一" <= first <= "鿿" and "一" <= before <= "鿿") or ("ァ" <= first <= "ヿ" and "ァ" <= before <= "ヿ")
