"""Oboegaki: reviewed tables of who agreed what with whom, when, and what for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.notebook import LoadedTables, load

__version__ = "0.1.0"
__all__ = ["LoadedTables", "__version__", "load"]


def __getattr__(name: str) -> Any:
    # On first use: the command line must not wait for pandas.
    if name in {"LoadedTables", "load"}:
        import pipeline.notebook

        return getattr(pipeline.notebook, name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
