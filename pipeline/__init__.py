"""Oboegaki: reviewed tables of who agreed what with whom, when, and what for."""

__version__ = "0.1.0"
