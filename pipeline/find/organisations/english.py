"""English names by their form: an institutional noun or a legal form, and capitals around it with the right stop."""

import re
from collections.abc import Iterator

from pipeline.find.organisations.complements_en import INITIALS, Token, complement, is_subject, tokenise
from pipeline.find.organisations.patterns_en import (
    FIRST_HEADS,
    GENERIC,
    HEAD_PHRASES,
    HEADS,
    JOINED_BY_GIVERS,
    LEGAL_FORM,
    MINISTER,
    MISSIONS,
    NEVER_JOINED,
    NOT_HEADS,
    NUMERALS,
    OFFICES,
    ON_HEADS,
    PART_HEADS,
    PLACES,
    PLACES_WITH_BODIES,
    PLURALS,
    POSTS,
    PREFIXED,
    STANDARDS,
    STATES,
    STOPS,
    SUBJECTS,
    TITLES,
)
from pipeline.find.organisations.places import MONTHS_AND_DAYS, NATIONALITIES
from pipeline.find.organisations.places import STATES as PLACE_STATES
from pipeline.find.organisations.spans import Candidate

_PHRASE_OPENINGS = frozenset(phrase.split()[0].lower() for phrase in HEAD_PHRASES)
_NOT_BEFORE = STOPS | POSTS | HEADS | (NOT_HEADS - SUBJECTS)
_NOT_BEHIND = STOPS | POSTS | NOT_HEADS | PLURALS
_THINGS = (NOT_HEADS | PLACES) - SUBJECTS
_THINGS_BEHIND = (NOT_HEADS - SUBJECTS | PLURALS) - {
    "Contact",
    "Contacts",
    "Announcement",
    "Release",
    "President",
    "Minister",
}
_NO_COMPANY = POSTS | (STOPS - NUMERALS)


def find_english(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Gives the names that a block, `text[start:end]`, has by their form."""
    tokens = list(tokenise(text, start, end))
    for pattern in (STANDARDS, PREFIXED):
        for match in pattern.finditer(text, start, end):
            yield Candidate(match.start(), match.end(), "pattern")
    for begin, stop in (*_by_head(text, tokens), *_by_legal_form(text, tokens, start, end)):
        if stop > begin:
            yield Candidate(begin, stop, "pattern")


def _by_head(text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(tokens):
        size = _head_size(tokens, index)
        if not size:
            index += 1
            continue
        first = _leftmost(text, tokens, index)
        last = _rightmost(text, tokens, index, size)
        head = tokens[index].text
        # The words may go on to another head: Max Planck Institute for Plasma Physics; European Council Secretariat.
        if _names_a_body(text, tokens, first, index, size, last):
            # The Dutch Ministry of Health: the state's name is no part of a ministry's.
            if head in {"Ministry", "Department"} and last > index + size - 1 and tokens[first].text in NATIONALITIES:
                first = min(first + 1, index)
            parent = _parent(tokens, index, size, last)
            yield tokens[parent or first].start, tokens[last].end
        index = max(last, index) + 1 if head in FIRST_HEADS and last > index + size - 1 else index + size


def _parent(tokens: list[Token], index: int, size: int, last: int) -> int:
    """Where the body begins that a part is named with: the Policy Secretariat of the Cabinet Office; 0 for none."""
    if tokens[index].text not in OFFICES or last < index + size + 1 or tokens[last].text not in HEADS:
        return 0
    begin = index + size + 1
    begin += tokens[begin].text.lower() == "the"
    return begin if begin < last else 0


def _head_size(tokens: list[Token], index: int) -> int:
    """How many tokens the institutional noun at `index` has; 0 where there is none."""
    word = tokens[index].text
    if (
        word.lower() in _PHRASE_OPENINGS
        and index + 1 < len(tokens)
        and f"{word} {tokens[index + 1].text}".title() in HEAD_PHRASES
    ):
        return 2 if tokens[index].is_capital else 0
    if word in HEADS or (word.isupper() and len(word) > 5 and word.capitalize() in HEADS):
        return 1
    return 0


def _leftmost(text: str, tokens: list[Token], index: int) -> int:
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
    first = _without_titled(tokens, first, index)
    return _with_article(text, tokens, first, index)


def _without_titled(tokens: list[Token], first: int, index: int) -> int:
    """Leaves out a person's two names behind a title, where a table lost its layout: Prof. Jane Doe Example University."""
    sign = first and tokens[first - 1].text == "."
    title = first > sign and tokens[first - 1 - sign].text in TITLES
    if title and index - first >= 2:
        return first + 2
    return first


def _with_article(text: str, tokens: list[Token], first: int, index: int) -> int:
    """Where a name begins that an article or possessive opens further left, across "and": the Swedish Post and Telecom Authority."""
    if first < 3 or tokens[first - 1].text not in {"and", "&"} or tokens[index].text in NEVER_JOINED:
        return first
    position = first - 2
    while position > max(0, first - 8):
        token, after = tokens[position], tokens[position + 1]
        if _is_break(text, tokens, position) and after.text != ",":
            break
        if not (token.text == "," or (token.is_capital and token.text not in _NOT_BEFORE)):
            break
        position -= 1
    opened = (
        tokens[position].text in {"the", "The", "its", "their"}
        or (text[tokens[position].end : tokens[position + 1].start] == "" and tokens[position].text in {"'s", "s"})
        or text[tokens[position].start : tokens[position].end + 3].endswith("'s ")
    )
    left = [token.text for token in tokens[position + 1 : first - 1]]
    # the Smithsonian and Stanford University: what the head has before it must be no name of its own.
    common = all(is_subject(word) or word in GENERIC for word in (token.text for token in tokens[first:index]))
    if opened and left and left[-1] != "," and ((common and first < index) or tokens[index].text in JOINED_BY_GIVERS):
        return position + 1
    return first


def _joins(tokens: list[Token], index: int) -> bool:
    """Whether the "and" at `index` is inside one name: Science and Technology Agency, but not Kyoto and Osaka University."""
    left, right = tokens[index - 1], tokens[index + 1]
    if tokens[index].text == "&":
        return left.is_capital and right.is_capital and left.text not in STOPS
    return is_subject(left.text) and is_subject(right.text)


def _list_closes(tokens: list[Token], first: int, index: int) -> bool:
    """Whether a comma list of subjects before a head ends with "and": Oil, Gas and Metals Corporation."""
    return any(token.text in {"and", "&"} for token in tokens[first:index]) and tokens[first].text in SUBJECTS


def _is_break(text: str, tokens: list[Token], index: int) -> bool:
    """Whether the token at `index` cannot be inside a name together with the one after it."""
    token, after = tokens[index], tokens[index + 1]
    gap = text[token.end : after.start]
    if token.text.endswith(".") and not INITIALS.match(token.text):
        return True
    if gap == "" and token.text not in {"&"} and after.text != ",":
        return True
    # Two columns of a table.
    if gap == "\t" or (len(gap) > 1 and gap.isspace()):
        return True
    return gap.startswith(("'s", "'"))


def _rightmost(text: str, tokens: list[Token], index: int, size: int) -> int:
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


def _with_complement(text: str, tokens: list[Token], head: int) -> int:
    """The last token of "of …", "for …", "on …" behind a head; the head where nothing of the kind follows."""
    position = head + 1
    if position >= len(tokens) or tokens[position].text.lower() not in {"of", "for", "on"}:
        return _with_state(tokens, head, head)
    link = tokens[position].text.lower()
    if link == "on" and tokens[head].text not in ON_HEADS:
        return head
    # Office on Drugs and Crime, but at the Office on Monday, with the Commission on March 12.
    subject = tokens[position + 1].text if position + 1 < len(tokens) else ""
    if subject in MONTHS_AND_DAYS:
        return _with_state(tokens, head, head)
    if link == "on" and tokens[head].text == "Office" and subject not in SUBJECTS:
        return head
    if (
        tokens[head].text == "Council"
        and tokens[position + 1 : position + 2]
        and tokens[position + 1].text == "Ministers"
    ):
        return position + 1
    stop = max(head, complement(text, tokens, position + 1, link))
    return _with_state(tokens, head, stop)


def _with_state(tokens: list[Token], head: int, stop: int) -> int:
    """Where a mission's name ends that goes on with the state it is sent to: Embassy of Canada to Japan."""
    if tokens[head].text not in MISSIONS or stop + 2 >= len(tokens) or not tokens[stop + 2].is_capital:
        return stop
    link, place = tokens[stop + 1].text, tokens[stop + 2].text
    sent = (link == "to" and tokens[head].text != "Chamber") or (link in {"to", "in"} and place in PLACE_STATES)
    return stop + 2 if sent else stop


def _more_capitals(text: str, tokens: list[Token], last: int) -> int:
    """A head inside a name: University College London, National Laboratory Service, Innovation Agency Norway."""
    position = last
    while position + 1 < len(tokens):
        after = tokens[position + 1]
        if _is_break(text, tokens, position) or text[tokens[position].end : after.start] != " ":
            break
        if not after.is_capital or after.text in _NOT_BEHIND:
            break
        position += 1
    return position


def _names_a_body(text: str, tokens: list[Token], first: int, index: int, size: int, last: int) -> bool:
    before = text[max(0, tokens[first].start - 60) : tokens[first].start]
    if MINISTER.search(before) or text[tokens[first].start : tokens[last].end] in STATES:
        return False
    own = [token.text for token in tokens[first:index]]
    complement = last > index + size - 1
    head = tokens[index].text
    on = complement and tokens[index + size].text.lower() in {"on", "for"}
    if (tokens[last].text in _THINGS and not on) or _thing_follows(text, tokens, last):
        return False
    indefinite = re.search(r"\b(?:an?|any|each|every|another)\s+$", before)
    if not complement:
        specific = [word for word in own if word.title() not in GENERIC and word != "and"]
        # Joint Steering Committee: two states' or bodies' own, as a rule set up by the agreement itself.
        if not specific and (own[:1] != ["Joint"] or len(own) + size < 3):
            return False
        return not (indefinite and not specific and own[:1] != ["Joint"])
    return not (head in PART_HEADS and not own and _parent_follows(text, tokens[last].end))


def _thing_follows(text: str, tokens: list[Token], last: int) -> bool:
    """Agency Plan, Council Directive: the name is part of a longer one that names no body."""
    if last + 1 >= len(tokens) or text[tokens[last].end : tokens[last + 1].start] != " ":
        return False
    return tokens[last + 1].text in _THINGS_BEHIND


def _parent_follows(text: str, end: int) -> bool:
    return bool(
        re.match(
            r"(?:,| at| of)\s+(?:the\s+)?(?:[A-Z][\w'-]*\s+)*(?:of\s+)?(?:University|Institute|College|Laboratory)",
            text[end : end + 80],
        )
    )


def _by_legal_form(text: str, tokens: list[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    ends = {token.end: number for number, token in enumerate(tokens)}
    for match in LEGAL_FORM.finditer(text, start, end):
        # Acme (Europe) Ltd., High Speed Two (HS2) Limited, Shionogi & Co., Ltd.
        gap = re.search(
            r"(?:\s\([A-Z][\w .&-]{0,24}\)|\s&)?,?\s$", text[max(start, match.start() - 32) : match.start()]
        )
        number = ends.get(match.start() - len(gap[0])) if gap else None
        if number is None or not any(char.isupper() for char in tokens[number].text):
            continue
        if tokens[number].text in _NO_COMPANY:
            continue
        first = _start_of_company(text, tokens, _leftmost(text, tokens, number))
        own = [token.text for token in tokens[first : number + 1]]
        if any(word not in GENERIC for word in own) or len(own) > 1:
            yield tokens[first].start, match.end()


def _start_of_company(text: str, tokens: list[Token], first: int) -> int:
    """Where a company's name begins that goes on to the left: Harrow & Thorne plc, Bank of Leeds and Bradford plc."""
    while first >= 2 and tokens[first - 2].is_capital and tokens[first - 2].text not in STOPS:
        before = tokens[first - 1].text
        if before == "&" or (before == "of" and tokens[first - 2].text in HEADS):
            first = _leftmost(text, tokens, first - 2)
        elif (
            before == "and"
            and first >= 4
            and tokens[first - 3].text == "of"
            and tokens[first - 4].text in {"Bank", "Company"}
        ):
            first = _leftmost(text, tokens, first - 4)
        else:
            break
    return first
