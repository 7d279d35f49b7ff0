"""Organisations: four layers of evidence, merged by one rule (`spans.merge`)."""

from pipeline.find.organisations.finder import find_organisations
from pipeline.find.organisations.registry import Registry

__all__ = ["Registry", "find_organisations"]
