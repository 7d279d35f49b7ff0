"""Japanese names without a form of their own: lists of bodies that they stand in, and what is said around them.

エクイノール、レゾナック or ピルバラ・ミネラルズ say nothing of themselves; what stands beside them does.
"""

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.find.organisations.analyser import Word
from pipeline.find.organisations.compounds import LATIN_ITEM, Sentence
from pipeline.find.organisations.definitions import defined_things, later_uses
from pipeline.find.organisations.japanese import without_labels
from pipeline.find.organisations.patterns_en import COMMON_ACRONYMS
from pipeline.find.organisations.patterns_ja import (
    ACCORDING,
    AGENT,
    BODY_LABEL,
    CORPORATE,
    GENERIC,
    JOINING,
    NATIONS,
    NOT_AFTER,
    NOT_BARE,
    PART,
    ROLES,
    SAID_BEFORE,
    SAID_BEHIND,
    SHARE,
    SHAREHOLDERS,
    SORT_BEHIND,
    SUBSIDIARY,
    TIMES,
    WITH_ACRONYM,
)
from pipeline.find.organisations.places import is_place
from pipeline.find.organisations.spans import Candidate, between
from pipeline.records import EntityKind

_SEPARATOR = re.compile(
    r"^\s*(?P<sign>、|,|及び|および|並びに|ならびに|[×xX/]|と|や|・|,?\s?and)(?:\s*(?:及び|および|並びに))?\s*$"
)
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
_KANA = re.compile(r"[ぁ-ん]+")
# エネルギー大手RWE: what a body is, run together with its name.
_SORT = re.compile(r"(?:大手|メーカー|企業|会社|スタートアップ|ベンチャー|商社|財閥|グループ)$")
_FOREIGN = re.compile(r"[ァ-ヴー]{2,}・[ァ-ヴー]{2,}")
_FOREIGN_START = re.compile(r"[ァ-ヴA-Z]")
_KATAKANA_NAME = re.compile(r"[ァ-ヴー]{4,14}(?:・[ァ-ヴー]{2,10}){0,2}")
_ALONE = re.compile(r"(?:\s?[(（][^()（）]*[)）])?(?:\s[^\s、。]{2,20})?")
_ACRONYM = re.compile(r"\s?[(（][A-Z]{3,8}(?:\s(?:Fund|Network|Partnership))?[)）]")
_SHARE_WORD = re.compile(r"\s|[0-9]+(?:\.[0-9]+)?|%")
_NO_NAME = re.compile(r"[0-9]{2}|\s{2}|[@:：~〜]")
_TOO_LITTLE = re.compile(r"[ぁ-ん]+|[A-Za-z]")
_CAPITALS = frozenset(string.ascii_uppercase)
_SORTS = GENERIC | ROLES
_MOST_UNKNOWN = 8  # members of a list for each that is known
_MOST = 40
_Kinds = Mapping[tuple[int, int], EntityKind]


def bare_japanese(
    text: str,
    blocks: Sequence[tuple[int, int]],
    sentences: Iterable[Iterable[Sentence]],
    known: Sequence[Candidate],
    entities: _Kinds,
) -> list[Candidate]:
    """Gives the names that context or company shows to be bodies, with every other use of the same words.

    Args:
        text: the folded text.
        blocks: spans of the folded text.
        sentences: of each block.
        known: what the other layers found, in order and not overlapping.
        entities: the kind that the models give to spans of the folded text.
    """
    sets = [
        _items(sentence, known)
        for (start, end), inside in zip(blocks, sentences, strict=True)
        if _JAPANESE.search(text, start, end) or LATIN_ITEM.match(text[start:end])
        for sentence in inside
    ]
    sure = {item.start: item.end for item in known}
    named = [
        Candidate(item.start, item.end, "pattern")
        for items in sets
        for item in items
        if not item.is_body and _is_said(text, item, sure)
    ]
    things = defined_things(text)
    for _ in range(2):
        bodies = {text[item.start : item.end] for item in named}
        groups = (*(group for items in sets for group in _lists(text, items)), *_lines(text, blocks, sets))
        more = [
            Candidate(item.start, item.end, "pattern")
            for group in groups
            if not any(text[item.start : item.end] in things for item in group)
            for item in _accepted(text, group, bodies, entities)
        ]
        if not more:
            break
        named += more
    uses = later_uses(text, {text[item.start : item.end]: 0 for item in named})
    return [*named, *(Candidate(use.start, use.end, "pattern") for use in uses if not _is_thing(text, use.end))]


@dataclass(frozen=True, slots=True)
class _Item:
    """A compound of a sentence, or a known name; `words` are the analyser's, `is_shown`: it begins with a body's name or behind 米."""

    start: int
    end: int
    is_body: bool
    words: tuple[Word, ...] = ()
    is_shown: bool = False


def _items(sentence: Sentence, known: Sequence[Candidate]) -> list[_Item]:
    """The compounds of a sentence that are, or may be, names; and the known names."""
    text = sentence.text
    inside = between(known, sentence.start, sentence.end)
    items = [_Item(item.start, item.end, True) for item in inside]
    for compound in sentence.compounds:
        words = _own(without_labels(compound))
        if not words:
            continue
        after_state = words[0].text in NATIONS and len(words) > 1 and bool(_FOREIGN_START.match(words[1].text))
        words = words[after_state:]
        begin, stop = words[0].start, words[-1].end
        within = between(inside, begin, stop)
        if (
            len(within) == 1
            and within[0].start == begin
            and within[0].end < stop
            and _is_of_group(text, within[0], stop)
        ):
            # 東芝デジタルソリューションズ: a company of the same group.
            items = [item for item in items if item.start != begin]
            items.append(_Item(begin, stop, False, tuple(words), is_shown=True))
        elif not within and (
            can_name(words, text[begin:stop]) or _is_katakana(words) or WITH_ACRONYM.search(text, begin, stop)
        ):
            items.append(_Item(begin, stop, False, tuple(words), after_state))
    return sorted(items, key=lambda item: item.start)


def _is_of_group(text: str, known: Candidate, stop: int) -> bool:
    """Whether what is glued to a known name makes another company's name of it: NTT|コミュニケーションズ, not 富士通|社長."""
    behind = text[known.end : stop]
    return behind[0] not in " /" and bool(SUBSIDIARY.search(behind))


def _is_katakana(words: Sequence[Word]) -> bool:
    """Whether a compound is katakana alone, which a name may be though the dictionary has its words: ユーグレナ, ユーロフィン."""
    name = "".join(word.text for word in words)
    return bool(_KATAKANA_NAME.fullmatch(name)) and not NOT_BARE.search(name) and name not in _SORTS


def _own(words: list[Word]) -> list[Word]:
    """The words up to one in hiragana (井関農機|とも), from behind a word for what the body is."""
    end = next((number for number, word in enumerate(words) if number and _KANA.fullmatch(word.text)), len(words))
    words = words[:end]
    # Acme Partners 12.5%
    while len(words) > 1 and _SHARE_WORD.fullmatch(words[-1].text):
        words = words[:-1]
    first = next((number for number in range(len(words) - 1, 0, -1) if _SORT.search(words[number - 1].text)), 0)
    # 住友商事グループ is a name; in ドイツのエネルギー大手RWE the name follows.
    return words[first:]


def can_name(words: Sequence[Word], name: str) -> bool:
    """Whether a compound can be a body's name: with a word that no dictionary has as a common noun, and no place or person."""
    if (
        not 2 <= len(name) <= _MOST
        or name in _SORTS
        or name in COMMON_ACRONYMS
        or TIMES.match(name)
        or PART.search(name)
        or is_place(name)
    ):
        return False
    if NOT_BARE.search(name) or _NO_NAME.search(name) or _TOO_LITTLE.fullmatch(name):
        return False
    if all(word.is_place or word.text in GENERIC for word in words):
        return False
    person = all(word.pos[2:3] == ("人名",) for word in words) and not CORPORATE.search(name)
    if person and (len(words) > 1 or not re.search(r"[ァ-ヴ]", name)):
        return False
    if words[0].pos[1] == "数詞":
        return False
    # セブ・パシフィック航空: a place is proper enough before what companies are called by.
    if _FOREIGN.search(name) or (CORPORATE.search(name) and any(word.is_place for word in words)):
        return True
    # さくらインターネット, Green Carbon, 三井E&S: unknown words, names, Latin capitals; オブザーバー and 燃料電池 are common.
    return any(
        word.is_oov or (word.pos[1] == "固有名詞" and not word.is_place) or word.text[0] in _CAPITALS for word in words
    )


def _is_said(text: str, item: _Item, known: Mapping[int, int]) -> bool:
    """Whether what stands around a compound says that it is a body."""
    if _is_thing(text, item.end):
        return False
    # ドイツテレコム(Deutsche Telekom AG): the bracket has nothing but a body's name.
    opening = re.match(r"\s?[(（]", text[item.end : item.end + 2])
    closing = known.get(item.end + opening.end()) if opening else None
    if closing is not None and text[closing : closing + 1] in {")", "）"}:
        return True
    # Not behind の, which is inside such names as often as before them.
    if WITH_ACRONYM.search(text, item.start, item.end) and _ACRONYM.match(text, item.end):
        return text[item.start - 1 : item.start] != "の"
    if not can_name(item.words, text[item.start : item.end]):
        return False
    before, behind = text[max(0, item.start - 60) : item.start], text[item.end : item.end + 40]
    before = before.rsplit("\n", 1)[-1]
    if SHARE.match(behind) and SHAREHOLDERS.search(before):
        return True
    if item.is_shown or AGENT.match(behind) or BODY_LABEL.search(before):
        return True
    if _CAPITALS.issuperset(text[item.start : item.end]) and ACCORDING.match(behind):
        return True
    return bool(SAID_BEHIND.match(behind) or SAID_BEFORE.search(before[-24:]))


def _lists(text: str, items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Members that 、 と 及び × join; a bracket behind a member is part of it."""
    outer, inner = _by_bracket(text, items)
    for members in (outer, *inner):
        group: list[_Item] = []
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


def _by_bracket(text: str, items: Sequence[_Item]) -> tuple[list[_Item], list[list[_Item]]]:
    outer: list[_Item] = []
    inner: list[list[_Item]] = []
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


def _lines(text: str, blocks: Sequence[tuple[int, int]], sentences: Sequence[Sequence[_Item]]) -> Iterator[list[_Item]]:
    """Neighbouring lines of nothing but a name, with a bracket or a part of the body behind it."""
    starts = {items[0].start: items[0] for items in sentences if items}
    group: list[_Item] = []
    for start, end in blocks:
        item = starts.get(start)
        if item and _ALONE.fullmatch(text[item.end : end].rstrip()):
            group.append(item)
            continue
        if len(group) > 2:
            yield group
        group = []
    if len(group) > 2:
        yield group


def _accepted(text: str, group: Sequence[_Item], bodies: set[str], entities: _Kinds) -> Iterator[_Item]:
    sure = sum(
        item.is_body or text[item.start : item.end] in bodies or entities.get((item.start, item.end)) == "organisation"
        for item in group
    )
    behind = text[group[-1].end : group[-1].end + 40]
    before = text[max(0, group[0].start - 60) : group[0].start].rsplit("\n", 1)[-1]
    labelled = bool(BODY_LABEL.search(before))
    shown = labelled or SORT_BEHIND.match(behind) or JOINING.match(behind) or AGENT.match(behind)
    if (not sure or _MOST_UNKNOWN * sure < len(group)) and not shown:
        return
    # Words that the dictionary has need more than one known name beside them: ユーグレナ, but オブザーバー as well.
    strong = labelled or 2 * sure >= len(group)
    for item in group:
        words = text[item.start : item.end]
        kind = entities.get((item.start, item.end))
        if item.is_body or words in bodies or _is_thing(text, item.end):
            continue
        if not strong and not can_name(item.words, words):
            continue
        if (kind in {"place", "event", "facility"} and not labelled) or (kind == "person" and len(group) == 2):
            continue
        yield item


def _is_thing(text: str, end: int) -> bool:
    """Whether what follows makes a person, a place or a thing of the words: 氏, 州, 計画, 号, the figure of Tier1."""
    if text[end - 1].isascii() and text[end - 1].isalpha() and text[end : end + 1].isdigit():
        return True
    return bool(NOT_AFTER.match(text[end : end + 8]) or _THING.match(text[end : end + 8]))


_THING = re.compile(
    r"\s?(?:氏|さん|様|教授|博士|大使|大臣|首相|大統領|知事|市長|議員|州|県|市(?!場)|区|町|村|省|庁|国|島|湾|港|沖|川|山|海|駅|線|空港|鉱山|工場|発電所|研究棟|計画|プロジェクト|プログラム|事業(?!者|会社|部)|構想|号|機|船|衛星|ミッション|ロケット|方式|規格|法(?!人)|賞|装置|技術|システム|製品|ブランド|語|人(?!材)|系|型|式|版|年|月|日|会場|サミット|フォーラム|シンポジウム)"
)
