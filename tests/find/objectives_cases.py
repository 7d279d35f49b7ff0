"""Short annotated releases: a block a line, `kind marker: words`, with the objectives tagged in the words."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pipeline.records import BlockKind, Language, Objective, ObjectiveForm, ObjectiveKind, TextDocument
from tests.annotated import Annotation, blocks, parse


@dataclass(frozen=True, slots=True)
class Case:
    """A document, what is to be found in it, and what counts neither way."""

    document: TextDocument
    gold: tuple[Objective, ...]
    optional: tuple[str, ...]


def load(path: Path) -> Case:
    """Reads one annotated release; a tagged heading belongs to the objectives up to the next heading."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    language = cast("Language", head.removeprefix("language: "))
    parts: list[tuple[BlockKind, str, str]] = []
    annotations: list[Annotation] = []
    for line in filter(None, lines):
        label, words = line.split(": ", 1)
        kind, _, marker = label.partition(" ")
        text, marked = parse(words)
        parts.append((cast("BlockKind", kind), marker, text))
        annotations += [Annotation("end", "", 0, 0, "")] * kind.startswith("heading") + marked
    gold: list[Objective] = []
    heading = ""
    for mark in annotations:
        if mark.label in ("end", "heading"):
            heading = mark.text
        elif mark.label in ("listed", "stated"):
            form, objective = cast("ObjectiveForm", mark.label), cast("ObjectiveKind", mark.value)
            above = heading if form == "listed" else ""
            gold.append(Objective(0, 0, mark.text, form, objective, len(gold) + 1, above))
    optional = tuple(mark.text for mark in annotations if mark.label == "optional")
    return Case(blocks(*parts, language=language), tuple(gold), optional)
