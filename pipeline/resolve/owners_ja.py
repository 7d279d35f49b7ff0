"""Japanese grammar of who does what: topics, signatories, and the words that stand for the parties of an agreement.

The nouns are those of agreements and official announcements (覚書, 協定, 両者, 三者, 当事者).
"""

import re

from pipeline.find.sentences import Span
from pipeline.resolve.clauses import NAME

_M = NAME
# What may stand before a name: 独国の機械メーカーである, 米国.
_MODIFIER = (
    rf"\s?(?:(?:[^\s、,。はがを{_M}][^、,。はがを{_M}]{{0,23}}(?:の|である)|[一-鿿ァ-ヶー]{{1,8}})\s?)?(?:[Tt]he\s)?"
)
_AND = r"\s?(?:と、?|、|,|及び|並びに|および|ならびに|・|/|や)"
# Atomic: a chain is read to its end or not at all, so that a long one costs no more than its length.
_CHAIN = rf"(?>{_MODIFIER}{_M}(?:{_AND}{_MODIFIER}{_M})*)"
_COUNTED = r"(?:者|社|機関|団体|大学|省庁|省|法人|組織|校|市|協会|自治体)"
_TOGETHER = rf"(?:の?(?:[二三四五六七八九十]|\d{{1,2}}){_COUNTED}|の?両{_COUNTED}|など|等)?"
_START = rf"^[^\w{_M}]{{0,4}}(?:[^、。{_M}]{{0,40}}、\s?){{0,2}}"
_SUBJECT = re.compile(rf"{_START}(?P<chain>{_CHAIN}){_TOGETHER}\s?(?:は|が|では|においては|も、)")
_PARTNER = re.compile(rf"(?:[、はが]|^)\s?(?P<chain>{_CHAIN})\s?と(?!し|する|な|も)")
_BETWEEN = re.compile(rf"(?P<chain>{_CHAIN}){_TOGETHER}(?:と)?の間(?:で|の|に)")
_TITLE = re.compile(rf"{_START}(?P<chain>{_CHAIN}){_TOGETHER}、")
_SIGN = re.compile(r"締結|署名|調印|取り?交わ|合意|結び|結ん|結ぶ|交換|発足|発表|開始|連携協定|覚書|協定")

JOINT = re.compile(r"共同(?:声明|宣言|発表文)")
ABOUT = re.compile(rf"^[^\w{_M}]*{_M}(?:について|の概要|とは|概要)$")
_NUMBERS = {char: value for value, char in enumerate("一二三四五六七八九", 1)}
_AGREEMENT = (
    r"(?:本|今回の|この度の|このたびの|同)(?:共同)?(?:覚書|協定書?|合意書?|取決め|取り決め|声明|連携|提携|協力|協業|契約|パートナーシップ|枠組み?|"
    r"アライアンス|宣言|協力覚書|連携協定|基本合意書?|業務提携)"
)
_PARTIES = rf"(?:両{_COUNTED}|双方|当事者(?:双方|間)?|(?P<number>[二三四五六七八九]|\d{{1,2}}){_COUNTED}(?!目)(?:間|とも|共同)?)"
_WE = r"(?:我々|われわれ|私たち|私達|わたしたち)"
_TOPIC = r"[^、。]{0,12}?(?:は|が|で|において|により|に基づき|の下|のもと)"
_BEGINS_WITH_PARTIES = re.compile(rf"{_START}{_PARTIES}{_TOPIC}")
_BEGINS_WITH_AGREEMENT = re.compile(rf"{_START}{_AGREEMENT}{_TOPIC}")
_BEGINS_WITH_WE = re.compile(rf"{_START}{_WE}は")
_SHARED = re.compile(rf"共に|ともに|共同で|連携して|協力して|一緒に|(?:[二三四五六七八九]|\d{{1,2}}){_COUNTED}で")
_ANY_PARTIES = re.compile(_PARTIES)
_ANY_WE = re.compile(_WE)
_ANY_REFERENCE = re.compile(rf"{_AGREEMENT}|これら(?:の(?:目的|目標))?を(?:達成|実現)")
_ANY_VERB = re.compile(r"(?:ます|ました|する|した|おり|です|である|れる|いる)(?:[。:、]|$)|、|は")


def subject(words: str) -> tuple[Span, ...]:
    """The names that are the topic of a sentence, and those that they sign or agree with; empty where none is."""
    match = _SUBJECT.search(words)
    if match is None:
        return ()
    found = [match.span("chain")]
    signed = _SIGN.search(words, match.end())
    partner = _PARTNER.search(words, match.end() - 1, signed.start()) if signed else None
    if partner:
        found.append(partner.span("chain"))
    return tuple(found)


def signatories(words: str) -> tuple[Span, ...]:
    """The names that a sentence says have agreed with one another; empty where it says no such thing."""
    if not _SIGN.search(words):
        return ()
    named = subject(words)
    if sum(words.count(NAME, *span) for span in named) > 1:
        return named
    for pattern in (_BETWEEN, _TITLE):
        match = pattern.search(words)
        if match and match["chain"].count(NAME) > 1:
            return (match.span("chain"),)
    return ()


def means_parties(words: str, *, joint: bool) -> bool:
    """Whether the topic of a sentence is the parties of the agreement, or the agreement itself.

    Args:
        joint: the parties themselves speak; elsewhere 私たち is the speaker's own body, and counts only with ともに.
    """
    if _BEGINS_WITH_WE.search(words):
        return joint or bool(_SHARED.search(words))
    return bool(_BEGINS_WITH_PARTIES.search(words) or _BEGINS_WITH_AGREEMENT.search(words))


def lead_means_parties(words: str, *, joint: bool) -> bool:
    """The same of the lead-in of a list, in which the parties may stand anywhere; a label is theirs too."""
    return bool(
        _ANY_PARTIES.search(words)
        or _ANY_REFERENCE.search(words)
        or (joint and _ANY_WE.search(words))
        or not _ANY_VERB.search(words)
    )


def count_of(words: str) -> int | None:
    """How many parties a sentence says there are: 3 of 三者, 2 of 両社."""
    match = _ANY_PARTIES.search(words)
    if match is None:
        return None
    if number := match["number"]:
        return _NUMBERS[number] if number in _NUMBERS else int(number)
    return 2 if match[0].startswith(("両", "双方")) else None
