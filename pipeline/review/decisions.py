"""`decisions.yml`: what a reviewer decided on a page or in an editor, to be applied in one go.

run: 1f0c…            # the run that was looked at; `accept` refuses another one
by: Reviewer          # optional; else the name of the account
decisions:
  - {table: dates, key: "a#d0c366841-1", decision: accept}
  - {table: dates, key: "a#d0a5eec65-1", decision: reject, reason: the day of an earlier release}
  - table: organisation_mentions
    key: "a#m09a02b29-1"
    decision: edit
    fields: {organisation_id: mofa-japan}
    reason: it is the ministry's old name
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from pipeline.review.changes import Decision
from pipeline.yaml_files import load_yaml

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
TableName = Literal["documents", "organisations", "organisation_mentions", "dates", "objectives"]


class Decided(BaseModel):
    """A decision on one row."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: TableName
    key: _Text
    decision: Decision
    fields: Mapping[str, str] = {}
    reason: str = ""

    @model_validator(mode="after")
    def _fits(self) -> "Decided":
        if (self.decision == "edit") != bool(self.fields):
            raise ValueError("`fields` belong to the decision edit, and only to it")
        return self


class Decisions(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    run: _Text
    by: str = ""
    decisions: tuple[Decided, ...]

    @model_validator(mode="after")
    def _once(self) -> "Decisions":
        seen: set[tuple[str, str]] = set()
        for item in self.decisions:
            if (item.table, item.key) in seen:
                raise ValueError(f"{item.key} of {item.table} is decided twice")
            seen.add((item.table, item.key))
        return self


def load_decisions(path: Path) -> Decisions:
    """Reads a file of decisions.

    Raises:
        ConfigurationError: the file is missing, is not YAML, or says something that can't be used.
    """
    return load_yaml(path, Decisions)
