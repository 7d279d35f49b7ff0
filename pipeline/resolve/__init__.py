"""Names to organisations, findings to rows."""

from pipeline.resolve.rows import build_tables

__all__ = ["build_tables"]
