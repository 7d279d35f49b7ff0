"""Names to organisations: the registry first, then what documents define, then the normal form."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline.find.organisations.registry import Registry
from pipeline.records import Findings
from pipeline.resolve.names import is_acronym, normal_form, slug

_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
# インフィニオン beside インフィニオン・テクノロジーズ, インパル beside インパル社
_KATAKANA = re.compile(r"[ァ-ヴー]{3,12}")


@dataclass(slots=True)
class _Groups:
    """Union-find over strings; the root of a group is its first member in order."""

    parent: dict[str, str] = field(default_factory=dict)

    def root(self, item: str) -> str:
        while (above := self.parent.setdefault(item, item)) != item:
            item = above
        return item

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first


@dataclass(frozen=True, slots=True)
class Links:
    """Which organisation each name of each document stands for.

    Attributes:
        ids: the organisation's id by (doc_id, name as written).
        names: for each id, its names as written, the most frequent first.
        registered: the ids that are in organisations.yml.
        ambiguous: by (doc_id, name as written), the bodies that the name fits equally well; it is linked to none.
    """

    ids: Mapping[tuple[str, str], str]
    names: Mapping[str, tuple[str, ...]]
    registered: frozenset[str]
    ambiguous: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Lookup:
    """The registry, by names as written and by their normal forms; `parts` by the names that count beside their parent's."""

    registry: Registry
    forms: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    known: dict[str, str | None] = field(default_factory=dict)  # a workspace has few names beside its mentions

    @classmethod
    def of(cls, registry: Registry) -> "_Lookup":
        owners: dict[str, set[str]] = defaultdict(set)
        for entry in registry.entries.values():
            for name in entry.names:
                owners[normal_form(name)].add(entry.id)
        # A form that two bodies share (経済産業省 of two countries, say) decides nothing.
        alone = {form: next(iter(ids)) for form, ids in owners.items() if len(ids) == 1}
        parts: dict[str, tuple[str, ...]] = {}
        for entry in registry.entries.values():
            for form in {normal_form(name) for name in entry.names_beside_parent}:
                parts[form] = (*parts.get(form, ()), entry.id)
        several = {form: tuple(sorted(ids)) for form, ids in owners.items() if len(ids) > 1}
        return cls(registry, alone, several, parts)

    def id(self, name: str) -> str | None:
        """The registered organisation of a name."""
        if name not in self.known:
            self.known[name] = self.registry.lookup(name) or self.forms.get(normal_form(name))
        return self.known[name]

    def part(self, members: Sequence[str], beside: Collection[str | None]) -> tuple[str, ...]:
        """The registered parts that names stand for where the bodies `beside` are named: Office of Science, of DOE."""
        forms = {normal_form(name) for name in members}
        found = {part for form in forms for part in self.parts.get(form, ())}
        return tuple(sorted(part for part in found if self.registry.entries[part].part_of in beside))


def link(documents: Mapping[str, Findings], registry: Registry, *, same: Iterable[tuple[str, str]] = ()) -> Links:
    """Links the names of all documents.

    Args:
        documents: the findings of each document by its doc_id.
        registry: the known organisations.
        same: pairs of full names that are one body's by other evidence.
    """
    known = _Lookup.of(registry)
    shared = _Groups()
    for one, other in same:
        shared.join(normal_form(one), normal_form(other))
    local: dict[str, dict[str, tuple[str, ...]]] = {}
    for doc_id, findings in sorted(documents.items()):
        groups = _groups_of(findings, known)
        local[doc_id] = groups
        for members in groups.values():
            # Full names that a document says are one body's are so everywhere; abbreviations only in that document.
            full = sorted({normal_form(name) for name in members if not is_acronym(name)})
            for other in full[1:]:
                shared.join(full[0], other)

    ids: dict[tuple[str, str], str] = {}
    ambiguous: dict[tuple[str, str], tuple[str, ...]] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    owner = cache(lambda members: _registered_id(members, known))
    registered = _registered_groups(local, shared, owner)
    for doc_id, groups in local.items():
        for name, candidates in _ambiguous(documents[doc_id], groups, known):
            ambiguous[doc_id, name] = candidates
        mentioned = Counter(mention.text for mention in documents[doc_id].organisations)
        owners = {root: owner(members) for root, members in groups.items()}
        beside = set(owners.values())
        for root, members in groups.items():
            parts = known.part(members, beside) if owners[root] is None else ()
            part = parts[0] if len(parts) == 1 else None
            organisation_id = owners[root] or part or _own_id(members, shared, registered, known)
            for name in members:
                if len(parts) > 1:
                    ambiguous[doc_id, name] = parts
                ids[doc_id, name] = organisation_id
                if mentioned[name]:
                    counts[organisation_id][name] += mentioned[name]
    names = {key: tuple(sorted(counter, key=lambda name: (-counter[name], name))) for key, counter in counts.items()}
    return Links(ids, names, frozenset(key for key in names if key in known.registry.entries), ambiguous)


def _groups_of(findings: Findings, known: _Lookup) -> dict[str, tuple[str, ...]]:
    """The names of one document, grouped by organisation."""
    names = sorted({mention.text for mention in findings.organisations})
    groups = _Groups()
    # One node a normal form and, where the registry knows it, one node an organisation.
    for name in names:
        groups.join(_node(name, known), normal_form(name))
    for definition in findings.definitions:
        name, alias = definition.name, definition.alias
        if _are_strangers(name, alias, known):
            groups.parent[normal_form(alias)] = normal_form(alias)
        groups.join(_node(name, known), normal_form(alias))
    for one, other in _by_form(names, known):
        groups.join(normal_form(one), normal_form(other))
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted({*names, *(definition.alias for definition in findings.definitions)}):
        members[groups.root(normal_form(name))].append(name)
    return {root: tuple(group) for root, group in members.items()}


def _node(name: str, known: _Lookup) -> str:
    found = known.id(name)
    return f"\x00{found}" if found else normal_form(name)


def _are_strangers(name: str, alias: str, known: _Lookup) -> bool:
    """Whether a document gives a registered abbreviation to another body: National Research Council (NRC)."""
    owner = known.id(alias)
    if owner is None:
        return False
    named = known.id(name)
    if named is not None:
        return named != owner
    words = _words(name)
    return not any(_share(words, _words(other)) >= 0.5 for other in known.registry.entries[owner].names)


@lru_cache(100_000)
def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", normal_form(name)) if word not in {"of", "and", "the", "for"})


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _by_form(names: Sequence[str], known: _Lookup) -> Iterable[tuple[str, str]]:
    """Pairs of names of one document that are one body's by their form alone, each only where no other fits."""
    for name, fitting in _fitting(names, known):
        if len({_node(other, known) for other in fitting}) == 1:
            yield name, fitting[0]


def _ambiguous(
    findings: Findings, groups: Mapping[str, Sequence[str]], known: _Lookup
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Names of one document that fit several bodies, with these: names of the document, or ids of the registry."""
    defined = {definition.alias for definition in findings.definitions}
    names = sorted({mention.text for mention in findings.organisations})
    group_of = {name: root for root, members in groups.items() for name in members}
    for name, fitting in _fitting(names, known):
        bodies = {group_of[other]: other for other in reversed(fitting)}
        if len(bodies) > 1 and group_of[name] not in bodies and name not in defined:
            yield name, tuple(sorted(bodies.values()))
    for name in names:
        owners = known.shared.get(normal_form(name), ())
        if owners and known.id(name) is None and not any(known.id(other) for other in groups[group_of[name]]):
            yield name, owners


def _fitting(names: Sequence[str], known: _Lookup) -> Iterable[tuple[str, list[str]]]:
    """For each name that the registry does not know, the full names of its document that it may be a form of."""
    full = sorted(name for name in names if not is_acronym(name) and not _JAPANESE.search(name))
    # By what they have in common, since a list of members has thousands of names.
    by_initials: dict[str, list[str]] = defaultdict(list)
    by_words: dict[frozenset[str], list[str]] = defaultdict(list)
    by_fewer: dict[frozenset[str], list[str]] = defaultdict(list)
    for other in full:
        by_initials[_initials(other)].append(other)
        words = _words(other)
        by_words[words].append(other)
        for word in words:
            by_fewer[words - {word}].append(other)
    for name in names:
        if known.id(name):
            continue
        if _JAPANESE.search(name):
            if _KATAKANA.fullmatch(name):
                yield name, [other for sign in ("・", "社") for other in _beginning(names, f"{name}{sign}")]
            continue
        if is_acronym(name) and name.isupper() and len(name) > 2:
            fitting = by_initials[name.lower()]
        elif is_acronym(name):
            # Harrow beside Harrow Photonics Ltd.
            fitting = _beginning(full, f"{name} ")
        else:
            # One word too few or too many in a long name: Ministry of Education, [Culture,] Sports, Science …
            words = _words(name)
            near = [*by_fewer[words], *(other for word in words for other in by_words[words - {word}])]
            fitting = sorted(other for other in near if len(words) >= 4 and name.split()[0] == other.split()[0])
        yield name, fitting


def _beginning(names: Sequence[str], words: str) -> list[str]:
    """Those of the names, in order, that begin with some words: they stand together."""
    return list(names[bisect_left(names, words) : bisect_left(names, f"{words[:-1]}{chr(ord(words[-1]) + 1)}")])


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper()).lower()


def _registered_id(members: Sequence[str], known: _Lookup) -> str | None:
    """The registered organisation of a group; full names count before abbreviations."""
    for name in sorted(members, key=lambda name: (is_acronym(name), -len(name), name)):
        found = known.id(name)
        if found and not any(_are_strangers(other, name, known) for other in members if not is_acronym(other)):
            return found
    return None


def _registered_groups(
    local: Mapping[str, Mapping[str, tuple[str, ...]]],
    shared: _Groups,
    owner_of: Callable[[tuple[str, ...]], str | None],
) -> dict[str, str]:
    """The registered organisation of each group of full names that documents share."""
    found: dict[str, str] = {}
    for _, groups in sorted(local.items()):
        for members in groups.values():
            owner = owner_of(members)
            for name in members:
                if owner and not is_acronym(name):
                    found.setdefault(shared.root(normal_form(name)), owner)
    return found


def _own_id(members: Sequence[str], shared: _Groups, registered: Mapping[str, str], known: _Lookup) -> str:
    full = sorted({shared.root(normal_form(name)) for name in members if not is_acronym(name)})
    for root in full:
        if root in registered:
            return registered[root]
    main = full[0] if full else min(normal_form(name) for name in members)
    own = slug(main)
    return own if own not in known.registry.entries else f"{own}-unregistered"
