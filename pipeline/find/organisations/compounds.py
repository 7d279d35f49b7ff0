"""Compound nouns of Japanese, with the signs that names have inside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.find.organisations.analyser import Word, analyse
from pipeline.find.organisations.patterns_ja import COMPANY_FORMS, LEGAL_FORMS
from pipeline.find.sentences import split

LATIN = re.compile(r"[A-Za-z0-9&'.\-]+$")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_LONGEST = 60
_BRACKETED_FORMS = tuple(form for form in LEGAL_FORMS if form[0] == "(")
_COMPANY_FORMS = tuple(COMPANY_FORMS)
LATIN_ITEM = re.compile(r"[A-Z][\w&.\- ]{1,40}$")
"""A line of a Latin name alone, as lists of Japanese documents have them."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, `text[start:end]` of the folded text, which is analysed once and when it is first needed."""

    text: str
    start: int
    end: int

    @cached_property
    def compounds(self) -> tuple[list[Word], ...]:
        """Its compound nouns, with the signs that names have inside."""
        return tuple(compounds(list(analyse(self.text, self.start, self.end))))


def sentences_of(text: str, start: int, end: int) -> list[Sentence]:
    """The sentences of a block, `text[start:end]`, that may have Japanese names; of one in English none."""
    if text[start:end].isascii() and not LATIN_ITEM.match(text[start:end]):
        return []
    return [Sentence(text, *span) for span in split(text, start, end)]


def compounds(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Maximal runs of nouns, with the signs that names have inside: ・, &, hyphens, (株), spaces between Latin words."""
    run: list[Word] = []
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else None
        if (
            word.is_nominal
            or (run and after and _is_inside(words, number))
            or _opens_form(words, number)
            or (run and _closes_form(words, number))
        ):
            run.append(word)
            # No name is longer, and the search within a run is not linear.
            if len(run) == _LONGEST:
                yield run
                run = []
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_inside(words: Sequence[Word], number: int) -> bool:
    before, word, after = words[number - 1], words[number], words[number + 1]
    if not after.is_nominal and word.text not in ".":
        return False
    if word.text in {"・", "&", "-", "‐", "/", ".", "'", "＝", "="}:
        return word.text not in {"/", "-", "."} or bool(LATIN.match(before.text) or LATIN.match(after.text))
    if word.text.strip() == "":
        latin = bool(LATIN.match(before.text) and LATIN.match(after.text))
        # AI セーフティ: a space between a Latin word and the Japanese one that it modifies.
        alone = number < 2 or not LATIN.match(words[number - 2].text.strip() or "A")
        modifier = alone and bool(re.fullmatch(r"[A-Z]{2,4}", before.text)) and bool(re.match(r"[ァ-ヴ]", after.text))
        modifier = modifier or _is_company_in_two(words, number)
        return latin or modifier or before.text in LEGAL_FORMS or after.text in COMPANY_FORMS or before.text == "法人"
    return False


def _is_company_in_two(words: Sequence[Word], number: int) -> bool:
    """Whether the space at `number` is inside a company's name in katakana: ジャパン マリンユナイテッド株式会社."""
    if not (_KATAKANA.fullmatch(words[number - 1].text) and _KATAKANA.fullmatch(words[number + 1].text)):
        return False
    behind = "".join(word.text for word in words[number + 2 : number + 5])
    return behind.startswith(_COMPANY_FORMS) or bool(re.match(r"[ァ-ヴー]*(?:株式会社|合同会社)", behind))


def _opens_form(words: Sequence[Word], number: int) -> bool:
    if words[number].text != "(":
        return False
    return "".join(word.text for word in words[number : number + 3]).startswith(_BRACKETED_FORMS)


def _closes_form(words: Sequence[Word], number: int) -> bool:
    if words[number].text != ")":
        return False
    return "".join(word.text for word in words[max(0, number - 2) : number + 1]).endswith(_BRACKETED_FORMS)
