"""Bytes to characters: byte order marks, UTF-8, and the encodings of Japanese text files."""

import codecs
import re

from charset_normalizer import from_bytes

from pipeline.errors import UnreadableDocumentError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a file that is no text begins with.
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (or .docx, .xlsx)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x1f\x8b": "a gzip archive",
}
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\$\([A-DO-Q]|\([BIJ])")
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTI_BYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NAMES = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP", "cp1252": "Windows-1252"}
# Encodings of other languages' pages, which in Japanese ones would look like Japanese: they count where they are declared.
_FOREIGN = frozenset(
    {
        "gb18030",
        "big5hkscs",
        "cp949",
        "cp1250",
        "cp1251",
        "iso8859-2",
        "iso8859-5",
        "koi8-r",
        "cp1253",
        "cp1254",
        "cp1256",
        "tis-620",
    }
)
# What pages write for encodings, where Python's codec of that name has fewer characters (WHATWG Encoding Standard, labels).
_LABELS = {
    "shift_jis": "cp932", "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "euc_kr": "cp949",
}  # fmt: skip
_REPLACEMENT = "\ufffd"
# The share of characters that cannot be read above which a file is in no encoding we know.
_DAMAGED = 0.02
# What a wide character says for Japanese: kana most, half-width kana and rarities less, private use against it.
_SCRIPTS = (
    (re.compile("[\u3041-\u3096\u30a1-\u30fc、。]"), 1.0),
    (re.compile("[\u4e00-\u9fff]"), 0.7),
    (re.compile("[\uff61-\uff9f]"), 0.4),
    (re.compile("[\ue000-\uf8ff]"), -1.0),
)
_WIDE_RUN = re.compile("[^\x00-\xff]+")
# Wide characters in a row, on average, and their score, from which on a text is Japanese.
_RUN, _LIKELY = 1.6, 0.35
# Enough to tell an encoding by; charset-normalizer decodes all it is given.
_SAMPLE = 200_000


def decode(content: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """Decodes the bytes of a text file.

    Args:
        declared: the encoding that the file says it is in, as a page does; the bytes count more.

    Returns:
        the text without its byte order mark, and what had to be guessed or replaced, in words; None for UTF-8
        and for a file that says what it is.

    Raises:
        UnreadableDocumentError: `empty` without any byte but white space, `malformed` for what is no text.
    """
    if not content.strip():
        raise UnreadableDocumentError("empty", "the file has no text")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding), None
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableDocumentError("malformed", f"the file is {what}, not text")
    if b"\0" in content:
        raise UnreadableDocumentError(
            "malformed", f"the file has a NUL byte at offset {content.index(0):,}: it is no text"
        )
    if len(_CONTROLS.findall(content[:_SAMPLE])) * 20 > len(content[:_SAMPLE]):
        raise UnreadableDocumentError(
            "malformed", "more than a twentieth of the file is control characters: it is no text"
        )
    if _ESCAPES.search(content):
        return _iso_2022(content)
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        return _guessed(content, declared)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"the file says it is {encoding.upper()} but is not: {error.reason} at byte {error.start:,}"
        raise UnreadableDocumentError("malformed", message) from error
    if "\0" in text:
        raise UnreadableDocumentError("malformed", "the file has NUL characters: it is no text")
    if not text.strip():
        raise UnreadableDocumentError("empty", "the file has no text")
    return text


def _iso_2022(content: bytes) -> tuple[str, str | None]:
    """Text with the escape sequences of ISO-2022-JP, which no other text has."""
    for encoding in ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004"):
        try:
            return content.decode(encoding), "encoding guessed: ISO-2022-JP"
        except UnicodeDecodeError:
            continue
    return _damaged(content, "iso2022_jp_ext", "ISO-2022-JP")


def _guessed(content: bytes, declared: str | None) -> tuple[str, str | None]:
    """Text that is not UTF-8, or not quite."""
    codec = _codec(declared)
    if codec in _FOREIGN:
        try:
            return content.decode(codec), None
        except UnicodeDecodeError:
            codec = None
    sound = sum(len(match) for match in _MULTI_BYTE.findall(content))
    high = len(_HIGH.findall(content))
    # A cut or damaged UTF-8 file; in Shift_JIS and EUC-JP hardly a third of the bytes would make UTF-8.
    if sound >= 0.9 * high or _is_cut_short(content):
        text = content.decode("utf-8", errors="replace")
        return text, f"not quite UTF-8, characters replaced: {text.count(_REPLACEMENT):,}"
    sample = (
        content if len(content) <= _SAMPLE else content[: content.rfind(b"\n", 0, _SAMPLE) + 1] or content[:_SAMPLE]
    )
    likely = list(_by_script(sample))
    if codec in _NAMES:
        likely.append(codec)
    else:
        matches = from_bytes(sample, cp_isolation=list(_NAMES))
        likely += [match.encoding for match in matches if match.encoding in _NAMES]
    for encoding in likely:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, None if encoding == codec else f"encoding guessed: {_NAMES[encoding]}"
    encoding = next(iter(likely), "cp932")
    return _damaged(content, encoding, _NAMES[encoding])


def _codec(declared: str | None) -> str | None:
    """Python's name for an encoding that a file declares; None for one that it does not know."""
    label = (declared or "").lower()
    try:
        name = codecs.lookup("cp932" if label in ("x-sjis", "windows-31j", "sjis") else label).name
    except LookupError:
        return None
    return _LABELS.get(name, name)


def _damaged(content: bytes, encoding: str, name: str) -> tuple[str, str | None]:
    text = content.decode(encoding, errors="replace")
    replaced = text.count(_REPLACEMENT)
    if replaced > _DAMAGED * len(text):
        message = f"in no encoding known: as {name}, {replaced:,} of {len(text):,} characters cannot be read"
        raise UnreadableDocumentError("malformed", message)
    return text, f"encoding guessed: {name}, characters replaced: {replaced:,}"


def _is_cut_short(content: bytes) -> bool:
    """UTF-8 but for the last character, of which some bytes are missing."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(content) - 3 and error.reason == "unexpected end of data"
    return False


def _by_script(sample: bytes) -> tuple[str, ...]:
    """The Japanese encodings in which a sample looks like Japanese, the likeliest first.

    EUC-JP read as Shift_JIS gives half-width kana (､ﾎ) for its kana; European text read as either gives single ideographs
    among Latin letters (caf駸), where Japanese has them in runs.
    """
    scores: dict[str, float] = {}
    for encoding in ("euc_jp", "cp932"):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 3:
                continue
            text = sample[: error.start].decode(encoding)
        runs = _WIDE_RUN.findall(text)
        wide = sum(map(len, runs))
        if wide >= _RUN * len(runs) > 0:
            counts = (len(script.findall(text)) * weight for script, weight in _SCRIPTS)
            scores[encoding] = sum(counts) / wide
    return tuple(sorted((name for name, score in scores.items() if score > _LIKELY), key=lambda name: -scores[name]))
