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
_OF_GOVERNMENT = re.compile(r"\sof\s(?:the\s)?Government\sof\s")
_FURTHER = re.compile(r",?\s+(?=(?:and|AND)\s)")
_LONGEST = 700


def find_parties(text: str, start: int, end: int) -> Iterator[Defined]:
    """Gives the parties that a block, `text[start:end]` of the folded text, introduces, with their short forms."""
    clause = text[start : min(end, start + _LONGEST)]
    at = 0
    while match := _PARTY.match(clause[at:]):
        quoted = _QUOTED.search(clause, at + match.end())
        if len(match["name"]) < 3 or not quoted or ";" in clause[at : quoted.start()]:
            return
        name = _OF_GOVERNMENT.split(match["name"])[0]
        begin = start + at + match.start("name")
        alias, place = quoted["alias"], start + quoted.start("alias")
        yield Defined(Candidate(begin, begin + len(name), "definition"), alias, place, not is_generic(alias))
        # ("MWS"), and the DEPARTMENT OF PORTS, having its office at … ("DP")
        further = _FURTHER.match(clause, quoted.end())
        if not further:
            return
        at = further.end()
