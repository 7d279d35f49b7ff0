"""Short forms that stand for a body without naming it: the Ministry, 同省, 当社. They are no mentions, but may be who acts.

A form is resolved by the document's own definition, by the one body of the document that it fits, or, as 同 demands, by the
nearest one before it that it fits. Where several bodies fit, it stands for none of them here.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from pipeline.find.organisations.patterns_en import HEADS, LEGAL_FORM
from pipeline.find.organisations.patterns_ja import COMPANY_FORMS
from pipeline.find.organisations.patterns_ja import HEADS as HEADS_JA
from pipeline.records import Findings, OrganisationMention, TextDocument
from pipeline.resolve.links import Links
from pipeline.resolve.names import normal_form

# Not Government, Union or Parliament: which one is meant is seldom said.
_ENGLISH = re.compile(
    r"(?<!\w)(?:[Tt]he|[Tt]his) (?P<head>Academy|Administration|Agency|Alliance|Association|Authority|Bank|Bureau|Cent(?:re|er)|Commission|Company|Consortium|Corporation|Council|"
    r"Department|Directorate|Federation|Foundation|Institute|Institution|Laboratory|Ministry|Office|Organi[sz]ation|Society|University)"
    r"(?!\w|-\w|\s(?:[A-Z]|(?:of|for|on)\s+(?:the\s+)?[A-Z]))"
)
_SAME = re.compile(
    r"(?<![一-鿿])(?:同|当該)(?P<head>省|庁|府|社|機構|研究所|大学|協会|財団|公社|委員会|協議会|銀行|センター|組合|連盟|連合会|病院)(?![一-鿿ァ-ヴー])"
)
_OWN = re.compile(
    r"(?<![一-鿿])(?:[当弊]社|本学|当(?:機構|研究所|協会|財団|公社|銀行|行|庁|省|センター|法人))(?![一-鿿ァ-ヴー])"
)
_FARTHEST = 20  # names between 同社 and the one it stands for
_LONGEST_QUOTE = 400
_COMPANIES = ("Company", "Corporation", "社")
_Fits = Callable[[str], bool]


def references(document: TextDocument, findings: Findings, links: Links) -> Iterator[tuple[OrganisationMention, str]]:
    """Gives the short forms of a document that stand for one of its bodies, each with its organisation_id.

    Args:
        document: its text and publisher.
        findings: the mentions and definitions of this document.
        links: of its names.
    """
    mentions = findings.organisations
    ids = [links.ids[document.doc_id][item.text] for item in mentions]
    names: dict[str, set[str]] = defaultdict(set)
    for item, owner in zip(mentions, ids, strict=True):
        names[owner].add(item.text)
    defined = _defined(document.doc_id, findings, links)
    only = cache(lambda head: _only(names, _fits(head)))
    starts = [item.start for item in mentions]
    blocks = [block.start for block in document.blocks]
    for match in sorted(
        (*_ENGLISH.finditer(document.text), *_SAME.finditer(document.text)), key=lambda found: found.start()
    ):
        head, place = match["head"], match.start()
        nearest = bisect_left(starts, place)
        if nearest and mentions[nearest - 1].end > place:
            continue
        key = defined.get(match[0].split()[-1])
        if key is None and match.re is _SAME:
            above = blocks[max(0, bisect_left(blocks, place + 1) - 1)] if blocks else 0
            key = _nearest(
                mentions[max(0, nearest - _FARTHEST) : nearest],
                ids[max(0, nearest - _FARTHEST) : nearest],
                above,
                _fits(head),
            )
        if key is None:
            key = only(head)
        if key:
            yield _mention(match), key
    own = _publisher(document, mentions, ids)
    for match in _OWN.finditer(document.text):
        # 当社 is no agency that publishes what a company says.
        fits = _fits({"学": "大学", "行": "銀行"}.get(match[0][1:], match[0][1:]))
        key = defined.get(match[0]) or (own if own and any(map(fits, names[own])) else None)
        if key and not _is_quoted(document.text, match.start()):
            yield _mention(match), key


def _mention(match: re.Match[str]) -> OrganisationMention:
    return OrganisationMention(match.start(), match.end(), match[0], "definition")


def _defined(doc_id: str, findings: Findings, links: Links) -> Mapping[str, str]:
    """The organisation of each short form that a document defines for one body alone."""
    found: dict[str, set[str]] = {}
    for item in findings.definitions:
        if key := links.ids[doc_id].get(item.name):
            found.setdefault(item.alias, set()).add(key)
    return {alias: next(iter(keys)) for alias, keys in found.items() if len(keys) == 1}


def _fits(head: str) -> _Fits:
    """Whether a name is one of a body that a short form with this head may stand for."""
    if head in _COMPANIES:
        return _is_company
    if head.isascii():
        pattern = re.compile(rf"(?<!\w){head}(?:$|\s(?:of|for|on)\s)", re.IGNORECASE)
        return lambda name: bool(pattern.search(name))
    return lambda name: name.endswith(head)


def _is_company(name: str) -> bool:
    """Whether a name has a company's form, or no institution's: 味の素 and Orbex, but neither JAXA nor 東北大学."""
    if any(form in name for form in COMPANY_FORMS) or LEGAL_FORM.search(name) or name.endswith("社"):
        return True
    if name.endswith(HEADS_JA) or not HEADS.isdisjoint(name.split()):
        return False
    return not (name.isascii() and name.isupper())


def _nearest(mentions: Sequence[OrganisationMention], ids: Sequence[str], above: int, fits: _Fits) -> str | None:
    """The body named last before a place, in the same paragraph."""
    for item, key in zip(reversed(mentions), reversed(ids), strict=True):
        if item.start < above:
            return None
        if fits(item.text):
            return key
    return None


def _only(names: Mapping[str, set[str]], fits: _Fits) -> str | None:
    """The one body of the document that a short form fits; none where it fits several."""
    found = [key for key, own in names.items() if any(fits(name) for name in own)]
    return found[0] if len(found) == 1 else None


def _publisher(document: TextDocument, mentions: Sequence[OrganisationMention], ids: Sequence[str]) -> str | None:
    """The body that publishes the document, where the document names it."""
    if not document.publisher:
        return None
    own = normal_form(document.publisher)
    return next((key for item, key in zip(mentions, ids, strict=True) if normal_form(item.text) == own), None)


def _is_quoted(text: str, place: int) -> bool:
    """Whether somebody is quoted there, for whom 当社 is another company."""
    line = text[max(0, place - _LONGEST_QUOTE) : place].rsplit("\n", 1)[-1]
    return line.count("「") > line.count("」")
