"""What the models call organisations, with boundaries mended and their known confusions left out."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pipeline.find.organisations.analyser import dictionary_names
from pipeline.find.organisations.contexts import is_basis, is_officer
from pipeline.find.organisations.definitions import defined_things
from pipeline.find.organisations.patterns_en import (
    COMMON_ACRONYMS,
    FIRST_HEADS,
    GENERIC,
    HEAD_PHRASES,
    HEADS,
    IN_POST,
    LEGAL_FORM,
    NOT_HEADS,
    PART_HEADS,
    PLACES,
    PLURALS,
    POSTS,
    STOPS,
    SUBJECTS,
)
from pipeline.find.organisations.patterns_ja import CORPORATE, EVENTS, LEGAL_FORMS, NOT_AFTER, PART, ROLES, TIMES
from pipeline.find.organisations.patterns_ja import GENERIC as GENERIC_JA
from pipeline.find.organisations.places import CITIES, NATIONALITIES, STATES, is_place
from pipeline.find.organisations.spans import Candidate, is_bounded
from pipeline.records import Block, Entity

_EDGES = " \t\n\"'“”‘’「」『』()（）[]【】<>＜＞、。,.;:：・*_-–—/●○■◆"
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
_ADJECTIVE = re.compile(r"^[A-Z][a-z]+(?:ic|al|ar|ary|ive|ous)$")
_KATAKANA = re.compile(r"[ァ-ヴー]")
# Framework Act on Artificial Intelligence: what follows is the subject of a text.
_OF_TEXT = re.compile(
    r"\b(?:Act|Law|Bill|Agreement|Arrangement|Memorandum|Convention|Treaty|Declaration|Strategy|Plan|Statement)\s+(?:on|of|for|concerning)\s+(?:the\s+)?$"
)
# Dictionary words that are proper and no bodies.
_NOT_WHOLE_JA = re.compile(
    r"(?:震災|地震|オープン|カップ|条約|協定|宣言|法|線|駅|城|杯|大会|戦争|事件|計画|時代|市|町|村|県|州|国|島|山|川)$"
)
# ISO/IEC 42001: the body in the number of a standard.
_IN_NUMBER = re.compile(r"(?:/[A-Z]{2,6}){1,2}[ -]?(?:[0-9]{3}|JTC)")
# 日・EU, 日・米・EU, ASEAN・韓: a body among countries stands for its members. But 米IBM and 独・SAP are of a country.
_COUNTRY = "[日米英仏独伊加豪中韓印露欧墺瑞]"
_COUNTRY_BEFORE = re.compile(rf"(?<![一-鿿0-9])(?:日|{_COUNTRY}・{_COUNTRY})・$")
_COUNTRY_BEHIND = re.compile(rf"・{_COUNTRY}(?![一-鿿ァ-ヴA-Za-z])")
# 「国連海洋科学の10年」: a name runs on in quotation marks without a particle.
_RUNS_ON_IN_QUOTES = re.compile(r"[一-鿿ァ-ヴ][一-鿿ァ-ヴー・々0-9A-Za-zの]{0,28}[」』]")
_COUNTED = re.compile(r"[0-9一二三四五六七八九十両各数]+(?:社|者|機関|団体|大学|[かカヵ]国)")

# What stands around an acronym of a sort of thing.
_ONE_OF_MANY = re.compile(r"\b(?:an?|each|every|first|second|new|per)\s\Z")
_LONGEST_BEFORE = len("second ")
_PLURAL = re.compile(r"s\b")
_BOUNDARY = re.compile(r"\b")
_LINE_OR_COLUMN = re.compile(r"\n|\s{2}|\t")
_ARTICLE = re.compile(r"(?:the|The|a|an|A|An|our|its|their)\s+")
_THINGS = NOT_HEADS | PLACES
_COMMON = SUBJECTS | GENERIC | PLURALS | {"and", "of", "&", "Studies"}
_GENERIC_OR_HEAD = GENERIC | HEADS
_APART = STOPS | POSTS | NATIONALITIES
_SORTS_ALONE = HEADS | PART_HEADS | {"Commonwealth", "Republic", "Division", "Group", "Team", "State"}
_LINKS_OF_TEXTS = frozenset({"to", "between", "among"})
_LINKS = frozenset({"for", "on", "of"})
_TEXTS = frozenset(
    "Strategy Plan Policy Roadmap Agenda Act Law Letter Memorandum Agreement Declaration Charter".split()
)
_PARTS = frozenset("Division Section Unit Branch Desk".split())
# By Jane Doe and John Smith
_BYLINE = re.compile(r"By [A-ZÀ-Þ][\w'’.-]+(?:(?: and |, | )[A-ZÀ-Þ][\w'’.-]+){1,11}$")
_LONGEST_BYLINE = 120
# What a part of a body, or a thing, begins with.
_OF_A_PART_OR_THING = frozenset(
    "School Faculty Division Graduate Project Programme Program Operation Mission Prix Premio Prize".split()
)


def model_candidates(
    text: str,
    entities: Sequence[Entity],
    blocks: Sequence[Block],
    spans: Sequence[tuple[int, int]],
    known: Sequence[Candidate],
) -> Iterator[Candidate]:
    """Gives the organisations that the models name, as far as general evidence does not speak against them.

    Args:
        text: the folded text.
        entities: what the models found, in the order of the text.
        blocks: of the document.
        spans: for each entity, its span of the folded text.
        known: what the other layers found.
    """
    elsewhere = {
        text[start:end].strip(_EDGES)
        for entity, (start, end) in zip(entities, spans, strict=True)
        if entity.kind in {"person", "place"}
    }
    things = defined_things(text)
    # Each is looked for in the whole text, so once for each name.
    sorts: dict[str, bool] = {}
    uncapitalised: dict[str, bool] = {}
    beside = {edge for item in known for edge in (item.start, item.end)}
    mended = [
        _mended(text, *span) for entity, span in zip(entities, spans, strict=True) if entity.kind == "organisation"
    ]
    longer = [span for span in mended if " " in text[slice(*span)]]
    beside.update(edge for span in longer for edge in span)
    longer += [(item.start, item.end) for item in known if " " in text[item.start : item.end]]
    beginnings = {text[slice(*span)].split()[0] for span in longer}
    for start, end in mended:
        words = text[start:end]
        if not words or words in elsewhere | things or not is_bounded(text, start, end):
            continue
        if _is_in_japanese(text, start, end):
            good = _is_japanese_name(text, start, end)
        else:
            # One capitalised word is as often a place, a person or a heading: it needs a longer name that it begins.
            alone = " " not in words and not words.isupper()
            if words.isupper() and words not in sorts:
                sorts[words] = _is_sort(text, words)
            good = _is_english_name(text, start, end)
            if good and words not in uncapitalised:
                uncapitalised[words] = _is_uncapitalised(text, words)
            good = (
                good
                and not uncapitalised[words]
                and not sorts.get(words)
                and (not alone or words in beginnings or _is_beside(text, start, end, beside))
            )
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
    # A line's end, or the space between two columns.
    if gap := _LINE_OR_COLUMN.search(words.rstrip()):
        end = start + gap.start()
        words = text[start:end]
    if match := _ARTICLE.match(words):
        start += match.end()
    if text[start:end].endswith("'s"):
        end -= 2
    if match := EVENTS.search(text[start:end]):
        end = start + match.start()
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not text[start:end].endswith(("Inc.", "Ltd.", "Co.", "Corp.")):
        end -= 1
    return start, end


def _is_english_name(text: str, start: int, end: int) -> bool:
    words = text[start:end].split()
    first, last = words[0], words[-1]
    if last in _THINGS or first in STOPS or not POSTS.isdisjoint(words) or "@" in text[start:end]:
        return False
    if not any(char.isupper() for char in text[start:end]) or not first[0].isupper():
        return False
    if text[start:end] in STATES or text[start:end] in CITIES:
        return False
    if all(_is_common_word(word) for word in words) or not _LINKS_OF_TEXTS.isdisjoint(words):
        return False
    # National Strategy for …: a text or plan and what it is about; the Mineral Resources Division: a part.
    if last in _PARTS or any(word in _TEXTS and link in _LINKS for word, link in pairwise(words)):
        return False
    if last in {"Factory", "Refinery", "Smelter", "Mill"} and text[max(0, start - 3) : start] == "'s ":
        return False
    if _BYLINE.match(_line_at(text, start)):
        return False
    # Two names of a list that the model took for one: Kyoto, Network Rail; LG Energy Solution and Stellantis.
    if last not in HEADS and "of" not in words and _is_pair(words):
        return False
    # Ministry of …, Institute for …: what the patterns did not take for a name is none, or a part of one.
    if len(words) > 1 and first in FIRST_HEADS and words[1] in {"of", "for", "on"}:
        return False
    if _OF_TEXT.search(text[max(0, start - 60) : start]) or re.match(r" (?:19|20)\d\d\b", text[end : end + 6]):
        return False
    # 10 CFR Part 53, and a word of a heading in capitals.
    if (
        len(words) == 1
        and first.isupper()
        and (len(first) > 7 or re.search(r"\d\s+$", text[max(0, start - 3) : start]))
    ):
        return False
    if "/" in text[start:end] or first in {"RV", "HMS", "USS", "SS", "MV", "MS"}:
        return False
    if len(words) == 1 and (first in _SORTS_ALONE):
        return False
    if first.title() in {"Republic", "Kingdom", "State", "People's"}:
        return False
    # CGM in CMA CGM: the model took a part of a longer name.
    before = re.search(r"([A-ZÀ-Þ][\w&-]*) $", text[max(0, start - 30) : start])
    if len(words) == 1 and first.isupper() and before and not _stands_apart(before[1]):
        return False
    # TEL: before a number.
    if len(words) == 1 and (
        re.match(r"\s?[:：]|\s?\d|s(?![a-z])", text[end : end + 2])
        or re.search(r"\d\s$", text[max(0, start - 2) : start])
    ):
        return False
    # A stock exchange's ticker: (TSXV: ABC).
    if re.search(r"[A-Z]{2,7}\s?:\s?$", text[max(0, start - 10) : start]) or ">" in text[start:end]:
        return False
    # What the patterns refuse for want of a name of its own does not come in by this door.
    if (last in HEADS or " ".join(words[-2:]) in HEAD_PHRASES) and all(word in _GENERIC_OR_HEAD for word in words):
        return False
    if first in _OF_A_PART_OR_THING:
        return False
    if words[0] in COMMON_ACRONYMS and len(words) == 1:
        return False
    # at the Blue Energy Forum: where people meet.
    if last in {"Forum", "Festival", "Days"} and re.search(r"\bat\s(?:the\s)?$", text[max(0, start - 8) : start]):
        return False
    # One capitalised word behind "in" or "near" is a place that the model mistook.
    alone = len(words) == 1 and not text[start:end].isupper()
    if alone and re.search(r"\b(?:in|at|near|from|to|off|around|across)\s+$", text[max(0, start - 8) : start]):
        return False
    if IN_POST.search(text[max(0, start - 120) : start]) or is_officer(text, start, end) or is_basis(text, start, end):
        return False
    if any(char.isdigit() for char in text[start:end]):
        return False
    if (after := re.match(r" ([A-Z]\w+)", text[end : end + 24])) and after[1] in _THINGS:
        return False
    # A compound like UK-Japan names a relation, and a line of capitalised words no body but itself.
    return not re.match(r"-\w", text[end : end + 2]) and not (start and text[start - 1] == "-")


def _line_at(text: str, start: int) -> str:
    """The line around a character, as far as it is looked at."""
    begin = text.rfind("\n", max(0, start - _LONGEST_BYLINE), start) + 1
    return text[begin : begin + _LONGEST_BYLINE].split("\n", 1)[0]


def _stands_apart(before: str) -> bool:
    """Whether a capitalised word before a name is no part of it: Today NASA, British NGO, Tokyo's."""
    return before in _APART or is_place(before)


def _is_pair(words: Sequence[str]) -> bool:
    """Whether a comma or an "and" stands before a word that is no subject, as it is in Science and Technology Group."""
    for number, word in enumerate(words[:-1]):
        left = words[number - 1] if word == "and" and number else word.rstrip(",") if word.endswith(",") else ""
        right = words[number + 1]
        if left and not (_is_common_word(right) or LEGAL_FORM.match(right)):
            return True
    return False


def _is_common_word(word: str) -> bool:
    """Whether a capitalised word names subjects and sorts, and so no body of its own: Artificial Intelligence."""
    return word in _COMMON or (word.endswith("s") and word[:-1] in SUBJECTS) or bool(_ADJECTIVE.match(word))


def _is_beside(text: str, start: int, end: int, edges: Collection[int]) -> bool:
    """Whether "and" joins a name to a longer one, of which one edge is there."""
    return (text[start - 5 : start] == " and " and start - 5 in edges) or (
        text[end : end + 5] == " and " and end + 5 in edges
    )


def _is_sort(text: str, acronym: str) -> bool:
    """Whether an acronym stands for a sort of thing in a text: the first SMR, SMRs, small modular reactor (SMR)."""
    at = text.find(acronym)
    while at >= 0:
        end = at + len(acronym)
        if (_BOUNDARY.match(text, at) and _PLURAL.match(text, end)) or (
            _ONE_OF_MANY.search(text, max(0, at - _LONGEST_BEFORE), at) and _BOUNDARY.match(text, end)
        ):
            return True
        at = text.find(acronym, at + 1)
    at = text.find(f"({acronym})")
    before = re.findall(r"[A-Za-z]+", text[max(0, at - 120) : max(0, at)])[-len(acronym) :]
    return "".join(part[0] for part in before) == acronym.lower()


def _is_uncapitalised(text: str, words: str) -> bool:
    """Whether a text also has the words without capitals: such words are no name."""
    lower = words.lower()
    return lower in text and bool(re.search(rf"(?<![A-Za-z@./-]){re.escape(lower)}(?![A-Za-z]|\.\w)", text))


def _is_in_japanese(text: str, start: int, end: int) -> bool:
    """Whether a name is Japanese or stands in Japanese."""
    around = text[max(0, start - 2) : start] + text[end : end + 2]
    return bool(_JAPANESE.search(text[start:end]) or _JAPANESE.search(around))


def _is_japanese_name(text: str, start: int, end: int) -> bool:
    """A name that the dictionary knows, or a compound that ends as names of bodies do and has a proper noun in it."""
    name = text[start:end]
    if (
        len(name) > 100
        or name in GENERIC_JA
        or name in ROLES
        or TIMES.match(name)
        or _COUNTED.fullmatch(name)
        or name in LEGAL_FORMS
    ):
        return False
    if re.match(r"\s*[:：]?\s*[+(]?\d", text[end : end + 5]) and name.isascii():
        return False
    if name.isascii() and (_IN_NUMBER.match(text, end) or _is_among_countries(text, start, end)):
        return False
    if text[start - 1 : start] in "「『" and _RUNS_ON_IN_QUOTES.match(text, end):
        return False
    if NOT_AFTER.match(text[end : end + 8]) or re.search(r"[、。!?…]|[0-9]{2}", name):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if (_KATAKANA.match(after) and _KATAKANA.match(name[-1])) or (_KATAKANA.match(before) and _KATAKANA.match(name[0])):
        return False
    whole, parts = dictionary_names(name)
    if whole:
        return not _NOT_WHOLE_JA.search(name)
    return parts and bool(CORPORATE.search(name)) and not PART.search(name)


def _is_among_countries(text: str, start: int, end: int) -> bool:
    return bool(_COUNTRY_BEFORE.search(text[max(0, start - 5) : start]) or _COUNTRY_BEHIND.match(text, end))
