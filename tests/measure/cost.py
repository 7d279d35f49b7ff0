"""Measures what a PDF of running text costs: time beside pdfplumber's own `extract_text`, and peak memory over pages.

    python -m tests.measure.cost [--pages 20 100 400] [FILE ...]

The documents are made here, with embedded fonts, tables and items, in both languages; `FILE` adds others. Each is read in a process of its own,
first by pdfplumber page by page (`page.close()` after each), then by our reader; the time is that of the processor, the memory what
the process holds at its peak.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from pipeline.records import Language
from tests.measure.pdfs import measured, ours, theirs
from tests.read.pdf_files import LATIN, LATIN_BOLD, Page, embedded_font, pdf_of

_SECONDS = 600.0
_SENTENCES: dict[Language, str] = {
    "en": "On 3 March 2026 the agencies and their partners agreed on a plan of work number {} for the coming years, and on what each of them brings. ",
    "ja": "両機関は、2026年3月3日に、今後の協力に関する計画第{}号について合意し、それぞれが分担する事項を次のとおり定めた。",
}


def made(language: Language, pages: int) -> bytes:
    """A document of so many pages: a heading, paragraphs, items, a table and a page number on each."""
    return pdf_of(islice(_pages(language), pages))


def _pages(language: Language) -> Iterator[Callable[[Page], None]]:
    font, bold = (LATIN, LATIN_BOLD) if language == "en" else (embedded_font(), embedded_font())
    sentence = _SENTENCES[language]
    for number in range(1, 100_000):

        def draw(page: Page, number: int = number) -> None:
            page.at(72, 60, f"{number}. {sentence[:12]}", font=bold, size=14)
            for part in range(4):
                words = "".join(sentence.format(10_000 * number + 10 * part + n) for n in range(4))
                page.paragraph(words, font=font)
            for part in range(3):
                page.item("•", sentence.format(part), font=font)
            page.grid([(str(n), sentence.format(n)) for n in range(3)], widths=(60, 390), font=font)
            page.at(290, 810, f"- {number} -", font=font)

        yield draw


def main() -> None:
    """Prints a line for each document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[20, 100, 400])
    parser.add_argument("files", type=Path, nargs="*")
    arguments = parser.parse_args()
    documents: dict[str, bytes] = {path.name: path.read_bytes() for path in arguments.files}
    for language in _SENTENCES:
        documents |= {f"{language}, {pages:,} pages": made(language, pages) for pages in arguments.pages}
    for name, content in documents.items():
        _, _, base, _ = measured(theirs, content, _SECONDS)
        status, _, spent, peak = measured(ours, content, _SECONDS)
        sys.stdout.write(f"{name}: {status}, {spent:.2f} s, {spent / base:.2f} of pdfplumber's; {peak:,.0f} MB\n")


if __name__ == "__main__":
    main()
