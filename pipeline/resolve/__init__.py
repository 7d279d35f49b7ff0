"""Names to organisations, findings to rows."""
