"""The public data sets that organisations are measured on; none of them is part of this repository.

They are read as for training (`pipeline/training/corpora.py`). Each set has guidelines of its own, so labels are mapped by
what they hold most of: a label is an organisation, or it is left out of the count (neither right nor wrong, found or not),
or it is no organisation.
"""

import random
from dataclasses import dataclass
from pathlib import Path

from pipeline.records import Language, TextDocument
from pipeline.training.corpora import CROSSNER, GSD, STOCKMARK, Corpus, Part
from tests.annotated import document

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence as a document of its own, with what its annotators marked.

    Attributes:
        organisations: spans of the text that are to be found.
        uncounted: spans of the text that may be found and need not be.
    """

    document: TextDocument
    organisations: frozenset[Span]
    uncounted: frozenset[Span]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A public data set, and which of its labels are organisations or uncounted; all others are no organisations."""

    corpus: Corpus
    organisation: frozenset[str]
    uncounted: frozenset[str]

    @property
    def name(self) -> str:
        """The name of its repository."""
        return self.corpus.name

    @property
    def language(self) -> Language:
        """The language of its sentences."""
        return self.corpus.language


def load(chosen: PublicSet, data: Path, part: Part, size: int) -> list[Sample]:
    """Gives `size` samples of a part, always the same ones; all of them where `size` is 0 or there are fewer.

    Raises:
        FileNotFoundError: `data` has no checkout of the set.
    """
    samples = []
    for sentence in chosen.corpus.read(data / chosen.name, part):
        spans = {
            labels: frozenset((start, end) for start, end, label in sentence.marks if label in labels)
            for labels in (chosen.organisation, chosen.uncounted)
        }
        text = document(sentence.text, language=chosen.language)
        samples.append(Sample(text, spans[chosen.organisation], spans[chosen.uncounted]))
    if not size or len(samples) <= size:
        return samples
    return random.Random(0).sample(samples, size)


SETS = (
    # その他の組織名 are mostly sports clubs and music groups.
    PublicSet(STOCKMARK, frozenset({"法人名", "政治的組織名"}), frozenset({"その他の組織名"})),
    # By its map from Extended Named Entities, NORP has parties and international bodies beside nationalities,
    # and FAC has schools and research institutes beside buildings.
    PublicSet(GSD, frozenset({"ORG"}), frozenset({"NORP", "FAC"})),
    PublicSet(CROSSNER, frozenset({"organisation", "politicalparty"}), frozenset()),
)
