"""How fast documents are searched, as a ratio to the models as they come, in one run on one core."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Configuration, Limits, Settings
from pipeline.files import sha256
from pipeline.find import Registry, find
from pipeline.find.models import find_entities
from pipeline.read import read
from pipeline.records import Language, RawDocument, TextDocument


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second for the documents of one language.

    Attributes:
        stock: the spaCy pipeline of settings.yml with all its components, by `nlp.pipe`.
        entities: our use of it, names only.
        rules: registry, patterns, linking within the document, dates and objectives.
    """

    language: Language
    characters: int
    stock: float
    entities: float
    rules: float

    @property
    def whole(self) -> float:
        """Text to findings: model and rules together."""
        return 1 / (1 / self.entities + 1 / self.rules)

    @property
    def ratio(self) -> float:
        """How many times the stock pipeline's speed that is."""
        return self.whole / self.stock


def measure(raw: Path, configuration: Configuration, *, repeat: int = 3) -> list[Speed]:
    """Measures the text documents of a folder, those of each language together.

    Args:
        raw: folder with `.txt` files.
        configuration: names the pipelines.
        repeat: how often each part runs; the fastest counts.
    """
    documents = [_document(path, configuration.settings.limits) for path in sorted(raw.rglob("*.txt"))]
    registry = Registry.of(configuration.organisations)
    speeds = []
    for language in configuration.settings.models:
        chosen = [document for document in documents if document.language == language]
        if chosen:
            speeds.append(_measure(language, chosen, configuration.settings, registry, repeat))
    return speeds


def _document(path: Path, limits: Limits) -> TextDocument:
    content = path.read_bytes()
    return read(RawDocument(path.stem, path, "text/plain", sha256(content)), content, limits)


def _measure(
    language: Language, documents: list[TextDocument], settings: Settings, registry: Registry, repeat: int
) -> Speed:
    import spacy

    characters = sum(len(document.text) for document in documents)
    nlp = spacy.load(settings.models[language].pipeline)
    named = [find_entities(document, settings.models) for document in documents]

    def stock() -> None:
        _drain(nlp.pipe(document.text for document in documents))

    def entities() -> None:
        _drain(find_entities(document, settings.models) for document in documents)

    def rules() -> None:
        _drain(find(document, registry, found) for document, found in zip(documents, named, strict=True))

    times = {part: min(_seconds(part) for _ in range(repeat)) for part in (stock, entities, rules)}
    return Speed(language, characters, *(characters / times[part] for part in (stock, entities, rules)))


def _seconds(part: Callable[[], None]) -> float:
    begin = time.perf_counter()
    part()
    return time.perf_counter() - begin


def _drain(items: Iterable[object]) -> None:
    for _ in items:
        pass
