"""One document with its findings marked in the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.text import Text

from pipeline.errors import WorkspaceError
from pipeline.review.compare import Cells
from pipeline.review.marks import one_line, visible
from pipeline.review.sides import Sides

# Open and closing mark and colour of each sort of finding; the marks are for pipes, and for those who see no colours.
MARKS: Mapping[str, tuple[str, str, str]] = {
    "organisation_mentions": ("[", "]", "cyan"),
    "dates": ("«", "»", "yellow"),
    "objectives": ("⟪", "⟫", "green"),
}
_NAMES = {"organisation_mentions": "organisation", "dates": "date", "objectives": "objective"}


@dataclass(frozen=True, slots=True)
class _Finding:
    table: str
    key: str
    row: Cells
    start: int
    end: int


def document_lines(sides: Sides, doc_id: str) -> Iterator[Text]:
    """Gives the lines of a document's text, each followed by what was found in it.

    Raises:
        WorkspaceError: there is no text of such a document in this run.
    """
    row = sides.now["documents"].get(doc_id)
    if row is None:
        known = ", ".join(sorted(sides.now["documents"])[:10])
        raise WorkspaceError(f"{doc_id}: there is no such document in this run; there are {known} …")
    path = sides.workspace.texts / f"{doc_id}.txt"
    if not path.is_file():
        raise WorkspaceError(f"{doc_id}: has no text ({row['status']}: {row['message']})")
    yield Text(one_line(row["title"] or doc_id), "bold")
    facts = (row["language"], row["publisher"], row["published"], row["status"], row["message"])
    yield Text(one_line(" · ".join(fact for fact in facts if fact)), "dim")
    legend = [(f"{opened}{_NAMES[table]}{closed}", style) for table, (opened, closed, style) in MARKS.items()]
    yield Text("  ").join(Text(words, style) for words, style in legend)
    yield Text("")
    text = path.read_bytes().decode("utf-8")
    findings = _findings(sides, doc_id)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [item for item in findings if item.start < end and start < item.end]
        yield _marked(line, start, here)
        for item in here:
            # A finding that goes over several lines is told once, where it begins.
            if item.start >= start:
                yield _told(item)
        start = end + 1


def _findings(sides: Sides, doc_id: str) -> list[_Finding]:
    found = [
        _Finding(table, key, row, int(row["char_start"]), int(row["char_end"]))
        for table in MARKS
        for key, row in sides.now[table].items()
        if row["doc_id"] == doc_id
    ]
    return sorted(found, key=lambda item: (item.start, -item.end))


def _marked(line: str, offset: int, findings: list[_Finding]) -> Text:
    """The line with a mark at both ends of each finding."""
    marks: list[tuple[int, int, str, str]] = []
    for item in findings:
        opened, closed, style = MARKS[item.table]
        if item.start >= offset:
            marks.append((item.start - offset, 1, opened, style))
        if item.end <= offset + len(line):
            marks.append((item.end - offset, 0, closed, style))
    out, last, open_styles = Text(), 0, [MARKS[item.table][2] for item in findings if item.start < offset]
    for place, opens, mark, style in sorted(marks, key=lambda item: item[:2]):
        out.append(visible(line[last:place]), open_styles[-1] if open_styles else "")
        if not opens and style in open_styles:
            open_styles.remove(style)
        out.append(mark, f"bold {style}")
        if opens:
            open_styles.append(style)
        last = place
    out.append(visible(line[last:]), open_styles[-1] if open_styles else "")
    return out


def _told(item: _Finding) -> Text:
    row = item.row
    values = {
        "organisation_mentions": (row.get("organisation_id", ""), row.get("found_by", "")),
        "dates": (row.get("edtf", ""), f"{row.get('start')} to {row.get('end')}", row.get("precision", "")),
        "objectives": (row.get("form", ""), row.get("kind", ""), row.get("themes", ""), row.get("organisations", "")),
    }[item.table]
    told = " · ".join(value for value in values if value)
    return Text.assemble(
        ("    ", ""),
        (f"{_NAMES[item.table]} ", MARKS[item.table][2]),
        one_line(told),
        (f"  {one_line(item.key)}", "dim"),
    )
