"""What kind of statement a Japanese sentence makes, by its end and by its topic."""

import re
from typing import Literal

from pipeline.find.objectives import patterns_ja as ja
from pipeline.records import ObjectiveKind

# Whom a sentence speaks of; "unknown" is a topic of no known sort, None a sentence without one.
Role = Literal["party", "organisation", "programme", "person", "other", "unknown", None]


def quoted_sentences(sentence: str) -> list[tuple[int, int]]:
    """Spans (into the sentence) of the sentences inside a quotation that somebody utters; empty where there is none."""
    match = ja.UTTERED.search(sentence)
    if not match:
        return []
    spans, begin = [], match.start(1)
    for stop in [
        *(m.end() for m in re.finditer(r"[。！？!?]", sentence[: match.end(1)]) if m.end() > begin),
        match.end(1),
    ]:
        if stop > begin:
            spans.append((begin, stop))
        begin = stop
    return spans


def topic_of(sentence: str) -> str:
    """The topic of a sentence (…は) with the words right before it; empty where none is named."""
    match = ja.TOPIC_MARK.search(sentence)
    if not match:
        return ""
    before = sentence[: match.start()]
    if ja.TIME_TOPIC.search(before):
        return ""
    return re.split(r"[、。]", before)[-1].strip() + (match[0][:-1] if match[0] != "は" else "")


def names_of(text: str) -> frozenset[str]:
    """Collects the short names that a text defines for organisations, with full-width ASCII as ASCII."""
    return frozenset(name for match in ja.SHORT_NAME.finditer(text) for name in match.groups() if name)


def kind_of(
    sentence: str, names: frozenset[str] = frozenset(), *, quoted: bool = False, announced: bool = False
) -> ObjectiveKind | None:
    """The kind of statement that a sentence makes; None where it makes none.

    Args:
        sentence: plain words.
        names: short names of organisations that the document defines.
        quoted: somebody says it; then it counts only where it says what "we" will do.
        announced: it stands under a heading such as 今後の展望.
    """
    words = ja.NEWS_END.sub("", ja.SENTENCE_END.sub("", sentence.strip()))
    words = ja.LOOSE_SPACE.sub("", ja.REPORTED.sub("", words))
    if len(words) < 10 or ja.REJECT.search(words):
        return None
    topic = topic_of(words)
    role = _role(topic)
    if role in ("unknown", "other") and topic.endswith(tuple(names)):
        role = "organisation"
    if quoted:
        return _quoted_kind(words, role)
    if role == "person":
        return None
    return (
        _purpose_kind(words, role)
        or _plan_kind(words, role, announced=announced)
        or _promise_kind(words, role, announced=announced)
    )


def _role(topic: str) -> Role:
    if not topic:
        return None
    if ja.PARTY.search(topic):
        return "party"
    if ja.PERSON.search(topic):
        return "person"
    if ja.OTHER_TOPIC.search(topic):
        return "other"
    if ja.AGREEMENT_TOPIC.search(topic):
        return "programme"
    return "organisation" if ja.ORGANISATION_TOPIC.search(topic) else "unknown"


def _quoted_kind(words: str, role: Role) -> ObjectiveKind | None:
    if role in ("other", "person", "unknown") and not ja.FUTURE.search(words[:12]):
        return None
    if ja.AIM_END.search(words):
        return "objective"
    if ja.VOLITION_END.search(words) or (role == "party" and _is_deed(words)):
        return "commitment"
    return None


def _is_deed(words: str) -> bool:
    """Whether the predicate is something that somebody does: 整備します, 計算機を作り上げます."""
    if ja.PROMISE_END.search(words):
        return not words.endswith("た")
    return bool(ja.DEED_END.search(words)) and not ja.NO_DEED_END.search(words)


def _purpose_kind(words: str, role: Role) -> ObjectiveKind | None:
    if role == "other":
        return None
    set_up = ja.FOUNDED_AS.search(words) or (ja.FOUNDED_FOR.search(words) and not ja.DEMONSTRATIVE.match(words))
    if set_up and role in ("organisation", "programme"):
        return "activity"
    phrase = ja.PURPOSE_PHRASE.search(words)
    founded = phrase and (
        (ja.FOUNDED_END.search(words, phrase.end()) and re.search(ja.BODY, words))
        or ja.SIGNED_INSIDE.search(words, phrase.end())
    )
    body = ja.WITH_PURPOSE.search(words) and ja.NOUN_END.search(words)
    aims = role != "unknown" and ja.AIM_END.search(words)
    return "objective" if ja.PURPOSE_END.search(words) or founded or body or aims else None


def _plan_kind(words: str, role: Role, *, announced: bool) -> ObjectiveKind | None:
    acts = role in ("party", "programme", "organisation")
    expected = role is None and (announced or bool(ja.FUTURE.search(words)))
    if ja.PLAN_END.search(words) and (acts or expected) and not ja.TO_THE_PUBLIC.search(words):
        return "activity"
    # Only parties agree or decide, whatever their names look like.
    if ja.DECIDED_END.search(words) and role != "other":
        return "activity" if role is None else "commitment"
    return None


def _promise_kind(words: str, role: Role, *, announced: bool) -> ObjectiveKind | None:
    if ja.PRESENT_STATE.search(words):
        return None
    future = bool(ja.FUTURE.search(words))
    if ja.VOLITION_END.search(words):
        if role == "programme":
            return "objective"
        meant = role is None and (future or announced or ja.TOGETHER.search(words))
        return "commitment" if meant or role in ("party", "organisation") else None
    if not _is_deed(words) or ja.MEETING_END.search(words):
        return None
    finite = bool(ja.PRESENT_END.search(words))
    if role == "programme" and finite and (future or ja.DEMONSTRATIVE.match(words)):
        return "objective"
    strong = ja.STRONG.search(words) and role not in ("other", "person") and (role or ja.JOINTLY.search(words))
    funds = role in ("organisation", "programme") and ja.MONEY.search(words)
    active = role == "organisation" and (future or ja.SHARED_ROLES.search(words))
    by_party = finite and (role == "party" or active or funds)
    dated = future or bool(ja.DATED.search(words))
    opened = role in ("organisation", None) and (ja.OPENS_FUTURE.match(words) or (announced and dated))
    return "commitment" if strong or by_party or opened else None
