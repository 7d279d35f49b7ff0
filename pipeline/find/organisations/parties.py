"""Parties of a contract: a name that opens a clause, what it is, and its short form in quotation marks at the end.

METROPOLITAN WATERWORKS SYSTEM, a government corporation of the Republic of …, having its office at … ("MWS");
"""

import re
from collections.abc import Iterator

from pipeline.find.organisations.definitions import Defined, is_generic
from pipeline.find.organisations.spans import Candidate

_WORD = r"[A-ZÀ-Þ][\w&'.\-]*"
_PARTY = re.compile(
    rf"^(?:[(\[]?\w{{1,3}}[.)\]]\s+|(?:between|and|AND|BETWEEN)[:,]?\s+)*(?:[Tt]he\s+|THE\s+)?"
    rf"(?P<name>{_WORD}(?:,?\s(?:{_WORD}|and|of|for|the|&))*?)"
    r",\s(?:an?\s|the\s|having\s|established|incorporated|represented|acting|a\s|with\s(?:its|offices)|whose\s|organi[sz]ed|duly|registered|being\s|hereinafter)"
)
_QUOTED = re.compile(
    r"\((?:hereinafter|hereafter)?\s*(?:referred\s+to\s+as\s+|called\s+)?(?:the\s+|each\s+)?\"(?P<alias>[^\"]{2,40})\"\)"
)
_LONGEST = 700


def find_parties(text: str, start: int, end: int) -> Iterator[Defined]:
    """Gives the party that a block, `text[start:end]` of the folded text, introduces, with its short form."""
    clause = text[start : min(end, start + _LONGEST)]
    match = _PARTY.match(clause)
    if not match or len(match["name"]) < 3:
        return
    quoted = _QUOTED.search(clause, match.end())
    if not quoted or ";" in clause[: quoted.start()]:
        return
    name = Candidate(start + match.start("name"), start + match.end("name"), "definition")
    yield Defined(name, quoted["alias"], start + quoted.start("alias"), not is_generic(quoted["alias"]))
