"""What depends on the country: whose fiscal year is meant, and whether the day or the month comes first in 3/4/2025."""

import re
from collections import Counter

from pipeline.records import TextDocument

# Words that name a country whose fiscal year is not the calendar's, its institutions' usual attribute, and the
# abbreviations of bodies that often say FY without naming their country (from the governments' own lists of agencies).
_NAMED = {
    "JP": r"Japan(?:ese)?|JFY|Tokyo|日本|METI|MLIT|MAFF|JAXA|NEDO|JST|JSPS|AMED|JAEA|RIKEN|AIST|NICT|JOGMEC",
    "US": r"U\.?S\.?A?\.?|United States|American?|[Ff]ederal|Washington|米国|NASA|NOAA|NSF|NIST|NIH|NRC|FDA|EPA|CDC|FAA|DARPA|ARPA-E|USGS|USDA|USAID|DOT|DOD",
    "GB": r"U\.?K\.?|United Kingdom|Brit(?:ain|ish)|England|Scotland|London|英国|UKRI|DSIT|EPSRC|STFC|UKSA|HMRC|HM Treasury",
    "CA": r"Canad(?:a|ian)|Ottawa|カナダ|CNSC|NRCan|NSERC|CIHR",
    "IN": r"Indian?|New Delhi|インド|ISRO|ICMR",
    "AU": r"Australian?|Canberra|豪州|オーストラリア|CSIRO|ARENA|ANSTO",
    "NZ": r"New Zealand|ニュージーランド",
    "SG": r"Singapore(?:an)?|シンガポール",
    "ZA": r"South Africa(?:n)?|南アフリカ",
}
# The characters that one of them can begin with come first, so that all others cost little.
_COUNTRY = re.compile(
    r"(?=[A-Zf日米英カイ豪オニシ南])(?<![A-Za-z])(?:"
    + "|".join(rf"(?P<{code}>(?:{words})(?![A-Za-z]))" for code, words in _NAMED.items())
    + ")"
)
# Short numeric dates with the month first. Source: Unicode CLDR, short date formats of each country's first language.
MONTH_FIRST = frozenset({"US", "PH", "PW", "FM", "MH", "GU", "PR", "VI", "AS"})
# Countries that write the year first or use both orders: a numeric date with the year last says nothing there.
EITHER_ORDER = frozenset({"JP", "CN", "KR", "KP", "TW", "MN", "HU", "LT", "CA", "SE", "ZA"})
# The fiscal year of a text that names no country at all: Japan's, Britain's and Canada's.
DEFAULT_FISCAL_COUNTRY = "JP"


def named_last(text: str) -> str | None:
    """The country that a stretch of text names last, as ISO 3166 alpha-2."""
    found = None
    for match in _COUNTRY.finditer(text):
        found = match.lastgroup
    return found


# What money is counted in tells where a text was written, not whose fiscal year stands beside it.
_CURRENCY = re.compile(
    r"(?<![A-Za-z])(?:(?P<US>US\$)|(?P<AU>A(?:U)?\$|AUD)|(?P<CA>C(?:A|AN|DN)?\$|CAD)|(?P<NZ>NZ(?:\$|D))|(?P<SG>S(?:G)?(?:\$|D))|"
    r"(?P<GB>GBP|£)|(?P<IN>INR|₹)|(?P<ZA>ZAR))"
)


def of_publisher(document: TextDocument) -> str | None:
    """The country that the publisher's name has in it."""
    return named_last(document.publisher) if document.publisher else None


def speaker(document: TextDocument, country: str | None, otherwise: str | None) -> str:
    """The country of the body that speaks, as well as it is known: as given, the publisher's, the language's, the one named most."""
    if country:
        return country.upper()
    if named := of_publisher(document):
        return named
    if document.language == "ja":
        return "JP"
    counts = Counter(match.lastgroup for match in _COUNTRY.finditer(document.text))
    counts.update(match.lastgroup for match in _CURRENCY.finditer(document.text))
    first = counts.most_common(1)
    return (first[0][0] if first else None) or otherwise or DEFAULT_FISCAL_COUNTRY


def month_first(country: str | None) -> bool | None:
    """Whether a country writes the month before the day; None where that cannot be told."""
    if country is None or country.upper() in EITHER_ORDER:
        return None
    return country.upper() in MONTH_FIRST
