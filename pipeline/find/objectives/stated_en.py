"""What kind of statement an English sentence makes, by its verb and by who its subject is."""

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.find.objectives import patterns_en_stated as en
from pipeline.find.objectives.patterns_en import AGREEMENT
from pipeline.records import ObjectiveKind

# The subject is an agreement, programme or body; one of the parties; or nothing that can have an objective.
Role = Literal["programme", "party", None]


@dataclass(frozen=True, slots=True)
class Names:
    """Proper names of a document: words that only ever stand with a capital, and names of people."""

    proper: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def names_of(text: str) -> Names:
    """Collects the proper names of a text, from how it writes them in mid-sentence."""
    lower = set(en.LOWER_WORD.findall(text))
    proper = {word for word in en.CAPITAL_INSIDE.findall(text) if word.lower() not in lower}
    people = {name for match in en.PERSON.finditer(text) for name in match.groups() if name}
    return Names(frozenset(proper), frozenset(people))


def kind_of(sentence: str, names: Names, *, quoted: bool = False) -> ObjectiveKind | None:
    """The kind of statement that a sentence makes; None where it makes none.

    Args:
        sentence: plain words, quotation marks as ASCII.
        quoted: somebody says it; then it counts only where it says what "we" will do.
    """
    words = en.SPLIT_VERB.sub(r"\1 ", en.DATELINE.sub("", " ".join(sentence.split())))
    lower = words.lower()
    if en.REJECT.search(lower) or en.PREAMBLE.match(lower):
        return None
    if quoted:
        return _quoted_kind(lower)
    if re.match(r"(?:we|i)\b", lower) and en.OPINION.search(lower):
        return None
    return _agreed(lower) or _purpose(words, lower, names) or _promise(words, lower, names)


def _quoted_kind(lower: str) -> ObjectiveKind | None:
    if en.OPINION.search(lower):
        return None
    lower = lower.replace("we'll", "we will").replace("we're", "we are")
    aims = en.AIMS.search(lower)
    if aims and en.QUOTE_SUBJECT.search(lower[: aims.start()][-40:]):
        return "objective"
    for modal in en.MODAL.finditer(lower):
        # Of "we know that the market will grow" the market.
        before, rest = lower[: modal.start()].rstrip().split(" that ")[-1], lower[modal.end() :]
        if en.QUOTE_SUBJECT.search(before[-40:]) and re.match(en.DOING, rest):
            return "commitment"
        if en.WE_ALONE.search(before) and not en.NO_PROMISE.match(rest) and not en.EMPTY_VERB.match(rest):
            return "commitment"
        # "The institute and its partners will share every result."
        if en.PARTNERS.search(before) and re.match(en.DOING, rest):
            return "commitment"
    return None


def _agreed(lower: str) -> ObjectiveKind | None:
    """X and Y have signed an agreement to do something."""
    if re.match(r"(?:he|she|i|it follows)\b", lower):
        return None
    joined = en.JOINED.search(lower)
    if joined and en.TO_DO.search(lower, joined.end(), joined.end() + 120):
        return "objective"
    for verb in en.AGREED.finditer(lower):
        signed = en.AGREED_OBJECT.search(lower, verb.end(), verb.end() + 110)
        if not signed:
            continue
        rest = lower[signed.end() : signed.end() + 260].split(";")[0]
        if en.WITH_AIM.search(rest) or en.CLAUSE_OF_AIM.search(rest):
            return "objective"
        purpose = en.TO_DO.search(rest)
        if purpose and not en.NOT_PURPOSE.search(rest[: purpose.start()].strip()):
            return "objective"
    return None


def _purpose(words: str, lower: str, names: Names) -> ObjectiveKind | None:
    noun = en.PURPOSE_IS.search(lower)
    if noun and en.PURPOSE_OWNER.match(lower) and not en.OTHER_SUBJECT.search(lower[: noun.end()]):
        return "objective"
    founded = en.FOUNDED.search(lower)
    if founded:
        rest = lower[founded.end() : founded.end() + 200]
        role = _role_before(words, founded.start(), names)
        does = en.TO_DO.search(rest) or en.WITH_AIM.search(rest) or (role == "party" and en.FOUNDED_TO.match(rest))
        if role and does:
            # What a body was founded to do; "with the goal of" says what it hopes for.
            return "activity" if role == "party" and not en.WITH_AIM.search(rest) else "objective"
    exists = en.EXISTS.search(lower)
    if exists and (role := _role_before(words, exists.start(), names)):
        return "activity" if role == "party" else "objective"
    body = en.BODY_FOR.search(lower) or en.IS_AGREEMENT_TO.search(lower) or en.WHOSE_PURPOSE.search(lower)
    if body and _role_before(words, body.start(), names):
        return "objective"
    intended = en.INTENDED.search(lower)
    if intended and _is_works(lower[: intended.start()].rstrip()):
        return "objective"
    designed = en.DESIGNED.search(lower)
    if designed and _role_before(words, designed.start(), names) == "programme":
        return "objective"
    for pattern in (en.AIMS, en.BRINGS):
        match = pattern.search(lower)
        if match and _role_before(words, match.start(), names, pronoun=True):
            return "objective"
    aim = en.WITH_AIM.search(lower)
    if aim and AGREEMENT.search(lower[max(0, aim.start() - 70) : aim.start()]):
        last = lower[max(0, aim.start() - 40) : aim.start()].rsplit(" ", 3)[-1]
        if not en.OTHER_SUBJECT.search(last) and re.search(r"\b(?:will|shall|intends?|join)\b", lower):
            return "objective"
    return None


def _is_works(subject: str) -> bool:
    """Whether something known that partners build is the subject: "the wind farm", no product, paper or event."""
    return len(subject) < 80 and bool(re.match(r"(?:the|this|both|it)\b", subject)) and bool(en.WORKS.search(subject))


def _promise(words: str, lower: str, names: Names) -> ObjectiveKind | None:
    funds = en.FUNDS.search(lower) or en.TASKS.search(lower)
    if funds and _role_before(words, funds.start(), names):
        return "commitment"
    hereby = en.HEREBY.search(lower)
    if hereby and _role_before(words, hereby.start(), names) == "party":
        return "commitment"
    for modal in en.MODAL.finditer(lower):
        rest = lower[modal.end() :].lstrip('"')
        if en.EMPTY_VERB.match(rest) or not re.match(r"[a-z][a-z-]+\b", rest):
            continue
        role = _role_before(words, modal.start(), names)
        if role == "programme":
            return "objective"
        if role == "party":
            return "activity" if "plan" in modal[0] and en.CONVENE.match(rest) else "commitment"
    return None


def _role_before(words: str, verb: int, names: Names, *, pronoun: bool = False) -> Role:
    """Who the subject of the verb at an offset is.

    Args:
        pronoun: a sentence that begins with "It" is taken to speak of the body before.
    """
    before = words[:verb].rstrip()
    lower = before.lower()
    if en.RELATIVE.search(lower):
        return _antecedent(words, en.RELATIVE.sub("", before).rstrip(" ,"))
    if pronoun and lower == "it":
        return "programme"
    if reported := en.REPORTED.search(before):
        before = before[: reported.start()]
    elif en.OTHER_CLAUSE.search(lower):
        return None
    subject = en.SAYS_THAT.split(before)[-1]
    for _ in range(3):
        if match := en.ADVERBIAL_START.match(subject.lower()):
            subject = subject[match.end() :]
    named = re.match(r"[^,]{3,60}(?=, (?:which|who|signed|led|based)\b)", subject)
    if named and (role := _role(named[0], names)):
        return role
    subject = en.INTERRUPTION.sub(" ", subject)
    parts = re.split(r";\s+|,\s+and\s+(?=(?:the|both|we|they|[A-Z]))|:\s+|,\s+(?:while|whereas|but)\s+", subject)
    return _role(parts[-1].strip(" ,\"'"), names)


def _antecedent(words: str, before: str) -> Role:
    """Of "X is a foundation which works to …" the foundation; a fact told in passing has no role."""
    antecedent = re.sub(r"\s*\([^()]*\)$", "", before)
    main = words[: len(antecedent)].lower()
    last = " ".join(antecedent.split()[-3:]).lower()
    tells = en.AGREED.search(main) or re.search(r"\b(?:is|are|was|were) (?:a|an|the|one)\b", main)
    return "programme" if tells and AGREEMENT.search(last) else None


def _role(subject: str, names: Names) -> Role:
    lower = subject.lower()
    if not subject or len(subject) > 420:
        return None
    if re.match(r"(?:we|they|both|each of|all (?:of the )?(?:parties|participants|partners))\b", lower):
        return "party"
    head = en.SUBJECT_HEAD_END.split(subject, maxsplit=1)[0].strip()
    low_head = head.lower()
    parties = en.PARTIES.match(lower)
    if any(person in subject for person in names.people) and not parties:
        return None
    nouns = list(AGREEMENT.finditer(low_head))
    if nouns and nouns[-1].end() >= len(head) - 14 and not en.OTHER_SUBJECT.search(low_head, nouns[-1].end()):
        return "party" if en.BODY.search(low_head) else "programme"
    if parties:
        return "party"
    if en.OTHER_SUBJECT.search(low_head):
        return None
    return "party" if _is_name(head, names) or _begins_with_name(subject, names) else None


def _begins_with_name(subject: str, names: Names) -> bool:
    """A name that is the subject of two verbs: "Europe and Japan recognise … and intend to …"."""
    match = en.LEADING_NAME.match(subject)
    if match is None or not _is_name(match[0], names):
        return False
    return bool(en.COORDINATED.match(subject, match.end()))


def _is_name(head: str, names: Names) -> bool:
    tokens: list[str] = re.findall(r"[A-Za-z][\w&.'-]*", head)
    if not tokens or not tokens[-1][:1].isupper():
        return False
    if tokens[0].lower() in ("the", "a", "an", "our", "its"):
        return len(tokens) > 1
    if len(tokens) > 1:
        return tokens[0][:1].isupper()
    return tokens[0] in names.proper or tokens[0] in en.STATES or sum(char.isupper() for char in tokens[0]) > 1
