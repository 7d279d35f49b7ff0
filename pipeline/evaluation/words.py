"""How words are compared: keys that are equal where two spellings count as the same, and occurrences in a text.

The rules are those of the annotation guidelines. Annotation and table both go through them, so a rule can only make two
spellings equal that differ; it never has to recognise an organisation.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from pipeline.read.normalise import normalise

# Typographic apostrophes; and the soft hyphen at the end of a line, which goes when the lines of a text are joined.
_VARIANTS = str.maketrans({"’": "'", "‘": "'", "\u00ad": None})
_EDGES = " \"'“”「」『』,.、。()[]*"
_JAPANESE_GAP = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
# The nationalities of the annotation guidelines and of a few more partner countries, and the legal forms that Japanese law
# puts before the name of an association, a foundation or a national research institute.
_LEADING = re.compile(
    r"(?:the|an?|u\.?k\.?|u\.?s\.?(?:a\.?)?|united (?:states|kingdom)|british|american|japanese|french|german|canadian|"
    r"korean)(?:'s)? |(?:米国|英国|日本国?|仏国|独国|国立研究開発法人|(?:一般|公益)(?:社団|財団)法人) ?の?",
    re.IGNORECASE,
)
_MOST_LEADING = 3
_SHORTEST_NAME = 3
_TRAILING = re.compile(r" of (?:japan|the united states(?: of america)?|the uk|the united kingdom)$", re.IGNORECASE)
# "the 2030s", "the spring of 2025": the article is no part of the date; "then" and other words keep their letters.
_DATE_ARTICLE = re.compile(
    r"\Athe(?=[^a-z]|mid|early|late|first|second|third|fourth|fifth|end|start|beginning|spring|summer|autumn|fall|winter)"
)


def unify(text: str) -> str:
    """Gives a text as the reader normalises it (⺠ → 民), and beyond that in NFKC and with ASCII apostrophes."""
    return unicodedata.normalize("NFKC", normalise(text)[0]).translate(_VARIANTS)


def squeeze(text: str) -> str:
    """Gives a unified text in lower case without any white space."""
    return "".join(unify(text).split()).lower()


def date_key(text: str) -> str:
    """The words of a date as they are compared."""
    return _DATE_ARTICLE.sub("", squeeze(text))


def organisation_key(text: str) -> str:
    """A name as it is compared: without article, nationality, legal form of an association and possessive.

    "the UK's Space Agency", "Space Agency" and "Space Agency's" have one key; so have "Ministry of Health of Japan"
    and "Ministry of Health", but not "Government of Japan" and "Government".
    """
    name = _JAPANESE_GAP.sub("", " ".join(unify(text).split())).strip(_EDGES)
    for _ in range(_MOST_LEADING):
        match = _LEADING.match(name)
        if not match or len(squeeze(name[match.end() :])) < _SHORTEST_NAME:
            break
        name = name[match.end() :]
    shorter = _TRAILING.sub("", name)
    name = shorter if " " in shorter else name
    return squeeze(name).strip(_EDGES).removesuffix("'s")


def count_occurrences(text: str, names: Iterable[str], others: Iterable[str] = ()) -> Counter[str]:
    """Counts how often each name stands in a text, by key.

    White space does not count. The longest comes first, and what it covers is taken. Latin letters and digits at the
    ends of a name must be ends of words: "STA" does not stand in "STATE".

    Args:
        text: the document.
        names: what is counted.
        others: what only takes its place: "Minister of Finance" leaves no "Finance" behind.
    """
    spaced = unify(text)
    places = [index for index, char in enumerate(spaced) if not char.isspace()]
    solid = "".join(spaced[index] for index in places)
    taken = bytearray(len(solid))
    counts: Counter[str] = Counter()
    wanted = [(name, True) for name in names] + [(other, False) for other in others]
    for name, is_counted in sorted(wanted, key=lambda item: -len(squeeze(item[0]))):
        word = "".join(unify(name).split())
        at = solid.find(word) if word else -1
        while at >= 0:
            end = at + len(word)
            before, after = places[at] - 1, places[end - 1] + 1
            if (_is_latin(word, 0) and _is_latin(spaced, before)) or (
                _is_latin(word, len(word) - 1) and _is_latin(spaced, after)
            ):
                at = solid.find(word, at + 1)
                continue
            if not any(taken[at:end]):
                taken[at:end] = b"\x01" * len(word)
                if is_counted:
                    counts[organisation_key(name)] += 1
            at = solid.find(word, end)
    return counts


def _is_latin(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()
