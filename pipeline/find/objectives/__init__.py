"""Objectives: what an agreement, programme or body is for, or commits itself to do."""

from pipeline.find.objectives.finder import find_objectives

__all__ = ["find_objectives"]
