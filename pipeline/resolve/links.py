"""Which organisation each name stands for, by what all documents together say; documents can come one after another."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Any
from weakref import WeakValueDictionary

from pydantic import PlainSerializer, PlainValidator

from pipeline.resolve.names import normal_form, slug


@dataclass(slots=True)
class Groups:
    """Union-find over strings; the root of a group is its first member in order."""

    parent: dict[str, str] = field(default_factory=dict)

    def root(self, item: str) -> str:
        """The root of the group that an item is in."""
        while (above := self.parent.get(item, item)) != item:
            item = above
        return item

    def join(self, one: str, other: str) -> tuple[str, str] | None:
        """Makes two groups one; gives the root and the one that is none any more, if there were two."""
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first
        return (first, second) if first != second else None


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Body:
    """Names that a document takes for one body's; made by `Body.of`, which gives the same one for the same values.

    So two are equal only if they are one, and to look one up takes half the time or less: thousands of documents have many,
    and often the same.

    Attributes:
        full: the normal forms of those that are no abbreviations, in order.
        owner: the registered organisation that they stand for, by themselves or as a part of one that the document names too.
        is_part: whether it is such a part, which says nothing of the names in other documents.
        form: the normal form that the body is called by where it has no full name and is in no register.
    """

    names: tuple[str, ...]
    full: tuple[str, ...]
    owner: str | None
    is_part: bool
    form: str

    @staticmethod
    def of(names: tuple[str, ...], full: tuple[str, ...], owner: str | None, is_part: bool, form: str) -> "Body":
        """Gives the body with these attributes."""
        key = names, full, owner, is_part, form
        known = _bodies.get(key)
        if known is None:
            known = _bodies[key] = Body(*key)
        return known


_bodies: WeakValueDictionary[tuple[Any, ...], Body] = WeakValueDictionary()  # a worker needs them for one document


def _dumped(of: Body) -> str:
    return json.dumps((of.names, of.full, of.owner, of.is_part, of.form), ensure_ascii=False)


@lru_cache(500_000)
def _loaded(dumped: str) -> Body:
    names, full, owner, is_part, form = json.loads(dumped)
    return Body.of(tuple(names), tuple(full), owner, is_part, form)


@dataclass(frozen=True, slots=True)
class LocalNames:
    """What one document says of its names, before other documents are asked.

    Attributes:
        mentions: for each body, how often the document mentions each of its names; some it only defines.
        ambiguous: for names that fit several bodies equally well, these.
    """

    # Dumped as a string each, for the same ones are in many documents and have to be loaded but once.
    bodies: tuple[Annotated[Body, PlainValidator(_loaded), PlainSerializer(_dumped)], ...]
    mentions: tuple[tuple[int, ...], ...]
    ambiguous: Mapping[str, tuple[str, ...]]

    def mentioned(self) -> list[Body]:
        """The bodies that the document mentions."""
        if all(map(any, self.mentions)):
            return [*self.bodies]
        return [body for body, numbers in zip(self.bodies, self.mentions, strict=True) if any(numbers)]

    def number(self) -> int:
        """The number of mentions."""
        return sum(map(sum, self.mentions))


@dataclass(frozen=True, slots=True)
class Links:
    """Which organisation each name of each document stands for.

    Attributes:
        ids: the organisation's id by doc_id and name as written.
        names: for each id, its names as written, the most frequent first.
        registered: the ids that are in organisations.yml.
        ambiguous: by (doc_id, name as written), the bodies that the name fits equally well; it is linked to none.
        counts: for each id, how often each of its names is written.
    """

    ids: Mapping[str, Mapping[str, str]]
    names: Mapping[str, tuple[str, ...]]
    registered: Collection[str]
    ambiguous: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Linking:
    """Links names as documents are added, in any order and however many at once; the outcome is the same.

    Full names that one document says are one body's are so in all documents. Where two registered organisations would have
    one group of them, some document says what is not so, and among thousands one would do to make them all one: the
    group is then nobody's, and what joined it counts only in the documents that say so.

    Attributes:
        found: the organisation of each body that a document names, as it is now.
    """

    def __init__(self, registered: Collection[str]) -> None:
        """Takes the ids that are in organisations.yml."""
        self._registered = registered
        self.found: dict[Body, str] = {}
        self._documents: dict[str, LocalNames] = {}
        self._mentions: dict[Body, list[int]] = {}  # of each name, in all documents
        self._groups = Groups()
        self._owners: dict[str, frozenset[str]] = {}  # by root, where there are any
        self._bodies: dict[str, list[Body]] = {}  # with full names and without an owner, by root
        self._own_ids: dict[str, str] = {}
        self._ambiguous: dict[tuple[str, str], tuple[str, ...]] = {}

    def add(self, documents: Mapping[str, LocalNames], *, same: Iterable[tuple[str, str]] = ()) -> set[str]:
        """Adds documents, and gives those of which names are linked otherwise than before, the new ones among them.

        Args:
            documents: by doc_id; none that is there already.
            same: pairs of full names that are one body's by other evidence.
        """
        moved: set[str] = set()  # roots of which bodies may be linked otherwise
        for one, other in same:
            self._join(normal_form(one), normal_form(other), moved)
        new: list[Body] = []
        alike: Counter[tuple[Body, tuple[int, ...]]] = Counter()
        for local in documents.values():
            alike.update(zip(local.bodies, local.mentions, strict=True))
        for (body, numbers), times in alike.items():
            before = self._mentions.get(body)
            if before is None:
                self._mentions[body] = [number * times for number in numbers]
                new.append(body)
            else:
                for place, number in enumerate(numbers):
                    before[place] += number * times
        for body in new:
            for other in body.full[1:]:
                self._join(body.full[0], other, moved)
            if body.owner and body.full and not body.is_part:
                self._give(self._groups.root(body.full[0]), frozenset({body.owner}), moved)
        known = [body for root in moved for body in self._bodies.get(root, ())]
        relinked = {body for body in known if self.found[body] != self._find(body)}
        for body in (*relinked, *new):
            self.found[body] = self._find(body)
        for body in new:
            if body.owner is None and body.full:
                self._bodies.setdefault(self._groups.root(body.full[0]), []).append(body)
        changed = {key for key, local in self._documents.items() if relinked and not relinked.isdisjoint(local.bodies)}
        self._documents |= documents
        for doc_id, local in documents.items():
            self._ambiguous |= {(doc_id, name): bodies for name, bodies in local.ambiguous.items()}
        return changed | documents.keys()

    def links(self) -> Links:
        """The links of the documents that there are now."""
        counts: dict[str, dict[str, int]] = {}
        for body, numbers in self._mentions.items():
            for name, number in zip(body.names, numbers, strict=True):
                if number:
                    of_organisation = counts.setdefault(self.found[body], {})
                    of_organisation[name] = of_organisation.get(name, 0) + number
        ids = _Ids(self._documents, self.found)
        return Links(ids, _Names(counts), self._registered, self._ambiguous, counts)

    def _join(self, one: str, other: str, moved: set[str]) -> None:
        if joined := self._groups.join(one, other):
            root, gone = joined
            moved.add(root)
            moved.discard(gone)
            if gone in self._bodies:
                self._bodies.setdefault(root, []).extend(self._bodies.pop(gone))
            self._give(root, self._owners.pop(gone, frozenset()), moved)

    def _give(self, root: str, owners: frozenset[str], moved: set[str]) -> None:
        known = self._owners.get(root, frozenset())
        if not owners <= known:
            self._owners[root] = known | owners
            moved.add(root)

    def _find(self, body: Body) -> str:
        if body.owner:
            return body.owner
        form = body.form
        if body.full:
            root = self._groups.root(body.full[0])
            owners = self._owners.get(root, frozenset())
            if len(owners) == 1:
                (owner,) = owners
                return owner
            form = root if not owners else body.full[0]
        if form not in self._own_ids:
            own = slug(form)
            self._own_ids[form] = own if own not in self._registered else f"{own}-unregistered"
        return self._own_ids[form]


class _Ids(Mapping[str, Mapping[str, str]]):
    """The ids of each document, put together when they are asked for: of most documents of a run they never are."""

    def __init__(self, documents: Mapping[str, LocalNames], found: Mapping[Body, str]) -> None:
        self._documents, self._found = documents, found
        self._of = lru_cache(32)(self._put_together)

    def __getitem__(self, doc_id: str) -> Mapping[str, str]:
        return self._of(doc_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def _put_together(self, doc_id: str) -> Mapping[str, str]:
        return {name: self._found[body] for body in self._documents[doc_id].bodies for name in body.names}


class _Names(Mapping[str, tuple[str, ...]]):
    """The names of each organisation, the most frequent first; put in order when they are asked for, as the ids are."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        self._counts = counts

    def __getitem__(self, key: str) -> tuple[str, ...]:
        counts = self._counts[key]
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)
