"""The complement of an English name: what "of", "for" and "on" behind an institutional noun take with them, with the right stop."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.find.organisations.patterns_en import (
    HEADS,
    JOINED_PLACES,
    NOT_HEADS,
    POSTS,
    STATE_NOUNS,
    STOPS,
    SUBJECT_ADJECTIVE,
    SUBJECT_ENDING,
    SUBJECTS,
)
from pipeline.find.organisations.places import NATIONALITIES, is_place

# A word, with what may be inside it (J-PARC, U.S., CO2, R&D, l'Énergie, Belgium–Brazil, EU–Japan), or one sign.
_TOKEN = re.compile(
    r"(?:[A-Za-z0-9À-ɏ](?:[A-Za-z0-9À-ɏ_&/.\-]|'(?!s\b)|\*(?=[A-Z])|(?:(?<=[a-zß-ɏ])|(?<=\bE[CU])|(?<=\bU[KS])|(?<=\bU\.[KS]\.))–(?=[A-ZÀ-Þ][a-zß-ɏ]))*[A-Za-z0-9À-ɏ&]|[A-Za-z0-9À-ɏ])(?:\.(?=\s+[A-Z])(?<=\b[A-Z]\.))?|\S"
)
INITIALS = re.compile(r"^(?:[A-Z]\.)+$|^(?:St|Mt)\.$")
"""What ends in a full stop and not in a sentence."""
_BARRED = STOPS | POSTS
_BARRED_OF = _BARRED | (NOT_HEADS - SUBJECTS)
# Heads whose name may end with whom they work for.
_RESEARCHING = frozenset("Institute Centre Center Foundation Organisation Organization Association Society".split())


class Token(NamedTuple):
    """A word or a sign; the span is of the folded text."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether a name may have the word: Energy, 3D."""
        first = self.text[0]
        return first.isupper() or (first.isdigit() and any(char.isupper() for char in self.text))


def tokenise(text: str, start: int, end: int) -> Iterator[Token]:
    """Gives the words and signs of `text[start:end]`."""
    for match in _TOKEN.finditer(text, start, end):
        yield Token(match[0], *match.span())


def complement(text: str, tokens: Sequence[Token], position: int, link: str) -> int:
    """Where the complement behind a head and a link ends.

    Args:
        position: of the first token behind the link: "[the] Foreign Affairs", "Culture, Sports and Science".
        link: "of", "for" or "on".

    Returns:
        its last token; -1 where no complement is there.
    """
    article = position < len(tokens) and tokens[position].text.lower() == "the"
    position += article
    if position >= len(tokens) or not tokens[position].is_capital or tokens[position].text in POSTS:
        return -1
    head = tokens[position - 2 - article].text
    last = position
    while last + 1 < len(tokens):
        gap = text[tokens[last].end : tokens[last + 1].start]
        after = tokens[last + 1]
        if tokens[last].text.endswith(".") and not INITIALS.match(tokens[last].text):
            break
        # Department of Energy Act is an act; a Committee on Regulatory Activities may be on whatever it is.
        barred = _BARRED_OF if link == "of" else _BARRED
        if gap == " " and after.is_capital and after.text not in barred:
            last += 1
        elif after.text in {"and", "&"} and _joins_two(tokens, last + 1):
            last += 2
        elif after.text in {"and", "&"} and _is_the_subject(tokens, last + 2):
            last += 3
        elif after.text == "," and tokens[last].text in SUBJECTS and (closing := _closing(tokens, last + 1)):
            last = closing
        elif after.text == "for" and link == "of" and head in _RESEARCHING and _ends_with_the_subject(tokens, last + 2):
            last += 3  # Institute of Innovative Technology for the Earth
        elif after.text == "of" and gap == " " and _has_own_complement(tokens, last, position, link, head, article):
            last += 2
        else:
            break
    return last


def _has_own_complement(tokens: Sequence[Token], last: int, position: int, link: str, head: str, article: bool) -> bool:
    """Whether "of" behind a complement's noun goes on the name."""
    noun = tokens[last].text
    if last + 2 >= len(tokens) or not tokens[last + 2].is_capital or tokens[last + 2].text in _BARRED:
        return False
    behind = tokens[last + 2].text
    return (
        # Council of the Institute of Physics: the complement is a body itself and has one of its own.
        (noun not in SUBJECTS and noun in HEADS)
        # Society for the Promotion of Science: with an article the noun has a complement of its own.
        or (article and last == position)
        # Embassy of the Federal Republic of Germany
        or noun in STATE_NOUNS
        # Ministry of Transport of Singapore: a state's own.
        or (head in {"Ministry", "Department"} and link == "of" and is_place(_place_at(tokens, last + 2)))
        # Association for Preservation Technology of Cultural Relics; not Centre for Energy of Kyoto University
        or (link == "for" and not is_place(behind) and not _names_another(tokens, last + 2))
    )


def _place_at(tokens: Sequence[Token], position: int) -> str:
    """The capitalised words at a position, as far as they may be a state's name."""
    words: list[str] = []
    for token in tokens[position : position + 3]:
        if not token.is_capital:
            break
        words.append(token.text)
    return " ".join(words)


def _names_another(tokens: Sequence[Token], position: int) -> bool:
    """Whether the capitalised words at a position are a body's name or a state's: of Max Planck Society."""
    while position < len(tokens) and tokens[position].is_capital:
        if tokens[position].text in HEADS or tokens[position].text in NATIONALITIES:
            return True
        position += 1
    return False


def _joins_two(tokens: Sequence[Token], index: int) -> bool:
    """Whether the "and" at `index` is inside a complement: Trade and Industry, Arts & Design, England and Wales."""
    if " ".join(token.text for token in tokens[index - 1 : index + 2]) in JOINED_PLACES:
        return True
    if (_goes_on(tokens, index + 1) and is_subject(tokens[index - 1].text)) or _joins_adjectives(tokens, index):
        return True
    # An ampersand joins within a name, unless the next one begins there.
    further = tokens[index + 2].is_capital if index + 2 < len(tokens) else False
    own = index + 1 < len(tokens) and tokens[index + 1].is_capital and tokens[index + 1].text not in _BARRED
    return tokens[index].text == "&" and own and not further and is_subject(tokens[index - 1].text)


def is_subject(word: str) -> bool:
    """Whether a word may be joined to another by "and" inside one name."""
    # Exchange is a subject only beside another: a Data Exchange is a thing.
    return (
        word in SUBJECTS
        or word == "Exchange"
        or bool(SUBJECT_ENDING.match(word) and word not in {"National", "International", "Federal", "Royal"} | HEADS)
    )


def _joins_adjectives(tokens: Sequence[Token], index: int) -> bool:
    """Whether the "and" at `index` is between adjectives before one noun: Strategic and International Studies."""
    if index + 2 >= len(tokens) or not tokens[index + 2].is_capital:
        return False
    left, right, noun = tokens[index - 1].text, tokens[index + 1].text, tokens[index + 2].text
    adjective = SUBJECT_ADJECTIVE.match
    return bool(adjective(left) and (adjective(right) or right in {"National", "International"})) and noun not in HEADS


def _goes_on(tokens: Sequence[Token], position: int) -> bool:
    """Whether the word after "and" is one more subject, and not the start of another name."""
    if position >= len(tokens) or not is_subject(tokens[position].text):
        return False
    follow = tokens[position + 1].text if position + 1 < len(tokens) else ""
    return follow not in HEADS


def _is_the_subject(tokens: Sequence[Token], position: int) -> bool:
    """Whether "the Environment" goes on a complement: an article and one subject, and no other name's start."""
    if position + 1 >= len(tokens) or tokens[position].text != "the" or tokens[position + 1].text not in SUBJECTS:
        return False
    behind = tokens[position + 2] if position + 2 < len(tokens) else None
    return behind is None or not behind.is_capital


def _ends_with_the_subject(tokens: Sequence[Token], position: int) -> bool:
    """Whether a name may end with "the Earth": no noun follows that the article belongs to, as in "for the Sea trials"."""
    if not _is_the_subject(tokens, position):
        return False
    behind = tokens[position + 2].text if position + 2 < len(tokens) else ""
    return not behind[:1].isalpha() or behind in {"and", "or", "will", "has", "is", "which", "in", "at", "of"}


def _closing(tokens: Sequence[Token], comma: int) -> int:
    """The token after the "and" that closes a list of subjects opened by the comma; 0 where none does."""
    position = comma
    while position < len(tokens):
        if tokens[position].text == ",":
            position += 1
            if position < len(tokens) and tokens[position].text in {"and", "&"}:
                continue
        elif tokens[position].text in {"and", "&"}:
            after = position + 1
            return after if after < len(tokens) and tokens[after].text in SUBJECTS else 0
        while position < len(tokens) and tokens[position].text in SUBJECTS:
            position += 1
        if position < len(tokens) and tokens[position].text not in {",", "and", "&"}:
            return 0
    return 0
