"""How fast documents are read and searched, as a ratio to the models as they come: in one run, on one core."""

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.config import Configuration, Limits, ModelSettings, Settings
from pipeline.files import sha256
from pipeline.find.finder import find
from pipeline.find.models import find_entities, load_for
from pipeline.find.organisations.registry import Registry
from pipeline.read import read
from pipeline.records import Entity, Language, RawDocument, TextDocument

STAGES = ("read", "names", "rules")


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second of processor time, for the documents of one language.

    Attributes:
        stock: the spaCy pipeline of settings.yml with all its components, by `nlp.pipe`.
        stages: ours: reading the file; the names of the model; registry, patterns, dates and objectives.
        megabytes: the most memory that the process with our models had, those of both languages in it; 10**6 bytes.
    """

    language: Language
    documents: int
    characters: int
    stock: float
    stages: dict[str, float]
    megabytes: float

    @property
    def whole(self) -> float:
        """From the file to what was found in it."""
        return 1 / sum(1 / speed for speed in self.stages.values())

    @property
    def ratio(self) -> float:
        """How many times the stock pipeline's speed that is."""
        return self.whole / self.stock

    @property
    def shares(self) -> dict[str, float]:
        """The share of the time that each stage takes."""
        return {stage: self.whole / speed for stage, speed in self.stages.items()}


def measure(raw: Path, configuration: Configuration, *, repeat: int = 3) -> list[Speed]:
    """Measures the text documents of a folder, those of each language together.

    Args:
        raw: folder with `.txt` files.
        configuration: names the pipelines.
        repeat: how often each part runs; the fastest counts.
    """
    # One thread: each core has a worker of its own in a run.
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:  # in processes of their own, so that neither has the other's memory
        ours = pool.apply(_ours, (raw, configuration, repeat))
    speeds = []
    for language, (texts, stages, megabytes) in ours.items():
        with context.Pool(1) as pool:
            stock = pool.apply(_stock, (texts, configuration.settings, language, repeat))
        speeds.append(Speed(language, len(texts), sum(map(len, texts)), stock, stages, megabytes))
    return speeds


def _stock(texts: Sequence[str], settings: Settings, language: Language, repeat: int) -> float:
    import spacy

    nlp = spacy.load(settings.models[language].pipeline)
    _drain(nlp.pipe(texts[:1]))  # the first is slower
    return _speed(texts, lambda: _drain(nlp.pipe(texts)), repeat)


def _ours(
    raw: Path, configuration: Configuration, repeat: int
) -> dict[Language, tuple[list[str], dict[str, float], float]]:
    """The texts of each language, our speed in each stage, and the most memory in the end."""
    limits, models = configuration.settings.limits, configuration.settings.models
    files = [(path, path.read_bytes()) for path in sorted(raw.rglob("*.txt"))]
    raws = [(RawDocument(path.stem, path, "text/plain", sha256(content)), content) for path, content in files]
    registry = Registry.of(configuration.organisations)
    read_all = [read(document, content, limits) for document, content in raws]
    found: dict[Language, tuple[list[str], dict[str, float]]] = {}
    for language in models:
        chosen = [(source, text) for source, text in zip(raws, read_all, strict=True) if text.language == language]
        if not chosen:
            continue
        documents: list[TextDocument] = [text for _, text in chosen]
        texts = [document.text for document in documents]
        load_for(documents[0], models)
        named = [find_entities(document, models) for document in documents]
        parts = (
            partial(_read_all, [source for source, _ in chosen], limits),
            partial(_name_all, documents, models),
            partial(_find_all, documents, named, registry),
        )
        found[language] = (
            texts,
            {stage: _speed(texts, part, repeat) for stage, part in zip(STAGES, parts, strict=True)},
        )
    # Kilobytes, but on macOS bytes.
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return {language: (texts, stages, megabytes) for language, (texts, stages) in found.items()}


def _read_all(sources: Iterable[tuple[RawDocument, bytes]], limits: Limits) -> None:
    for document, content in sources:
        read(document, content, limits)


def _name_all(documents: Iterable[TextDocument], models: Mapping[Language, ModelSettings]) -> None:
    for document in documents:
        find_entities(document, models)


def _find_all(documents: Iterable[TextDocument], named: Iterable[Sequence[Entity]], registry: Registry) -> None:
    for document, entities in zip(documents, named, strict=True):
        find(document, registry, entities)


def _speed(texts: Sequence[str], part: Callable[[], None], repeat: int) -> float:
    return sum(map(len, texts)) / min(_seconds(part) for _ in range(repeat))


def _seconds(part: Callable[[], None]) -> float:
    begin = time.process_time()
    part()
    return time.process_time() - begin


def _drain(items: Iterable[object]) -> None:
    for _ in items:
        pass
