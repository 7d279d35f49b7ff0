"""Measures how much of the main content of public pages is read, and how much of what surrounds it.

    python -m tests.measure.pages --data DIR [--limit N]

`DIR` holds checkouts of `scrapinghub/article-extraction-benchmark` (the whole text of 181 articles; shingles of four words, averaged
over pages as its own evaluation does) and `adbar/trafilatura` (990 pages with pieces of text that belong to the article and pieces
that do not; shares of each that are found). The templates of `tests/read/pages.py` are the third set: shares of their blocks
that are found, and of their menus, teasers and feet. Beside our reader stands trafilatura as it comes, and with `favor_recall`.
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError
from pipeline.read import read
from pipeline.records import RawDocument
from tests.read.pages import ENGLISH, JAPANESE, TEMPLATES

_TOKEN = re.compile(r"\w+")
Reader = Callable[[bytes], str]


def ours(page: bytes) -> str:
    """The text that our reader gives; nothing for a page that it cannot read."""
    try:
        return read(RawDocument("page", Path("page.html"), "text/html", ""), page, Limits()).text
    except UnreadableDocumentError:
        return ""


READERS: dict[str, Reader] = {
    "ours": ours,
    "trafilatura": lambda page: trafilatura.extract(page) or "",
    "trafilatura, favor_recall": lambda page: trafilatura.extract(page, favor_recall=True) or "",
}


def articles(data: Path, limit: int) -> Iterator[tuple[bytes, str]]:
    """Pages and the whole text of the article in each."""
    folder = data / "article-extraction-benchmark"
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, item in list(truth.items())[:limit]:
        yield gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), item["articleBody"]


def segments(data: Path, limit: int) -> Iterator[tuple[bytes, list[str], list[str]]]:
    """Pages, pieces of text that belong to the article, and pieces that do not."""
    folder = data / "trafilatura" / "tests"
    for item in list(json.loads((folder / "evaldata.json").read_text("utf-8")).values())[:limit]:
        for place in ("cache", "eval"):
            path = folder / place / item["file"]
            if path.is_file():
                yield path.read_bytes(), item["with"], item["without"]
                break


def templates() -> Iterator[tuple[bytes, list[str], list[str]]]:
    """The pages of the tests, the words of their blocks, and those of what surrounds them."""
    for make, expected in TEMPLATES.values():
        for release in (ENGLISH, JAPANESE):
            good = [cell for _, _, words in expected(release) for cell in words.split("\t")]
            yield make(release).encode(), good, [*release.menu, *release.other, release.related, release.foot]


def _found(reader: Reader, pages: list[tuple[bytes, list[str], list[str]]]) -> str:
    """How many of the wanted and of the unwanted pieces of text a reader gives."""
    counts = [0, 0, 0, 0]
    for page, good, bad in pages:
        text = _flat(reader(page))
        found = (
            sum(_flat(words) in text for words in good),
            len(good),
            sum(_flat(words) in text for words in bad),
            len(bad),
        )
        counts = [one + other for one, other in zip(counts, found, strict=True)]
    return f"{counts[0] / counts[1]:.3f} of {counts[1]} wanted, {counts[2] / counts[3]:.3f} of {counts[3]} unwanted"


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(tuple(words[index : index + 4]) for index in range(max(1, len(words) - 3)))


def _flat(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Prints a line for each reader and set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--readers", nargs="*", default=list(READERS))
    arguments = parser.parse_args()
    whole = list(articles(arguments.data, arguments.limit))
    parts = list(segments(arguments.data, arguments.limit))
    for name in arguments.readers:
        reader = READERS[name]
        begin = time.process_time()
        scores = []
        for page, text in whole:
            wanted, found = _shingles(text), _shingles(reader(page))
            both = sum((wanted & found).values())
            scores.append((both / max(1, found.total()), both / max(1, wanted.total())))
        precision, recall = (sum(values) / len(scores) for values in zip(*scores, strict=True))
        counted = _found(reader, parts)
        seconds = (time.process_time() - begin) / (len(whole) + len(parts))
        sys.stdout.write(
            f"{name}: articles: precision {precision:.3f}, recall {recall:.3f}; segments: {counted}; {1000 * seconds:.0f} ms a page; "
            f"templates: {_found(reader, list(templates()))}\n"
        )


if __name__ == "__main__":
    main()
