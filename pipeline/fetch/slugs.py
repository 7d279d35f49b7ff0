"""Names of files: readable, safe on every file system, and never a path."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

# Names that Windows keeps for devices, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in "0123456789¹²³")}
# What says nothing of a document in an address.
_GENERAL = {
    *"index default home main top article articles detail details document documents news newsroom press release".split(),
    *"view viewnews show page pages item content download file files pdf html".split(),
}
# What ingest takes for no document.
_NO_DOCUMENTS = ("readme", "thumbs", "desktop")
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,5}$")
# Characters, and bytes in UTF-8 (a file name may have 255, and .superseded adds to it).
_LONGEST, _LONGEST_BYTES = 80, 180


def slug(url: str, title: str | None = None) -> str:
    """The name for a document: the last part of its address, or its title where that says nothing.

    Letters and digits of any script in Unicode's NFC, the Latin ones in lower case, with single hyphens between.
    """
    parts = urlsplit(url)
    segments = [_clean(_ENDING.sub("", unquote(part))) for part in parts.path.split("/")]
    telling = [part for part in segments if part]
    last = telling[-1] if telling else ""
    if not parts.query and _says_something(last):
        return _safe(last)
    return _safe(_clean(title or "") or "-".join(telling[-2:]) or _clean(parts.hostname or ""))


def unique(name: str, taken: set[str]) -> str:
    """The name, or with a number behind it that makes it unlike every other on a file system that folds case.

    Args:
        taken: names in the form that `folded` gives.
    """
    number, candidate = 1, name
    while folded(candidate) in taken:
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def folded(name: str) -> str:
    """A name as file systems compare names that fold case and Unicode forms."""
    return unicodedata.normalize("NFKC", name).casefold()


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device."""
    return folded(name) in {folded(device) for device in _DEVICES}


def _clean(words: str) -> str:
    kept = (char if char.isalnum() or char == "_" else "-" for char in unicodedata.normalize("NFC", words[:500]))
    return unicodedata.normalize("NFC", re.sub("-+", "-", "".join(kept)).strip("-_").lower())


def _says_something(segment: str) -> bool:
    """Some word of it is neither a number nor one that any address has."""
    words = re.split(r"[-_\d]+", segment)
    return any(len(word) >= 3 or (word and not word.isascii()) for word in words if word not in _GENERAL)


def _safe(name: str) -> str:
    name = name[:_LONGEST].encode("utf-8")[:_LONGEST_BYTES].decode("utf-8", "ignore").strip("-_") or "document"
    return f"document-{name}" if is_device(name) or name.startswith(_NO_DOCUMENTS) else name
