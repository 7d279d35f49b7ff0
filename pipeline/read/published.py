"""Datelines: the day of publication as press releases, letters and notices of both languages write it."""

import re
from collections.abc import Iterator
from datetime import date

# First Gregorian year of each era less one (Japanese Ministry of Justice's table of eras).
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[.,]{1,2}\s)?"
_DAY_MONTH = re.compile(rf"{_WEEKDAY}{_DAY}\s(?:of\s)?({_MONTH}),?\s(\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}({_MONTH})\s{_DAY},?\s(\d{{4}})(?!\d)", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(\d{4})\s?([-./．])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)(?:\s?[（(][月火水木金土日A-Za-z]{1,4}[)）])?"
)
# 24.06.2025: with dots and the year last it is the day that comes first, wherever dots are used.
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\d.])")
_JAPANESE = re.compile(
    r"(?:(令和|平成|昭和)\s?(元|\d{1,2})|(\d{4}))\s?年\s?(?:[（(][^（()）]{1,8}[)）]\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?日"
    r"(?:\s?[（(][月火水木金土日](?:曜日?)?[)）])?"
)
# What names the day of publication before it is given; "updated" and "modified" do not.
_NAMED = re.compile(
    r"(?:(?:first\s)?(?:published|issued|posted|released|press\srelease|news\srelease|release\sdate|publication\sdate|"
    r"date\sof\s(?:issue|release|publication)|date\spublished|date)(?:\son)?\s?[:：]?\s"
    r"|(?:公表日|発表日|公開日|掲載日|発行日|報道発表日|日付|発表日時|報道発表|プレスリリース|ニュースリリース)\s?[:：]?\s?)",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:(?:page\s)?(?:last\s)?(?:updated|modified|reviewed)|date\smodified|最終更新日?|更新日)(?:\son)?\s?[:：]?\s?",
    re.IGNORECASE,
)
# Where a dateline says where it was written: "TOKYO, ", "Washington, D.C., ", "HAMBURG/LONDON – ", "Mol / São Paulo, ", "(Tokyo, ", "東京、";
# or what sort of page it is, in a line of fields.
_PLACE = re.compile(
    r"[（(【\[]?(?:(?:[A-ZÀ-ÖØ-Þ][\w.'’/-]{0,24}(?:\s(?:de|do|of|am|upon)\s)?(?:\s(?:[/&|·]|and)\s|[ ,]{1,2})){1,6}(?:[—–-]{1,2}\s?|[（(])?|[一-鿿ぁ-んァ-ヶー・、 ]{1,20}[、,，\s－―-]{1,2}"
    # Press release · 26 March 2026 · Brussels
    r"|[^·|｜•.。]{2,40}\s[·|｜•]\s)$"
)
_DATE_START = re.compile(rf"\b{_WEEKDAY}(?:\d{{1,4}}|{_MONTH}\s\d)|(?:令和|平成|昭和|(?<!\d)\d{{4}})", re.IGNORECASE)
# What may stand behind a date that has a line to itself: "14:00", "| 3 min read", "– Ottawa, Ontario", "発表", "(updated)".
_AFTER_ALONE = re.compile(
    r"\s?[)）\]】］]?\s?(?:$|(?:\d{1,2}[:：時]\d{0,2}分?.{0,20}?(?:\s[·|｜]\s.{2,40})?|[|｜／/·–—－-]\s?.{2,40}|発表|公表|公開|付け?|掲載|発行|現在|\(updated.{0,30}\)|\s?[A-Z]{2,4})\s?[)）】\]］]?$"
    # 令和7年3月4日 国立研究開発法人みなと研究所: who publishes
    r"|(?<=\s)[^\s、。はがを]{0,30}(?:省|庁|府|機構|研究所|大学|会社|協会|財団|法人\S{2,30}|会社\S{2,20}|局|部|課|室|事務局)$)"
)
# What follows a dateline before the text does: "TOKYO, March 3, 2026 – …", "(東京 令和8年3月3日) …", "/PRNewswire/ -- ".
_AFTER_DATELINE = re.compile(r"\s?[)）\]】]?\s?(?:/[\w -]{2,30}/\s?)?(?:[-–—―－:：]{1,2}\s?(?=\S)|[)）】]\s?(?=\S))")
_TODAY = re.compile(r"(?:\b[Tt]oday,?\s?|本日|きょう|今日)[（(、]?\s?[（(]?")
# Markdown's italics around a dateline: "*Oslo, 21 November 2025 –* The ports".
_DIGIT = re.compile(r"\d")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_FILE_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
# How far into a block a dateline may begin or "today (19 June 2025)" may stand, in characters.
_REACH = 400


def dateline(words: str) -> date | None:
    """The day of publication that a block of the head of a text gives; None where it gives none or another day."""
    words = _EMPHASIS.sub("", words[:_REACH])
    start = 0
    named = _NAMED.match(words)
    if named:
        found = _date_at(words, named.end())
        if found:
            return found[0]
        start = named.end()
    for at in _starts(words, start):
        found = _date_at(words, at)
        if found and (_AFTER_ALONE.match(words, found[1]) or _AFTER_DATELINE.match(words, found[1])):
            return found[0]
    for today in _TODAY.finditer(words):
        found = _date_at(words, today.end())
        if found:
            return found[0]
    return None


def whole_day(words: str) -> date | None:
    """The day that a line begins with where no more than a time of day or a remark follows; None for any other line."""
    found = _date_at(words, 0)
    return found[0] if found and _AFTER_ALONE.match(words, found[1]) else None


def is_date_line(words: str) -> bool:
    """The line is a date, or a place and a date, and nothing else that matters."""
    if not _DIGIT.search(words, 0, _REACH):
        return False
    words = _EMPHASIS.sub("", words[:_REACH])
    named = _NAMED.match(words) or _UPDATED.match(words)
    for at in _starts(words, named.end() if named else 0):
        found = _date_at(words, at)
        if found and _AFTER_ALONE.match(words, found[1]):
            return True
    return False


def _starts(words: str, start: int) -> Iterator[int]:
    """Where a date may begin: at the start, behind a bracket, or behind the name of a place."""
    yield from sorted({start, start + (words[start : start + 1] in ("(", "（", "【", "[", "［"))})
    for match in _DATE_START.finditer(words, start + 1, start + 90):
        if _PLACE.match(words[start : match.start()]):
            yield match.start()


def in_file_name(stem: str) -> date | None:
    """The one day that a file's name has (`2025-06-19-agreement`, `20250619_mou`); None for none or several."""
    days = {_calendar(year, month, day) for year, _, month, day in _FILE_NAME.findall(stem)}
    return days.pop() if len(days) == 1 else None


def _date_at(words: str, at: int) -> tuple[date, int] | None:
    """The date that begins at a character, and where it ends."""
    if match := _DAY_MONTH.match(words, at):
        day = _calendar(match[3], str(_MONTHS.index(match[2][:3].lower()) + 1), match[1])
    elif match := _MONTH_DAY.match(words, at):
        day = _calendar(match[3], str(_MONTHS.index(match[1][:3].lower()) + 1), match[2])
    elif match := _NUMERIC.match(words, at):
        day = _calendar(match[1], match[3], match[4])
    elif match := _DOTTED.match(words, at):
        day = _calendar(match[3], match[2], match[1])
    elif match := _JAPANESE.match(words, at):
        era = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2])) if match[1] else int(match[3])
        day = _calendar(str(era), match[4], match[5])
    else:
        return None
    return (day, match.end()) if day else None


def _calendar(year: str, month: str, day: str) -> date | None:
    if not 1945 <= int(year) <= 2100:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
