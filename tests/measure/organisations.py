"""Measures the organisation finder on public data, beside the models as they come.

    python -m tests.measure.organisations --data DIR [--set NAME] [--part dev] [--size 600] [--errors]

DIR holds checkouts of the repositories `stockmarkteam/ner-wikipedia-dataset`, `megagonlabs/UD_Japanese-GSD` and
`zliucr/CrossNER` by their names; `tests/measure/public_sets.py` says how their labels are read. Rules are tuned on no
`test` part.

A span is right where it is exactly an annotated one, apart from a leading "the".
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config import Configuration, load_configuration
from pipeline.find.models import find_entities, load
from pipeline.find.organisations.finder import find_organisations
from pipeline.find.organisations.registry import Registry
from pipeline.training.corpora import Part
from pipeline.workspace import CONFIG_FILES, project_config
from tests.measure.public_sets import SETS, PublicSet, Sample, Span
from tests.measure.public_sets import load as load_samples

Found = tuple[Span, str]
"""A span and what found it."""


@dataclass(slots=True)
class Score:
    """Counts of exact spans; `right` and `wrong` by what found them."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return self.right.total() / max(1, self.right.total() + self.wrong.total())

    @property
    def recall(self) -> float:
        """The share of the annotated that is found."""
        return self.right.total() / max(1, self.right.total() + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def stock(samples: Sequence[Sample], configuration: Configuration) -> list[list[Found]]:
    """What the stock pipeline calls ORG, in Japanese by GiNZA's own map of its labels to OntoNotes."""
    from ginza import ENE_ONTONOTES_MAPPING

    found: list[list[Found]] = []
    for sample in samples:
        nlp = load(configuration.settings.models[sample.document.language].pipeline)
        with nlp.memory_zone():
            ents = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(sample.document.text).ents]
        found.append(
            [((start, end), "model") for start, end, label in ents if ENE_ONTONOTES_MAPPING.get(label, label) == "ORG"]
        )
    return found


def finder(samples: Sequence[Sample], configuration: Configuration, *, with_model: bool) -> list[list[Found]]:
    """What our finder gives for each sample, as a document of its own."""
    registry = Registry.of(configuration.organisations)
    found: list[list[Found]] = []
    for sample in samples:
        entities = find_entities(sample.document, configuration.settings.models) if with_model else ()
        mentions, _ = find_organisations(sample.document, registry, entities)
        found.append([((mention.start, mention.end), mention.found_by) for mention in mentions])
    return found


def score(samples: Sequence[Sample], found: Iterable[Sequence[Found]]) -> Score:
    """Counts what is right, wrong and missed."""
    total = Score()
    for sample, named in zip(samples, found, strict=True):
        text = sample.document.text
        gold, uncounted = _plain(text, sample.organisations), _plain(text, sample.uncounted)
        spans = {_without_article(text, span): layer for span, layer in named}
        for span, layer in spans.items():
            if span in gold:
                total.right[layer] += 1
            elif span not in uncounted:
                total.wrong[layer] += 1
        total.missed += len(gold - set(spans))
    return total


def errors(sample: Sample, named: Sequence[Found]) -> list[str]:
    """The errors of one sample, for reading: `-` is missed, `+` wrong."""
    text = sample.document.text
    gold, uncounted = _plain(text, sample.organisations), _plain(text, sample.uncounted)
    spans = {_without_article(text, span): layer for span, layer in named}
    missed = [(span, "-", "") for span in gold - set(spans)]
    wrong = [(span, "+", layer) for span, layer in spans.items() if span not in gold | uncounted]
    lines = [f"{sign} {text[slice(*span)]} {layer}".rstrip() for span, sign, layer in sorted(missed + wrong)]
    return [f"= {text}", *lines] if lines else []


def report(chosen: PublicSet, part: Part, samples: Sequence[Sample], scores: dict[str, Score]) -> str:
    """The figures of one set as a table in Markdown."""
    counted = sum(len(sample.organisations) for sample in samples)
    lines = [
        f"{chosen.name} {part}: {len(samples)} sentences, {counted} organisations",
        "",
        "| | precision | recall | F1 | right and wrong by layer |",
        "| --- | --- | --- | --- | --- |",
    ]
    for system, counts in scores.items():
        layers = sorted({*counts.right, *counts.wrong})
        by_layer = ", ".join(f"{layer} {counts.right[layer]}/{counts.wrong[layer]}" for layer in layers)
        lines.append(f"| {system} | {counts.precision:.3f} | {counts.recall:.3f} | {counts.f1:.3f} | {by_layer} |")
    return "\n".join([*lines, "", ""])


def _plain(text: str, spans: Iterable[Span]) -> set[Span]:
    return {_without_article(text, span) for span in spans}


def _without_article(text: str, span: Span) -> Span:
    start, end = span
    return (start + 4, end) if text[start : start + 4].lower() == "the " else span


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures of each set that DIR has; 2 where it has none."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure.organisations")
    parser.add_argument("--data", type=Path, required=True, help="folder with checkouts of the sets, by their names")
    parser.add_argument("--set", choices=[chosen.name for chosen in SETS], help="only this one")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--size", type=int, default=600, help="sentences of each set, 0 for all")
    parser.add_argument("--errors", action="store_true", help="list what the finder got wrong as well")
    options = parser.parse_args(arguments)

    configuration = load_configuration(*(project_config() / name for name in CONFIG_FILES))
    present = [
        chosen
        for chosen in SETS
        if (options.data / chosen.name).is_dir() and (options.set is None or options.set == chosen.name)
    ]
    if not present:
        parser.exit(2, f"{options.data} has none of {', '.join(chosen.name for chosen in SETS)}\n")
    for chosen in present:
        samples = load_samples(chosen, options.data, options.part, options.size)
        found = {
            "stock model": stock(samples, configuration),
            "finder": finder(samples, configuration, with_model=True),
            "finder without model": finder(samples, configuration, with_model=False),
        }
        scores = {system: score(samples, named) for system, named in found.items()}
        sys.stdout.write(report(chosen, options.part, samples, scores))
        if options.errors:
            for sample, named in zip(samples, found["finder"], strict=True):
                sys.stdout.writelines(f"{line}\n" for line in errors(sample, named))
    return 0


if __name__ == "__main__":
    sys.exit(main())
