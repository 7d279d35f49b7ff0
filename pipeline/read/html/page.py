"""Bytes of a page to its tree, and which elements a reader of the page never sees."""

import re
from typing import Any

from lxml import etree

from pipeline.errors import UnreadableDocumentError
from pipeline.read.decoding import decode

# lxml has no type stubs; an element of its trees.
Element = Any

_DECLARED = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s{0,20}<\?xml[^<>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
# The HTML standard lets a page declare its encoding in its first 1,024 bytes; pages with long scripts above do it later.
_HEAD = 8_192
# libxml2 takes quadratic time over the attributes of one tag; no tag of a real page has more than some hundred.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_ATTRIBUTE = re.compile(r"\"[^\"]*\"|'[^']*'|(\s[^\s=\"'<>/]+)")
_MOST_ATTRIBUTES = 2_000

# Elements whose content is no text of the page (HTML standard: metadata, scripting, embedded content, form controls),
# and the readings above ideographs.
UNSEEN = frozenset(
    "head script style noscript template svg canvas iframe object embed audio video map button select input textarea datalist meter progress "
    "noframes rt rp rtc del s strike dialog img picture area link meta base param source track math".split()
)
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def parse(content: bytes) -> tuple[Element, str | None]:
    """Gives the root element of a page, and what its encoding was guessed to be, in words.

    Raises:
        UnreadableDocumentError: `empty` or `malformed`.
    """
    text, guess = decode(content, declared=declared_charset(content))
    for tag in _LONG_TAG.finditer(text):
        if sum(map(bool, _ATTRIBUTE.findall(tag[0]))) > _MOST_ATTRIBUTES:
            raise UnreadableDocumentError("malformed", f"a tag has more than {_MOST_ATTRIBUTES:,} attributes")
    # As UTF-8 bytes: lxml takes no string that declares an encoding. Comments and processing instructions are no text.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8"), parser)
    for entry in parser.error_log.filter_from_fatals():
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            # The parser has dropped what follows.
            raise UnreadableDocumentError(
                "malformed", f"the page cannot be parsed: {entry.message.split(',')[0].lower()}"
            )
    if root is None:
        raise UnreadableDocumentError("empty", "the page has no element")
    return root, guess


def declared_charset(content: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _XML_DECLARED.match(content[:200]) or _DECLARED.search(content[:_HEAD])
    return found[1].decode("ascii") if found else None


def is_unseen(element: Element) -> bool:
    """Whether a browser shows nothing of an element, or a screen reader is told to pass over it."""
    if element.tag in UNSEEN:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and bool(_HIDDEN_STYLE.search(attributes["style"])))
    )
