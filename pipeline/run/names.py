"""Names of files as the tables can hold them: the same on every system, and with nothing in them that a terminal obeys."""

import unicodedata

# Controls, marks that turn the direction of writing, bytes that are no UTF-8, separators of lines.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LONGEST_NAME = 255 - len(".txt")
_LONGEST_PATH = 3_000


def doc_id(name: str) -> str:
    r"""The doc_id of a file: its path below `raw/` without its ending, in Unicode's form NFC.

    macOS takes が apart into か and its mark where Linux does not, and the document is the same. Characters that cannot
    be printed are written as in Python: a line break as \n, the lone byte E9 as \udce9.

    Args:
        name: the path, with `/` between folders.
    """
    folder, slash, last = name.rpartition("/")
    return unicodedata.normalize("NFC", printable(folder + slash + (last.rpartition(".")[0] or last)))


def printable(text: str) -> str:
    """A text on one line and in characters that UTF-8 can hold."""
    if text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode("ascii") if unicodedata.category(char) in _UNPRINTABLE else char
        for char in text
    )


def is_too_long(doc_id: str) -> bool:
    """Whether no file system has room for `text/<doc_id>.txt`."""
    if 4 * len(doc_id) <= _LONGEST_NAME:  # bytes of UTF-8 at most; nearly all are so short
        return False
    parts = [len(part.encode("utf-8")) for part in doc_id.split("/")]
    return max(parts) > _LONGEST_NAME or sum(parts) > _LONGEST_PATH
