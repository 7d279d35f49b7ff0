"""Japanese names without a form of their own: lists of bodies that they stand in, and what is said around them.

エクイノール、レゾナック or ピルバラ・ミネラルズ say nothing of themselves; what stands beside them does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.find.organisations.analyser import Word, analyse
from pipeline.find.organisations.compounds import compounds
from pipeline.find.organisations.definitions import later_uses
from pipeline.find.organisations.japanese import without_labels
from pipeline.find.organisations.lists import Item
from pipeline.find.organisations.patterns_ja import (
    CORPORATE,
    GENERIC,
    JOINING,
    NOT_AFTER,
    NOT_BARE,
    PART,
    ROLES,
    SAID_BEFORE,
    SAID_BEHIND,
    SORT_BEHIND,
    SUBSIDIARY,
    TIMES,
)
from pipeline.find.organisations.places import is_place
from pipeline.find.organisations.spans import Candidate
from pipeline.find.sentences import split
from pipeline.records import EntityKind

_SEPARATOR = re.compile(
    r"^\s*(?P<sign>、|,|及び|および|並びに|ならびに|[×xX/]|と|や|・|,?\s?and)(?:\s*(?:及び|および|並びに))?\s*$"
)
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
_KANA = re.compile(r"[ぁ-ん]+")
# エネルギー大手RWE: what a body is, run together with its name.
_SORT = re.compile(r"(?:大手|メーカー|企業|会社|スタートアップ|ベンチャー|商社|財閥|グループ)$")
_FOREIGN = re.compile(r"[ァ-ヴー]{2,}・[ァ-ヴー]{2,}")
_MOST_UNKNOWN = 8  # members of a list for each that is known
_MOST = 40
_Kinds = Mapping[tuple[int, int], EntityKind]


def bare_japanese(
    text: str, blocks: Sequence[tuple[int, int]], known: Sequence[Candidate], entities: _Kinds
) -> list[Candidate]:
    """Gives the names that context or company shows to be bodies, with every other use of the same words.

    Args:
        text: the folded text.
        blocks: spans of the folded text.
        known: what the other layers found, in order and not overlapping.
        entities: the kind that the models give to spans of the folded text.
    """
    sentences = [
        _items(text, begin, stop, known)
        for start, end in blocks
        if _JAPANESE.search(text, start, end)
        for begin, stop in split(text, start, end)
    ]
    named = [
        Candidate(item.start, item.end, "pattern") for items in sentences for item in items if _is_said(text, item)
    ]
    for _ in range(2):
        bodies = {text[item.start : item.end] for item in named}
        more = [
            Candidate(item.start, item.end, "pattern")
            for items in sentences
            for group in _lists(text, items)
            for item in _accepted(text, group, bodies, entities)
        ]
        if not more:
            break
        named += more
    uses = later_uses(text, {text[item.start : item.end]: 0 for item in named})
    return [*named, *(Candidate(use.start, use.end, "pattern") for use in uses if not _is_thing(text, use.end))]


def _items(text: str, start: int, end: int, known: Sequence[Candidate]) -> list[Item]:
    """The compounds of a sentence that are, or may be, names; and the known names."""
    inside = [item for item in known if item.end > start and item.start < end]
    items = [Item(item.start, item.end, True) for item in inside]
    for compound in compounds(list(analyse(text, start, end))):
        words = _own(without_labels(compound))
        if not words:
            continue
        begin, stop = words[0].start, words[-1].end
        within = [item for item in inside if item.start < stop and begin < item.end]
        if len(within) == 1 and within[0].start == begin and within[0].end < stop and SUBSIDIARY.search(words[-1].text):
            # 東芝デジタルソリューションズ: a company of the same group.
            items = [item for item in items if item.start != begin]
        elif within:
            continue
        if can_name(words, text[begin:stop]):
            items.append(Item(begin, stop, False))
    return sorted(items, key=lambda item: item.start)


def _own(words: list[Word]) -> list[Word]:
    """The words up to one in hiragana (井関農機|とも), from behind a word for what the body is."""
    end = next((number for number, word in enumerate(words) if number and _KANA.fullmatch(word.text)), len(words))
    words = words[:end]
    first = next((number for number in range(len(words) - 1, 0, -1) if _SORT.search(words[number - 1].text)), 0)
    # 住友商事グループ is a name; in ドイツのエネルギー大手RWE the name follows.
    return words[first:]


def can_name(words: Sequence[Word], name: str) -> bool:
    """Whether a compound can be a body's name: with a word that no dictionary has as a common noun, and no place or person."""
    if (
        not 2 <= len(name) <= _MOST
        or name in GENERIC | ROLES
        or TIMES.match(name)
        or PART.search(name)
        or is_place(name)
    ):
        return False
    if (
        NOT_BARE.search(name)
        or re.search(r"[0-9]{2}|\s{2}|[@:：~〜]", name)
        or re.fullmatch(r"[ぁ-ん]+|[A-Za-z]", name)
    ):
        return False
    if all(word.is_place or word.text in GENERIC for word in words):
        return False
    if all(word.pos[2:3] == ("人名",) for word in words) and (len(words) > 1 or not re.search(r"[ァ-ヴ]", name)):
        return False
    if words[0].pos[1] == "数詞":
        return False
    # セブ・パシフィック航空: a place is proper enough before what companies are called by.
    if _FOREIGN.search(name) or (CORPORATE.search(name) and any(word.is_place for word in words)):
        return True
    # さくらインターネット, Green Carbon, 三井E&S: unknown words, names, Latin capitals; オブザーバー and 燃料電池 are common.
    return any(
        word.is_oov or (word.pos[1] == "固有名詞" and not word.is_place) or re.match(r"[A-Z]", word.text)
        for word in words
    )


def _is_said(text: str, item: Item) -> bool:
    if item.is_body or _is_thing(text, item.end):
        return False
    before, behind = text[max(0, item.start - 24) : item.start], text[item.end : item.end + 24]
    return bool(SAID_BEHIND.match(behind) or SAID_BEFORE.search(before.rsplit("\n", 1)[-1]))


def _lists(text: str, items: Sequence[Item]) -> Iterator[list[Item]]:
    """Members that 、 と 及び × join; a bracket behind a member is part of it."""
    outer, inner = _by_bracket(text, items)
    for members in (outer, *inner):
        group: list[Item] = []
        for item in members:
            gap = re.sub(r"[(（][^()（）]{0,80}[)）]", "", text[group[-1].end : item.start]) if group else ""
            if group and item.start - group[-1].end < 100 and _SEPARATOR.match(gap):
                group.append(item)
            else:
                if len(group) > 1:
                    yield group
                group = [item]
        if len(group) > 1:
            yield group


def _by_bracket(text: str, items: Sequence[Item]) -> tuple[list[Item], list[list[Item]]]:
    outer: list[Item] = []
    inner: list[list[Item]] = []
    depth_end = -1
    for item in items:
        if item.start < depth_end:
            inner[-1].append(item)
            continue
        outer.append(item)
        bracket = re.match(r"\s?[(（][^()（）]{1,200}[)）]", text[item.end : item.end + 204])
        if bracket:
            depth_end = item.end + bracket.end()
            inner.append([])
    return outer, inner


def _accepted(text: str, group: Sequence[Item], bodies: set[str], entities: _Kinds) -> Iterator[Item]:
    sure = sum(
        item.is_body or text[item.start : item.end] in bodies or entities.get((item.start, item.end)) == "organisation"
        for item in group
    )
    behind = text[group[-1].end : group[-1].end + 40]
    if (not sure or _MOST_UNKNOWN * sure < len(group)) and not (SORT_BEHIND.match(behind) or JOINING.match(behind)):
        return
    for item in group:
        words = text[item.start : item.end]
        kind = entities.get((item.start, item.end))
        if item.is_body or words in bodies or _is_thing(text, item.end):
            continue
        if kind in {"place", "event", "facility"} or (kind == "person" and len(group) == 2):
            continue
        yield item


def _is_thing(text: str, end: int) -> bool:
    """Whether what follows makes a person, a place or a thing of the words: 氏, 州, 計画, 号."""
    return bool(NOT_AFTER.match(text[end : end + 8]) or _THING.match(text[end : end + 8]))


_THING = re.compile(
    r"\s?(?:氏|さん|様|教授|博士|大使|大臣|首相|大統領|知事|市長|議員|州|県|市(?!場)|区|町|村|省|庁|国|島|湾|港|沖|川|山|海|駅|線|空港|鉱山|工場|発電所|研究棟|計画|プロジェクト|プログラム|事業(?!者|会社|部)|構想|号|機|船|衛星|ミッション|ロケット|方式|規格|法(?!人)|賞|装置|技術|システム|製品|ブランド|語|人(?!材)|系|型|式|版|年|月|日|会場|サミット|フォーラム|シンポジウム)"
)
