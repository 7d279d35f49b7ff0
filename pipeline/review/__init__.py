"""The reviewable diff: compare, say why, show, decide, accept."""

from pipeline.review.accept import Accepted, Selection, accept
from pipeline.review.build import build_review, is_current, read_sides, write_review
from pipeline.review.changes import Review, load_head, load_review
from pipeline.review.compare import Diff, TableDiff, apply, compare

__all__ = [
    "Accepted",
    "Diff",
    "Review",
    "Selection",
    "TableDiff",
    "accept",
    "apply",
    "build_review",
    "compare",
    "is_current",
    "load_head",
    "load_review",
    "read_sides",
    "write_review",
]
