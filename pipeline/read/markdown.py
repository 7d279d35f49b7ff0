"""Markdown's signs: what they say of a line, and the line without them."""

import re
from datetime import date

_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+(.{0,600}?)[ \t]*#*$")
_BOLD = re.compile(r"(?<![\d\\*])\*\*(?=[^\s*])|(?<=[^\s*\\])\*\*(?!\*)(?!\d)")
_WHOLE_BOLD = re.compile(r"(?:\*\*|__)(?=\S)(?:(?!\*\*|__).){1,300}(?:\*\*|__)[:：]?$")
_STRAY_BOLD = re.compile(r"(?:(?!\*\*).){1,300}\S\*\*$")
_QUOTE = re.compile(r"(?:>[ \t]?){1,4}(?=[^\s>])")
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,300})\]\((?:<[^<>\n]{0,1000}>|[^\s()]{0,1000})(?:\s\"[^\"\n]{0,200}\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_COMMENT = re.compile(r"<!--[^<>]{0,2000}-->")
_FRONT = re.compile(
    r"---[ \t]*\n((?:[A-Za-z_][\w-]{0,40}:[^\n]{0,500}\n|[ \t]+[^\n]{0,500}\n|-[ \t][^\n]{0,500}\n){1,40})---[ \t]*(?:\n|$)"
)
_FIELD = re.compile(r"^(title|date|published):[ \t]*[\"']?([^\n]*?)[\"']?[ \t]*$", re.MULTILINE)


def heading(line: str) -> tuple[str, int]:
    """The words of a heading and its level, counted from 1; the line itself and 0 for any other line."""
    match = _HEADING.match(line) if line.startswith("#") and len(line) < 700 else None
    return (match[2], len(match[1])) if match else (line, 0)


def unquoted(line: str) -> tuple[str, bool]:
    """A line without the > of a quotation, and whether it had one."""
    match = _QUOTE.match(line) if line.startswith(">") else None
    return (line[match.end() :], True) if match else (line, False)


def is_bold(line: str) -> bool:
    """The whole line is in bold type, or one of the two signs of bold type was lost (`- 1. Scope**`)."""
    return bool(_WHOLE_BOLD.match(line) or ("**" in line[-2:] and _STRAY_BOLD.match(line)))


def without_bold(line: str) -> str:
    """The line without the signs of bold type; *emphasis* stays, as in the titles of laws and strategies."""
    if line.startswith("__") and _WHOLE_BOLD.match(line):
        line = line.replace("__", "")
    return _BOLD.sub("", line) if "**" in line else line


def prepared(text: str) -> tuple[str, int]:
    """A Markdown text with the words of its links instead of their addresses, and how many links there were."""
    text = _COMMENT.sub("", text)
    text, links = _LINK.subn(r"\2", text)
    return _ESCAPE.sub(r"\1", text), links


def front_matter(text: str) -> tuple[str, dict[str, str]]:
    """Takes the fields `title`, `date` and `published` from the block between --- lines that a file may begin with.

    Returns:
        the text without that block, and the fields that were there.
    """
    match = _FRONT.match(text)
    if match is None:
        return text, {}
    return text[match.end() :], {field[1]: field[2] for field in _FIELD.finditer(match[1]) if field[2]}


def day_of(fields: dict[str, str]) -> date | None:
    """The day in the front matter's `published` or `date`, where it is written as ISO 8601 has it."""
    value = fields.get("published") or fields.get("date") or ""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
