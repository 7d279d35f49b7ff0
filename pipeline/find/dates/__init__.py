"""Dates in English and Japanese text, as precise as their words and no more."""

from pipeline.find.dates.finder import find_dates

__all__ = ["find_dates"]
