"""Measures what becomes of public sets of odd PDF files: statuses, errors that escape, hangs, memory, and time beside pdfplumber's.

    python -m tests.measure.pdfs --data DIR [--limit N] [--seconds 60] [--each FILE]

`DIR` holds a folder for each set, with the files anywhere below: checkouts of `mozilla/pdf.js`, `qpdf/qpdf`,
`openpreserve/format-corpus`; of more than N files in one, N are read that lie evenly among them. Each is read in a process of its own,
without OCR, with the limits of a worker, save that the time is that of the processor: another's load is no fault of the file. It is
compared over files that are read and take pdfplumber's own `extract_text` half a second or more. `--each` names a file for the
figures of each PDF: status, seconds, megabytes, ratio, path, and what is said of it.
"""

import argparse
import math
import multiprocessing
import os
import resource
import shutil
import signal
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
from pipeline.read.pdf import read_pdf
from pipeline.records import RawDocument

# Shorter runs say more about the machine than about the reader.
_LONG_ENOUGH = 0.5
# How much longer than its share of the processor a file may take on a busy machine.
_PATIENCE = 20


def ours(content: bytes) -> tuple[str, str]:
    """The status that our reader ends in, and what it says."""
    try:
        document = read_pdf(RawDocument("file", Path("file.pdf"), "application/pdf", ""), content, Limits())
    except UnreadableDocumentError as error:
        return error.status, error.message
    return "warnings" if document.repairs or document.warnings else "ok", "; ".join(
        document.warnings + document.repairs
    )


def theirs(content: bytes) -> tuple[str, str]:
    """Reads a file with pdfplumber's `extract_text` page by page."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
    return "ok", ""


def _child(reader: Callable[[bytes], tuple[str, str]], content: bytes, seconds: float, pipe: Connection) -> None:
    # Without OCR, whose time is not ours.
    shutil.which = lambda *_: None
    started = time.process_time()
    most = int(Limits().memory_megabytes * 1_000_000)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds),) * 2)
    try:
        status, said = reader(content)
    except BaseException as error:  # noqa: BLE001 - what escapes is what is counted
        status, said = "escaped", f"{type(error).__name__}: {error}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send((status, said, time.process_time() - started, peak))


def measured(
    reader: Callable[[bytes], tuple[str, str]], content: bytes, seconds: float
) -> tuple[str, str, float, float]:
    """Status, what is said, seconds of the processor and peak memory in MB of reading a file in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(reader, content, seconds, there))
    process.start()
    there.close()
    try:
        return here.recv() if here.poll(_PATIENCE * seconds) else ("hung", "", seconds, 0.0)
    except EOFError:
        process.join()
        late = process.exitcode in (-signal.SIGXCPU, -signal.SIGKILL)
        return "timed_out" if late else "died", f"exit code {process.exitcode}", seconds if late else 0.0, 0.0
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
    parser.add_argument("--each", type=Path, default=Path(os.devnull))
    arguments = parser.parse_args()
    each = arguments.each.open("w", encoding="utf-8", buffering=1)
    for folder in sorted(path for path in arguments.data.iterdir() if path.is_dir()):
        statuses: Counter[str] = Counter()
        ratios: list[float] = []
        largest = 0.0
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
        for path in files[:: math.ceil(len(files) / arguments.limit)]:
            content = path.read_bytes()
            status, said, spent, peak = measured(ours, content, arguments.seconds)
            statuses[status] += 1
            largest = max(largest, peak)
            ratio = ""
            if status in ("ok", "warnings") and spent > _LONG_ENOUGH / 2:
                other, _, base, _ = measured(theirs, content, arguments.seconds)
                if other == "ok" and base > _LONG_ENOUGH:
                    ratios.append(spent / base)
                    ratio = f"{ratios[-1]:.2f}"
            each.write(f"{status}\t{spent:.2f}\t{peak:.0f}\t{ratio}\t{path.relative_to(arguments.data)}\t{said}\n")
        counts = ", ".join(f"{status} {count:,}" for status, count in statuses.most_common())
        summary = f"median {median(ratios):.2f}, largest {max(ratios):.2f} of {len(ratios)}" if ratios else "–"
        sys.stdout.write(
            f"{folder.name}: {statuses.total():,} files: {counts}; {largest:,.0f} MB at most; time ratio {summary}\n"
        )


if __name__ == "__main__":
    main()
