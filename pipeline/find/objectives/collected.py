"""What the search for enumerations gathers, and how an item becomes an objective."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.find.objectives.items import Item
from pipeline.find.objectives.leads import Verdict
from pipeline.find.objectives.outline import Outline
from pipeline.find.sentences import Span
from pipeline.records import Objective


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before an enumeration: its verdict, and the span of its words."""

    verdict: Verdict
    span: Span | None = None

    @property
    def lists_objectives(self) -> bool:
        """Whether the items are objectives of some kind."""
        return self.verdict not in (None, "other")


NO_LEAD = Lead(None)


@dataclass(slots=True)
class Listed:
    """Listed objectives, and what is no sentence of its own any more.

    Attributes:
        leads: spans of the sentences and labels that introduce a list.
        closed: blocks (by index) that are items of some list, a table, or the words of a label.
    """

    objectives: list[Objective] = field(default_factory=list)
    leads: list[Span] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)

    def add(self, outline: Outline, items: Iterable[Item], lead: Lead) -> None:
        """Makes objectives of the items that a lead announces."""
        if lead.verdict is None or lead.verdict == "other":
            return
        text = outline.document.text
        words = text[lead.span[0] : lead.span[1]].strip() if lead.span else ""
        if lead.span:
            self.leads.append(lead.span)
        for item in items:
            start, end = item.text
            if end > start:
                heading = text[item.heading[0] : item.heading[1]] if item.heading else ""
                self.objectives.append(
                    Objective(start, end, text[start:end], "listed", lead.verdict, 0, heading, words)
                )
