"""Oboegaki: reviewed tables of who agreed what with whom, when, and what for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extraction import Extraction, extract
    from pipeline.notebook import LoadedTables, compare, ingest, load

__version__ = "0.1.0"
__all__ = ["Extraction", "LoadedTables", "__version__", "compare", "extract", "ingest", "load"]

_WHERE = {
    "Extraction": "pipeline.extraction",
    "LoadedTables": "pipeline.notebook",
    "compare": "pipeline.notebook",
    "extract": "pipeline.extraction",
    "ingest": "pipeline.notebook",
    "load": "pipeline.notebook",
}


def __getattr__(name: str) -> Any:
    # On first use: the command line must not wait for pandas, nor a notebook for what it does not call.
    if name in _WHERE:
        import importlib

        return getattr(importlib.import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
