"""What a PDF says of itself: its title, where that is one."""

import re
from collections.abc import Mapping

from pipeline.read.normalise import normalise, plain_spaces

# What programs put there by themselves: the name of a file, of a program, of an empty document.
_NO_TITLE = re.compile(
    r"(?:microsoft\s|adobe\s|untitled|無題|title\b|document\d*$|文書\s?\d*$|presentation\d*$|プレゼンテーション\d*$|slide\s?\d+$|スライド\s?\d+$|"
    r"powerpoint|[^\s]{1,80}$(?<=[._-]\w)|[\d\W_]+$|none$|null$|名称未設定|print|book\d+$|sheet\d+$)"
    r"|.*\.(?:docx?|pdf|pptx?|xlsx?|xls|jtd|jtdc|rtf|txt|indd|ai|qxd|pub|odt|html?|tmp|tex|dvi|jaw|jtt)\b|.*[<>{}\\�]",
    re.IGNORECASE | re.DOTALL,
)
_SHORTEST, _LONGEST = 8, 300


def title_of(metadata: Mapping[str, object]) -> str | None:
    """The title in the document information, unless it is a file's name or what a program writes by itself."""
    given = metadata.get("Title")
    if not isinstance(given, str):
        return None
    title = plain_spaces(normalise(given)[0])
    if not _SHORTEST <= len(title) <= _LONGEST or _NO_TITLE.match(title) or not re.search(r"\s|[^\x00-\x7f]", title):
        return None
    return title
