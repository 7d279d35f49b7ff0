"""Finds objectives, listed and stated, in a document."""

from dataclasses import replace

from pipeline.find.objectives.listed import find_listed
from pipeline.find.objectives.outline import outline
from pipeline.find.objectives.stated import find_stated
from pipeline.records import Objective, TextDocument


def find_objectives(document: TextDocument) -> tuple[Objective, ...]:
    """Finds what a document says that an agreement, programme or body is for, in the order of the text.

    Rules over blocks and sentences, no model; an empty document gives an empty tuple.
    """
    view = outline(document)
    listed = find_listed(view)
    found = [*listed.objectives, *find_stated(view, listed)]
    found.sort(key=lambda objective: (objective.start, objective.end))
    return tuple(replace(objective, ordinal=place) for place, objective in enumerate(found, 1))
