"""Measures what becomes of public sets of odd PDF files: statuses, errors that escape, hangs, memory, and time beside pdfplumber's.

    python -m tests.measure.pdfs --data DIR [--limit N] [--seconds 60]

`DIR` holds a folder for each set, with the files anywhere below: checkouts of `mozilla/pdf.js`, `qpdf/qpdf`,
`openpreserve/format-corpus`. Each file is read in a process of its own, without OCR. The time is that of the processor, and is
compared over files that are read and take pdfplumber's own `extract_text` half a second or more.
"""

import argparse
import multiprocessing
import resource
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

import pdfplumber

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError
from pipeline.read import read
from pipeline.records import RawDocument

# Shorter runs say more about the machine than about the reader.
_LONG_ENOUGH = 0.5


def ours(content: bytes) -> str:
    """The status that our reader ends in."""
    try:
        document = read(RawDocument("file", Path("file.pdf"), "application/pdf", ""), content, Limits())
    except UnreadableDocumentError as error:
        return error.status
    return "warnings" if document.repairs else "ok"


def theirs(content: bytes) -> str:
    """Reads a file with pdfplumber's `extract_text` page by page."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
    return "ok"


def _child(reader: Callable[[bytes], str], content: bytes, pipe: Connection) -> None:
    # Without OCR, whose time is not ours.
    shutil.which = lambda *_: None
    started = time.process_time()
    try:
        status = reader(content)
    except BaseException as error:  # noqa: BLE001 - what escapes is what is counted
        status = f"escaped: {type(error).__name__}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send((status, time.process_time() - started, peak))


def measured(reader: Callable[[bytes], str], content: bytes, seconds: float) -> tuple[str, float, float]:
    """Status, seconds of the processor and peak memory in MB of reading a file in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(reader, content, there))
    process.start()
    there.close()
    try:
        return here.recv() if here.poll(seconds) else ("timed_out", seconds, 0.0)
    except EOFError:
        return "died", 0.0, 0.0
    finally:
        process.kill()
        process.join()
        here.close()


def main() -> None:
    """Prints a line for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    for folder in sorted(path for path in arguments.data.iterdir() if path.is_dir()):
        statuses: Counter[str] = Counter()
        ratios: list[float] = []
        largest = 0.0
        for path in sorted(folder.rglob("*.pdf"))[: arguments.limit]:
            content = path.read_bytes()
            status, spent, peak = measured(ours, content, arguments.seconds)
            statuses[status] += 1
            largest = max(largest, peak)
            if status in ("ok", "warnings") and spent > _LONG_ENOUGH / 2:
                other, base, _ = measured(theirs, content, arguments.seconds)
                if other == "ok" and base > _LONG_ENOUGH:
                    ratios.append(spent / base)
        counts = ", ".join(f"{status} {count:,}" for status, count in statuses.most_common())
        ratio = f"median {median(ratios):.2f}, largest {max(ratios):.2f} of {len(ratios)}" if ratios else "–"
        sys.stdout.write(
            f"{folder.name}: {statuses.total():,} files: {counts}; {largest:,.0f} MB at most; time ratio {ratio}\n"
        )


if __name__ == "__main__":
    main()
