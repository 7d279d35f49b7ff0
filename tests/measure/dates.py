"""Measures how fast dates are found, in ten million characters of each language.

    python -m tests.measure.dates [--characters 10000000]

The text is that of the sample documents and the annotated releases, over and over; one core. Prints characters a second.
"""

import argparse
import sys
import time

from pipeline.config import Limits
from pipeline.find.dates.finder import find_dates
from pipeline.read import read
from pipeline.records import Block, Language, RawDocument, TextDocument
from tests.conftest import ROOT


def corpus(language: Language, characters: int) -> TextDocument:
    """One document of about that many characters, in the blocks that the reader gives."""
    parts = []
    for folder in (ROOT / "raw", ROOT / "tests" / "gold" / "raw"):
        for path in sorted(folder.glob(f"*-{language}.txt")):
            parts.append(read(RawDocument(path.stem, path, "text/plain", ""), path.read_bytes(), Limits()))
    text, blocks = "", []
    for part in parts:
        blocks += [
            Block(
                block.kind, len(text) + block.start, len(text) + block.end, marker=block.marker, language=block.language
            )
            for block in part.blocks
        ]
        text += part.text + "\n"
    times = characters // len(text) + 1
    repeated = tuple(
        Block(block.kind, block.start + shift, block.end + shift, marker=block.marker, language=block.language)
        for shift in range(0, times * len(text), len(text))
        for block in blocks
    )
    return TextDocument("corpus", language, text * times, repeated)


def main() -> None:
    """Prints a line for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=10_000_000)
    arguments = parser.parse_args()
    languages: tuple[Language, ...] = ("en", "ja")
    for language in languages:
        document = corpus(language, arguments.characters)
        begin = time.process_time()
        mentions, _ = find_dates(document)
        seconds = time.process_time() - begin
        rate = len(document.text) / seconds
        sys.stdout.write(
            f"{language}: {len(document.text):,} characters, {len(mentions):,} dates, {rate:,.0f} a second\n"
        )


if __name__ == "__main__":
    main()
