"""Objectives: what an agreement, programme or body is for, or commits itself to do."""
