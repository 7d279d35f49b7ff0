"""Organisations: four layers of evidence, merged by one rule (`spans.merge`)."""
