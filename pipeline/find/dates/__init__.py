"""Dates in English and Japanese text, as precise as their words and no more."""
