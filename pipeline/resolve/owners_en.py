"""English grammar of who does what: subjects, signatories, and the words that stand for the parties of an agreement.

The nouns for agreements and parties are those that treaty handbooks and contracts use (memorandum, arrangement,
Participants, Parties); the verbs those by which they are concluded and carried out.
"""

import re

from pipeline.find.sentences import Span
from pipeline.resolve.clauses import NAME

_M = NAME
_DETERMINER = r"(?:(?:[Tt]he|[Bb]oth|[Ii]ts|[Oo]ur|[A-Z][\w.-]{0,20}(?:'s)?)\s+){0,3}"
_OF = rf"(?:,?\s+(?:of|in|from)\s+(?:the\s+)?(?:[A-Z][\w.-]{{0,30}}|{_M})(?:\s+(?:(?:of|and)\s+)?(?:the\s+)?[A-Z][\w.-]{{0,30}}){{0,4}})?"
# The Ministry of Trade, Republic of Korea, and …; Acme Ltd, a maker of pumps, and …
_APPOSITION = rf"(?:,\s+(?:(?:an?|the|one)\s+[a-z][^,.;{_M}]{{1,90}}(?=,)|(?!The\b)[A-Z][A-Za-z]{{1,20}}\s+(?i:of)\s+[A-Z][A-Za-z]{{1,20}}))?"
_AND = r"\s?(?:,\s?(?:and\s+|together\s+with\s+)?|\s(?:and|&|as\s+well\s+as|together\s+with|with)\s+)"
# Atomic: what is read is not read again in another way, so that a long chain costs no more than its length.
_NAMED = rf"(?>{_DETERMINER}){_M}(?>{_OF})(?>{_APPOSITION})"
_CHAIN = rf"(?>{_NAMED}(?:{_AND}{_NAMED})*)"
_INTRO = (
    r"(?:Under|In|On|At|From|By|With|To|Through|As|Today|Yesterday|Together|Building|Following|Since|After|For|Based|"
    r"However|Moreover|Meanwhile|Furthermore|Also|Finally|During|Within|Until|Over|This\s+(?:week|month|year))\b"
    rf"[^,;:{_M}]{{0,120}},\s+"
)
# PARIS, 3 March 2026 – The …; WASHINGTON, D.C.—The …
_DATELINE = rf"(?:[A-Z](?:[^.;{_M}]|(?<=[A-Z])\.){{0,80}}(?:\s[–—-]{{1,2}}\s+|[–—]\s?))?"
_START = rf"(?:^[^\w{_M}]{{0,4}}{_DATELINE}(?:{_INTRO})?|\b(?:as|that|while|whereby|where)\s+)"
_ADVERB = (
    r"(?:\s+(?:today|also|both|all|each|jointly|now|further|recently|together|then|respectively|therefore|hereby|formally|"
    r"officially|have|has|had|just|yesterday))*"
)
_SIGN = (
    r"(?:sign(?:s|ed)?|agree[sd]?|conclude[sd]?|enter(?:s|ed)?|form(?:s|ed)?|establish(?:es|ed)?|launch(?:es|ed)?|"
    r"announce[sd]?|decide[sd]?|confirm(?:s|ed)?|join(?:s|ed)?|partner(?:s|ed)?|exchange[sd]?|found(?:ed)?|reach(?:es|ed)?|"
    r"renew(?:s|ed)?|extend(?:s|ed)?|create[sd]?|set\s+up|team(?:s|ed)?|issue[sd]?|adopt(?:s|ed)?|cooperate|collaborate)"
)
_DO = (
    r"(?:will|would|shall|may|can|is|are|was|were|be|been|do|does|aims?|aimed|seeks?|sought|intends?|plans?|planned|hopes?|"
    r"commit(?:s|ted)?|pledge[sd]?|brings?|brought|works?|worked|unite[sd]?|promotes?|supports?|strengthens?|deepens?|undertakes?|undertook|"
    r"resolve[sd]?|starts?|started|begins?|began|expands?|develops?|operates?|conducts?|provides?|engages?|wish|wishes|"
    r"strives?|endeavou?rs?|expects?|share|shares|held|hold|holds|met|meet|recogni[sz]es?|reaffirm(?:s|ed)?|welcomes?|builds?|continues?)"
)
_VERB = rf"(?i:{_SIGN}|{_DO})\b"
_BEFORE_VERB = rf"(?:\s*,[^,;.]{{1,160}},|\s*,)?{_ADVERB}\s+"
_SUBJECT = re.compile(rf"{_START}(?P<chain>{_CHAIN}){_BEFORE_VERB}(?P<verb>{_VERB})")
_SIGNED = re.compile(rf"{_START}(?P<chain>{_CHAIN}){_BEFORE_VERB}(?i:{_SIGN})\b")
_WITH = re.compile(rf"\bwith\s+(?P<chain>{_CHAIN})")
_BETWEEN = re.compile(rf"\b(?:between|among)\s+(?P<chain>{_CHAIN})")
_BY = re.compile(rf"\b(?i:signed|concluded|agreed)\s+(?:[A-Za-z]+\s+){{0,3}}(?:by|between)\s+(?P<chain>{_CHAIN})")
_AGREEMENT_NOUN = (
    r"(?:agreements?|memorand(?:um|a)|mou|moc|moa|loi|arrangement|partnership|alliance|consortium|letters?\s+of\s+intent|declaration|"
    r"joint\s+statement|statement|contract|joint\s+venture|framework|co-?operation|collaboration|pact|accord|treaty|initiative)"
)
_AGREEMENT = re.compile(
    rf"\b{_AGREEMENT_NOUN}\b|\bjoin(?:s|ed)?\s+forces\b|\bteam(?:s|ed)?\s+up\b|\b(?:co-?)?founded\b|\bagree[sd]?\s+to\b",
    re.IGNORECASE,
)

JOINT = re.compile(r"\bjoint\s+(?:statement|declaration|communiqu[eé]|announcement)\b", re.IGNORECASE)
ABOUT = re.compile(rf"^[^\w{_M}]*(?:about|profile\s+of)\s+(?:the\s+)?{_M}[^{_M}]{{0,40}}$", re.IGNORECASE)
_NUMBERS = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_NUMBER = "|".join(_NUMBERS)
_PARTY_NOUN = (
    r"(?:part(?:y|ies)|participants?|sides?|organi[sz]ations|institut(?:ions|es)|companies|partners?|ministries|agencies|"
    r"universities|signator(?:y|ies)|regulators|bodies|associations|firms|laboratories|departments|clusters)"
)
_PARTIES = (
    rf"(?:(?:both|all|(?:all\s+)?the|each(?:\s+of\s+the)?|these)\s+(?:of\s+the\s+)?(?:(?P<number>{_NUMBER})\s+)?{_PARTY_NOUN}|"
    rf"(?P<alone>{_NUMBER})\s+{_PARTY_NOUN})\b"
)
_THIS = rf"(?:(?:the|this|our)\s+(?:[a-z-]+\s+){{0,3}}{_AGREEMENT_NOUN}|co-?operation|collaboration)\b"
_BEGINS = rf"^[^\w{_M}]{{0,4}}{_DATELINE}(?:{_INTRO})?(?:the\s+(?:purpose|aim|objective|goal)s?\s+of\s+)?"
_BEGINS_WITH_PARTIES = re.compile(_BEGINS + _PARTIES, re.IGNORECASE)
_BEGINS_WITH_AGREEMENT = re.compile(_BEGINS + _THIS, re.IGNORECASE)
_BEGINS_WITH_WE = re.compile(rf"{_BEGINS}we\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|jointly|we both)\b", re.IGNORECASE)
_ANY_PARTIES = re.compile(rf"\b{_PARTIES}", re.IGNORECASE)
_ANY_AGREEMENT = re.compile(rf"\b{_THIS}", re.IGNORECASE)
_ANY_WE = re.compile(r"\bwe\b", re.IGNORECASE)
_ANY_VERB = re.compile(rf"\b(?:{_SIGN}|{_DO}|has|have|had|sets?|includes?|comprises?|covers?)\b", re.IGNORECASE)


def subject(words: str) -> tuple[Span, ...]:
    """The names that are the subject of a sentence, and those that they sign or agree with; empty where none is."""
    match = _SUBJECT.search(words)
    if match is None:
        return ()
    found = [match.span("chain")]
    if re.fullmatch(_SIGN, match["verb"], re.IGNORECASE) and _AGREEMENT.search(words, match.end()):
        found += [partner.span("chain") for partner in _WITH.finditer(words, match.end())][:1]
    return tuple(found)


def signatories(words: str) -> tuple[Span, ...]:
    """The names that a sentence says have agreed with one another; empty where it says no such thing."""
    if not _AGREEMENT.search(words):
        return ()
    for pattern in (_BETWEEN, _BY):
        for match in pattern.finditer(words):
            if match["chain"].count(NAME) > 1:
                return (match.span("chain"),)
    signed = _SIGNED.search(words)
    if signed is None:
        return ()
    partner = _WITH.search(words, signed.end())
    return (signed.span("chain"), partner.span("chain")) if partner else (signed.span("chain"),)


def means_parties(words: str, *, joint: bool) -> bool:
    """Whether the subject of a sentence is the parties of the agreement, or the agreement itself.

    Args:
        joint: the parties themselves speak; elsewhere "we" is the speaker's own body, and counts only with "together".
    """
    if _BEGINS_WITH_WE.search(words):
        return joint or bool(_TOGETHER.search(words))
    return bool(_BEGINS_WITH_PARTIES.search(words) or _BEGINS_WITH_AGREEMENT.search(words))


def lead_means_parties(words: str, *, joint: bool) -> bool:
    """The same of the lead-in of a list, in which the parties may stand anywhere; a label is theirs too."""
    return bool(
        _ANY_PARTIES.search(words)
        or _ANY_AGREEMENT.search(words)
        or (joint and _ANY_WE.search(words))
        or not _ANY_VERB.search(words)
    )


def count_of(words: str) -> int | None:
    """How many parties a sentence says there are: 3 of "the three companies"."""
    match = _ANY_PARTIES.search(words)
    if match is None:
        return None
    number = match["number"] or match["alone"]
    return _NUMBERS.get(number.lower()) if number else 2 if match[0].lower().startswith("both") else None
