"""The words that a row was read from, with the sentence around them."""

from collections.abc import Mapping

from pipeline.review.changes import Quote

NEAR = 300
"""Characters of an objective's lead-in that are quoted before it."""


def quote(row: Mapping[str, str], text: str | None = None) -> Quote | None:
    """Gives the words of a row in their sentence; None for rows that were read from no place of their own.

    Args:
        row: cells by column.
        text: the text that the row's offsets point into, where it is at hand: it tells which of several equal words
            in one sentence are meant.
    """
    if "char_start" not in row:
        return None
    words, start, end = row["text"], _number(row["char_start"]), _number(row["char_end"])
    if "sentence" in row:
        sentence = row["sentence"]
        at = _place(sentence, words, start, text)
        before, after = (sentence[:at], sentence[at + len(words) :]) if at >= 0 else (sentence, "")
    else:
        lead = row.get("lead_in", "")
        before, after = (f"{lead[-NEAR:]} " if lead else "", "")
    return Quote(row["doc_id"], before, words, after, row.get("page", ""), start, end)


def _place(sentence: str, words: str, start: int, text: str | None) -> int:
    """Where in the sentence the words begin; -1 where they are not in it."""
    first = sentence.find(words)
    if text is not None and sentence.find(words, first + 1) >= 0:
        whole = sentence.strip("…")
        begin = text.rfind(whole, max(0, start - len(whole)), start + len(whole))
        at = start - begin + (1 if sentence.startswith("…") and not whole.startswith("…") else 0)
        if begin >= 0 and sentence[at : at + len(words)] == words:
            return at
    return first


def _number(cell: str) -> int:
    return int(cell) if cell.isdecimal() else 0
