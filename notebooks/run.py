"""Runs explore.ipynb from top to bottom and keeps its outputs: `.venv/bin/python notebooks/run.py [OUT.ipynb]`.

Without OUT the notebook itself is written. What changes from run to run (times, kernel versions) is left out, so that
git shows a change only where a table or a cell moved.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).with_name("explore.ipynb")
SECONDS_A_CELL = 300


def run(target: Path) -> None:
    """Executes the notebook in its own folder and writes it, with outputs, to `target`."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    resources = {"metadata": {"path": str(NOTEBOOK.parent)}}
    NotebookClient(notebook, timeout=SECONDS_A_CELL, resources=resources, record_timing=False).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    target.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


if __name__ == "__main__":
    run(Path(sys.argv[1]) if len(sys.argv) > 1 else NOTEBOOK)
