"""Whether something that looks like a date is one: what stands around it speaks for or against."""

import re

from pipeline.find.dates import patterns_en, patterns_ja, words_en, words_ja
from pipeline.find.dates.compose import ERA_FORMS
from pipeline.find.dates.model import Expression

# How much of the text before or after a date is looked at, in characters.
_SIGHT = 60
_ADDRESS = "".join(map(chr, range(0x21, 0x7F))).translate(str.maketrans("", "", "\"'()<>[]{}|`"))
_ADDRESS_CHARACTERS = frozenset(_ADDRESS)
_IN_ADDRESS = re.compile(
    r"://|10\.[0-9]{4,9}/|^www\.|@|[a-z][\w.-]{0,40}/.{0,80}/|_|\.(?:pdf|html?|docx?|xlsx?|csv|zip|pptx?|jpe?g|png|txt|json|xml|php|aspx?)\b",
    re.I,
)

# Longer than what stands between the parts of an enumeration.
_LIST_GAP = 12
_YEARLY = {"year", "fiscal_year", "decade"}
_TIME_BEFORE = re.compile(words_en.TIME_BEFORE)
_ABOUT_BEFORE = re.compile(words_en.ABOUT_BEFORE)
_AMOUNT_BEFORE = re.compile(words_en.AMOUNT_BEFORE)
_YEAR_AFTER = re.compile(words_en.YEAR_AFTER)
_NAME_BEFORE = re.compile(words_en.NAME_BEFORE)
_NUMBERED_BEFORE = re.compile(words_en.NUMBERED_BEFORE)
_COUNTED_AFTER = re.compile(words_en.COUNTED_AFTER)
_NAME_AFTER = re.compile(words_en.NAME_AFTER)
_DETERMINER_BEFORE = re.compile(words_en.DETERMINER_BEFORE)
_VERB_AFTER = re.compile(words_en.VERB_AFTER)
_LIST = re.compile(f"(?:{patterns_en.LIST}|{patterns_ja.LIST})")
# "the 2027, 2028 and 2029 intakes"
_LISTED_YEARS = re.compile(r"^(?:(?:,|,?[ \t](?:and|or))[ \t](?:19|20)[0-9]{2}(?![0-9A-Za-z])){1,6}")
_TITLE_AFTER = re.compile(words_en.TITLE_AFTER)
_RECURRING_BEFORE = re.compile(words_en.RECURRING_BEFORE)
_RECURRING_AFTER = re.compile(words_en.RECURRING_AFTER)
_SEASON_BEFORE = re.compile(words_en.SEASON_BEFORE)
_PERIOD_BEFORE = re.compile(words_en.PERIOD_BEFORE)
_PLAIN_NOUN_AFTER = re.compile(words_en.PLAIN_NOUN_AFTER)
# Months that people are named after, or that are names for other reasons: April's, May's, June's, August's.
_GIVEN_NAMES = (4, 5, 6, 8)
_MONTH_BEFORE = re.compile(words_en.MONTH_TIME_BEFORE)
_DATED_BEFORE = re.compile(words_en.DATED_BEFORE)
_NOWADAYS_BEFORE = re.compile(words_en.NOWADAYS_BEFORE)
_NOWADAYS_AFTER = re.compile(words_en.NOWADAYS_AFTER)
_WEEKDAY_NAME_BEFORE = re.compile(words_en.WEEKDAY_NAME_BEFORE)
_NAMED_AFTER = re.compile(words_en.NAMED_AFTER)
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
_JA_NAME_AFTER = re.compile(words_ja.NAME_AFTER)
_JA_RECURRING_BEFORE = re.compile(words_ja.RECURRING_BEFORE)
_JA_NOWADAYS_AFTER = re.compile(words_ja.NOWADAYS_AFTER)
_JA_LENGTH_BEFORE = re.compile(words_ja.LENGTH_BEFORE)
_DAY_BEFORE = re.compile(words_en.DAY_BEFORE)
_JA_DAY_AFTER = re.compile(words_ja.DAY_AFTER)
_JA_NO_PERIOD_AFTER = re.compile(words_ja.NO_PERIOD_AFTER)
_JA_DAY_BEFORE = re.compile(words_ja.NO_DAY_BEFORE)


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a span lies in a web or mail address or a file name."""
    if text[start - 1 : start] not in _ADDRESS_CHARACTERS and text[end : end + 1] not in _ADDRESS_CHARACTERS:
        return False
    before = text[max(0, start - 300) : start]
    after = text[end : end + 100]
    left = before[len(before.rstrip(_ADDRESS)) :]
    right = after[: len(after) - len(after.lstrip(_ADDRESS))]
    if not left and not right:
        return False
    return bool(_IN_ADDRESS.search(left + text[start:end] + right))


def is_date(found: Expression, text: str, block: tuple[int, int], previous: Expression | None) -> bool:
    """Whether the words around a composed expression let it be a date.

    Args:
        block: where the block that it stands in begins and ends.
        previous: the last expression before it that was accepted, in the same block.
    """
    before = text[max(block[0], found.start - _SIGHT) : found.start]
    after = text[found.end : min(block[1], found.end + _SIGHT)]
    if found.form in ("ja_short", "ja_short_year") and not _JAPANESE.search(before + after):
        return bool(_DATED_BEFORE.search(before))  # R7.6.19 by itself may number a paragraph
    if found.form.startswith("ja_"):
        listed = is_listed(found, text, previous)
        if (found.point.short and found.point.year is None) or found.form == "ja_third":
            return _continues(found, text, listed, previous)
        return _is_japanese_date(found, before, after, listed)
    framed = found.point.framed or found.final.framed
    if not framed and (_RECURRING_BEFORE.search(before) or _RECURRING_AFTER.match(after)):
        return False
    if found.form == "today":
        if text[found.start : found.end].lower() == "yesterday":
            return True  # "until yesterday" is a day, "until today" as often nowadays
        return not (_NOWADAYS_BEFORE.search(before) or _NOWADAYS_AFTER.match(after))
    if found.role == "weekday" and found.point.day is None:
        return not (_WEEKDAY_NAME_BEFORE.search(before) or _NAMED_AFTER.match(after))
    if not found.weak:
        return True
    if found.form == "ordinal":
        return _is_day_of_known_month(found, before, previous)
    if found.point.unit == "year" and not found.point.part:
        return _is_year(before, after, is_listed(found, text, previous), bool(found.last))
    if found.point.unit == "month" and found.point.year is None:
        if _NAMED_AFTER.match(after):
            return False
        if found.point.part or (_DETERMINER_BEFORE.search(before) and re.match(r"[ \t][a-z]", after)):
            return True
        if after.startswith("'s ") and found.point.month not in _GIVEN_NAMES:
            return True
        return bool(_MONTH_BEFORE.search(before)) or is_listed(found, text, previous)
    if found.point.swapped or (found.point.unit == "month" and found.point.year is not None):
        return bool(_DATED_BEFORE.search(before)) and not re.match("[0-9A-Za-z]", after)
    if found.point.unit == "season":
        return bool(_SEASON_BEFORE.search(before)) and not after.startswith(" of ")
    if found.point.unit in ("quarter", "half"):
        return bool(_PERIOD_BEFORE.search(before)) and not after.startswith(" of ")
    return False


def is_listed(found: Expression, text: str, previous: Expression | None) -> bool:
    """Whether it continues an enumeration: "2025, 2026 and 2027", 4月、6月."""
    if previous is None or found.start - previous.end > _LIST_GAP:
        return False
    units = {previous.final.unit, found.point.unit}
    return (len(units) == 1 or units <= _YEARLY) and bool(_LIST.fullmatch(text[previous.end : found.start]))


def _is_day_of_known_month(found: Expression, before: str, previous: Expression | None) -> bool:
    """Whether the 27th is a day of the month of the date before it."""
    if previous is None or not _DAY_BEFORE.search(before):
        return False
    named = previous.final
    return named.unit == "month" or (named.unit == "day" and (named.day or 0) < (found.point.day or 0))


def _is_year(before: str, after: str, listed: bool, is_range: bool) -> bool:
    after = _LISTED_YEARS.sub("", after)
    if _COUNTED_AFTER.match(after) or _NUMBERED_BEFORE.search(before):
        return False
    if listed or _YEAR_AFTER.match(after):
        return True
    if _TIME_BEFORE.search(before):
        return True
    if _AMOUNT_BEFORE.search(before) and not (is_range and re.search(r"(?:over|under)[ \t]{1,2}$", before)):
        return False
    if _ABOUT_BEFORE.search(before):
        return not re.match(r"[ \t][a-z]", after) or bool(_VERB_AFTER.match(after))
    alone = not before.strip() or before.rstrip(" \t").endswith(("\n", "|", ";"))
    if before.rstrip().endswith("(") and re.match(r"[ \t]?[);,]", after):
        return True
    if determiner := _DETERMINER_BEFORE.search(before):
        if _AMOUNT_BEFORE.search(before):
            return False
        if determiner["adjective"]:
            return bool(_PLAIN_NOUN_AFTER.match(after))
        return bool(re.match(r"[ \t][A-Za-z]", after)) and not _TITLE_AFTER.match(after)
    if _NAME_BEFORE.search(before):
        return False
    if _NAME_AFTER.match(after):
        return False
    if alone or re.search(r"[.!?][\"')]{0,2}[ \t]{1,2}$", before):
        return is_range or bool(_VERB_AFTER.match(after)) or not re.match(r"[ \t]{0,2}[\w%]", after)
    return is_range


def _continues(found: Expression, text: str, listed: bool, previous: Expression | None) -> bool:
    """Whether a year without its era follows one with it (令和7年12月、8年3月), or 中旬 a month, in the same sentence."""
    if found.final.day and found.form != "ja_third":
        return True  # 8年3月31日 is a day, if only its era is known; else it is a doubt
    if previous is None or "。" in text[previous.end : found.start]:
        return False
    if found.form == "ja_third":
        return previous.final.unit in ("day", "month")
    return listed if found.point.unit == "fiscal_year" else previous.form in ERA_FORMS


def _is_japanese_date(found: Expression, before: str, after: str, listed: bool) -> bool:
    point = found.point
    if _JA_RECURRING_BEFORE.search(before):
        return False
    if found.final.unit in ("year", "fiscal_year") and _JA_NAME_AFTER.match(after):
        return False
    if point.unit == "month" and not point.framed and _JA_LENGTH_BEFORE.search(before):
        return False
    if found.form == "ja_today" and _JA_NOWADAYS_AFTER.match(after):
        return False
    if not found.weak:
        return True
    if point.unit == "day" and point.month is None:
        if _JA_DAY_BEFORE.search(before):
            return False
        return listed or point.weekday is not None or bool(_JA_DAY_AFTER.match(after))
    if point.unit == "month" and not point.closing:
        return point.year is not None or listed
    if point.unit in ("quarter", "half"):
        return not _JA_NO_PERIOD_AFTER.match(after)
    return found.last is not None and point.unit == "day"
