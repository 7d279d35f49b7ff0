"""The layers in their order: registry and patterns, what the document defines with them, then the models."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.find.matching import Folded, fold
from pipeline.find.organisations.analyser import cuts_word
from pipeline.find.organisations.bare import bare_names, can_name
from pipeline.find.organisations.bare_ja import bare_japanese
from pipeline.find.organisations.contexts import is_inside_title
from pipeline.find.organisations.definitions import Defined, find_definitions, later_uses, short_name
from pipeline.find.organisations.english import find_english
from pipeline.find.organisations.european import find_european
from pipeline.find.organisations.japanese import begins_name, find_japanese
from pipeline.find.organisations.model import model_candidates
from pipeline.find.organisations.parties import find_parties
from pipeline.find.organisations.patterns_en import COMPASS, GENERIC, HEADS, NOT_HEADS, OFFICE_BEHIND, PLURALS, SUBJECTS
from pipeline.find.organisations.patterns_ja import HEADS as HEADS_JA
from pipeline.find.organisations.patterns_ja import PART
from pipeline.find.organisations.places import NATIONALITIES
from pipeline.find.organisations.registry import Registry
from pipeline.find.organisations.spans import Candidate, merge
from pipeline.find.sentences import sentence_at, split
from pipeline.records import Block, Definition, Entity, OrganisationMention, TextDocument

# 協会, 機構, BAS: shorter ones are too often something else before they are defined.
_SHORTEST_ALIAS = 3
_UNIVERSITY = re.compile(r"([A-Z][a-z][\w-]+) University$")
# Tsinghua Unigroup; in Stanford, California
_MORE = re.compile(r"\s[A-Z]|,\s[A-Z]")
_AT = re.compile(r"(?:\b(?:in|near|from)|[A-Z]\w+)\s$")
_LATIN = re.compile(r"[A-Z][A-Za-z]")


def find_organisations(
    document: TextDocument, registry: Registry, entities: Sequence[Entity]
) -> tuple[tuple[OrganisationMention, ...], tuple[Definition, ...]]:
    """Gives the mentions of organisations in a document, and the names that it defines for them.

    Args:
        document: the text and its blocks.
        registry: the names that are known.
        entities: what the models named in this text.
    """
    folded = fold(document.text)
    blocks = [block for block in document.blocks if block.kind != "header_footer"]
    inside = _folded_blocks(folded, blocks)
    text = folded.text

    known = [item for item in registry.find(folded) if not cuts_word(text, item.start)]
    parties = [party for start, end in inside for party in find_parties(text, start, end)]
    by_rule = [*known, *_not_glued(text, known, _by_form(text, inside)), *(party.name for party in parties)]
    spans = [folded.from_original(entity.start, entity.end) for entity in entities]
    by_model = list(model_candidates(text, entities, blocks, spans, by_rule))
    names = merge([*by_rule, *by_model])
    # Names without a form are judged by the bodies beside them, and so by those that the document defines.
    known = merge([*by_rule, *_uses(text, [*find_definitions(text, names), *parties]), *by_model])
    kinds = {span: entity.kind for entity, span in zip(entities, spans, strict=True)}
    bare = bare_names(text, list(zip(blocks, inside, strict=True)), known, kinds)
    bare += bare_japanese(text, inside, known, kinds)
    names = merge([*by_rule, *bare, *by_model])

    defined = [*find_definitions(text, names), *parties]
    names = merge([*by_rule, *bare, *_uses(text, defined), *_short_uses(text, names), *by_model])
    names = [item for item in names if _is_in_block(item, inside) and not is_inside_title(text, item.start, item.end)]

    mentions = tuple(_mention(document, folded, item) for item in names)
    return mentions, _definitions(text, defined)


def _uses(text: str, defined: Iterable[Defined]) -> list[Candidate]:
    starts: dict[str, int] = {}
    for item in defined:
        if item.is_mention:
            starts[item.alias] = min(_first_use(item), starts.get(item.alias, len(text)))
    return list(later_uses(text, starts))


def _by_form(text: str, blocks: Iterable[tuple[int, int]]) -> Iterator[Candidate]:
    for start, end in blocks:
        if _LATIN.search(text, start, end):
            yield from find_english(text, start, end)
            yield from find_european(text, start, end)
        if not text[start:end].isascii():
            for begin, stop in split(text, start, end):
                yield from find_japanese(text, begin, stop)


def _not_glued(text: str, known: Sequence[Candidate], patterns: Iterable[Candidate]) -> Iterator[Candidate]:
    """Leaves out patterns that are a known name with words before it that cannot begin a name.

    A table's cells run together when its layout is lost: 放射線影響茨城大学. But 英国環境省 is not 環境省.
    """
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for item in known:
        starts[item.end] = min(item.start, starts.get(item.end, item.start))
        ends[item.start] = max(item.end, ends.get(item.start, item.end))
    for item in patterns:
        start, end = starts.get(item.end, item.start), ends.get(item.start, item.end)
        before, behind = text[item.start : start], text[end : item.end]
        # KDDI総合研究所, but 東京大学生産技術研究所 is a part.
        own = text[start:end].isascii() and behind.endswith("研究所") and not behind[0].isspace()
        glued = before != "" and not before.isascii() and not begins_name(before)
        # 内閣府宇宙開発戦略推進事務局: a part of a known body is named with it, and the body is the mention.
        if not (glued or (PART.search(behind) and not own) or OFFICE_BEHIND.match(behind)):
            yield item


def _first_use(item: Defined) -> int:
    """From where on a defined name is used: a headline has it before the definition, common words only mean it after."""
    words = set(item.alias.split())
    common = words <= GENERIC | HEADS | SUBJECTS | NOT_HEADS | PLURALS or item.alias in HEADS_JA
    return item.alias_start if common or len(item.alias) < _SHORTEST_ALIAS else 0


def _short_uses(text: str, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """The uses of a name without its legal form: 三井物産 beside 三井物産株式会社, Ørsted in the headline of Ørsted A/S."""
    found = {short_name(text[item.start : item.end]) for item in names if item.found_by != "model"}
    yield from later_uses(text, dict.fromkeys(filter(None, found), 0))
    # Waseda beside Waseda University, but neither the place of one nor another body that begins so.
    called = {match[1] for item in names if (match := _UNIVERSITY.match(text[item.start : item.end]))}
    own = {word for word in called if can_name(word) and word not in NATIONALITIES | COMPASS}
    for use in later_uses(text, dict.fromkeys(own, 0)):
        if not (_MORE.match(text[use.end : use.end + 3]) or _AT.search(text[max(0, use.start - 8) : use.start])):
            yield use


def _folded_blocks(folded: Folded, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    return [folded.from_original(block.start, block.end) for block in blocks]


def _is_in_block(item: Candidate, blocks: Sequence[tuple[int, int]]) -> bool:
    block = sentence_at(blocks, item.start)
    return block is not None and item.end <= block[1]


def _mention(document: TextDocument, folded: Folded, item: Candidate) -> OrganisationMention:
    start, end = folded.span(item.start, item.end)
    return OrganisationMention(start, end, document.text[start:end], item.found_by)


def _definitions(text: str, defined: Sequence[Defined]) -> tuple[Definition, ...]:
    pairs = dict.fromkeys((text[item.name.start : item.name.end], item.alias) for item in defined)
    return tuple(Definition(name, alias) for name, alias in pairs if name != alias)
