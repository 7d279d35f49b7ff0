"""Page headers, footers and page numbers: what returns on every page and belongs to no sentence."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.layout import Line
from pipeline.read.normalise import plain_spaces

_NUMBER = re.compile(
    r"[-–—‐－―<(（\[\s]{0,4}(?:[Pp](?:age|\.)?\s?)?(\d{1,4})(?:\s?(?:/|／|of)\s?\d{1,4})?\s?(?:頁|ページ|/)?[-–—‐－―>)）\]\s]{0,4}$"
)
# Sure without a form feed beside it: "- 3 -", "Page 3", "3/10", "3 / 10 ページ".
_SURE_NUMBER = re.compile(
    r"(?:[-–—‐－―]\s?\d{1,4}\s?[-–—‐－―]|[Pp](?:age|\.)\s?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?|\d{1,4}\s?(?:/|／|of)\s?\d{1,4}(?:\s?(?:頁|ページ))?|\d{1,4}\s?(?:頁|ページ))$"
)
_DIGITS = re.compile(r"\d+")
# Lines at the head and foot of a page that may be furniture.
_EDGE = 3


def set_apart(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Parts the lines of a text into those that are read and those that are page furniture.

    A line that follows furniture or begins a page stands one blank line below the one before, so that a sentence
    can go on over the page break.
    """
    out = _of_pages(lines) if lines and lines[0].page is not None else _of_flow(lines)
    if len(out) == len(lines):
        out = set()
    flow: list[Line] = []
    between = 0
    for line in lines:
        if line.at in out:
            between = 1
            continue
        broken = between or (flow and flow[-1].page != line.page)
        flow.append(replace(line, gap=1) if broken and flow else line)
        between = 0
    return flow, [line for line in lines if line.at in out]


def _key(line: Line) -> str:
    """What a line has in common with its fellows on other pages, with or without the number of the page."""
    text = _DIGITS.sub("#", plain_spaces(line.text)).casefold()
    return text.rstrip("# -–—|/.,") or text


def _of_pages(lines: Sequence[Line]) -> set[int]:
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page or 0].append(line)
    for page in pages.values():
        # Reading order may put a foot of the page before its second column.
        if all(line.box for line in page):
            page.sort(key=lambda line: line.box[1] if line.box else 0.0)
    tops, feet = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for page in pages.values():
        tops.update({(place, _key(line)) for place, line in enumerate(page[:_EDGE])})
        feet.update({(place, _key(line)) for place, line in enumerate(reversed(page[-_EDGE:]))})
    enough = max(2, -(-len(pages) // 3))
    out: set[int] = set()
    for page in pages.values():
        for edge, counts in ((page[:_EDGE], tops), (page[: -_EDGE - 1 : -1], feet)):
            for place, line in enumerate(edge):
                if counts[place, _key(line)] < enough and not (place == 0 and _NUMBER.match(plain_spaces(line.text))):
                    break
                out.add(line.at)
    return out


def _of_flow(lines: Sequence[Line]) -> set[int]:
    """Without form feeds: page numbers in their order, and the lines that stand beside each of them."""
    numbered = [
        (line, match) for line in lines if len(line.text) < 24 and (match := _NUMBER.match(plain_spaces(line.text)))
    ]
    sure = [line for line, _ in numbered if _SURE_NUMBER.match(plain_spaces(line.text))]
    ordered = _sequence([(line, int(match[1])) for line, match in numbered])
    out = {line.at for line in (sure if len(sure) > 1 else [])} | {line.at for line in ordered}
    if len(out) < 2:
        return out
    beside = Counter(_key(lines[at + step]) for at in out for step in (-1, 1) if 0 <= at + step < len(lines))
    for at in list(out):
        for step in (-1, 1):
            if 0 <= at + step < len(lines) and beside[_key(lines[at + step])] >= max(3, len(out) // 2):
                out.add(at + step)
    return out


def _sequence(numbers: Sequence[tuple[Line, int]]) -> list[Line]:
    """The lone numbers that count up by one, three at least, each on a line of its own between blank lines."""
    best: list[Line] = []
    run: list[Line] = []
    last = None
    for line, number in numbers:
        if line.gap and last is not None and number == last + 1:
            run.append(line)
        elif line.gap or not run:
            run = [line]
        else:
            continue
        last = number
        best = max(best, run, key=len)
    return list(best) if len(best) >= 3 else []
