"""Documents to measure on: the text documents of a folder, varied as often as is asked for, always in the same way."""

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from pipeline.config import OrganisationEntry
from pipeline.errors import WorkspaceError
from pipeline.find.matching import fold
from pipeline.find.organisations.registry import Registry, name_key
from pipeline.resolve.names import is_acronym, is_japanese

_DAY = re.compile(
    r"(?<!\d)\d{1,2}(?=日| (?:January|February|March|April|May|June|July|August|September|October|November|December) )"
)
# Every real document names somebody whom no registry knows.
_SYLLABLES = {
    "en": ("ka", "mi", "no", "ra", "sel", "tor", "ven", "dal"),
    "ja": ("カ", "ミ", "ノ", "ラ", "セル", "トル", "ベン", "ダル"),
}
_FORM = {"en": "{} Ltd", "ja": "{}株式会社"}
_UNKNOWN = 0.2  # the share of names that become such names
_HEAD = 3  # paragraphs at the head, with title and dateline, that always stay
_KEPT = 0.95  # the share of the others that stay


def write_corpus(
    samples: Path, folder: Path, number: int, organisations: Sequence[OrganisationEntry], *, seed: int = 0
) -> None:
    """Writes text documents that differ from the samples, and from each other, in names and days and by a paragraph or two.

    Each has a sidecar with its day, as documents that were fetched have.

    Args:
        samples: folder with `.txt` files.
        folder: where they go, as `document-00000.txt` …
        number: how many.
        organisations: whose names are exchanged for one another, within a language.

    Raises:
        WorkspaceError: there are no samples.
    """
    registry = Registry.of(organisations)
    texts = [path.read_text(encoding="utf-8") for path in sorted(samples.rglob("*.txt"))]
    if not texts:
        raise WorkspaceError(f"{samples}: there are no text documents (.txt) there to make others from")
    folder.mkdir(parents=True, exist_ok=True)
    for place, text in enumerate(islice(cycle(texts), number)):
        varied = _varied(text, registry, random.Random(f"{seed} {place}"))  # noqa: S311
        (folder / f"document-{place:05}.txt").write_text(varied, encoding="utf-8")
        day = date(2025, 1, 1) + timedelta(days=random.Random(f"{seed} {place} day").randrange(365))  # noqa: S311
        sidecar = f"url: https://example.org/{place}\npublished: {day}\nretrieved_at: 2026-01-01T00:00:00Z\n"
        (folder / f"document-{place:05}.yml").write_text(sidecar, encoding="utf-8")


def _varied(text: str, registry: Registry, rng: random.Random) -> str:
    kept = [part for place, part in enumerate(text.split("\n\n")) if place < _HEAD or rng.random() < _KEPT]
    text = _DAY.sub(lambda match: str(rng.randint(1, 28)), "\n\n".join(kept))
    folded = fold(text)
    exchanged: dict[str, OrganisationEntry] = {}
    bodies = list(registry.entries.values())
    parts, at = [], 0
    for found in sorted(registry.find(folded), key=lambda span: (span.start, -span.end)):
        start, end = folded.span(found.start, found.end)
        if start < at:
            continue
        name = text[start:end]
        # All names of a body become names of one other: a text that called two bodies one would be no release.
        entry = registry.ids[name_key(name)]
        if entry not in exchanged:
            exchanged[entry] = _unknown(rng) if rng.random() < _UNKNOWN else rng.choice(bodies)
        parts += [text[at:start], _like(name, exchanged[entry])]
        at = end
    return "".join([*parts, text[at:]])


def _like(name: str, other: OrganisationEntry) -> str:
    """The name of another body that is most like a name: in its script, and short where it is short."""
    short = [alias for alias in other.aliases if is_acronym(alias)] if is_acronym(name) else []
    full = (other.name_ja, other.name_en) if is_japanese(name) else (other.name_en, other.name_ja)
    return next(filter(None, [*short, *full]))


def _unknown(rng: random.Random) -> OrganisationEntry:
    made = {language: "".join(rng.choices(syllables, k=4)).capitalize() for language, syllables in _SYLLABLES.items()}
    english, japanese = (_FORM[language].format(made[language]) for language in ("en", "ja"))
    aliases = (made["en"][:4].upper(),)
    return OrganisationEntry(id=made["en"].lower(), name_en=english, name_ja=japanese, aliases=aliases, kind="company")
