"""Measures a name model on public data, beside the stock pipeline, by label; and how fast both are.

    python -m tests.measure.names --data DIR [--lang ja] [--part dev] [--model FOLDER]

DIR holds checkouts of the corpora of `pipeline/training/corpora.py` by their names. Nothing was trained or tuned on a part
`test`. A span is right where it is exactly an annotated one with its label; what the annotators left open is not counted.
Labels of the stock pipeline are those that settings.yml gives a kind. Speed is characters a second of processor time, on one
core, of the stock pipeline as it comes and of ours as the program runs it.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import ModelSettings, load_settings
from pipeline.find.models import names_finder
from pipeline.records import EntityKind
from pipeline.training.corpora import Corpus, Sentence, present
from pipeline.workspace import project_config

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

KINDS: dict[str, EntityKind] = {
    "ORG": "organisation",
    "PERSON": "person",
    "LOC": "place",
    "FAC": "facility",
    "PRODUCT": "product",
    "EVENT": "event",
}
Span = tuple[int, int, str]
Find = Callable[[Sequence[str]], list[list[Span]]]
BATCH = 100  # sentences that are given at once


@dataclass(slots=True)
class Score:
    """Counts of exact spans by label."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def cell(self, label: str) -> str:
        """F1, precision and recall of a label, for a table."""
        right = self.right[label]
        precision, recall = right / max(1, right + self.wrong[label]), right / max(1, right + self.missed[label])
        return f"{2 * precision * recall / max(1e-9, precision + recall):.3f} ({precision:.2f} / {recall:.2f})"


def measure(corpus: Corpus, sentences: Sequence[Sentence], found: Iterable[Sequence[Span]]) -> Score:
    """Counts what is right, wrong and missed."""
    score = Score()
    for sentence, spans in zip(sentences, found, strict=True):
        gold = {
            (start, end, KINDS[corpus.labels[label]]) for start, end, label in sentence.marks if label in corpus.labels
        }
        open_ = [(start, end) for start, end, label in sentence.marks if label in corpus.unknown]
        named = {span for span in spans if not any(span[0] < end and start < span[1] for start, end in open_)}
        score.right.update(label for *_, label in named & gold)
        score.wrong.update(label for *_, label in named - gold)
        score.missed.update(label for *_, label in gold - named)
    return score


def timed(find: Find, kinds: Mapping[str, str], sentences: Sequence[Sentence]) -> tuple[list[list[Span]], float]:
    """What is found in each sentence, by kind, and the characters a second of processor time."""
    texts = [sentence.text for sentence in sentences]
    find(texts[:BATCH])  # the first is slower
    begin = time.process_time()
    found = [names for start in range(0, len(texts), BATCH) for names in find(texts[start : start + BATCH])]
    seconds = time.process_time() - begin
    spans = [[(start, end, kinds[label]) for start, end, label in names if kinds[label] != "other"] for names in found]
    return spans, sum(map(len, texts)) / seconds


def stock(nlp: "Pipeline") -> Find:
    """A pipeline as it comes."""
    return lambda texts: [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in nlp.pipe(texts)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table for each corpus that DIR has."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure.names")
    parser.add_argument("--data", type=Path, required=True, help="folder with checkouts of the corpora, by their names")
    parser.add_argument("--lang", choices=("en", "ja"), default="ja")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--model", type=Path, help="folder of a name model other than that of settings.yml")
    options = parser.parse_args(arguments)
    # One core for each, or the ratio would be of something else.
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    import spacy

    settings: ModelSettings = load_settings(project_config() / "settings.yml").models[options.lang]
    folder = options.model or settings.names_folder
    kinds = {**settings.kind_of_label, **KINDS}
    finders = {"stock": stock(spacy.load(settings.pipeline)), "ours": names_finder(settings.pipeline, folder)}
    for corpus in present(options.data, options.lang):
        sentences = list(corpus.read(options.data / corpus.name, options.part))
        scores, speeds = {}, {}
        for name, find in finders.items():
            found, speeds[name] = timed(find, kinds, sentences)
            scores[name] = measure(corpus, sentences, found)
        out = sys.stdout
        out.write(f"{corpus.name} {options.part}: {len(sentences)} sentences; F1 (precision / recall)\n\n")
        out.write(f"| | {' | '.join(finders)} |\n|---|{'---|' * len(finders)}\n")
        for label in sorted({KINDS[label] for label in corpus.labels.values()}):
            out.write(f"| {label} | {' | '.join(score.cell(label) for score in scores.values())} |\n")
        out.write(f"| characters a second | {' | '.join(f'{speed:,.0f}' for speed in speeds.values())} |\n")
        out.write(f"| ratio | 1 | {speeds['ours'] / speeds['stock']:.1f} |\n")
        out.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
