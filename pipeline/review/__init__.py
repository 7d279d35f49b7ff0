"""The reviewable diff: compare, show, accept."""

from pipeline.review.accept import Accepted, accept, diff_workspace
from pipeline.review.compare import Diff, TableDiff, compare

__all__ = ["Accepted", "Diff", "TableDiff", "accept", "compare", "diff_workspace"]
