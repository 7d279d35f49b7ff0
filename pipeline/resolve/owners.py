"""Whose objective an objective is: the parties that its sentence names, or those of the agreement."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import ModuleType

from pipeline.find.sentences import Span, split
from pipeline.records import Block, Findings, Objective, OrganisationMention, TextDocument
from pipeline.resolve import owners_en, owners_ja
from pipeline.resolve.clauses import Clause, clause
from pipeline.resolve.links import Links
from pipeline.resolve.references import references

Named = tuple[OrganisationMention, str]
"""A name, or what stands for one, with its organisation_id."""

_FIRST_BLOCKS = 10  # who signs is said at the beginning
_FIRST_CHARACTERS = 4000
_LONGEST_LINE = 200  # characters of a line of a title that is set in several


def owners(document: TextDocument, findings: Findings, links: Links) -> list[tuple[str, ...]]:
    """Gives whose each objective is, as organisation_ids in the order of the text.

    The subject of its sentence, or of the lead-in of its list, where that is one or more organisations; the parties of
    the agreement where it is "both parties", 両者 or the agreement itself. A body that is only mentioned owns
    nothing, and where the words do not say whose it is, nobody does.
    """
    named = _named(document, findings, links)
    agreed = cache(lambda: _agreement(document, named)[0])
    headings = [block for block in document.blocks if block.kind == "heading"]
    described = cache(lambda before: _described_body(document, named, headings, before))
    return [_owners(document, named, item, agreed, described) for item in findings.objectives]


def _owners(
    document: TextDocument,
    named: Sequence[Named],
    objective: Objective,
    agreed: Callable[[], tuple[str, ...]],
    described: Callable[[int], tuple[str, ...]],
) -> tuple[str, ...]:
    grammar = _grammar(document)
    own = _clause(document, named, (objective.start, objective.end))
    if actors := own.named(*grammar.subject(own.words)):
        return actors
    joint = _is_joint(document)
    if grammar.means_parties(own.words, joint=joint):
        return _counted(agreed(), grammar.count_of(own.words))
    span = _lead_span(document, objective)
    if span is None:
        return ()
    lead = _clause(document, named, span)
    if actors := lead.named(*grammar.subject(lead.words)):
        return actors
    if not grammar.lead_means_parties(lead.words, joint=joint):
        return ()
    return described(span[0]) or _counted(agreed(), grammar.count_of(lead.words))


def parties(document: TextDocument, findings: Findings, links: Links) -> tuple[str, ...]:
    """Gives who has agreed with whom, as the title or the first paragraphs say; fewer than two are no parties."""
    return agreement(document, findings, links)[0]


def agreement(document: TextDocument, findings: Findings, links: Links) -> tuple[tuple[str, ...], Span]:
    """Gives the parties, as organisation_ids, and the span of the sentence or title that names them; both empty for none."""
    return _agreement(document, _named(document, findings, links))


def _named(document: TextDocument, findings: Findings, links: Links) -> list[Named]:
    """The names of a document and the short forms that stand for one, in order."""
    mentions = [(item, links.ids[document.doc_id][item.text]) for item in findings.organisations]
    return sorted((*mentions, *references(document, findings, links)), key=lambda pair: pair[0].start)


def _agreement(document: TextDocument, names: Sequence[Named]) -> tuple[tuple[str, ...], Span]:
    grammar = _grammar(document)
    best: tuple[str, ...] = ()
    said: Span = (0, 0)
    best_is_title = True
    for span, is_title in _first_sentences(document):
        found = _clause(document, names, span)
        named = found.named(*grammar.signatories(found.words))
        if not named and _is_joint(document) and not is_title:
            named = found.named(*grammar.subject(found.words))
        # A paragraph has the full names, which link better than what a title makes of them.
        if len(named) > max(1, len(best)) or (len(named) == len(best) > 1 and best_is_title and not is_title):
            best, said, best_is_title = named, span, is_title
    return best, said


def _grammar(document: TextDocument) -> ModuleType:
    return owners_ja if document.language == "ja" else owners_en


def _is_joint(document: TextDocument) -> bool:
    """Whether the parties themselves speak, as in a joint statement."""
    titles = [document.text[block.start : block.end] for block in document.blocks[:3] if block.kind == "title"]
    return any(_grammar(document).JOINT.search(title) for title in (document.title or "", *titles))


def _first_sentences(document: TextDocument) -> Iterator[tuple[Span, bool]]:
    """The sentences of the first paragraphs, and whether each is a title; one that is set in several blocks is one."""
    running = [block for block in document.blocks if block.kind in ("title", "heading", "paragraph")]
    first = [block for block in running[:_FIRST_BLOCKS] if block.start < _FIRST_CHARACTERS]
    lines: list[Block] = []
    for block in first:
        if block.end - block.start < _LONGEST_LINE and document.text[block.end - 1] not in ".。!?;；:：":
            lines.append(block)
            continue
        if lines:
            yield (lines[0].start, lines[-1].end), True
            lines = []
        yield from ((span, block.kind == "title") for span in split(document.text, block.start, block.end))
    if lines:
        yield (lines[0].start, lines[-1].end), True
    yield from (((block.start, block.end), True) for block in first if block.kind == "title")


def _clause(document: TextDocument, named: Sequence[Named], span: Span) -> Clause:
    left, right = (bisect_left(named, place, key=lambda pair: pair[0].start) for place in span)
    return clause(document.text, span, named[left:right])


def _lead_span(document: TextDocument, objective: Objective) -> Span | None:
    """Where the lead-in of a listed objective stands, as far as it does so before the objective."""
    lead = objective.lead_in
    start = document.text.rfind(lead, 0, objective.start + len(lead)) if lead else -1
    return (start, min(start + len(lead), objective.start)) if 0 <= start < objective.start else None


def _described_body(
    document: TextDocument, named: Sequence[Named], headings: Sequence[Block], before: int
) -> tuple[str, ...]:
    """The body that the section describes in which a place lies ("About NEDO"); empty in any other section."""
    above = bisect_left(headings, before, key=lambda block: block.start)
    if not above:
        return ()
    nearest = headings[above - 1]
    found = _clause(document, named, (nearest.start, nearest.end))
    return found.ids if _grammar(document).ABOUT.search(found.words) else ()


def _counted(named: tuple[str, ...], count: int | None) -> tuple[str, ...]:
    """The parties, unless the words say that there are more or fewer of them than were found."""
    return named if count is None or count == len(named) else ()
