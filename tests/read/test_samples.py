"""The documents of `raw/` and of the gold: what their readers would find must lie within single blocks."""

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import TextDocument
from tests.read.layouts import read_text

_ROOT = Path(__file__).parents[2]
_GOLD = _ROOT / "tests" / "gold"


def _text_of(doc_id: str) -> Path | None:
    found = [path for folder in (_ROOT / "raw", _GOLD / "raw") if (path := folder / f"{doc_id}.txt").exists()]
    return found[0] if found else None


_DOCUMENTS = [path.stem for path in sorted(_GOLD.glob("*.json")) if _text_of(path.stem)]


def _read(doc_id: str) -> TextDocument:
    path = _text_of(doc_id)
    assert path is not None
    return read_text(path.read_bytes(), name=path.name)


def _compact(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())


@pytest.mark.parametrize("doc_id", _DOCUMENTS)
def test_each_objective_lies_in_one_block(doc_id: str) -> None:
    gold: dict[str, Any] = json.loads((_GOLD / f"{doc_id}.json").read_text("utf-8"))
    document = _read(doc_id)
    blocks = [_compact(document.text[block.start : block.end]) for block in document.blocks]
    wanted = [
        item[field]
        for items in gold.get("objectives", {}).values()
        for item in items
        for field in ("heading", "text")
        if item.get(field)
    ]
    assert [words for words in wanted if not any(_compact(words) in block for block in blocks)] == []
    assert document.language == gold["language"]


@pytest.mark.parametrize(
    ("doc_id", "items", "headings", "title"),
    [
        ("doe-mext-joint-statement-2024-en", 6, 0, "Joint Statement between"),
        ("jfusion-fusion-cluster-mou-2025-en", 3, 7, "Japan Fusion Energy Council"),
        ("jfusion-fusion-cluster-mou-2025-ja", 3, 10, "J-Fusion と英国"),
        ("uk-japan-fusion-moc-2025-en", 0, 0, None),
    ],
)
def test_parts_of_the_samples(doc_id: str, items: int, headings: int, title: str | None) -> None:
    document = _read(doc_id)
    kinds = Counter(block.kind for block in document.blocks)
    assert (kinds["list_item"], kinds["heading"]) == (items, headings)
    assert (document.title or "").startswith(title) if title else document.title is None


def test_slides_with_radicals_and_lost_bullets() -> None:
    document = _read("cabinet-office-jfusion-overview-2024-ja")
    assert "264 radicals unified" in document.repairs
    items = [block.marker for block in document.blocks if block.kind == "list_item"]
    assert items.count("・") == 4
    assert [marker for marker in items if marker.endswith(".")] == ["i.", "ii.", "iii."]
    assert {"◆", "●"} <= {block.marker for block in document.blocks if block.kind == "heading"}
    assert document.published is None


def test_markers_of_the_memorandum_are_those_written() -> None:
    for doc_id in ("jfusion-fusion-cluster-mou-2025-en", "jfusion-fusion-cluster-mou-2025-ja"):
        markers = [block.marker for block in _read(doc_id).blocks if block.marker[:1].isdigit()]
        assert markers == ["1.", "2.", "3.", "4.", "5."]
