"""Text that is none: what a PDF without character maps, or a wrong encoding, leaves behind."""

import re

from pipeline.errors import UnreadableDocumentError

_CID = re.compile(r"\(cid:\d{1,6}\)")
_NO_TEXT = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
# The bullet of a symbol font, which the reader writes as "•".
_BULLET = re.compile("^[ \t\u3000]*[\ue000-\uf8ff](?=[ \t\u3000]*[^\\s\ue000-\uf8ff])", re.MULTILINE)
_SPACES = " \t\n\r\f\u00a0\u3000"
# Symbol fonts leave a private-use bullet here and there; a third of the characters is no longer a text with bullets.
_SHARE = 1 / 3


def check(text: str) -> int:
    """Counts the characters that stand for no letter.

    Raises:
        UnreadableDocumentError: `unreadable_text` when they are more than a third of the text.
    """
    cids = _CID.findall(text)
    lost = len(_NO_TEXT.findall(text)) - len(_BULLET.findall(text))
    ink = len(text) - sum(map(text.count, _SPACES)) - sum(map(len, cids)) + len(cids)
    if (len(cids) + lost) > _SHARE * max(ink, 1):
        what = "(cid:…) codes" if len(cids) > lost else "private-use or replacement characters"
        raise UnreadableDocumentError("unreadable_text", f"{len(cids) + lost:,} of {ink:,} characters are {what}")
    return len(cids) + lost
