"""Names to organisations: the registry first, then what documents define, then the normal form."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.find.organisations.registry import Registry
from pipeline.records import Findings
from pipeline.resolve.links import Body, Groups, Linking, Links, LocalNames
from pipeline.resolve.names import is_acronym, normal_form

_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
# インフィニオン beside インフィニオン・テクノロジーズ, インパル beside インパル社
_KATAKANA = re.compile(r"[ァ-ヴー]{3,12}")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The registry, by names as written and by their normal forms; `parts` by the names that count beside their parent's."""

    registry: Registry
    forms: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    known: dict[str, str | None] = field(default_factory=dict)  # a workspace has few names beside its mentions

    @classmethod
    def of(cls, registry: Registry) -> "Lookup":
        """Makes the lookup of a registry."""
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


def local_names(findings: Findings, known: Lookup) -> LocalNames:
    """Groups the names of one document by the body that they stand for."""
    groups = _groups_of(findings, known)
    ambiguous = dict(_ambiguous(findings, groups, known))
    owners = {root: _registered_id(members, known) for root, members in groups.items()}
    beside = set(owners.values())
    mentions = Counter(mention.text for mention in findings.organisations)
    bodies = []
    for root, members in groups.items():
        # Full names that a document says are one body's are so everywhere; abbreviations only in that document.
        full = tuple(sorted({normal_form(name) for name in members if not is_acronym(name)}))
        parts = known.part(members, beside) if owners[root] is None else ()
        if len(parts) > 1:
            ambiguous |= dict.fromkeys(members, parts)
        owner = owners[root] or (parts[0] if len(parts) == 1 else None)
        form = "" if full or owner else min(map(normal_form, members))
        bodies.append(Body.of(members, full, owner, owner is not None and owners[root] is None, form))
    numbers = (tuple(mentions[name] for name in body.names) for body in bodies)
    return LocalNames(tuple(bodies), tuple(numbers), ambiguous)


def link(documents: Mapping[str, Findings], registry: Registry, *, same: Iterable[tuple[str, str]] = ()) -> Links:
    """Links the names of all documents.

    Args:
        documents: the findings of each document by its doc_id.
        registry: the known organisations.
        same: pairs of full names that are one body's by other evidence.
    """
    known = Lookup.of(registry)
    local = {doc_id: local_names(findings, known) for doc_id, findings in documents.items()}
    linking = Linking(frozenset(registry.entries))
    linking.add(local, same=same)
    return linking.links()


def _groups_of(findings: Findings, known: Lookup) -> dict[str, tuple[str, ...]]:
    """The names of one document, grouped by organisation."""
    names = sorted({mention.text for mention in findings.organisations})
    groups = Groups()
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


def _node(name: str, known: Lookup) -> str:
    found = known.id(name)
    return f"\x00{found}" if found else normal_form(name)


def _are_strangers(name: str, alias: str, known: Lookup) -> bool:
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


def _by_form(names: Sequence[str], known: Lookup) -> Iterable[tuple[str, str]]:
    """Pairs of names of one document that are one body's by their form alone, each only where no other fits."""
    for name, fitting in _fitting(names, known):
        if len({_node(other, known) for other in fitting}) == 1:
            yield name, fitting[0]


def _ambiguous(
    findings: Findings, groups: Mapping[str, Sequence[str]], known: Lookup
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


def _fitting(names: Sequence[str], known: Lookup) -> Iterable[tuple[str, list[str]]]:
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


def _registered_id(members: Sequence[str], known: Lookup) -> str | None:
    """The registered organisation of a group; full names count before abbreviations."""
    for name in sorted(members, key=lambda name: (is_acronym(name), -len(name), name)):
        found = known.id(name)
        if found and not any(_are_strangers(other, name, known) for other in members if not is_acronym(other)):
            return found
    return None
