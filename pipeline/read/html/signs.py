"""The words between two block boundaries as one string, with signs for line breaks, bold type and links in it."""

import re

from pipeline.read.language import is_japanese

# Controls, which no text of a page has; those that a page does have are taken out first.
BOLD, UNBOLD, LINK, UNLINK, BREAK = "\x01", "\x02", "\x03", "\x04", "\x05"

_SIGNS = re.compile("[\x00-\x08\x0e-\x1f]")
_SOURCE_SPACE = re.compile("[ \t\r\n\f]+")
_LINE_ENDS = re.compile("\r\n|[\n\r\v\u2028\u2029]")
_SOURCE_BREAK = re.compile("[ \t]*\n[ \t\n]*")
_TYPE = re.compile("[\x01\x02]")
_LINKED = re.compile("\x03([^\x03\x04]*)\x04?")
_INK = re.compile("[^\\s\x01-\x05]")


def text_signs(text: str, *, preformatted: bool) -> str:
    """The text of an element as it is put into a chunk: a line end of the source stays until both its sides are known."""
    text = _SIGNS.sub("", text)
    if preformatted:
        # As spaces that are kept, so that what stands in columns or further in does so in the lines too.
        return _LINE_ENDS.sub(BREAK, text.replace(" ", "\xa0"))
    return _SOURCE_SPACE.sub(lambda space: "\n" if "\n" in space[0] else " ", text)


def has_ink(text: str) -> bool:
    """There is more than white space and signs in it."""
    return bool(_INK.search(text))


def ink(text: str) -> int:
    """Characters that are printed."""
    return len(_INK.findall(text))


def linked_ink(text: str) -> int:
    """Characters that are printed as a link."""
    return sum(ink(match[1]) for match in _LINKED.finditer(text)) if LINK in text else 0


def plain(text: str) -> str:
    """All the words on one line, without signs."""
    return " ".join(line.strip() for line, _ in lines_of(text) if line.strip())


def lines_of(text: str) -> list[tuple[str, bool]]:
    """The lines that a browser would show, an empty one for each further <br>, and whether all of a line is in bold type."""
    out: list[tuple[str, bool]] = []
    bold = False
    for part in text.replace(LINK, "").replace(UNLINK, "").split(BREAK):
        began, rest = bold, part
        whole = True
        if BOLD in part or UNBOLD in part:
            last = 0
            for sign in _TYPE.finditer(part):
                whole = whole and (bold or not has_ink(part[last : sign.start()]))
                bold, last = sign[0] == BOLD, sign.end()
            whole = whole and (bold or not has_ink(part[last:]))
            rest = _TYPE.sub("", part)
        else:
            whole = began
        out.append((_SOURCE_BREAK.sub(_joint, rest).strip(" "), whole and has_ink(rest)))
    return out


def _joint(match: re.Match[str]) -> str:
    """A line end of the source is a space, but none between two characters that are written without spaces."""
    left, right = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return "" if left and right and is_japanese(left) and is_japanese(right) else " "
