"""English names without a form of their own: by what is said around them and the lists of bodies that they stand in.

Equinor, imec or SK Telecom say nothing of themselves. A run of capitalised words is taken for a body where a phrase stands
around it that only bodies have, where a list has it among bodies, or where several weaker signs agree; and then
wherever else the document has the same words.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.find.organisations.contexts import is_basis, is_officer
from pipeline.find.organisations.definitions import defined_things, later_uses
from pipeline.find.organisations.evidence_en import ACTS, BEFORE, BEHIND, MEMBERS_OF, PARTIES, SIGNED, WINDOW
from pipeline.find.organisations.lists import Item, lists
from pipeline.find.organisations.patterns_en import (
    ABOUT,
    COMMON_ACRONYMS,
    COMPASS,
    GENERIC,
    HEADS,
    NOT_HEADS,
    NUMERALS,
    OFFICE_BEHIND,
    PLACES,
    PLURALS,
    POSTS,
    ROLE_OF,
    STOPS,
    SUBJECTS,
    SUBSIDIARY,
)
from pipeline.find.organisations.places import MONTHS_AND_DAYS, NATIONALITIES, is_place
from pipeline.find.organisations.spans import Candidate, between
from pipeline.records import Block, EntityKind

_WORD = re.compile(r"[A-Za-z0-9À-ɏ](?:[A-Za-z0-9À-ɏ_&/\-]|\.(?=[A-Za-z0-9])|\*(?=[A-Z])|'(?!s\b)(?=[A-Za-z]))*|&")
_ADJECTIVE = re.compile(r"^[A-Z][a-z]+(?:ic|al|ar|ary|ive|ous)$")
# Capitalised subjects and acts are no names: Marketing, Vaccinology.
_ABSTRACT = re.compile(r"^[A-Z][a-z]{2,}(?:ing|ology|tion|sion|ment|ness|ships?|ity|ics|ance|ence|ism)$")
_SHIPS = frozenset({"RV", "R/V", "HMS", "USS", "SS", "MV", "MS", "RRS", "USCGC", "IBRV", "FS", "USNS", "SV", "FSU"})
# The Saïd Professor of Vaccinology, a Humboldt Fellow
_CHAIRS = frozenset({"Professor", "Fellow", "Lecturer", "Scholar", "Reader", "Laureate"})
# Paris-based, State-owned
_ADJECTIVAL = ("-based", "-led", "-owned", "-funded", "-backed", "-headquartered", "-listed", "-style")
_COMMON = SUBJECTS | GENERIC | COMPASS | PLURALS | NATIONALITIES | MONTHS_AND_DAYS | {"&", "and", "of"}
_STOPS_AND_POSTS = STOPS | POSTS
_NEVER_IN_RUN = _STOPS_AND_POSTS | MONTHS_AND_DAYS
_SUBJECTS_AND_POSTS = SUBJECTS | POSTS
_GENERIC_OR_SUBJECT = GENERIC | SUBJECTS
_THINGS = NOT_HEADS | PLACES
_NEVER_FIRST = (STOPS - NUMERALS) | _SHIPS
_NEVER_LAST = (NOT_HEADS - SUBJECTS) | PLACES | STOPS
_NEVER_ALONE = HEADS | PLURALS | NATIONALITIES
_NEVER_OPENS = (STOPS - {"The"}) | POSTS
_SERVE = re.compile(r" (?:will|shall|are to) (?:\w+ )?(?:serve|act|provide|operate|co-?chair|supply|fund|contribute)\b")
_WHERE = re.compile(r"\b(?:at|in|near|off) \Z")
_MOST_WORDS = 6
_Kinds = Mapping[tuple[int, int], EntityKind]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for the words of a name: strong signs, and different weak ones."""

    certain: int = 0
    likely: int = 0


def bare_names(
    text: str, blocks: Sequence[tuple[Block, tuple[int, int]]], known: Sequence[Candidate], entities: _Kinds
) -> list[Candidate]:
    """Gives the names that context or company shows to be bodies, with every other use of the same words.

    Args:
        text: the folded text.
        blocks: of the document, with their spans of the folded text.
        known: what the other layers found, in order and not overlapping.
        entities: the kind that the models give to spans of the folded text.
    """
    cut = {item.start: item.end for item in known if _is_cut(text, item)}
    known = [item for item in known if item.start not in cut]
    runs = [
        (begin, stop)
        for _, (start, end) in blocks
        for begin, stop in _runs(text, start, end, known)
        # CERN Public Affairs Office: a part is named with its body.
        if not (begin in cut and OFFICE_BEHIND.match(text[cut[begin] : stop]))
    ]
    things = defined_things(text)
    people = {
        word for (start, end), kind in entities.items() if kind == "person" for word in text[start:end].split()[1:]
    }
    judged: dict[str, bool] = {}
    named: list[Candidate] = []
    weak: Counter[str] = Counter()
    for run in runs:
        words = text[run[0] : run[1]]
        if words not in judged:
            judged[words] = words not in things and can_name(words)
        if judged[words] and _is_said(text, run, entities, people, weak):
            named.append(Candidate(*run, "pattern"))
    named += [Candidate(*run, "pattern") for run in runs if _is_of_group(text, run, cut, entities)]
    other = {text[start:end] for (start, end), kind in entities.items() if kind != "organisation"} | people
    named += [
        Candidate(*run, "pattern")
        for run in runs
        if entities and weak[words := text[slice(*run)]] > 1 and words not in other
    ]
    named += [Candidate(*span, "pattern") for _, (start, end) in blocks for span in _about(text, start, end)]
    # A list is judged by its members, and one that is accepted may decide another.
    for _ in range(2):
        bodies = {text[item.start : item.end] for item in named}
        items = [Item(item.start, item.end, True) for item in known]
        items += [Item(*run, words in bodies) for run in runs if judged[words := text[run[0] : run[1]]]]
        more = [
            Candidate(item.start, item.end, "pattern")
            for group in lists(text, blocks, items)
            for item in _accepted(text, group, entities)
        ]
        if not more:
            break
        named += more
    # What a model found as two words or more is as sure elsewhere: Nova Power President and CEO Ann Lee.
    modelled = [item for item in known if item.found_by == "model" and " " in text[item.start : item.end]]
    persons = [span for span, kind in entities.items() if kind == "person" and " " in text[slice(*span)]]
    return [*named, *_other_uses(text, [*named, *modelled], {end for start, end in persons})]


def _is_cut(text: str, item: Candidate) -> bool:
    """Whether a known name of one word may be the first of a longer name: Google DeepMind, Veolia Nuclear Solutions."""
    sure = item.found_by in {"registry", "definition"}
    return sure and text.count(" ", item.start, item.end) < 2 and _goes_on(text, item.end)


def _is_of_group(text: str, run: tuple[int, int], cut: Mapping[int, int], entities: _Kinds) -> bool:
    """Whether a known name and what goes on are a company of the same group: Acme Green Solutions, Acme Europe."""
    start, end = run
    words = text[start:end].split()
    if words[-1] == "Group" and len(words) > 1 and not _is_common(words[-2]) and can_name(text[start:end]):
        return True
    if start not in cut or cut[start] == end or _is_thing(text, start, end):
        return False
    return words[-1] in SUBSIDIARY or entities.get(run) == "organisation"


def can_name(words: str) -> bool:
    """Whether capitalised words can be a name at all: no month, place, post, subject or sort of thing alone."""
    parts = words.split()
    first, last = parts[0], parts[-1]
    if last in _NEVER_LAST or words in COMMON_ACRONYMS or first in _NEVER_FIRST or is_place(words):
        return False
    if len(words) < 2 or len(parts) > _MOST_WORDS or not any(char.isalpha() for char in words):
        return False
    if len(parts) == 1 and (
        _ABSTRACT.match(words) or words in _NEVER_ALONE or re.fullmatch(r"[IVX]+|[A-Z]\d?|\d+\w{0,2}|.*-\d.*", words)
    ):
        return False
    return not all(map(_is_common, parts))


def _is_common(word: str) -> bool:
    """Whether a capitalised word is one that many names and headings have, and says nothing of one body."""
    return word in _COMMON or (word[-1] == "s" and word[:-1] in SUBJECTS) or bool(_ADJECTIVE.match(word))


def _runs(text: str, start: int, end: int, known: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Maximal runs of capitalised words outside the known names; posts, stops and a double space end one."""
    covered = iter(between(known, start, end))
    inside = next(covered, None)
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        if word.islower():
            if run:
                yield from _trimmed(run)
                run = []
            continue
        while inside and inside.end <= match.start():
            inside = next(covered, None)
        masked = inside is not None and inside.start < match.end()
        stops = (word in _STOPS_AND_POSTS or word == "WHEREAS") and not (
            word in NUMERALS and text[match.start() - 2 : match.start() - 1].islower()
        )
        good = not masked and _is_capital(word) and not stops and word not in MONTHS_AND_DAYS
        joined = bool(run) and text[run[-1].end() : match.start()] == " "
        if run and not (good and joined) and not (word == "&" and joined and not masked):
            yield from _trimmed(run)
            run = []
        if good or (word == "&" and run):
            run.append(match)
    if run:
        yield from _trimmed(run)


def _trimmed(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    while run and run[-1][0] == "&":
        run.pop()
    if run:
        yield run[0].start(), run[-1].end()


def _is_capital(word: str) -> bool:
    if word.endswith(_ADJECTIVAL):
        return False
    return word[0].isupper() or (any(char.isupper() for char in word[1:]) and word[0].isalnum())


def _is_said(text: str, run: tuple[int, int], entities: _Kinds, people: Collection[str], weak: Counter[str]) -> bool:
    """Whether what stands around a run says that it is a body; a weaker sign is counted in `weak`."""
    start, end = run
    words = text[start:end]
    if _is_thing(text, start, end):
        return False
    found = _evidence(text, start, end)
    kind = entities.get(run)
    if (words in people or (" " in words and kind == "person")) and not found.certain:
        return False
    weak[words] += bool(found.likely)
    return bool(found.certain or (found.likely and kind == "organisation"))


def _evidence(text: str, start: int, end: int) -> _Evidence:
    before, behind = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    before = before[before.rfind("\n") + 1 :]
    behind = behind.split("\n", 1)[0]
    signs = [strength for strength, pattern in BEFORE if pattern.search(before)]
    signs += [strength for strength, pattern in BEHIND if pattern.match(behind)]
    return _Evidence(signs.count("certain"), signs.count("likely"))


def _is_thing(text: str, start: int, end: int) -> bool:
    """Whether what stands directly behind or before says that the words name something else: a project, a ship, a number."""
    if is_officer(text, start, end) or is_basis(text, start, end):
        return True
    after = re.match(r"\s(?P<word>[A-Za-z]+)|-\w|[-–]\d|\s\d", text[end : end + 24])
    if after and (
        not after["word"]
        or after["word"] in _CHAIRS
        or (after["word"].capitalize() in _THINGS and after["word"] not in _SUBJECTS_AND_POSTS)
    ):
        return True
    return bool(
        re.search(
            r"(?:[-/]|\b(?:[Pp]roject|[Pp]rogramme|[Pp]rogram|[Mm]ission|[Ss]hip|[Vv]essel|[Ii]cebreaker|[Ss]atellite|[Mm]r|[Mm]rs|[Mm]s|[Dd]r|[Pp]rof(?:essor)?|Dame|Sir|Shri|H\.E\.)\.?\s)$",
            text[max(0, start - 14) : start],
        )
    )


def _about(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names by a boilerplate heading or a post: About X; CEO of X."""
    if match := ABOUT.match(text[start:end]):
        name = match["name"]
        bracket = name.find(" (")
        words = name[:bracket] if bracket > 0 else name
        if _is_proper(words):
            yield start + match.start("name"), start + match.start("name") + len(words)
    for match in ROLE_OF.finditer(text, start, end):
        name = re.match(
            r"(?:[A-ZÀ-Þ][\w&'\-]*)(?:\s(?:[A-Z][\w&\-]*|&))*", text[match.end() : min(end, match.end() + 80)]
        )
        if name:
            words = name[0].split("'s")[0]
            if _is_proper(words) and can_name(words):
                yield match.end(), match.end() + len(words)


def _is_proper(words: str) -> bool:
    """Whether every word but the small ones is capitalised and the last one names no thing."""
    parts = words.split()
    small = {"of", "for", "and", "the", "on", "in", "de", "la", "für"}
    if not parts or parts[-1] in _THINGS or parts[-1] in POSTS or parts[0] in _NEVER_OPENS:
        return False
    if not all(part[0].isupper() or part in small or part == "&" for part in parts):
        return False
    return not all(part in _GENERIC_OR_SUBJECT for part in parts)


def _accepted(text: str, group: Sequence[Item], entities: _Kinds) -> Iterator[Item]:
    """The members of a list that its other members show to be bodies."""
    bodies = sum(item.is_body for item in group)
    unknown = [item for item in group if not item.is_body]
    sure = bodies + sum(entities.get((item.start, item.end)) == "organisation" for item in unknown)
    # Kim & Chang is no person, whatever a model takes it for.
    kinds = {
        item: entities.get((item.start, item.end)) if "&" not in text[item.start : item.end] else None
        for item in unknown
    }
    persons = "person" in kinds.values()
    shown = bodies or sure >= max(2, (len(group) + 1) // 2) or (sure and _evidence_of_list(text, group))
    if not (shown or (not persons and _is_of_parties(text, group))):
        return
    people = [item for item in unknown if " " in text[item.start : item.end] and kinds[item] == "person"]
    for item in unknown:
        kind = kinds[item]
        # … a line of its own at Onsan, and the Geological Survey expects …
        if len(group) == 2 and _WHERE.search(text, max(0, item.start - 6), item.start):
            continue
        # A pair is less than a list: Tokyo and RIKEN.
        if len(group) == 2 and kind in {"person", "place"} and not _both_act(text, group, item):
            continue
        if item in people and 3 * len(people) >= len(group):
            continue
        if not _is_thing(text, item.start, item.end):
            yield item


def _both_act(text: str, group: Sequence[Item], item: Item) -> bool:
    """Whether a word that a model takes for a place or person does something together with a body: JOGMEC and Gassnova will serve."""
    words = text[item.start : item.end]
    alone = " " not in words and not is_place(words)
    return alone and bool(_SERVE.match(text[group[-1].end : group[-1].end + WINDOW]))


def _is_of_parties(text: str, group: Sequence[Item]) -> bool:
    """Whether the members of a list are said to agree: an alliance between A and B; A and B have signed."""
    before = text[max(0, group[0].start - WINDOW) : group[0].start].rsplit("\n", 1)[-1]
    return bool(
        MEMBERS_OF.search(before)
        or PARTIES.search(before)
        or SIGNED.match(text[group[-1].end : group[-1].end + WINDOW])
    )


def _evidence_of_list(text: str, group: Sequence[Item]) -> bool:
    """Whether the list as a whole stands where bodies stand: funded by A and B; A and B will examine …."""
    first, last = _evidence(text, group[0].start, group[0].end), _evidence(text, group[-1].start, group[-1].end)
    return bool(
        first.certain or first.likely or last.likely or ACTS.match(text[group[-1].end : group[-1].end + WINDOW])
    )


def _other_uses(text: str, named: Iterable[Candidate], surnames: Collection[int]) -> Iterator[Candidate]:
    """The same words elsewhere, unless they are a person's last name there, or part of a longer name."""
    starts: dict[str, int] = {}
    for words in {text[item.start : item.end] for item in named}:
        # Not the one in media@equinor.example.
        lower = words.lower()
        if (
            words[1:].islower()
            and lower in text
            and re.search(rf"(?<![\w@./-]){re.escape(lower)}(?![\w.-]*\w\.)(?!\w)", text)
        ):
            continue
        starts[words] = 0
    for use in later_uses(text, starts):
        if use.end not in surnames and not _is_thing(text, use.start, use.end) and not _goes_on(text, use.end):
            yield Candidate(use.start, use.end, "pattern")


def _goes_on(text: str, end: int) -> bool:
    """Whether another capitalised word makes a longer name: Ericsson Research, Rapidus Chiplet Solutions."""
    match = re.match(r"\s([A-ZÀ-Þ][\w&-]*)", text[end : end + 40])
    return match is not None and text[end] == " " and match[1] not in _NEVER_IN_RUN
