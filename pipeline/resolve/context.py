"""A document, and where in it an offset lies: sentence, page, and the key of the words there."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline.files import sha256
from pipeline.find.matching import fold
from pipeline.find.sentences import Span, sentence_at, sentence_spans
from pipeline.records import Objective, TextDocument

LONGEST_SENTENCE = 1_000
"""Characters of a sentence that are kept as evidence, around what was found in it."""


class Context:
    """What the rows of one document are made with."""

    def __init__(self, document: TextDocument) -> None:
        self.document = document
        self._starts = [block.start for block in document.blocks]
        self._sentences: Sequence[Span] | None = None  # cut when one is asked for
        self._seen: Counter[str] = Counter()
        self._stems: dict[tuple[str, str], str] = {}  # a document says the same name again and again

    def sentence(self, offset: int) -> str:
        """The sentence around a character, cut where it is a text without full stops; empty between sentences."""
        if self._sentences is None:
            self._sentences = sentence_spans(self.document)
        span = sentence_at(self._sentences, offset)
        if span is None:
            return ""
        start, end = span
        if end - start <= LONGEST_SENTENCE:
            return self.document.text[start:end]
        # A "sentence" of a whole page is a text without full stops: each of its names would carry all of it.
        start, stop = max(start, offset - LONGEST_SENTENCE // 2), min(end, offset + LONGEST_SENTENCE // 2)
        return f"{'…' if start > span[0] else ''}{self.document.text[start:stop]}{'…' if stop < end else ''}"

    def page(self, offset: int) -> int | None:
        """The page of a character, counted from 1; None where the format has no pages."""
        index = bisect_right(self._starts, offset) - 1
        return self.document.blocks[index].page if index >= 0 else None

    def objective_key(self, objective: Objective) -> str:
        """The id of an objective, which counts as `key` does."""
        return self.key("o", f"{objective.heading} {objective.text}".strip())

    def key(self, letter: str, words: str) -> str:
        """A row's id: the same words are told apart by their order in the document."""
        stem = self._stems.get((letter, words))
        if stem is None:
            stem = self._stems[letter, words] = key_stem(self.document.doc_id, letter, words)
        self._seen[stem] += 1
        return f"{stem}-{self._seen[stem]}"


def key_stem(doc_id: str, letter: str, words: str) -> str:
    """What the ids of all rows with the same words in one document begin with."""
    digest = sha256(re.sub(r"\s+", " ", fold(words).text).encode())[:8]
    return f"{doc_id}#{letter}{digest}"
