"""English names by their form: an institutional noun or a legal form, and capitals around it with the right stop."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.find.organisations.patterns_en import (
    FIRST_HEADS,
    GENERIC,
    HEAD_PHRASES,
    HEADS,
    JOINED_BY_GIVERS,
    JOINED_PLACES,
    LEGAL_FORM,
    MINISTER,
    NEVER_JOINED,
    NOT_HEADS,
    OFFICES,
    ON_HEADS,
    PART_HEADS,
    PLACES,
    PLACES_WITH_BODIES,
    PLURALS,
    POSTS,
    STATES,
    STOPS,
    SUBJECT_ADJECTIVE,
    SUBJECT_ENDING,
    SUBJECTS,
)
from pipeline.find.organisations.spans import Candidate

# A word, with what may be inside it (J-PARC, U.S., CO2, R&D, l'Énergie), or one sign.
_TOKEN = re.compile(
    r"(?:[A-Za-z0-9À-ɏ](?:[A-Za-z0-9À-ɏ_&/.\-]|'(?!s\b)|\*(?=[A-Z]))*[A-Za-z0-9À-ɏ&]|[A-Za-z0-9À-ɏ])(?:\.(?=\s+[A-Z])(?<=\b[A-Z]\.))?|\S"
)
_INITIALS = re.compile(r"^(?:[A-Z]\.)+$|^(?:St|Mt)\.$")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        first = self.text[0]
        return first.isupper() or (first.isdigit() and any(char.isupper() for char in self.text))


def find_english(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Gives the names that a block, `text[start:end]`, has by their form."""
    tokens = [_Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
    for begin, stop in (*_by_head(text, tokens), *_by_legal_form(text, tokens, start, end)):
        if stop > begin:
            yield Candidate(begin, stop, "pattern")


def _by_head(text: str, tokens: list[_Token]) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(tokens):
        size = _head_size(text, tokens, index)
        if not size:
            index += 1
            continue
        first = _leftmost(text, tokens, index)
        last = _rightmost(text, tokens, index, size)
        head = tokens[index].text
        # The words may go on to another head: Max Planck Institute for Plasma Physics; European Council Secretariat.
        if _names_a_body(text, tokens, first, index, size, last):
            parent = _parent(tokens, index, size, last)
            yield tokens[parent or first].start, tokens[last].end
        index = max(last, index) + 1 if head in FIRST_HEADS and last > index + size - 1 else index + size


def _parent(tokens: list[_Token], index: int, size: int, last: int) -> int:
    """Where the body begins that a part is named with: the Policy Secretariat of the Cabinet Office; 0 for none."""
    if tokens[index].text not in OFFICES or last < index + size + 1 or tokens[last].text not in HEADS:
        return 0
    begin = index + size + 1
    begin += tokens[begin].text.lower() == "the"
    return begin if begin < last else 0


def _head_size(text: str, tokens: list[_Token], index: int) -> int:
    """How many tokens the institutional noun at `index` has; 0 where there is none."""
    if index + 1 < len(tokens) and f"{tokens[index].text} {tokens[index + 1].text}".title() in HEAD_PHRASES:
        return 2 if tokens[index].is_capital else 0
    word = tokens[index].text
    if word in HEADS or (word.isupper() and len(word) > 5 and word.capitalize() in HEADS):
        return 1
    return 0


def _leftmost(text: str, tokens: list[_Token], index: int) -> int:
    first = index
    while first > 0:
        before = tokens[first - 1]
        if text[before.end : tokens[first].start].count("\n") or _is_break(text, tokens, first - 1):
            break
        executive = first == index and before.text in {"Executive", "General"}
        if before.is_capital and before.text not in STOPS and (before.text not in POSTS or executive):
            first -= 1
        elif (before.text in {"and", "&"} and first >= 2 and _joins(tokens, first - 1)) or (
            before.text == ","
            and first >= 2
            and tokens[first - 2].text in SUBJECTS
            and _list_closes(tokens, first, index)
        ):
            first -= 2
        elif before.text == "of" and first >= 2 and tokens[first - 2].text in PLACES_WITH_BODIES and first == index - 1:
            # Port of Rotterdam Authority, Isle of Man Government
            first -= 2
        else:
            break
    return _with_article(text, tokens, first, index)


def _with_article(text: str, tokens: list[_Token], first: int, index: int) -> int:
    """Where a name begins that an article or possessive opens further left, across "and": the Swedish Post and Telecom Authority."""
    if first < 3 or tokens[first - 1].text not in {"and", "&"} or tokens[index].text in NEVER_JOINED:
        return first
    position = first - 2
    while position > max(0, first - 8):
        token, after = tokens[position], tokens[position + 1]
        if _is_break(text, tokens, position) and after.text != ",":
            break
        if not (
            token.text == "," or (token.is_capital and token.text not in STOPS | POSTS | HEADS | NOT_HEADS - SUBJECTS)
        ):
            break
        position -= 1
    opened = (
        tokens[position].text in {"the", "The", "its", "their"}
        or (text[tokens[position].end : tokens[position + 1].start] == "" and tokens[position].text in {"'s", "s"})
        or text[tokens[position].start : tokens[position].end + 3].endswith("'s ")
    )
    left = [token.text for token in tokens[position + 1 : first - 1]]
    # the Smithsonian and Stanford University: what the head has before it must be no name of its own.
    common = all(_is_subject(word) or word in GENERIC for word in (token.text for token in tokens[first:index]))
    if opened and left and left[-1] != "," and ((common and first < index) or tokens[index].text in JOINED_BY_GIVERS):
        return position + 1
    return first


def _joins(tokens: list[_Token], index: int) -> bool:
    """Whether the "and" at `index` is inside one name: Science and Technology Agency, but not Kyoto and Osaka University."""
    left, right = tokens[index - 1], tokens[index + 1]
    if tokens[index].text == "&":
        return left.is_capital and right.is_capital and left.text not in STOPS
    return _is_subject(left.text) and _is_subject(right.text)


def _is_subject(word: str) -> bool:
    return word in SUBJECTS or bool(
        SUBJECT_ENDING.match(word) and word not in {"National", "International", "Federal", "Royal"} | HEADS
    )


def _list_closes(tokens: list[_Token], first: int, index: int) -> bool:
    """Whether a comma list of subjects before a head ends with "and": Oil, Gas and Metals Corporation."""
    return any(token.text in {"and", "&"} for token in tokens[first:index]) and tokens[first].text in SUBJECTS


def _is_break(text: str, tokens: list[_Token], index: int) -> bool:
    """Whether the token at `index` cannot be inside a name together with the one after it."""
    token, after = tokens[index], tokens[index + 1]
    gap = text[token.end : after.start]
    if token.text.endswith(".") and not _INITIALS.match(token.text):
        return True
    if gap == "" and token.text not in {"&"} and after.text != ",":
        return True
    # Two columns of a table.
    if gap == "\t" or (len(gap) > 1 and gap.isspace()):
        return True
    return gap.startswith(("'s", "'"))


def _rightmost(text: str, tokens: list[_Token], index: int, size: int) -> int:
    """The last token of the name whose head is at `index`: its complement, with the right stop."""
    last = index + size - 1
    if size == 1 and tokens[index].text.title() not in FIRST_HEADS:
        return _more_capitals(text, tokens, last)
    stop = _with_complement(text, tokens, last)
    if stop > last:
        return stop
    # A head inside a name that goes on to another: European Union Agency for Cybersecurity.
    further = _more_capitals(text, tokens, last)
    return _with_complement(text, tokens, further) if tokens[further].text in FIRST_HEADS else further


def _with_complement(text: str, tokens: list[_Token], head: int) -> int:
    """The last token of "of …", "for …", "on …" behind a head; the head where nothing of the kind follows."""
    position = head + 1
    if position >= len(tokens) or tokens[position].text.lower() not in {"of", "for", "on"}:
        return head
    link = tokens[position].text.lower()
    if link == "on" and tokens[head].text not in ON_HEADS:
        return head
    if (
        tokens[head].text == "Council"
        and tokens[position + 1 : position + 2]
        and tokens[position + 1].text == "Ministers"
    ):
        return position + 1
    stop = max(head, _complement(text, tokens, position + 1, any_noun=link != "of"))
    if tokens[head].text == "Embassy" and stop + 2 < len(tokens) and tokens[stop + 1].text in {"to", "in"}:
        stop += 2 if tokens[stop + 2].is_capital else 0
    return stop


def _more_capitals(text: str, tokens: list[_Token], last: int) -> int:
    """A head inside a name: University College London, National Laboratory Service, Innovation Agency Norway."""
    position = last
    while position + 1 < len(tokens):
        after = tokens[position + 1]
        if _is_break(text, tokens, position) or text[tokens[position].end : after.start] != " ":
            break
        if not after.is_capital or after.text in STOPS | POSTS | NOT_HEADS | PLURALS:
            break
        position += 1
    return position


def _complement(text: str, tokens: list[_Token], position: int, *, any_noun: bool) -> int:
    """The last token of "[the] Foreign Affairs", "Energy Security and Net Zero", "Culture, Sports and Science" at `position`."""
    article = position < len(tokens) and tokens[position].text.lower() == "the"
    position += article
    if position >= len(tokens) or not tokens[position].is_capital or tokens[position].text in POSTS:
        return -1
    last = position
    while last + 1 < len(tokens):
        gap = text[tokens[last].end : tokens[last + 1].start]
        after = tokens[last + 1]
        if tokens[last].text.endswith(".") and not _INITIALS.match(tokens[last].text):
            break
        # Department of Energy Act is an act; a Committee on Regulatory Activities may be on whatever it is.
        barred = STOPS | POSTS if any_noun else STOPS | POSTS | NOT_HEADS - SUBJECTS
        if gap == " " and after.is_capital and after.text not in barred:
            last += 1
        elif (after.text in {"and", "&"} and _goes_on(tokens, last + 2) and _is_subject(tokens[last].text)) or (
            after.text in {"and", "&"} and _joins_adjectives(tokens, last + 1)
        ):
            last += 2
        elif after.text in {"and", "&"} and _is_the_subject(tokens, last + 2):
            last += 3
        elif after.text == "," and tokens[last].text in SUBJECTS and (closing := _closing(tokens, last + 1)):
            last = closing
        elif after.text == "of" and gap == " " and tokens[last].text not in SUBJECTS and _one_country(tokens, last + 2):
            # Council of the Institute of Physics: the complement is a body itself and has one of its own.
            last += 2
        elif after.text == "of" and gap == " " and article and last == position and _is_noun_of(tokens, last + 2):
            # Society for the Promotion of Science: with an article the noun has a complement of its own.
            last += 2
        else:
            break
    return last


def _is_noun_of(tokens: list[_Token], position: int) -> bool:
    return position < len(tokens) and tokens[position].is_capital and tokens[position].text not in STOPS | POSTS


def _is_one_place(tokens: list[_Token], index: int) -> bool:
    return " ".join(token.text for token in tokens[index : index + 3]) in JOINED_PLACES


def _joins_adjectives(tokens: list[_Token], index: int) -> bool:
    """Whether the "and" at `index` is between adjectives before one noun: Strategic and International Studies."""
    if index + 2 >= len(tokens) or not tokens[index + 2].is_capital:
        return False
    left, right, noun = tokens[index - 1].text, tokens[index + 1].text, tokens[index + 2].text
    adjective = SUBJECT_ADJECTIVE.match
    return bool(adjective(left) and (adjective(right) or right in {"National", "International"})) and noun not in HEADS


def _one_country(tokens: list[_Token], position: int) -> bool:
    return position < len(tokens) and tokens[position].is_capital and tokens[position - 2].text in HEADS


def _goes_on(tokens: list[_Token], position: int) -> bool:
    """Whether the word after "and" is one more subject, and not the start of another name."""
    if position >= len(tokens) or not _is_subject(tokens[position].text):
        return False
    follow = tokens[position + 1].text if position + 1 < len(tokens) else ""
    return follow not in HEADS


def _is_the_subject(tokens: list[_Token], position: int) -> bool:
    """Whether "the Environment" goes on a complement: an article and one subject, and no other name's start."""
    if position + 1 >= len(tokens) or tokens[position].text != "the" or tokens[position + 1].text not in SUBJECTS:
        return False
    behind = tokens[position + 2] if position + 2 < len(tokens) else None
    return behind is None or not behind.is_capital


def _closing(tokens: list[_Token], comma: int) -> int:
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


def _names_a_body(text: str, tokens: list[_Token], first: int, index: int, size: int, last: int) -> bool:
    before = text[max(0, tokens[first].start - 60) : tokens[first].start]
    if MINISTER.search(before) or text[tokens[first].start : tokens[last].end] in STATES:
        return False
    own = [token.text for token in tokens[first:index]]
    complement = last > index + size - 1
    head = tokens[index].text
    on = complement and tokens[index + size].text.lower() in {"on", "for"}
    if (tokens[last].text in (NOT_HEADS | PLACES) - SUBJECTS and not on) or _thing_follows(text, tokens, last):
        return False
    indefinite = re.search(r"\b(?:an?|any|each|every|another)\s+$", before)
    if not complement:
        specific = [word for word in own if word.title() not in GENERIC and word != "and"]
        # Joint Steering Committee: two states' or bodies' own, as a rule set up by the agreement itself.
        if not specific and (own[:1] != ["Joint"] or len(own) + size < 3):
            return False
        return not (indefinite and not specific and own[:1] != ["Joint"])
    return not (head in PART_HEADS and not own and _parent_follows(text, tokens[last].end))


def _thing_follows(text: str, tokens: list[_Token], last: int) -> bool:
    """Agency Plan, Council Directive: the name is part of a longer one that names no body."""
    if last + 1 >= len(tokens) or text[tokens[last].end : tokens[last + 1].start] != " ":
        return False
    return tokens[last + 1].text in (NOT_HEADS - SUBJECTS | PLURALS) - {
        "Contact",
        "Contacts",
        "Announcement",
        "Release",
        "President",
        "Minister",
    }


def _parent_follows(text: str, end: int) -> bool:
    return bool(
        re.match(
            r"(?:,| at| of)\s+(?:the\s+)?(?:[A-Z][\w'-]*\s+)*(?:of\s+)?(?:University|Institute|College|Laboratory)",
            text[end : end + 80],
        )
    )


def _by_legal_form(text: str, tokens: list[_Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    ends = {token.end: number for number, token in enumerate(tokens)}
    for match in LEGAL_FORM.finditer(text, start, end):
        gap = re.search(r",?\s$", text[max(start, match.start() - 2) : match.start()])
        number = ends.get(match.start() - len(gap[0])) if gap else None
        if number is None or not any(char.isupper() for char in tokens[number].text):
            continue
        first = number
        if tokens[first].text in STOPS or tokens[first].text in POSTS:
            continue
        first = _leftmost(text, tokens, first)
        # Harrow & Thorne plc, Bank of Leeds plc: a company's name is joined by & whatever its words are.
        while first >= 2 and tokens[first - 2].is_capital and tokens[first - 2].text not in STOPS:
            if tokens[first - 1].text == "&" or (tokens[first - 1].text == "of" and tokens[first - 2].text in HEADS):
                first = _leftmost(text, tokens, first - 2)
            else:
                break
        stop = match.end()
        own = [token.text for token in tokens[first : number + 1]]
        if any(word not in GENERIC for word in own) or len(own) > 1:
            yield tokens[first].start, stop
