"""Where words are no mention: inside the title of an agreement, a law or a product, and where they name a person or a basis."""

import re

from pipeline.find.organisations.patterns_en import HEADS, POSTS

# The Agreement between the Government of A and the Government of B on Cooperation in …: a title has capitals behind "on".
_TITLE = re.compile(
    r"\b(?:Agreement|Memorandum|Letter|Arrangement|Treaty|Convention|Protocol|Declaration|Statement)\s+(?:of\s+[A-Z]\w+\s+)?(?:between|among)\s+"
    r"(?P<parties>[^.;()]{5,400}?)\s+(?:(?:on|concerning|regarding|for|relating\s+to|in)\s+(?:the\s+)?[A-Z][a-z]+|(?:of|dated)\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4})",
)
_TEXT_NOUN = (
    r"(?:Implementing\s+|Framework\s+|Project\s+|Joint\s+|Bilateral\s+|Cooperation\s+|Partnership\s+|Strategic\s+)*"
    r"(?:Agreement|Arrangement|Memorandum|Treaty|Convention|Protocol|Declaration|Statement|Act|Strategy|Plan|Accord|Roadmap|Initiative|Dialogue|Partnership|MO[UC]|Mo[UC])\b"
)
# DOE-MEXT Implementing Arrangement: names joined by a hyphen before the noun are the text's.
_JOINED = re.compile(rf"^(?:[-–/][A-Z][\w.]*)*\s+{_TEXT_NOUN}")
# 日本国政府とカナダ政府との間の科学技術における協力に関する協定
_TITLE_JA = re.compile(
    r"^(?:(?:と|及び|および)[^。、「」]{1,40})?との間の"
    r"(?:[^。、「」]{0,60}?(?:に関する|における|のための)[^。、「」]{0,40}?|[一-鿿・]{2,20}?)(?:協定|条約|取極|議定書|交換公文)"
)
_WINDOW = 420
# IBM Quantum System Two, the Boeing Quantum Fellowship: things that are called after a body.
_NAMED_AFTER = re.compile(
    r"(?:\s[A-Z][A-Za-z]*){0,3}\s(?:System|Processor|Engine|Series|Fellowship|Scholarship|Prize|Award|Medal|Lecture|Cup|Stadium|Arena)s?"
    r"(?=\s(?:One|Two|Three|[IVX]+|\d+)\b|[.,;:)]|\s[a-z(]|$)"
)
# by its Under-Secretary, Jane Doe
_POST_BEFORE = re.compile(
    rf"(?:\b(?:its|his|her|their|the|our)|'s)\s(?:[\w-]+\s){{0,4}}(?:{'|'.join(map(re.escape, sorted(POSTS)))}),\s$"
)
# Jane Doe, Head of the Agency; Jane Doe, Acme's head of research
_POST_BEHIND = re.compile(
    r",\s(?:[A-Z][\w&.]*\s?){0,4}(?:'s?\s(?:[\w-]+\s){0,3})?"
    r"(?:[Hh]ead|[Dd]irector(?:[- ][Gg]eneral)?|[Pp]resident|[Cc]hief|[Mm]inister|[Rr]ector|[Dd]ean|[Pp]rofessor|[Cc]hair|[Ss]ecretary|CEO|[Mm]ember|[Ee]xecutive|[Mm]anager|[Oo]fficer|[Mm]anaging|[Aa]mbassador|[Aa]dministrator|[Gg]overnor|[Mm]ayor|[Ss]pokes\w+)\b"
)
_UNDER = re.compile(r"\bunder\s(?:the\s)?$")


def is_inside_title(text: str, start: int, end: int) -> bool:
    """Whether the name `text[start:end]` is part of the title of a text and so names no actor."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before in "-–" and before and text[start - 2 : start - 1].isalnum()) or (
        after in "-–" and after and text[end + 1 : end + 2].isupper()
    ):
        return bool(_JOINED.match(text[end : end + 90]))
    if _TITLE_JA.match(text[end : end + 160]) or _NAMED_AFTER.match(text[end : end + 80]):
        return True
    window = max(0, start - _WINDOW)
    stop = min(len(text), end + _WINDOW)
    if text.find("between", window, stop) < 0 and text.find("among", window, stop) < 0:
        return False
    for match in _TITLE.finditer(text, window, stop):
        if match.start("parties") <= start and end <= match.end("parties"):
            return _is_capitalised_title(text, match.start())
    return False


def _is_capitalised_title(text: str, start: int) -> bool:
    """`the Agreement between` is a title; `a Memorandum of Cooperation between` tells of an act."""
    return bool(re.search(r"\b[Tt]he\s+(?:[A-Z][\w-]*\s+){0,4}$", text[max(0, start - 60) : start]))


def is_officer(text: str, start: int, end: int) -> bool:
    """Whether two to four capitalised words are somebody whose post stands beside them."""
    words = text[start:end].split()
    if not 2 <= len(words) <= 4 or any(word in HEADS for word in words) or "&" in words:
        return False
    behind = text[end : end + 80].split("\n", 1)[0]
    return bool(_POST_BEFORE.search(text[max(0, start - 80) : start]) or _POST_BEHIND.match(behind))


def is_basis(text: str, start: int, end: int) -> bool:
    """Whether words without an institutional noun are what something is done under: the EU Merger Regulation, Global Gateway."""
    words = text[start:end].split()
    return len(words) > 1 and HEADS.isdisjoint(words) and bool(_UNDER.search(text[max(0, start - 12) : start]))
