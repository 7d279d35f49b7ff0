"""Names that `organisations.yml` knows, found in one pass over the text whatever their number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from pipeline.config import OrganisationEntry
from pipeline.find.matching import Folded, fold
from pipeline.find.organisations.spans import Candidate, is_bounded

_KATAKANA = re.compile(r"[ァ-ヴー]{2}")
_JAPANESE = r"[぀-ヿ㐀-鿿々〆ー]"
# Justified and wrapped Japanese has spaces inside names; Latin words keep theirs.
_LOOSE_SPACE = re.compile(rf"(?<={_JAPANESE})\s+(?={_JAPANESE})|(?<=\s)\s+")


@dataclass(frozen=True, slots=True)
class Registry:
    """The known names, ready for matching.

    Attributes:
        entries: each organisation by its id.
        ids: the id of each name, by the name's key.
        automaton: Aho–Corasick automaton over the keys; None where there are no names.
    """

    entries: dict[str, OrganisationEntry]
    ids: dict[str, str]
    automaton: "ahocorasick.Automaton | None"

    @classmethod
    def of(cls, organisations: Iterable[OrganisationEntry]) -> "Registry":
        """Builds the registry of `organisations.yml`."""
        entries = {entry.id: entry for entry in organisations}
        ids = {name_key(name): entry.id for entry in entries.values() for name in entry.names}
        automaton = ahocorasick.Automaton()
        for entry in entries.values():
            for name in entry.names:
                automaton.add_word(name_key(name), re.sub(r"^[Tt]he ", "", _tight(fold(name).text)[0]))
        if not ids:
            return cls(entries, ids, None)
        automaton.make_automaton()
        return cls(entries, ids, automaton)

    def lookup(self, name: str) -> str | None:
        """The id of the organisation that has exactly this name, apart from width, case and spacing."""
        return self.ids.get(name_key(name))

    def find(self, folded: Folded) -> Iterator[Candidate]:
        """Gives every occurrence of every name in a folded text, as spans of the folded text."""
        if self.automaton is None:
            return
        tight, offsets = _tight(folded.text)
        for last, name in self.automaton.iter(_lower(tight)):
            start, end = last + 1 - len(name), last + 1
            words = tight[start:end]
            if _is_written_as_name(words, name) and is_bounded(tight, start, end) and not _is_chance(tight, start, end):
                yield Candidate(offsets[start], offsets[end - 1] + 1, "registry")


def name_key(name: str) -> str:
    """The form in which names are looked up: NFKC, spaces squeezed, lower case."""
    return _lower(_tight(fold(name.strip()).text)[0]).removeprefix("the ")


def _tight(text: str) -> tuple[str, list[int]]:
    """The text without spaces between Japanese characters, and where each character came from."""
    kept: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _LOOSE_SPACE.finditer(text):
        kept.append(text[last : match.start()])
        offsets.extend(range(last, match.start()))
        last = match.end()
    kept.append(text[last:])
    offsets.extend(range(last, len(text)))
    return re.sub(r"\s", " ", "".join(kept)), offsets


def _lower(text: str) -> str:
    """Lower case of the same length: İ and the like become two characters and stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _is_written_as_name(words: str, name: str) -> bool:
    """Case tells `Department of Energy` from words that only look like it, and DOE from doe."""
    if words == name or not words[0].isascii() or words[0].isdigit():
        return True
    if " " not in name:
        # CERN, Airbus: one word must be written as it is registered; capitals are free for longer ones.
        return words[1:] == name[1:] or (words.isupper() and len(words) > 5)
    capitalised = [word[0].isupper() for word in name.split() if word[0].isalpha()]
    written = [word[0].isupper() for word in words.split() if word[0].isalpha()]
    return all(now for now, known in zip(written[1:], capitalised[1:], strict=False) if known)


def _is_chance(text: str, start: int, end: int) -> bool:
    """Whether the same characters are there by chance: 理研 in 物理研究所, JST after a time, WHO in a line of capitals."""
    words = text[start:end]
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    # エネル in エネルギー, ソニー in ソニーセミコンダクタ: katakana words end where katakana does.
    if _KATAKANA.match(before[-1:] + words[0]) or _KATAKANA.match(words[-1] + after[:1]):
        return True
    if len(words) <= 2 and re.match(r"[㐀-鿿]", words):
        return bool(re.search(r"[㐀-鿿ァ-ヴー]$", before) or re.match(r"究|学|令|法[^人]", after))
    if words.isupper() and words.isascii():
        if re.match(r"-(?:\d|[A-Z][a-z])", after):
            return True
        if len(words) == 3 and re.search(r"(?:\d[:.]\d\d|\d{3,4}|[ap]\.?m\.?|noon|時|分)\s*[(（]?$", before):
            return True
        return bool(re.search(r"(?:[A-Z]{2,}\s){1,2}$", before) and re.match(r"\s[A-Z]{2,}\s[A-Z]{2,}", after))
    # 12テスラ is how strong a magnet is.
    if re.fullmatch(r"[ァ-ヴー]+", words) and re.search(r"[0-9]\s?$", before):
        return True
    # 豪州政府 in 西豪州政府 is a part's government.
    if re.search(r"[東西南北]$", before) and words.endswith("政府"):
        return True
    return bool(re.match(r"令(?!和)|法(?!人)|大臣|特命", after)) and not words.isascii()
