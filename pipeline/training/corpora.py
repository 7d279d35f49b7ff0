"""Readers of annotated corpora: sentences with the names in them, under one small set of labels.

Each corpus has guidelines of its own. Its labels are mapped to ours by what they hold most of; a label that holds
both what we call an organisation and what we do not is unknown, and a model is taught nothing about its spans.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pipeline.errors import WorkspaceError
from pipeline.records import Language

Label = Literal["ORG", "PERSON", "LOC", "FAC", "PRODUCT", "EVENT"]
Part = Literal["train", "dev", "test"]
Mark = tuple[int, int, str]
"""First character, end, and the corpus's own label."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a few, with the names that were marked in it.

    Attributes:
        marks: in the order of the text, not overlapping; with the labels of the corpus.
    """

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A public corpus.

    Attributes:
        repository: where it is on GitHub, `owner/name`.
        licence: as its authors state it; a corpus without one is not used.
        labels: its labels in ours; one that is not listed is no name.
        unknown: labels of spans that are left open.
        read: gives the sentences of a part from its folder.
        parties: its labels for what can be party to an agreement; their names go into passages in the manner of releases.
        lends: whether its names may stand in the place of others of their label.
        again: how many more times its sentences are learnt from, each time with other names.
    """

    repository: str
    licence: str
    language: Language
    labels: Mapping[str, Label]
    unknown: frozenset[str]
    read: Callable[[Path, Part], Iterator[Sentence]]
    parties: frozenset[str] = frozenset()
    lends: bool = True
    again: int = 0

    @property
    def name(self) -> str:
        """The name of its repository, which is the name of the folder that it is looked for in."""
        return self.repository.partition("/")[2]


def read_stockmark(folder: Path, part: Part) -> Iterator[Sentence]:
    """One JSON list of sentences; those of an article are all in one part: a fifth in `test`, a twentieth in `dev`."""
    for item in json.loads((folder / "ner.json").read_text(encoding="utf-8")):
        if _part_of(item["curid"]) == part:
            marks = sorted((mark["span"][0], mark["span"][1], mark["type"]) for mark in item["entities"])
            yield Sentence(item["text"], tuple(marks))


def _part_of(article: str) -> Part:
    byte = sha256(article.encode()).digest()[0]
    if byte % 5 == 0:
        return "test"
    return "dev" if byte % 20 == 1 else "train"


def read_gsd(folder: Path, part: Part) -> Iterator[Sentence]:
    """CoNLL-U with `NE=B-ORG` … in the last column, or a token and its tag a line where only those files are there."""
    conllu = folder / f"ja_gsd-ud-{part}.ne.conllu"
    if conllu.exists():
        for rows in paragraphs(line for line in _lines(conllu) if not line.startswith("#")):
            cells = [row.split("\t") for row in rows]
            words = [(cell[1], "" if "SpaceAfter=No" in cell[9] else " ") for cell in cells]
            tags = [match[1] if (match := re.search(r"NE=([\w-]+)", cell[9])) else "O" for cell in cells]
            yield tagged(words, tags)
        return
    for rows in paragraphs(_lines(folder / "stanza" / f"{part}.bio")):
        tokens, bio = zip(*(row.split("\t") for row in rows), strict=True)
        yield tagged([(token, _space(token, after)) for token, after in _with_next(tokens)], bio)


def _with_next(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(tokens, (*tokens[1:], ""), strict=True)


def _space(token: str, after: str) -> str:
    """The BIO files have lost the spaces, which stand between two words of Latin letters or digits."""
    return " " if token[-1:].isascii() and token[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum() else ""


def read_wikipedia_annotated(folder: Path, part: Part) -> Iterator[Sentence]:
    """KNP files; `<NE:ORGANIZATION:single>` or `:head>`, `:middle>`, `:tail>` at the end of a morpheme's line."""
    for name in (folder / "id" / f"{part}.id").read_text(encoding="utf-8").split():
        lines = _lines(folder / "knp" / name[:8] / f"{name}.knp")
        for rows in paragraphs("" if line == "EOS" else line for line in lines):
            words, tags = [], []
            for row in rows:
                if row.startswith(("#", "* ", "+ ")):
                    continue
                mark = _KNP.search(row)
                words.append((row.partition(" ")[0], ""))
                tags.append(f"{_KNP_PLACE[mark[2]]}-{mark[1]}" if mark else "O")
            yield tagged(words, tags)


_KNP = re.compile(r"<NE:([A-Z]+):(single|head|middle|tail)>$")
_KNP_PLACE = {"single": "U", "head": "B", "middle": "I", "tail": "L"}


def read_crossner(folder: Path, part: Part) -> Iterator[Sentence]:
    """The politics part: a token and its B-, I- or O tag a line; the spaces between tokens are guessed."""
    for rows in paragraphs(_lines(folder / "ner_data" / "politics" / f"{part}.txt")):
        tokens, tags = zip(*(row.split("\t") for row in rows), strict=True)
        yield tagged(list(_spaced(tokens)), tags)


def tagged(words: Sequence[tuple[str, str]], tags: Sequence[str]) -> Sentence:
    """A sentence from words, each with the space behind it, and a B-, I-, L-, U- or O tag for each."""
    text = ""
    marks: list[Mark] = []
    for (word, space), tag in zip(words, tags, strict=True):
        start, end = len(text), len(text) + len(word)
        if tag[:2] in {"B-", "U-"}:
            marks.append((start, end, tag[2:]))
        elif tag[:2] in {"I-", "L-"} and marks:
            marks[-1] = (marks[-1][0], end, marks[-1][2])
        text += word + space
    return Sentence(text.rstrip(), tuple(marks))


def _spaced(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """English tokens with the space that stood behind each: none before a comma, a bracket's end or a possessive."""
    for number, word in enumerate(words):
        rest = words[number + 1 : number + 3]
        closes = bool(rest) and (rest[0] in {",", ".", ";", ":", ")", "]", "!", "?", "%", "'s"} or rest == ("'", "s"))
        opens = word in {"(", "["} or (word == "'" and rest[:1] == ("s",))
        joins = word == "-" or rest[:1] == ("-",)
        yield word, "" if closes or opens or joins else " "


def paragraphs(lines: Iterable[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones."""
    rows: list[str] = []
    for line in lines:
        if line.strip():
            rows.append(line)
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


# CC BY-SA 3.0; その他の組織名 are mostly sports clubs and music groups, which are no companies and still bodies with a name.
STOCKMARK = Corpus(
    "stockmarkteam/ner-wikipedia-dataset",
    "CC BY-SA 3.0",
    "ja",
    {
        "法人名": "ORG",
        "政治的組織名": "ORG",
        "その他の組織名": "ORG",
        "人名": "PERSON",
        "地名": "LOC",
        "施設名": "FAC",
        "製品名": "PRODUCT",
        "イベント名": "EVENT",
    },
    frozenset(),
    read_stockmark,
    parties=frozenset({"法人名", "政治的組織名"}),
    again=1,
)
# By its map from Extended Named Entities, NORP has parties and international bodies beside nationalities.
GSD = Corpus(
    "megagonlabs/UD_Japanese-GSD",
    "CC BY-SA 4.0",
    "ja",
    {
        "ORG": "ORG",
        "PERSON": "PERSON",
        "GPE": "LOC",
        "LOC": "LOC",
        "FAC": "FAC",
        "PRODUCT": "PRODUCT",
        "WORK_OF_ART": "PRODUCT",
        "EVENT": "EVENT",
    },
    frozenset({"NORP"}),
    read_gsd,
)
# LOCATION has facilities as well, ARTIFACT has laws, works and products, OPTIONAL what annotators could not decide.
WIKIPEDIA_ANNOTATED = Corpus(
    "ku-nlp/WikipediaAnnotatedCorpus",
    "CC BY-SA 4.0",
    "ja",
    {"ORGANIZATION": "ORG", "PERSON": "PERSON"},
    frozenset({"OPTIONAL", "LOCATION", "ARTIFACT"}),
    read_wikipedia_annotated,
    lends=False,
)
CROSSNER = Corpus(
    "zliucr/CrossNER",
    "MIT",
    "en",
    {
        "organisation": "ORG",
        "politicalparty": "ORG",
        "person": "PERSON",
        "politician": "PERSON",
        "country": "LOC",
        "location": "LOC",
        "event": "EVENT",
        "election": "EVENT",
    },
    frozenset({"misc"}),
    read_crossner,
    parties=frozenset({"organisation"}),
    again=3,
)
CORPORA = (STOCKMARK, GSD, WIKIPEDIA_ANNOTATED, CROSSNER)


def present(data: Path, language: Language) -> list[Corpus]:
    """The corpora of a language that a folder has checkouts of.

    Raises:
        WorkspaceError: it has none.
    """
    found = [corpus for corpus in CORPORA if corpus.language == language and (data / corpus.name).is_dir()]
    if not found:
        known = ", ".join(corpus.name for corpus in CORPORA if corpus.language == language)
        raise WorkspaceError(f"{data}: has a folder of none of the corpora that are known for {language!r}: {known}")
    return found
