"""Stated objectives: sentences that say what an agreement, programme or body is for, or what it commits itself to."""

import re
from bisect import bisect_right

from pipeline.find.objectives import patterns_en_stated as en
from pipeline.find.objectives import stated_en, stated_ja
from pipeline.find.objectives.collected import Listed
from pipeline.find.objectives.leads import label_verdict
from pipeline.find.objectives.markers import follows
from pipeline.find.objectives.outline import Outline, trimmed
from pipeline.find.sentences import Span
from pipeline.records import Block, Objective, ObjectiveKind

# Sections whose sentences are no statements of the agreement, whatever their grammar.
_CLOSED_SECTION = re.compile(
    r"^(?:meeting )?agenda\b|\b(?:forward-looking|definitions?|disclaimer|notes? to editors?|contacts?|attend|references|"
    r"questions and answers|faq|legal notice|safe harbou?r|cautionary|glossary|privacy|copyright|how to apply|dispute|confidential|"
    r"eligibility|upcoming|events|costs|duration|entry into force|amendments?|termination|settlement)\b|"
    r"用語|注釈|問い?合わ?せ|会社概要|企業情報|次第|定義|秘密保持|守秘|費用|経費|知的財産|改正|特[長徴]|仕様|出席|登壇|免責|注意事項|申込|応募|募集|有効期間|プロフィール|略歴",
    re.IGNORECASE,
)
# Lists of what has happened; prose under such a heading is judged by its own tense.
_PAST_SECTION = re.compile(
    r"\b(?:history|past|previous|background|timeline)\b|経緯|これまで|沿革|実績|背景", re.IGNORECASE
)
_CLAUSE_OF_TEXT = re.compile(
    r"\s*[「『\"“]\s*第\s?[0-9一二三四五六七八九十]{1,3}\s?条(?:の[0-9二三四])?\s*(?:\([^()]{1,20}\))?\s+"
)
_QUOTE_MARKS = " \t\n\"'“”‘’*"
_SHORTEST, _LONGEST = 12, 900


def find_stated(outline: Outline, listed: Listed) -> list[Objective]:
    """Finds the stated objectives outside the enumerations that were found."""
    taken = sorted([*listed.leads, *((o.start, o.end) for o in listed.objectives)])
    english = outline.document.language == "en"
    names = stated_en.names_of(outline.plain) if english else stated_en.Names()
    short = frozenset() if english else stated_ja.names_of(outline.plain)
    found: list[Objective] = []
    heading, marker, after_list = "", "", False
    for index, block in enumerate(outline.blocks):
        if outline.is_heading(index):
            heading, marker, after_list = outline.words(block), block.marker, False
            continue
        if block.kind == "list_item" and follows(marker, block.marker):
            # "2. Results" behind the heading "1. Participants" begins a section of its own.
            heading, marker, after_list = outline.words(block), block.marker, False
        after_list = after_list or block.kind == "list_item"
        if index in listed.closed or block.kind not in ("paragraph", "list_item"):
            continue
        # The prose behind a list of participants, dates … is the document's again.
        inside = block.kind == "list_item" or not after_list
        if inside and (
            _CLOSED_SECTION.search(heading) or (block.kind == "list_item" and _PAST_SECTION.search(heading))
        ):
            continue
        language = outline.language(block)
        announced = label_verdict(heading, language) not in (None, "other")
        for span, kind in _statements(outline, block, names, short, announced=announced):
            if not _overlaps(taken, span):
                found.append(Objective(*span, outline.document.text[span[0] : span[1]], "stated", kind, 0))
    return found


def _statements(
    outline: Outline, block: Block, names: stated_en.Names, short: frozenset[str], *, announced: bool
) -> list[tuple[Span, ObjectiveKind]]:
    language = outline.language(block)
    found: list[tuple[Span, ObjectiveKind]] = []
    inside = False
    for span in outline.sentences(block):
        words = outline.at(span)
        quotes = words.count('"')
        quoted = inside or words.startswith('"')
        inside = inside ^ bool(quotes % 2)
        if not _SHORTEST <= len(words) <= _LONGEST or words.endswith(":"):
            continue
        if language == "ja" and re.search(r"[぀-ヿ一-鿿]", words):
            found += _japanese(outline, span, words, block, short, announced=announced)
        elif block.kind == "paragraph" or words.endswith("."):
            found += _english(outline, span, names, quoted=quoted)
    return found


def _spoken(outline: Outline, span: Span) -> Span | None:
    """The words of direct speech in an English sentence that also says who speaks."""
    words = outline.at(span)
    match = en.SPEECH_FIRST.match(words) or en.SPEECH_LAST.search(words)
    return (span[0] + match.start(1), span[0] + match.end(1)) if match else None


def _english(outline: Outline, span: Span, names: stated_en.Names, *, quoted: bool) -> list[tuple[Span, ObjectiveKind]]:
    if spoken := _spoken(outline, span):
        span, quoted = spoken, True
    words = outline.at(span)
    kind = stated_en.kind_of(words.strip(_QUOTE_MARKS), names, quoted=quoted)
    if kind is None:
        return []
    # Marks of a longer speech, that the sentence only begins or ends, are not its own.
    whole = words.startswith('"') and words.endswith('"')
    return [(trimmed(outline.document.text, span, _QUOTE_MARKS) if whole or words.count('"') % 2 else span, kind)]


def _japanese(
    outline: Outline, span: Span, words: str, block: Block, short: frozenset[str], *, announced: bool
) -> list[tuple[Span, ObjectiveKind]]:
    speech = stated_ja.quoted_sentences(words)
    if speech:
        inner = [
            ((span[0] + left, span[0] + right), outline.plain[span[0] + left : span[0] + right])
            for left, right in speech
        ]
        said_so = [(s, kind) for s, said in inner if (kind := stated_ja.kind_of(said, short, quoted=True))]
        # Words that are no sentence of their own (…に変えていきます」と述べた) are quoted with their speaker.
        dependent = len(inner) == len(said_so) == 1 and not inner[0][1].endswith(("。", "！", "!"))
        return [(span, said_so[0][1])] if dependent else said_so
    if clause := _CLAUSE_OF_TEXT.match(words):
        # 「第2条 本覚書は…を目的とする。」: words of a text, that nobody utters
        span = trimmed(outline.document.text, (span[0] + clause.end(), span[1]), ' 「」"“”')
        kind = stated_ja.kind_of(outline.at(span), short, announced=announced)
        return [(span, kind)] if kind else []
    whole = outline.words(block)
    quoted = whole.startswith(("「", '"', "“"))
    kind = stated_ja.kind_of(words.strip("「」 \"'"), short, quoted=quoted, announced=announced)
    edges = ' 「」"“”' if quoted else " "
    return [(trimmed(outline.document.text, span, edges), kind)] if kind else []


def _overlaps(taken: list[Span], span: Span) -> bool:
    index = bisect_right(taken, (span[0], 1 << 60))
    return any(left < span[1] and span[0] < right for left, right in taken[max(0, index - 3) : index + 1])
