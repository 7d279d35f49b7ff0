"""Text of documents made safe to show: what would act, or hide, or turn the line around is shown as a mark."""

import re

# Control characters, and those that are not seen: soft hyphen, zero-width and bidirectional controls (Unicode Standard
# Annex #9), separators of lines, interlinear annotation, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"[\t\n\r]+ *")


def visible(text: str) -> str:
    """The text with each control or unseen character as a mark: `‹U+202E›`."""
    return _UNSEEN.sub(lambda match: f"‹U+{ord(match[0]):04X}›", text)


def one_line(text: str) -> str:
    """The same on one line."""
    return visible(_BREAKS.sub(" ", text))


def shortened(text: str, length: int, *, keep: str = "start") -> str:
    """At most so many characters of the start, or of the end, of a text."""
    if len(text) <= length:
        return text
    return f"{text[:length]}…" if keep == "start" else f"…{text[-length:]}"
