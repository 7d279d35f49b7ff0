"""What the objective finder lists of a document that a test puts together."""

from pipeline.find.objectives.finder import find_objectives
from pipeline.records import BlockKind, Language
from tests.annotated import blocks

Part = tuple[BlockKind, str, str]


def listed(*parts: Part, language: Language = "en") -> list[tuple[str, str]]:
    """(heading, text) of the listed objectives of a document."""
    return [(o.heading, o.text) for o in find_objectives(blocks(*parts, language=language)) if o.form == "listed"]


def texts(*parts: Part, language: Language = "en") -> list[str]:
    """The texts of the listed objectives."""
    return [text for _, text in listed(*parts, language=language)]
