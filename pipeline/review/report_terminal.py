"""The review on a terminal, or as plain lines where output goes to a file or a pipe."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from pipeline.review.changes import Quote, Review, RowChange, State
from pipeline.review.marks import one_line, shortened
from pipeline.review.wording import NOTHING, counts, key_end, summary, warnings, why
from pipeline.schema import TABLES

AROUND = 160
"""Characters of a sentence that are shown on each side of the words."""

_SIGNS: dict[State, tuple[str, str]] = {
    "removed": ("-", "red"),
    "edited": ("~", "magenta"),
    "changed": ("~", "yellow"),
    "added": ("+", "green"),
    "stale": ("?", "dim"),
}
_TABLES = [table.name for table in TABLES]


def review_lines(review: Review, changes: Sequence[RowChange], *, causes: bool = False) -> Iterator[Text]:
    """Gives the lines of a review: numbers, warnings, then the changes by document, the gravest first.

    Args:
        review: what there is.
        changes: those of its changes that are to be shown, in their order.
        causes: whether to say of each why it changed.
    """
    for table in review.tables:
        if table.removed or table.edited or table.changed or table.added or table.stale:
            yield Text.assemble((table.table, "bold"), "  ", counts(table))
    for warning in warnings(review):
        yield Text(f"! {warning}", "yellow")
    # Documents in the order of their gravest change; what belongs to no document first.
    first: dict[str, int] = {}
    for number, change in enumerate(changes):
        first.setdefault(change.doc_id, number if change.doc_id else -1)
    ordered = sorted(changes, key=lambda change: (first[change.doc_id], change.doc_id))
    for doc_id, of_document in groupby(ordered, key=lambda change: change.doc_id):
        yield Text("")
        yield Text(one_line(doc_id) if doc_id else "organisations of all documents", "bold")
        for change in of_document:
            yield from _change_lines(change, causes)


def _change_lines(change: RowChange, causes: bool) -> Iterator[Text]:
    sign, style = _SIGNS[change.state]
    what = f"  ({change.certainty})" if change.certainty in ("model", "pattern", "definition") else ""
    kind = "" if change.doc_id == "" else f"{change.table}  "
    edited = "probably edited: " if change.state == "edited" else ""
    yield Text.assemble((f"  {sign} {edited}{summary(change)}", style), (f"  {kind}{key_end(change)}{what}", "dim"))
    for field in change.fields:
        before, after = (shortened(one_line(value), 300) or NOTHING for value in (field.before, field.after))
        yield Text.assemble(f"      {field.column}: ", (before, "red"), " → ", (after, "green"))
    if change.state == "edited" and change.quote_before:
        yield Text.assemble(("      was ", "dim"), _quoted(change.quote_before))
    shown = change.quote or change.quote_before
    if shown:
        yield Text.assemble(("      ", "dim"), _quoted(shown))
    if causes:
        yield Text(f"      because: {why(change)}", "cyan")


def _quoted(quote: Quote) -> Text:
    """The sentence with the words marked: by brackets, which a pipe shows, and by their colour."""
    before = shortened(one_line(quote.before), AROUND, keep="end")
    after = shortened(one_line(quote.after), AROUND)
    place = f"  (page {quote.page})" if quote.page else ""
    return Text.assemble(
        ("“", "dim"), (before, "dim"), "[", (shortened(one_line(quote.words), 2 * AROUND), "bold"), "]",
        (after, "dim"), (f"”{place}", "dim"),
    )  # fmt: skip
