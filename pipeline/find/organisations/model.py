"""What the models call organisations, with boundaries mended and their known confusions left out."""

import re
from collections.abc import Iterator, Sequence

from pipeline.find.organisations.definitions import defined_things
from pipeline.find.organisations.japanese import is_common
from pipeline.find.organisations.patterns_en import (
    GENERIC,
    HEAD_PHRASES,
    HEADS,
    IN_POST,
    NOT_HEADS,
    PART_HEADS,
    PLACES,
    PLURALS,
    POSTS,
    STOPS,
    SUBJECTS,
)
from pipeline.find.organisations.patterns_ja import GENERIC as GENERIC_JA
from pipeline.find.organisations.patterns_ja import LEGAL_FORMS, NOT_AFTER, PART, ROLES, TIMES
from pipeline.find.organisations.spans import Candidate, is_bounded
from pipeline.records import Block, Entity

_EDGES = " \t\n\"'“”‘’「」『』()（）[]【】<>＜＞、。,.;:：・*_-–—/●○■◆"
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
_NOT_JA = re.compile(
    r"(?:協定|条約|覚書|計画|戦略|構想|宣言|声明|法|プロジェクト|プログラム|イニシアティブ|会合|サミット|シンポジウム|セミナー|展|大会|総会|大臣|長官|炉|号|号機|衛星|"
    r"施設|発電所|空港|港|駅|事業|制度|基金|システム|技術|サービス|製品|エネルギー|産業|業界|関係|等|ら|側|両国|各国|国|省庁|首脳|官民|市場|分野|研究|開発|協力|連携|活動|企業|団体|機関|パートナー(?:シップ)?)$"
)


def model_candidates(
    text: str, entities: Sequence[Entity], blocks: Sequence[Block], spans: Sequence[tuple[int, int]]
) -> Iterator[Candidate]:
    """Gives the organisations that the models name, as far as general evidence does not speak against them.

    Args:
        text: the folded text.
        entities: what the models found, in the order of the text.
        blocks: of the document.
        spans: for each entity, its span of the folded text.
    """
    elsewhere = {
        text[start:end].strip(_EDGES)
        for entity, (start, end) in zip(entities, spans, strict=True)
        if entity.kind in {"person", "place"}
    }
    things = defined_things(text)
    for entity, (start, end) in zip(entities, spans, strict=True):
        if entity.kind != "organisation":
            continue
        start, end = _mended(text, start, end)
        words = text[start:end]
        if not words or words in elsewhere | things or not is_bounded(text, start, end):
            continue
        good = _is_japanese_name(text, start, end) if _JAPANESE.search(words) else _is_english_name(text, start, end)
        if good:
            yield Candidate(start, end, "model")


def _mended(text: str, start: int, end: int) -> tuple[int, int]:
    """Leaves out what models add at the edges: articles, quotation marks, possessives, half a bracket."""
    words = text[start:end]
    for opener, closer in ("()", "「」", "[]"):
        if words.count(opener) != words.count(closer):
            cut = words.find(opener) if opener in words else words.rfind(closer) + 1
            if opener in words:
                end = start + cut
            else:
                start += cut
            words = text[start:end]
    if "\n" in words:
        end = start + words.index("\n")
        words = text[start:end]
    if match := re.match(r"(?:the|The|a|an|A|An|our|its|their)\s+", words):
        start += match.end()
    if text[start:end].endswith("'s"):
        end -= 2
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not text[start:end].endswith(("Inc.", "Ltd.", "Co.", "Corp.")):
        end -= 1
    return start, end


def _is_english_name(text: str, start: int, end: int) -> bool:
    words = text[start:end].split()
    first, last = words[0], words[-1]
    if last in NOT_HEADS | PLACES or first in STOPS or any(word in POSTS for word in words) or "@" in text[start:end]:
        return False
    if not any(char.isupper() for char in text[start:end]) or not first[0].isupper():
        return False
    if all(word in SUBJECTS | GENERIC | PLURALS | {"and", "of", "&"} for word in words) or "to" in words:
        return False
    if "/" in text[start:end] or first in {"RV", "HMS", "USS", "SS", "MV", "MS"}:
        return False
    if len(words) == 1 and (
        first in HEADS | PART_HEADS | {"Commonwealth", "Republic", "Division", "Group", "Team", "State"}
    ):
        return False
    # Words that the same text also has without capitals are no name; nor is REPUBLIC OF …, or TEL: before a number.
    lowered = text[start:end].lower()
    if re.search(rf"(?<![A-Za-z]){re.escape(lowered)}(?![A-Za-z])", text) or first.title() in {
        "Republic",
        "Kingdom",
        "State",
        "People's",
    }:
        return False
    if len(words) == 1 and (
        re.match(r"\s?[:：]|\s?\d|s(?![a-z])", text[end : end + 2])
        or re.search(r"\d\s$", text[max(0, start - 2) : start])
    ):
        return False
    # A stock exchange's ticker: (TSXV: ABC).
    if re.search(r"[A-Z]{2,7}\s?:\s?$", text[max(0, start - 10) : start]) or ">" in text[start:end]:
        return False
    # What the patterns refuse for want of a name of its own does not come in by this door.
    if (last in HEADS or " ".join(words[-2:]) in HEAD_PHRASES) and all(word in GENERIC | HEADS for word in words):
        return False
    if first in {"School", "Faculty", "Division", "Graduate"}:
        return False
    # One capitalised word behind "in" or "near" is a place that the model mistook.
    alone = len(words) == 1 and not text[start:end].isupper()
    if alone and re.search(r"\b(?:in|at|near|from|to|off|around|across)\s+$", text[max(0, start - 8) : start]):
        return False
    if IN_POST.search(text[max(0, start - 120) : start]):
        return False
    if any(char.isdigit() for char in text[start:end]):
        return False
    if (after := re.match(r" ([A-Z]\w+)", text[end : end + 24])) and after[1] in NOT_HEADS | PLACES:
        return False
    # A compound like UK-Japan names a relation, and a line of capitalised words no body but itself.
    return not re.match(r"-\w", text[end : end + 2]) and not (start and text[start - 1] == "-")


def _is_japanese_name(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    if len(name) < 3 or name in GENERIC_JA or name in ROLES or TIMES.match(name) or name in LEGAL_FORMS:
        return False
    if _NOT_JA.search(name) or NOT_AFTER.match(text[end : end + 8]) or re.search(r"[、。!?…]|[0-9]{2}", name):
        return False
    if re.search(r"(?:[都道府県市区町村郡]|キャンパス|校|ランド)$", name) or re.match(r"[本当同両各]", name):
        return False
    if PART.search(name) and not name.endswith(("研究所", "センター")):
        return False
    if re.search(r"部長|課長|室長|教授|所長|代理|主任|係長|氏$", name):
        return False
    if re.match(r"[ぁ-ん]", name) or re.search(r"(?:する|した|して|による|における|ための)", name):
        return False
    if is_common(name):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if re.match(r"[ァ-ヴー]", after) and re.match(r"[ァ-ヴー]", name[-1]):
        return False
    return not (re.match(r"[ァ-ヴー]", before) and re.match(r"[ァ-ヴー]", name[0]))
