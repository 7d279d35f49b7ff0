"""English dates as patterns: pieces that `compose.py` puts together, connectors, and words that speak for or against.

The patterns are of our own; what is meant to be found is in `tests/find/dates_en.txt`. They are matched on the
NFKC copy of a text. None repeats without a bound, so that no input takes more than linear time.
"""

from collections.abc import Iterator

# The names and their usual abbreviations, and capitals as in datelines.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
ORDINALS |= {"final": 4, "last": 4}
NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"a": 1, "an": 1}

# "the first of May", "this twenty-first day of October"
_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
DAY_WORDS = {
    word: number
    for number, word in enumerate(
        [*_ONES, *_TEENS, *(f"twenty-{word}" for word in _ONES), "thirtieth", "thirty-first"], start=1
    )
}
# The Gregorian year before the first of a Japanese era, as in `patterns_ja.ERAS`.
ERAS = {"meiji": "明治", "taisho": "大正", "showa": "昭和", "heisei": "平成", "reiwa": "令和"}

_DIGITS = "0123456789"
_E = r"(?![0-9A-Za-z])"
_SP = r"[ \t]{1,2}"
_MONTH_NAMES = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?"
)
# A full stop belongs to an abbreviation ("Nov. 5"), not to the end of a sentence ("in November.").
_MONTH = rf"(?:{_MONTH_NAMES}|{_MONTH_NAMES.upper()}){_E}(?:(?<![a-z]{{4}})(?<!May)\.(?=[ \t]?[0-9a-z,(]))?"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_DAY_NUMBER = r"(?:[12][0-9]|3[01]|0?[1-9])"
_DAY = rf"{_DAY_NUMBER}(?:st|nd|rd|th)?{_E}"
_YEAR = r"(?:1[0-9]|2[01])[0-9]{2}"
_DASH = r"[ \t]?[-–—‐‑~〜/][ \t]?"
_TO = rf"(?:{_DASH}|{_SP}(?:to|through|until|till|and|&|or){_SP})"
_WEEKDAY = (
    r"(?:[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un|MON|TUE|WED|THU|FRI|SAT|SUN)(?:s|nes|rs?|ur|S|NES|RS?|UR)?"
)
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_FISCAL_YEAR = rf"(?:[Ff]iscal|[Ff]inancial|[Bb]udget){_SP}[Yy]ear"
_DAY_WORD = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(DAY_WORDS, key=len, reverse=True))
_NUMBER_WORD = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in NUMBERS)
# "18, 19 and 20 June": the days between the first and the last.
_MORE_DAYS = rf"(?P<more>(?:,{_SP}{_DAY}){{1,4}},?(?={_SP}(?:and|&)))?"
# Not the end of a longer number, of a decimal or of a time.
_NO_PART = r"(?<![0-9][-/.:,])"
# No shorter number with a dash or slash, and none with a point, stands before: 03-1234-25 is a telephone number.
_NO_NUMBER = r"(?<![0-9][.:,])(?<![^0-9][0-9][-/])(?<![^0-9][0-9]{2}[-/])(?<![^0-9][0-9]{3}[-/])"

# Pieces by name, with the characters that one can begin with, tried in this order where `TRIGGER` has matched.
# `english.py` says what each means.
PIECES = {
    "iso": (
        _DIGITS,
        rf"(?<![0-9]\.)(?P<y>{_YEAR})(?P<s1>[-/.])(?P<m>{_MONTH_NUMBER})(?P<s2>[-/.])(?P<d>{_DAY_NUMBER})(?![0-9]|(?P=s2)[0-9]{{4}})"
        rf"(?:[ \t]?[-–〜~][ \t]?(?P<d2>{_DAY_NUMBER})(?![0-9:./年月]|[ \t]?[-–〜~][0-9]))?(?:T[0-9:.+Z-]{{1,15}}[0-9Z])?",
    ),
    "iso_week": (_DIGITS, rf"(?P<y>{_YEAR})-?W(?P<w>0[1-9]|[1-4][0-9]|5[0-3])(?:-?(?P<d>[1-7]))?{_E}"),
    "numeric": (
        _DIGITS,
        rf"{_NO_NUMBER}(?P<a>[0-9]{{1,2}})(?P<s1>[-/.])(?P<b>[0-9]{{1,2}})(?P<s2>[-/.])"
        rf"(?P<y>{_YEAR}|[0-9]{{2}})(?![0-9]|:[0-9]|(?P=s2)[0-9]|[A-Za-z%])",
    ),
    "numeric_name": (_DIGITS, rf"(?P<d>{_DAY})[-/.](?P<m>{_MONTH})[-/.]?(?P<y>{_YEAR}){_E}"),
    "day_month": (
        _DIGITS + "MTWFSmtwfs",
        rf"{_NO_PART}(?:(?P<w>{_WEEKDAY})(?:day)?[.,]?{_SP})?(?P<d>{_DAY}){_MORE_DAYS}"
        rf"(?:(?P<to>{_TO})(?:(?P<w2>{_WEEKDAY})(?:day)?[.,]?{_SP})?(?P<d2>{_DAY}))?{_SP}(?:(?:day{_SP})?of{_SP})?(?P<m>{_MONTH})",
    ),
    "day_word": (
        "FfSsTtEeNn",
        rf"(?P<word>{_DAY_WORD}){_SP}(?:day{_SP})?of{_SP}(?P<m>{_MONTH})(?!')",
    ),
    "month_day": (
        "JFMASOND",
        rf"(?P<m>{_MONTH})(?:{_SP}|(?<=\.))(?:the{_SP})?(?P<d>{_DAY}){_MORE_DAYS}"
        rf"(?:(?P<to>{_TO})(?P<d2>{_DAY})(?!{_SP}{_MONTH}))?(?![.,:][0-9])",
    ),
    "fiscal_after": (_DIGITS, rf"(?P<y>{_YEAR})(?:[-–/](?P<z>{_YEAR}|[0-9]{{2}}))?{_SP}{_FISCAL_YEAR}{_E}"),
    "year_span": (_DIGITS, rf"{_NO_PART}(?P<y>{_YEAR})[-–—/](?P<z>{_YEAR})(?![0-9A-Za-z]|[-–/.,:][0-9])"),
    "years": (
        _DIGITS,
        rf"{_NO_PART}(?P<y>{_YEAR})(?P<s>[-–—/.])(?P<z>[0-9]{{2}}|(?<=[/.])[1-9])(?![0-9A-Za-z%]|[-–/.,][0-9])",
    ),
    "decade": (_DIGITS, rf"(?P<y>(?:1[0-9]|2[01])[0-9]0)'?s{_E}"),
    "fiscal": (
        "JFfBb",
        rf"(?P<jp>J)?(?:FY|[Ff]iscal|{_FISCAL_YEAR}s?)(?:{_SP}|-)?'?(?P<y>{_YEAR}|(?<=FY)[0-9]{{2}}|(?<=FY[ '])[0-9]{{2}})"
        rf"(?:[-–/](?P<z>{_YEAR}|[0-9]{{2}}))?(?![0-9A-Za-z]|[.,][0-9])",
    ),
    "era": (
        "MTSHR",
        rf"(?P<era>Meiji|Taish[oō]|Sh[oō]wa|Heisei|Reiwa){_SP}(?P<ey>[0-9]{{1,2}})(?![0-9A-Za-z%]|[.,:][0-9])",
    ),
    "calendar": ("C", rf"CY[ \t-]?(?P<y>{_YEAR}){_E}"),
    "fiscal_end": (
        "FfBb",
        rf"{_FISCAL_YEAR}{_SP}(?:ending|ended|to)(?:{_SP}(?:on|in))?{_SP}"
        rf"(?:(?P<d>{_DAY}){_SP})?(?P<m>{_MONTH})(?:{_SP}(?P<d2>{_DAY}),?)?,?{_SP}(?P<y>{_YEAR}){_E}",
    ),
    "deictic": (
        "LlTtNnPpCc",
        rf"(?P<how>[Ll]ast|[Tt]his(?:{_SP}(?:coming|past))?|[Nn]ext|[Pp]revious|[Cc]urrent|[Cc]oming){_SP}"
        rf"(?:(?P<unit>week|month|quarter(?!{_SP}of{_SP})|year|decade|{_FISCAL_YEAR})|(?P<season>{_SEASON})(?!-[a-z])|"
        rf"(?P<month>{_MONTH})(?:{_SP}(?P<day>{_DAY}))?|(?P<weekday>{_WEEKDAY}day)){_E}",
    ),
    # "the first nine months of 2025"; the year follows as a piece of its own.
    "months_of": (
        "FfLl",
        rf"(?P<which>[Ff]irst|[Ll]ast|[Ff]inal){_SP}(?P<n>[0-9]{{1,2}}|{_NUMBER_WORD}){_SP}months(?={_SP}of{_SP}(?:{_YEAR}|this|last|next))",
    ),
    "following_fiscal": (
        "Tt",
        rf"[Tt]he{_SP}(?P<how>same|following|previous|preceding){_SP}{_FISCAL_YEAR}{_E}",
    ),
    "anaphor": (
        "Tt",
        rf"(?:[Tt]h(?:e|at){_SP}(?P<how>same|following|next|previous|preceding)|[Tt]hat){_SP}(?P<unit>day|month|year){_E}",
    ),
    "ago": (
        _DIGITS + "AaOoTtFfSsEeNn",
        rf"(?P<n>[0-9]{{1,2}}|{_NUMBER_WORD}){_SP}(?P<unit>day|week|month|year)s?{_SP}(?:ago|(?P<ahead>from{_SP}now)){_E}",
    ),
    "quarter": (
        "Q1234FfSsTtLl",
        rf"(?:Q(?P<q>[1-4])(?:'(?P<y>[0-9]{{2}}))?|(?P<q2>[1-4])Q(?:(?P<fy>FY)?'?(?P<y2>{_YEAR}|[0-9]{{2}}))?|"
        rf"(?P<word>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast|1st|2nd|3rd|4th)(?:{_SP}|-)[Qq]uarter){_E}",
    ),
    "half": (
        "12FfSsLl",
        rf"(?:(?P<h2>[12])H(?:(?P<fy>FY)?'?(?P<y2>{_YEAR}|[0-9]{{2}}))?|"
        rf"(?P<word>[Ff]irst|[Ss]econd|[Ll]atter|1st|2nd)(?:{_SP}|-)[Hh]alf){_E}",
    ),
    # H2 is hydrogen, too: only a year right behind it says otherwise.
    "half_of_year": (
        "H",
        rf"H(?P<h>[12])(?:'(?P<y>[0-9]{{2}})|(?=(?:{_SP}|{_SP}of{_SP}|[/-])(?:FY{_SP}?)?{_YEAR})){_E}",
    ),
    "season": ("SsAaFfWw", rf"(?P<season>{_SEASON}){_E}"),
    "today": ("TtYy", rf"(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|TODAY){_E}"),
    "year_end": (
        "YyEeMm",
        rf"(?:[Yy]ear[- ]end|(?P<mid>[Mm]id-decade)|"
        rf"[Ee]nd{_SP}of{_SP}the{_SP}(?:calendar{_SP})?(?P<unit>year|month|quarter|decade|{_FISCAL_YEAR})){_E}"
        rf"(?!{_SP}(?:before|after|[a-z]+ed))",
    ),
    "part": (
        "EeMmLlBbSsCc",
        rf"(?:(?P<word>(?:[Ee]arly|[Mm]id)[- ]to[- ](?:mid|late)|[Ee]arly|[Mm]id|[Ll]ate)(?:-|{_SP}(?:in{_SP}|on{_SP})?)|"
        rf"(?P<of>[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle|[Cc]lose)(?:{_SP}of{_SP}(?:the{_SP})?|-|{_SP}(?={_YEAR}|{_MONTH}))|"
        rf"(?:[Ll]ater|[Ee]arlier){_SP}(?:in{_SP})?)(?=[A-Za-z0-9])",
    ),
    "week_of": (
        "Ww",
        rf"[Ww]eek{_SP}(?P<week>of|commencing|beginning|starting|ending)(?:{_SP}on)?{_SP}(?:the{_SP})?(?=[0-9A-Z])",
    ),
    "month": ("JFMASOND", rf"(?P<m>{_MONTH})"),
    "weekday": ("MTWFSmtwfs", rf"(?P<w>{_WEEKDAY}(?:(?:day|DAY)|\.?(?=,?{_SP}[0-9A-Z]))){_E}"),
    "weekday_bracket": ("(", rf"\((?P<w>{_WEEKDAY})(?:day|DAY)?\.?\)"),
    "year": (_DIGITS, rf"{_NO_PART}(?P<y>{_YEAR})(?![0-9A-Za-z]|[.,:][0-9])"),
    # "on the 27th", and not the 27th session or the 1st and 2nd ballots.
    "ordinal": (
        _DIGITS,
        rf"(?<=the[ \t])(?P<d>{_DAY_NUMBER})(?:st|nd|rd|th){_E}(?=[ \t]?(?:[.,;:)\n]|$)|[ \t](?:(?:and|or)(?![ \t](?:the[ \t])?[0-9])|"
        r"to|at|with|for|but|when|where|while|after|before|as|instead|until)\b)",
    ),
}

# Between two ends of a range, between pieces of one date, and between dates side by side.
RANGE = r"[ \t]{0,2}(?:[-–—‐‑]|/|to|through|until|till|up to)[ \t]{0,2}(?:the[ \t])?"
RANGE_AND = rf"{_SP}and{_SP}(?:the{_SP})?"
PIECE = rf"(?:(?:'s)?,?{_SP}|/|,?{_SP}(?:of|in){_SP}(?:the{_SP})?(?:calendar{_SP})?(?:year{_SP})?|-|)"
LIST = rf",?{_SP}(?:and|or|&){_SP}|[ \t]{{0,2}}[,;/][ \t]{{0,2}}|,?[ \t](?:and|or)[ \t](?:in|by|on)[ \t]"


# Where a piece can begin: a character at the beginning of an ASCII word (Japanese ones may stand before it), and what follows.
_OPENING_WORDS = (
    "last this_ next_ previous_ current_ coming_ the_same_ the_following_ the_next_ the_previous_ the_preceding_ that_same_ "
    "that_following_ that_next_ that_previous_ that_day that_month that_year today yesterday tomorrow early late mid end "
    "beginning_ start_ start- middle_ close_ earlier_ year-end year_end fiscal financial budget_ spring summer autumn fall "
    "winter first second latter third fourth final_quarter final-quarter mon tue wed thu fri sat sun "
    "week_(?:of|commencing|beginning|starting|ending)_ "
    + " ".join(f"{word}_(?:days?|weeks?|months?|years?)_(?:ago|from)" for word in NUMBERS)
    + " "
    + " ".join(f"{word}_(?:day_)?of_" for word in DAY_WORDS)
)


def _openings(words: str) -> Iterator[tuple[str, str]]:
    """Words that may be capitalised, by their first letter; `_` is a space."""
    rests: dict[str, list[str]] = {}
    for word in words.split():
        rests.setdefault(word[0], []).append(word[1:].replace("_", _SP))
    for first, rest in rests.items():
        yield first.upper() + first, f"(?:{'|'.join(rest)})"


OPENINGS = (
    (_DIGITS, ""),
    ("J", "(?:[au]|AN|U[NL]|FY)"),
    ("F", "(?:e|EB|Y|RI)"),
    ("M", "(?:a[ry]|A[RY]|ON|eiji)"),
    ("A", "(?:pr|PR|ug|UG)"),
    ("S", "(?:ep|EP|AT|UN|h[oō]wa)"),
    ("O", "(?:ct|CT)"),
    ("N", "(?:ov|OV)"),
    ("D", "(?:ec|EC)"),
    ("T", "(?:UE|HU|ODAY|aish)"),
    ("W", "ED"),
    ("Q", "[1-4]"),
    ("H", "(?:[12]|eisei)"),
    ("R", "eiwa"),
    ("C", "Y"),
    *_openings(_OPENING_WORDS),
)
