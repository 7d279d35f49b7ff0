"""The review as Markdown that fits a pull request's description: folded by document, everything escaped."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from pipeline.review.changes import Quote, Review, RowChange, State
from pipeline.review.marks import one_line, shortened
from pipeline.review.wording import NOTHING, counts, key_end, summary, warnings, why

LARGEST = 60_000
"""Characters of the whole; GitHub takes 65,536 in a description."""
AROUND = 100
"""Characters of a sentence that are shown on each side of the words."""

_SIGNS: dict[State, str] = {"removed": "−", "edited": "≈", "changed": "~", "added": "+", "stale": "?"}
# Everything that means something in Markdown, in a table, or makes an address (GitHub Flavored Markdown).
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()+\-.!|~=$:/^])")
# A forge calls people by @name and links #number, wherever the text stands; a comment in between stops it.
_CALLS = re.compile(r"[@#](?=\w)")


def review_markdown(review: Review) -> str:
    """Gives the whole review; what does not fit is left out, and its number is said."""
    lines = [f"## Review of run {escaped(review.run)}", ""]
    if review.is_empty:
        lines += ["Nothing to review: this run says what was accepted.", ""]
    else:
        lines += ["| table | what changed |", "|---|---|"]
        lines += [f"| {escaped(table.table)} | {counts(table)} |" for table in review.tables]
        lines.append("")
    lines += [f"- **{escaped(warning)}**" for warning in warnings(review)]
    size = sum(len(line) + 1 for line in lines)
    ordered = sorted(review.changes, key=lambda change: change.doc_id)
    left_out = 0
    for doc_id, of_document in groupby(ordered, key=lambda change: change.doc_id):
        changes = list(of_document)
        head = in_html(doc_id) if doc_id else "Organisations of all documents"
        opening = ["", f"<details><summary>{head} ({len(changes)})</summary>", ""]
        body: list[str] = []
        room = LARGEST - size - sum(map(len, opening)) - 200
        for number, change in enumerate(changes):
            item = list(_change(change))
            length = sum(len(line) + 1 for line in item)
            if length > room:
                left_out += len(changes) - number
                break
            room -= length
            body += item
        if body:
            lines += [*opening, *body, "", "</details>"]
            size = sum(len(line) + 1 for line in lines)
    if left_out:
        lines += ["", f"{left_out} more changes do not fit here: `oboegaki diff --limit 0` shows all."]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Words of a document that stay words in Markdown, in HTML inside it, and on a forge."""
    return _CALLS.sub(r"\g<0><!-- -->", _MARKDOWN.sub(r"\\\1", escape(one_line(text), quote=False)))


def in_html(text: str) -> str:
    """The same where a line is HTML and Markdown is not read."""
    return _CALLS.sub(r"\g<0><!-- -->", escape(one_line(text), quote=False))


def _change(change: RowChange) -> Iterator[str]:
    edited = "probably edited: " if change.state == "edited" else ""
    told = escaped(shortened(summary(change), 300))
    yield f"- {_SIGNS[change.state]} {edited}**{told or escaped(change.key)}** {change.table} <code>{escaped(key_end(change))}</code>"
    for field in change.fields:
        before, after = (escaped(shortened(value, 200)) or NOTHING for value in (field.before, field.after))
        yield f"  - {escaped(field.column)}: {before} → {after}"
    if change.state == "edited" and change.quote_before:
        yield f"  - was: {_quoted(change.quote_before)}"
    shown = change.quote or change.quote_before
    if shown:
        yield f"  - {_quoted(shown)}"
    yield f"  - because: {escaped(why(change))}"


def _quoted(quote: Quote) -> str:
    before = escaped(shortened(quote.before, AROUND, keep="end"))
    words, after = escaped(shortened(quote.words, 2 * AROUND)), escaped(shortened(quote.after, AROUND))
    return f"“{before}<mark>{words}</mark>{after}”" + (f" (page {escaped(quote.page)})" if quote.page else "")
