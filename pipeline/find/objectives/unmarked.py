"""Enumerations in prose that no mark sets apart: "three areas: A, B and C"; "First, … Second, …"; A、B、Cの三つの柱."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.find.objectives import patterns_en as en
from pipeline.find.objectives import patterns_ja as ja
from pipeline.find.objectives import stated_ja
from pipeline.find.objectives.items import Item, RunTogether
from pipeline.find.objectives.leads import Verdict, announces, label_verdict, sentence_verdict
from pipeline.find.objectives.outline import Outline, trimmed
from pipeline.find.sentences import Span
from pipeline.records import Language

_NUMBERS = {word: value for value, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
_KANJI_NUMBERS = {sign: value for value, sign in enumerate("二三四五六七八九十", 2)}
_MOST_WORDS, _MOST_CHARACTERS = 14, 45
_FEWEST_UNCOUNTED = 3
_LONGEST_SENTENCE = 900

_COLON = re.compile(r"(?<=[a-z)]):\s|\s[–—]\s")
_COUNT = re.compile(rf"\b({'|'.join(_NUMBERS)}|[2-9]|10)\s(?:[a-z-]+\s){{0,3}}([a-z]+)\b", re.IGNORECASE)
# "The parties agreed on three areas: …", not "The jury judged entries in three areas: …".
_DEEDS_OF_PARTIES = frozenset(
    "agreed aimed announced based committed confirmed decided defined designed established expected focused focussed identified "
    "intended launched organised organized outlined planned pledged proposed related resolved selected shared signed structured united "
    "advanced integrated coordinated prioritised prioritized detailed need proceed exceed".split()
)
_COPULA = re.compile(r"\s(?:are|include|will be)$")
_BRACKETED_COMMA = re.compile(r"\([^()]*,[^()]*\)")
_JAPANESE_COUNT = re.compile(
    r"(?:の\s?|、)([二三四五六七八九十]|[2-9]|10)\s?(?:つの?|大)?(?:重点)?(分野|柱|領域|項目|事項|テーマ|目標|目的|取組|施策|方針|点)"
)
_CLAUSE_BEFORE = re.compile(
    r"(?:は|に基づき|の下|の下で|のもと|のもとで|において|として|に向け|に向けて|ため|ために|を通じて|を踏まえ|より|について|うち|今後|具体的には)、|[。:]"
)
_AND = re.compile(r"及び|および|並びに|ならびに|と")
_DOING_BEHIND = re.compile(
    r"連携|協力|推進|取り組|取組|進め|柱とし|掲げ|定め|重点|検討|合意|一致|共同|目指|実施(?!し(?:た|まし))"
)
_PAST_BEHIND = re.compile(r"(?:評価|審査|報告|紹介|議論|検査|調査|実施)し(?:た|ました)")
_ORDINAL_WORDS = (
    re.compile(r"(?:the )?first(?:ly)?,\s|one,\s", re.IGNORECASE),
    re.compile(r"(?:the )?second(?:ly)?,\s", re.IGNORECASE),
    re.compile(r"(?:and )?(?:the )?third(?:ly)?,\s|(?:and )?(?:finally|lastly),\s", re.IGNORECASE),
    re.compile(r"(?:and )?fourth(?:ly)?,\s|(?:and )?(?:finally|lastly),\s", re.IGNORECASE),
    re.compile(r"(?:and )?fifth(?:ly)?,\s|(?:and )?(?:finally|lastly),\s", re.IGNORECASE),
)
_JAPANESE_ORDINALS = tuple(
    re.compile(rf"(?:第[{kanji}{digit}]に|[{kanji}{digit}]つ目(?:は|に|として))、?")
    for kanji, digit in zip("一二三四五", "12345", strict=True)
)


def comma_list(outline: Outline, sentence: Span, language: Language) -> tuple[RunTogether, Verdict] | None:
    """Finds the parts of a sentence that lists them by commas, where it counts or names what it lists."""
    if sentence[1] - sentence[0] > _LONGEST_SENTENCE:
        return None
    return _japanese_list(outline, sentence) if language == "ja" else _english_list(outline, sentence)


def _english_list(outline: Outline, sentence: Span) -> tuple[RunTogether, Verdict] | None:
    words = outline.at(sentence)
    colon = _COLON.search(words)
    if colon is None or ";" in words or words.count(",") > 20 or _BRACKETED_COMMA.search(words, colon.end()):
        return None
    head = words[: colon.start()]
    counts = [match for match in _COUNT.finditer(head[-90:]) if match[2].lower() in en.LABEL_NOUNS]
    number = _number(counts[-1][1]) if counts else 0
    last = re.findall(r"[a-z]+", _COPULA.sub("", head.lower()))[-1:]
    if not number and not (last and last[0].endswith("s") and last[0] in en.LABEL_NOUNS):
        return None
    if any(deed not in _DEEDS_OF_PARTIES for deed in re.findall(r"[a-z]+ed\b", head.lower())):
        return None
    verdict = sentence_verdict(f"{head}:", "en")
    spans = _parts(words, colon.end(), re.compile(r",\s+"), re.compile(r"\s+and\s+"), number)
    if not spans or verdict in (None, "other") or not all(_is_noun_phrase(words[a:b]) for a, b in spans):
        return None
    # Names alone (Osaka, Kobe and Kyoto) are no fields of anything.
    if not any(words[a].islower() for a, _ in spans):
        return None
    return _as_run(outline, sentence, sentence[0] + colon.end(), spans, sentence[1]), verdict


def _japanese_list(outline: Outline, sentence: Span) -> tuple[RunTogether, Verdict] | None:
    words = outline.at(sentence)
    for count in _JAPANESE_COUNT.finditer(words):
        behind = words[count.end() :]
        if not _DOING_BEHIND.search(behind) or _PAST_BEHIND.search(behind):
            continue
        clauses = [match.end() for match in _CLAUSE_BEFORE.finditer(words, 0, count.start())]
        begin = clauses[-1] if clauses else 0
        spans = _parts(words[: count.start()], begin, re.compile(r"[、,]\s?"), _AND, _number(count[1]))
        if spans and all(2 <= b - a <= _MOST_CHARACTERS and words[b - 1] not in "はがをにてでし" for a, b in spans):
            verdict = label_verdict("分野" if count[2] in ("点", "項目", "事項") else count[2], "ja")
            return _as_run(outline, sentence, sentence[0] + begin, spans, sentence[0] + count.start()), verdict
    return None


def _number(word: str) -> int:
    word = word.lower()
    return _NUMBERS.get(word) or _KANJI_NUMBERS.get(word) or int(word)


def _parts(words: str, begin: int, comma: re.Pattern[str], joiner: re.Pattern[str], number: int) -> list[Span]:
    """The parts behind an offset, as spans; none where their number is not the one that is said, or too small."""
    bounds = [begin, *(edge for match in comma.finditer(words, begin) for edge in match.span()), len(words)]
    spans = [trimmed(words, (bounds[i], bounds[i + 1]), " .。\n") for i in range(0, len(bounds), 2)]
    left, right = spans[-1]
    if opening := joiner.match(f" {words[left:right]}" if words[left : left + 4] == "and " else words[left:right]):
        # ", and D": the joiner opens the last part.
        spans[-1] = (left + opening.end() - (1 if words[left] == "a" else 0), right)
    elif len(spans) != number:
        joined = list(joiner.finditer(words, left, right))
        if len(joined) != 1:
            return []
        spans[-1:] = [(left, joined[0].start()), (joined[0].end(), right)]
    return spans if len(spans) == number or (not number and len(spans) >= _FEWEST_UNCOUNTED) else []


def _is_noun_phrase(words: str) -> bool:
    return 0 < len(words.split()) <= _MOST_WORDS and not words[0].isdigit() and not en.FINITE.search(words)


def _as_run(outline: Outline, sentence: Span, begin: int, spans: Sequence[Span], tail: int) -> RunTogether:
    items = tuple(Item((sentence[0] + left, sentence[0] + right)) for left, right in spans)
    return RunTogether((sentence[0], begin), items, (tail, sentence[1]))


def ordinal_sentences(
    outline: Outline, sentences: Sequence[Span], language: Language
) -> tuple[RunTogether, Verdict] | None:
    """Finds "First, … Second, …" behind a sentence that announces what is listed; 両国は、第一に、…。第二に、…."""
    ordinals = _JAPANESE_ORDINALS if language == "ja" else _ORDINAL_WORDS
    starts: list[tuple[int, re.Match[str]]] = []
    for place, span in enumerate(sentences):
        if len(starts) == len(ordinals):
            break
        words = outline.at(span)
        wanted = ordinals[len(starts)]
        match = wanted.match(words)
        if match is None and not starts and language == "ja":
            # The first may stand behind the topic.
            match = wanted.search(words[:60])
        if match:
            starts.append((place, match))
    if len(starts) < 2 or any(after[0] - before[0] > 2 for before, after in pairwise(starts)):
        return None
    first, opening = starts[0]
    if sentences[first][1] - sentences[first][0] > _LONGEST_SENTENCE:
        return None
    verdict = _announced(outline, sentences, first, language)
    if verdict is None and language == "ja" and opening.start():
        verdict = stated_ja.kind_of(outline.at(sentences[first]))
    if verdict in (None, "other"):
        return None
    items = tuple(
        Item(trimmed(outline.document.text, (sentences[place][0] + match.end(), sentences[place][1])))
        for place, match in starts
    )
    lead = sentences[first - 1] if first else (sentences[0][0], items[0].text[0])
    return RunTogether(lead, items, (items[-1].text[1], items[-1].text[1])), verdict


def _announced(outline: Outline, sentences: Sequence[Span], first: int, language: Language) -> Verdict:
    if not first:
        return None
    before = outline.at(sentences[first - 1])
    if language == "ja":
        return sentence_verdict(before, language) if ja.COUNTED.search(before) else None
    return announces(before, language) or sentence_verdict(f"{before.rstrip('.')}:", language)
