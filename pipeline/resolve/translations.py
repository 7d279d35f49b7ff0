"""Documents that are translations of one another: found by what both say, in the same order and on the same day."""

import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from pipeline.find.objectives.themes import Theme
from pipeline.records import Findings, Language, TextDocument
from pipeline.resolve.counterparts import pair_objectives
from pipeline.resolve.disagreements import Disagreement, disagreements
from pipeline.resolve.evidence import WEIGHTS, Mark, Profile, profile
from pipeline.resolve.linking import Links
from pipeline.resolve.owners import parties

_Value = TypeVar("_Value")

_DAYS = 2  # a translation comes out on the same day, or with a night or a time zone between
_CANDIDATES = 8  # for each English document
_LEAST = 0.6  # share of the marks; the samples' pairs have 0.8 to 0.9, releases by others about one event up to 0.4
_LEAST_UNDATED = 0.75
_LEAST_MASS = 4.5  # two shared bodies and little else are any two releases of one publisher
_LEAST_KEYS = 0.3  # the same of organisations and dates alone, before the texts are read
_MARGIN = 0.05
_COMMON = 4  # a mark of more documents than this weighs less, in proportion
_CROWD = 50  # a mark of more documents than this finds no candidates where a day is unknown
_SAME_NAME = 0.04  # users name files as they like
_COUNTED = frozenset({"organisation", "date", "number"})
_KEYS = frozenset({"organisation", "date"})
_TAG = re.compile(
    r"(?:^|[-_. /])(?:en|eng|english|ja|jp|jpn|japanese|e|j|英語版?|英文|日本語版?|和文)(?=$|[-_. /])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Translation:
    """Two documents that say the same in two languages.

    Attributes:
        original, translation: their doc_ids.
        pairs: objectives that correspond, as indices into the `objectives` of the findings of the original and of the
            translation; each index at most once.
        warnings: where the two do not say the same.
    """

    original: str
    translation: str
    pairs: tuple[tuple[int, int], ...]
    warnings: tuple[Disagreement, ...]


class Memo(Protocol):
    """Remembers what was made of two documents: a value of JSON."""

    def __call__(self, what: str, doc_ids: tuple[str, str], context: Any, make: Callable[[], _Value]) -> _Value:
        """Gives the value.

        Args:
            what: names the question.
            doc_ids: whose texts and findings it is made from.
            context: what else, as JSON can hold it.
            make: makes the value.
        """


def without_memory(what: str, doc_ids: tuple[str, str], context: Any, make: Callable[[], _Value]) -> _Value:
    """Remembers nothing."""
    return make()


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a document is looked up by, before its text is read.

    Attributes:
        names: of the organisations that it mentions.
        aliases: that it defines, mentioned or not: short forms stand for bodies, too.
        days: first and last day of each of its dates, but not the day it came out.
    """

    language: Language
    published: date | None
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    days: tuple[str, ...]


def sketch(document: TextDocument, findings: Findings) -> Sketch:
    """Makes the sketch of a document."""
    names = dict.fromkeys(mention.text for mention in findings.organisations)
    day = document.published
    days = {f"{item.first}/{item.last}" for item in findings.dates if not item.first == item.last == day}
    aliases = dict.fromkeys(definition.alias for definition in findings.definitions)
    return Sketch(document.language, day, tuple(names), tuple(aliases), tuple(sorted(days)))


def find_translations(
    documents: Mapping[str, TextDocument],
    findings: Mapping[str, Findings],
    links: Links,
    *,
    sketches: Mapping[str, Sketch] | None = None,
    memo: Memo = without_memory,
    themes: Sequence[Theme] = (),
    countries: Mapping[str, str | None] | None = None,
) -> tuple[Translation, ...]:
    """Finds the documents that are translations of one another, each with at most one other.

    The original is the version that was published first; of one day, the Japanese one, unless the body that publishes
    (or, where that is not known, the first that is named) is of another country than Japan.

    Args:
        documents: by doc_id; only those that have findings are looked at.
        links: the organisations of all names of these findings.
        sketches: of the same documents where they are known; `documents` and `findings` are then asked for only those
            that may be translations.
        memo: what comparing two texts gave before.
        themes: of `config/themes.yml`, as evidence for pairs of objectives.
        countries: the country (ISO 3166-1 alpha-2) of each registered organisation by its id.

    Returns:
        The translations in the order of their originals' doc_ids; the order of the arguments does not matter.
    """
    if sketches is None:
        sketches = {key: sketch(documents[key], findings[key]) for key in sorted(documents) if key in findings}
    corpus = _Corpus(sketches, documents, findings, links, memo)
    scores = {pair: score for pair in corpus.candidates() if (score := corpus.score(*pair)) > 0}
    found = [corpus.translation(pair, themes, countries or {}) for pair in _mutual(scores, corpus)]
    return tuple(sorted(found, key=lambda item: item.original))


class _Corpus:
    """All documents, with what is needed of each; only the texts of candidates are read."""

    def __init__(
        self,
        sketches: Mapping[str, Sketch],
        documents: Mapping[str, TextDocument],
        findings: Mapping[str, Findings],
        links: Links,
        memo: Memo,
    ) -> None:
        self.sketches, self.documents, self.findings, self.links = sketches, documents, findings, links
        self._memo = memo
        self.keys = {key: _keys(key, sketches[key], links) for key in sorted(sketches)}
        self.spread = Counter(mark for marks in self.keys.values() for mark in marks)
        self._weights = {mark: WEIGHTS[mark[0]] * min(1.0, _COMMON / number) for mark, number in self.spread.items()}
        self.masses = {key: self._mass(marks) for key, marks in self.keys.items()}
        self._profiles: dict[str, Profile] = {}
        self._named: dict[str, tuple[str, ...]] = {}

    def profile(self, key: str) -> Profile:
        if key not in self._profiles:
            self._profiles[key] = profile(self.documents[key], self.findings[key], self.links)
        return self._profiles[key]

    def _weight(self, mark: Mark) -> float:
        return self._weights.get(mark) or WEIGHTS[mark[0]]

    def _mass(self, marks: Iterable[Mark]) -> float:
        return math.fsum(map(self._weight, marks))  # the same in whatever order a set gives them

    def candidates(self) -> Iterator[tuple[str, str]]:
        """Pairs (English, Japanese) that share an organisation or a date and may be of one day."""
        japanese: dict[tuple[Mark, int | None], list[str]] = defaultdict(list)
        for key, marks in self.keys.items():
            published = self.sketches[key].published
            if self.sketches[key].language == "ja":
                for mark in marks:
                    japanese[mark, _ordinal(published)].append(key)
                    if published is not None and self.spread[mark] <= _CROWD:
                        japanese[mark, _ANY_DAY].append(key)
        for key, marks in self.keys.items():
            if self.sketches[key].language == "en":
                shared: Counter[str] = Counter()
                day = _ordinal(self.sketches[key].published)
                days: list[int | None] = [_ANY_DAY] if day is None else [*range(day - _DAYS, day + _DAYS + 1)]
                for mark in marks:
                    for near in (None, *days) if self.spread[mark] <= _CROWD else days:
                        shared.update(japanese.get((mark, near), ()))
                best = sorted(shared, key=lambda other: (-shared[other], other))
                yield from ((key, other) for other in best[:_CANDIDATES])

    def score(self, english: str, japanese: str) -> float:
        """How sure it is that two documents are translations, from 0 (they are not) to about 1."""
        both = self.keys[english] & self.keys[japanese]
        if 2 * self._mass(both) < _LEAST_KEYS * (self.masses[english] + self.masses[japanese]):
            return 0.0
        pair, linked = (english, japanese), self._linked((english, japanese))
        marks = self._memo("marks", pair, linked, lambda: self._marks(*pair))
        mass = self._mass(map(_mark, marks["shared"])) + marks["also shared"]
        if mass < _LEAST_MASS:
            return 0.0
        if self._memo("other parties", pair, linked, lambda: self._have_other_parties(*map(self.profile, pair))):
            return 0.0
        counted = (self._mass(map(_mark, marks["counted"])) + marks["also counted"]) / 2
        score: float = mass / (counted + marks["borrowed"]) * marks["fit"]
        if _name(english) == _name(japanese):
            score += _SAME_NAME
        undated = any(self.sketches[key].published is None for key in pair)
        return score if score >= (_LEAST_UNDATED if undated else _LEAST) else 0.0

    def translation(
        self, pair: tuple[str, str], themes: Sequence[Theme], countries: Mapping[str, str | None]
    ) -> Translation:
        """What two documents that are translations say, an English and a Japanese one."""

        def compared() -> list[Any]:
            original, translation = _in_order(self, *pair, countries)
            both = self.profile(original), self.profile(translation)
            findings = self.findings[original], self.findings[translation]
            pairs = pair_objectives(both, findings, self.links, themes)
            warnings = disagreements(both, findings, self.links)
            return [original, translation, pairs, [(item.doc_id, item.position, item.message) for item in warnings]]

        context = [list(map(astuple, themes)), self._linked(pair)]
        original, translation, pairs, warnings = self._memo("translation", pair, context, compared)
        told = tuple(Disagreement(*item) for item in warnings)
        return Translation(original, translation, tuple((one, other) for one, other in pairs), told)

    def are_copies(self, pair: tuple[str, str]) -> bool:
        """Whether they are one text in two files, of two formats say."""

        def compared() -> bool:
            one, other = (self.profile(key).first.keys() for key in pair)
            return len(one & other) >= 0.98 * len(one | other)

        return self._memo("copies", pair, self._linked(pair), compared)

    def _linked(self, doc_ids: Iterable[str]) -> list[Any]:
        """What their texts don't say of the names in documents: whose they are, and how others call it."""
        links = self.links
        sketches = [(doc_id, self.sketches[doc_id]) for doc_id in doc_ids]
        known = [(name, links.ids[doc_id, name]) for doc_id, of in sketches for name in (*of.names, *of.aliases)]
        return [[name, key, [] if key in links.registered else sorted(links.names.get(key, ()))] for name, key in known]

    def _marks(self, english: str, japanese: str) -> dict[str, Any]:
        """What the score of a pair is made of; what bodies and dates weigh depends on the other documents."""
        one, other = self.profile(english), self.profile(japanese)
        shared = one.first.keys() & other.first.keys()
        # What Japanese writes in Latin letters or katakana the English version has too, and much more of it.
        counted = [mark for mark in (*one.first, *other.first) if mark[0] in _COUNTED]
        return {
            "shared": sorted(mark for mark in shared if mark[0] in _KEYS),
            "also shared": math.fsum(WEIGHTS[mark[0]] for mark in shared if mark[0] not in _KEYS),
            "counted": sorted(mark for mark in counted if mark[0] in _KEYS),
            "also counted": math.fsum(WEIGHTS[mark[0]] for mark in counted if mark[0] not in _KEYS),
            "borrowed": math.fsum(WEIGHTS[mark[0]] for mark in other.first if mark[0] not in _COUNTED),
            "fit": _order(one, other, shared) * _proportion(one, other) if shared else 0.0,
        }

    def _have_other_parties(self, one: Profile, other: Profile) -> bool:
        """Whether they are of two agreements: each has a party that is none of the other's, and one is not even named."""
        strange = [
            [party for party in self._parties(near) if self._is_strange(party, near, far)]
            for near, far in ((one, other), (other, one))
        ]
        unnamed = [
            any(("organisation", party) not in far.first for party in parties)
            for parties, far in zip(strange, (other, one), strict=True)
        ]
        return all(strange) and any(unnamed)

    def _parties(self, of: Profile) -> tuple[str, ...]:
        key = of.document.doc_id
        if key not in self._named:
            self._named[key] = parties(of.document, self.findings[key], self.links)
        return self._named[key]

    def _is_strange(self, party: str, near: Profile, far: Profile) -> bool:
        """Whether a party is none of the other document's, and could not be so under another spelling."""
        if party in self._parties(far):
            return False
        if party in self.links.registered:
            return bool(self._parties(far))
        if ("organisation", party) in far.first:
            return False
        written = [name for name in self.links.names.get(party, ()) if name.isascii()]
        words = {("latin", word.lower()) for name in written for word in re.findall(r"[A-Za-z]{3,}", name)}
        # The Japanese version may write an English name in katakana; a Latin name in it stands in the English one.
        return bool(words) and near.document.language == "ja" and not words & far.first.keys()


_ANY_DAY = 0


def _keys(doc_id: str, of: Sketch, links: Links) -> frozenset[Mark]:
    marks: set[Mark] = {("organisation", links.ids[doc_id, name]) for name in of.names}
    return frozenset(marks | {("date", days) for days in of.days})


def _mark(item: Sequence[Any]) -> Mark:
    sort, value = item
    return sort, value


def _ordinal(published: date | None) -> int | None:
    return published.toordinal() if published else None


def _order(one: Profile, other: Profile, shared: Iterable[Mark]) -> float:
    """1 where what both have in common stands at the same places of both, 0 where it is scattered."""
    length, width = len(one.document.text), len(other.document.text)
    shift = statistics.median(abs(one.first[mark] / length - other.first[mark] / width) for mark in shared)
    return min(1.0, max(0.0, (0.3 - shift) / 0.2))


def _proportion(english: Profile, japanese: Profile) -> float:
    """English needs about twice as many characters as Japanese for the same words."""
    ratio = len(english.document.text) / len(japanese.document.text)
    return 1.0 if 1.4 <= ratio <= 3.6 else 0.8


def _name(doc_id: str) -> str:
    return _TAG.sub("", doc_id).lower()


def _mutual(scores: Mapping[tuple[str, str], float], corpus: _Corpus) -> Iterator[tuple[str, str]]:
    """The pairs of which each is the other's best, and no third document comes near, unless it is a copy."""
    rivals: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (english, japanese), score in scores.items():
        rivals[english].append((japanese, score))
        rivals[japanese].append((english, score))
    best = {key: _best(found, corpus) for key, found in rivals.items()}
    for english, japanese in sorted(scores):
        if best[english] == japanese and best[japanese] == english:
            yield english, japanese


def _best(found: Sequence[tuple[str, float]], corpus: _Corpus) -> str | None:
    ranked = sorted(found, key=lambda item: (-item[1], item[0]))
    near = [key for key, score in ranked if ranked[0][1] - score < _MARGIN]
    return near[0] if all(corpus.are_copies((near[0], key)) for key in near[1:]) else None


def _in_order(corpus: _Corpus, english: str, japanese: str, countries: Mapping[str, str | None]) -> tuple[str, str]:
    """The original and the translation of a pair."""
    days: list[date | None] = [corpus.documents[key].published for key in (english, japanese)]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return (english, japanese) if days[0] < days[1] else (japanese, english)
    homes = [_home(corpus, key, countries) for key in (english, japanese)]
    known = [home for home in homes if home is not None]
    return (english, japanese) if known and "JP" not in known else (japanese, english)


def _home(corpus: _Corpus, key: str, countries: Mapping[str, str | None]) -> str | None:
    """The country of the body that publishes a document, as far as it is registered."""
    document, mentions = corpus.documents[key], corpus.findings[key].organisations
    publisher = re.sub(r"\s*[(（][^()（）]*[)）]$", "", document.publisher or "")
    found = corpus.links.ids.get((key, publisher))
    if found is None and mentions and not publisher:
        found = corpus.links.ids[key, mentions[0].text]
    return countries.get(found) if found else None
