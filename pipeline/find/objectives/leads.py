"""What an enumeration lists, read from the label or the sentence that stands before it."""

import re
from functools import lru_cache
from typing import Literal

from pipeline.find.objectives import patterns_en as en
from pipeline.find.objectives import patterns_ja as ja
from pipeline.records import Language, ObjectiveKind

# "other": it lists something else (features, people, what has happened); None: the words do not say.
Verdict = ObjectiveKind | Literal["other"] | None

_NUMBERING = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)、:]\s*|\(?[a-z]\)\s+|[①-⑳]\s*|第\d{1,2}[条章項]?\s*|[■●◆○◇□▼▲◎•・◎\-]\s*)"
)
_EDGES = " \t\n*_\"'“”.:：;,、。【】<>＜＞〈〉《》「」[]～~-―—"
_LONGEST_LEAD = 600
_LONGEST_DATE = 40
_LONGEST_LABEL = {"en": 90, "ja": 45}


@lru_cache(maxsize=4096)
def label_verdict(label: str, language: Language) -> Verdict:
    """What the label or heading of an enumeration says about its items."""
    words = _NUMBERING.sub("", label).strip(_EDGES)
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1].strip(_EDGES)
    if not words or len(words) > _LONGEST_LABEL[language]:
        return None
    if language == "ja" and re.search(r"[぀-ヿ一-鿿]", words):
        return _japanese_label(words)
    return _english_label(words.lower())


@lru_cache(maxsize=4096)
def sentence_verdict(sentence: str, language: Language, tail: str = "") -> Verdict:
    """What a lead-in sentence says about the items that follow; `tail` is how it goes on after them."""
    sentence = sentence[-_LONGEST_LEAD:]
    if language == "ja" and re.search(r"[぀-ヿ一-鿿]", sentence):
        return _japanese_sentence(sentence, tail)
    return _english_sentence(sentence)


def is_coming(words: str, language: Language) -> bool:
    """Whether a label or lead-in says that what it lists is to come: 今後の予定, "Next steps"."""
    pattern = ja.COMING if language == "ja" else en.COMING
    return bool(pattern.search(words)) and not (ja.PAST if language == "ja" else en.PAST).search(words.lower())


def is_schedule(words: str, language: Language) -> bool:
    """Whether a label says that dates follow, and not of what: スケジュール, "Timetable"."""
    return bool((ja.SCHEDULE if language == "ja" else en.SCHEDULE).match(words.strip(_EDGES).lower()))


def begins_with_date(words: str, language: Language) -> bool:
    """Whether a line or cell begins with a date, as those of schedules do."""
    return bool((ja.DATE_FIRST if language == "ja" else en.DATE_FIRST).match(words[:_LONGEST_DATE]))


def introduces(sentence: str, language: Language) -> bool:
    """Whether a sentence announces that an enumeration follows."""
    sentence = sentence[-_LONGEST_LEAD:]
    if language == "ja" and re.search(r"[぀-ヿ一-鿿]", sentence):
        return bool(ja.INTRODUCES.search(sentence))
    return bool(en.INTRODUCES.search(sentence)) or bool(
        re.search(r"\bfollowing\b", sentence) and not sentence.endswith(".")
    )


def _english_label(label: str) -> Verdict:
    if en.PAST.search(label) or en.READER.search(label):
        return "other"
    if en.COMMITMENT_LABEL.search(label):
        return "commitment"
    head = en.HEAD_END.split(label, maxsplit=1)[0]
    verdict = _last_noun(head)
    if en.AT_A_GLANCE.search(label) and not head.endswith("s"):
        return "other"
    if verdict is None and en.LISTS_OF.match(head):
        verdict = _last_noun(label)
    if verdict is None and en.AREA_LABEL.search(label):
        return "area"
    return verdict


def _last_noun(words: str) -> Verdict:
    for token in reversed(re.findall(r"[a-z]+", words)):
        if token in en.OTHER_NOUNS:
            return "other"
        if token in en.LABEL_NOUNS:
            return en.LABEL_NOUNS[token]
    return None


def _english_sentence(sentence: str) -> Verdict:
    words = " ".join(sentence.lower().split())
    if en.READER.search(words) or en.DEFINES.search(words):
        return "other"
    if en.OTHER_FRAME.search(words) or en.SINCE.match(words):
        return "other"
    if en.LINES.search(words):
        return "area"
    core = en.ADVERBIAL.sub("", words)
    verdict = _noun_after_following(core)
    if verdict is None and en.BREAKS_OFF.search(core):
        verdict = _english_frame(core)
    if verdict is None:
        verdict = _noun_before_colon(core) or _english_frame(core)
    if verdict not in (None, "other") and en.PAST.search(core):
        return "other"
    return verdict


def _noun_after_following(words: str) -> Verdict:
    pointers = list(en.FOLLOWING.finditer(words))
    if not pointers:
        return None
    for token in re.findall(r"[a-z]+", words[pointers[-1].end() :])[:6]:
        if token in en.OTHER_NOUNS:
            return "other"
        if token in en.LABEL_NOUNS:
            return en.LABEL_NOUNS[token]
        if token in ("of", "will", "is", "are", "to", "which", "that", "for", "under", "by", "with"):
            break
    return None


def _noun_before_colon(words: str) -> Verdict:
    """Of "has three goals:", "in the fields of:", "priorities include:"."""
    if match := en.NUMBERED_NOUN.search(words):
        noun = match[1]
        if noun in en.OTHER_NOUNS:
            return "other"
        if noun in en.LABEL_NOUNS:
            return en.LABEL_NOUNS[noun]
    behind_verb = en.LEAD_VERB.split(words)[-1]
    for token in reversed(re.findall(r"[a-z]+", behind_verb)[-5:]):
        if token in en.OTHER_NOUNS:
            return "other"
        if token in en.LABEL_NOUNS and token not in en.ALSO_VERBS:
            return en.LABEL_NOUNS[token]
    if en.SUBJECT_OF_LIST.match(words):
        for token in re.findall(r"[a-z]+", words.split(" of ")[0])[:6]:
            if token in en.OTHER_NOUNS:
                return "other"
            if token in en.LABEL_NOUNS:
                return en.LABEL_NOUNS[token]
    return None


def _english_frame(words: str) -> Verdict:
    """By the verb that the items complete: "will:", "agreed to:", "co-operate on:"."""
    if en.OBJECTIVE_FRAME.search(words):
        return "objective"
    in_preposition = en.DOING_ENDS_IN_PREPOSITION.search(words)
    if en.COMMITMENT_FRAME.search(words):
        return "area" if in_preposition else "commitment"
    if en.INCLUDES.search(words) and en.AGREEMENT.search(words):
        return "area"
    if re.match(r"(?:it|this) (?:also )?(?:provides for|covers|sets out|foresees|includes):", words):
        return "area"
    if re.match(r"(?:under|as part of|through|with|in) (?:the|this|our) [^:]{3,60}:$", words) and en.AGREEMENT.search(
        words
    ):
        return "commitment"
    return None


def _japanese_label(label: str) -> Verdict:
    if ja.PAST.search(label) or ja.READER.search(label):
        return "other"
    verdicts = [
        _japanese_head(part)
        for part in [label, *re.split(r"及び|および|並びに|[・/、]|(?<=[一-鿿])と(?=[一-鿿])", label)[:-1]]
    ]
    for verdict in verdicts:
        if verdict not in (None, "other"):
            return verdict
    return "other" if "other" in verdicts[:1] else None


def _japanese_head(label: str) -> Verdict:
    for kind, pattern in ja.LABELS:
        if pattern.search(label):
            return kind
    return "other" if ja.OTHER_LABEL.search(label) else None


def _japanese_sentence(sentence: str, tail: str) -> Verdict:
    if ja.READER.search(sentence):
        return "other"
    sentence = ja.ANAPHOR.sub("", sentence)
    if tail and ja.UNFINISHED.search(sentence):
        return _interrupted(sentence, tail)
    if ja.PAST_LEAD.search(sentence) and not ja.LEAD_FUTURE.search(sentence):
        return "other"
    whole = sentence + tail
    pointers = list(ja.POINTER.finditer(sentence))
    after = sentence[pointers[-1].end() :] if pointers else ""
    if after and (verdict := _first_noun(after[:14])):
        return verdict
    if re.match(r"[^。]{0,20}?(?:事項|項目|点|内容)", after) and (verdict := _last_of(ja.LEAD_VERBS[:2], after)):
        return verdict
    before = sentence[: pointers[-1].start()] if pointers else sentence
    if ja.OTHER_LEAD.search(before[-16:] + ("は" if before.endswith(("は", "が")) else "") + sentence[-1:]):
        return "other"
    if verdict := _last_of(ja.LEAD_NOUNS, before[-24:]):
        return verdict
    if tail and (verdict := _last_of(ja.LEAD_NOUNS, tail[:40])):
        return verdict
    return _last_of(ja.LEAD_VERBS, whole)


def _interrupted(sentence: str, tail: str) -> Verdict:
    """Of a sentence that its list interrupts: 今後、…を活用し、 ・… ・… など、戦略的な活動を推進します。"""
    if ja.OTHER_TAIL.search(tail) or ja.OTHER_LEAD.search(sentence[-12:]):
        return "other"
    if ja.TAIL_OBJECTIVE.search(tail):
        return "objective"
    if verdict := _last_of(ja.LEAD_NOUNS, sentence[-16:]):
        return verdict
    return "area" if ja.TAIL_DOING.search(tail) else None


def announces(sentence: str, language: Language) -> Verdict:
    """The verdict of a sentence right before a list that names what it lists without pointing at it."""
    if language == "ja":
        return None
    words = sentence[-_LONGEST_LEAD:].lower()
    match = en.ANNOUNCES.search(words)
    return en.LABEL_NOUNS[match[1]] if match and not en.PAST.search(words) and not en.READER.search(words) else None


def _first_noun(words: str) -> Verdict:
    if ja.OTHER_LABEL.search(re.split(r"[はがをにで、。]", words)[0]):
        return "other"
    found = [(match.start(), kind) for kind, nouns in ja.LEAD_NOUNS if (match := re.search(nouns, words))]
    generic = ja.GENERIC_NOUN.search(words)
    if found and not (generic and generic.start() < min(found)[0]):
        return min(found, key=lambda pair: pair[0])[1]
    return None


def _last_of(table: tuple[tuple[ObjectiveKind, str], ...], words: str) -> Verdict:
    found = [(match.end(), kind) for kind, nouns in table for match in re.finditer(nouns, words)]
    return max(found, key=lambda pair: pair[0])[1] if found else None
