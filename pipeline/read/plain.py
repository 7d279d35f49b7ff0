"""Text and Markdown files."""

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError, too_large
from pipeline.read import markdown
from pipeline.read.compose import from_lines
from pipeline.read.decoding import decode
from pipeline.read.layout import split_lines
from pipeline.read.normalise import normalise
from pipeline.read.unreadable import check
from pipeline.records import RawDocument, TextDocument


def read_text(raw: RawDocument, content: bytes, limits: Limits) -> TextDocument:
    """Reads a text or Markdown file.

    Raises:
        UnreadableDocumentError: `empty`, `malformed`, `too_large` or `unreadable_text`.
    """
    text, guess = decode(content)
    if len(text) > limits.characters:  # before it costs the time that all that follows takes
        raise too_large("the file has {} characters", len(text), "characters", limits.characters)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lost = check(text)
    text, repairs = normalise(text)
    repairs["unreadable character{s} left in"] = lost
    fields: dict[str, str] = {}
    if raw.media_type == "text/markdown":
        text, fields = markdown.front_matter(text)
        text, repairs["link{s} written without their address"] = markdown.prepared(text)
    lines, pages = split_lines(text)
    if not lines:
        raise UnreadableDocumentError("empty", "the file has no text")
    return from_lines(
        raw,
        lines,
        pages=pages,
        title=fields.get("title"),
        published=markdown.day_of(fields),
        repairs=repairs,
        notes=(guess,) if guess else (),
    )
