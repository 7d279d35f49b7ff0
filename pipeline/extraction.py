"""What one text says, without a workspace: for a notebook, and for people who work with spaCy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Configuration, load_configuration
from pipeline.errors import WorkspaceError
from pipeline.files import sha256
from pipeline.find.finder import find
from pipeline.find.models import find_entities
from pipeline.find.organisations.registry import Registry
from pipeline.find.sentences import sentence_spans
from pipeline.read import MEDIA_TYPES, read
from pipeline.records import (
    DateMention,
    Findings,
    Language,
    Objective,
    OrganisationMention,
    RawDocument,
    Sidecar,
    TextDocument,
)
from pipeline.resolve.linking import link
from pipeline.resolve.links import Links
from pipeline.resolve.owners import parties
from pipeline.workspace import CONFIG_FILES, Workspace, project_config

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

_LONGEST_NAME = 250  # bytes that file systems allow in a name; a longer string is a text
_LONGEST_PIECE = 10_000  # characters, 40,000 bytes at most: SudachiPy refuses more than 49,149 in one text


@dataclass(frozen=True, slots=True)
class Extraction:
    """A text, and what was found in it; every `start` and `end` is a place in `text`."""

    document: TextDocument
    findings: Findings
    links: Links

    @property
    def text(self) -> str:
        """The text as it was read: lines joined, characters normalised."""
        return self.document.text

    @property
    def organisations(self) -> tuple[OrganisationMention, ...]:
        """Each place where an organisation is named, in the order of the text."""
        return self.findings.organisations

    @property
    def dates(self) -> tuple[DateMention, ...]:
        """Each date, as an interval, in the order of the text."""
        return self.findings.dates

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """What the text says is aimed at or promised, in its order."""
        return self.findings.objectives

    @property
    def parties(self) -> tuple[str, ...]:
        """Who has agreed with whom, as organisation_ids; empty where the text does not say."""
        return parties(self.document, self.findings, self.links)

    def organisation_id(self, mention: OrganisationMention) -> str:
        """The organisation that a mention stands for, as the tables would name it."""
        return self.links.ids[self.document.doc_id][mention.text]

    def to_doc(self) -> "Doc":
        """The same as a spaCy Doc, with `doc.spans["organisations"]`, `["dates"]` and `["objectives"]`.

        `kb_id_` is the organisation_id of an organisation and the EDTF of a date; `label_` of an objective is its kind.
        Tokens are those of spaCy's blank pipeline for the language, cut where a finding begins or ends inside one.

        Examples:
            >>> import pipeline
            >>> doc = pipeline.extract("Japan Space Forum was founded in May 2019.").to_doc()
            >>> [(span.text, span.kb_id_) for span in doc.spans["dates"]]
            [('May 2019', '2019-05')]
            >>> from spacy import displacy
            >>> html = displacy.render(doc, style="span", options={"spans_key": "dates"}, jupyter=False)
        """
        return _to_doc(self)


def extract(
    source: str | Path,
    *,
    language: Language | None = None,
    published: date | str | None = None,
    workspace: str | Path | None = None,
) -> Extraction:
    """Finds the organisations, dates and objectives of one text or file.

    Args:
        source: a text, or the path of a file in any format that `raw/` takes. A string is a path where it names a
            file or looks like one (`release.txt`).
        language: `en` or `ja`; as the text's script says if None.
        published: the day that "today" and 本日 mean, as a date or `YYYY-MM-DD`.
        workspace: whose `config/` to use; the project's own if None.

    Raises:
        WorkspaceError: there is no such file.
        UnreadableDocumentError: the file or text holds no text that can be read, or more than settings.yml allows.
        ModelError: a model that settings.yml names cannot be used.

    Examples:
        >>> import pipeline
        >>> found = pipeline.extract("理研と株式会社みなと電機は、令和7年度に覚書を締結した。")
        >>> [(item.text, item.first.isoformat(), item.last.isoformat()) for item in found.dates]
        [('令和7年度', '2025-04-01', '2026-03-31')]
        >>> [found.organisation_id(item) for item in found.organisations][:1]
        ['riken']
    """
    raw, content = _raw(source, Sidecar(language=language, published=_day(published)))
    configuration, registry = _configured(Path(workspace) if workspace is not None else None)
    document = read(raw, content, configuration.settings.limits)
    findings = find(document, registry, find_entities(document, configuration.settings.models))
    return Extraction(document, findings, link({document.doc_id: findings}, registry))


def _raw(source: str | Path, sidecar: Sidecar) -> tuple[RawDocument, bytes]:
    path = _path(source)
    if path is None:
        content = str(source).encode("utf-8")
        return RawDocument("text", Path("text.txt"), "text/plain", sha256(content), sidecar), content
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror})") from None
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    return RawDocument(path.stem, path, media_type, sha256(content), sidecar), content


def _path(source: str | Path) -> Path | None:
    """The file that a source means; None for a text."""
    if isinstance(source, Path):
        return source
    if "\n" in source or "\0" in source or not source or len(source.encode("utf-8")) > _LONGEST_NAME:
        return None
    path = Path(source)
    # A misspelt file name must not be taken for a text in which nothing is found.
    looks_like_one = path.suffix.lower() in MEDIA_TYPES and " " not in source
    return path if looks_like_one or path.is_file() else None


def _day(published: date | str | None) -> date | None:
    return date.fromisoformat(published) if isinstance(published, str) else published


def _configured(workspace: Path | None) -> tuple[Configuration, Registry]:
    paths = [Workspace(workspace).config(name) if workspace else project_config() / name for name in CONFIG_FILES]
    return _loaded(*((path, path.stat().st_mtime_ns) for path in paths))


@cache
def _loaded(*files: tuple[Path, int]) -> tuple[Configuration, Registry]:
    """The configuration and its registry, once for each state of the files."""
    configuration = load_configuration(*(path for path, _ in files))
    return configuration, Registry.of(configuration.organisations)


def _to_doc(extraction: Extraction) -> "Doc":
    from spacy.tokens import Doc, Span

    text, findings = extraction.text, extraction.findings
    groups = {
        "organisations": [(m.start, m.end, "ORG", extraction.organisation_id(m)) for m in findings.organisations],
        "dates": [(m.start, m.end, "DATE", m.edtf) for m in findings.dates],
        "objectives": [(m.start, m.end, m.kind.upper(), "") for m in findings.objectives],
    }
    edges = {(start, end) for spans in groups.values() for start, end, *_ in spans}
    first, after = {start for start, _ in edges}, {end for _, end in edges}
    sentences = {start for start, _ in sentence_spans(extraction.document)}
    cuts = sorted({0, len(text), *first, *after, *sentences, *_token_edges(extraction.document)})

    starts: list[int] = []
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(cuts):
        # spaCy keeps one space as a property of the word before it; any other white space is a token.
        if text[start:end] == " " and words and not spaces[-1] and start not in first and end not in after:
            spaces[-1] = True
        else:
            starts.append(start)
            words.append(text[start:end])
            spaces.append(False)
    token_at = {start: index for index, start in enumerate(starts)}
    ends = {start + len(word): index + 1 for index, (start, word) in enumerate(zip(starts, words, strict=True))}
    doc = Doc(
        _blank(extraction.document.language).vocab,
        words=words,
        spaces=spaces,
        sent_starts=[start in sentences for start in starts],
    )
    for name, spans in groups.items():
        doc.spans[name] = [
            Span(doc, token_at[start], ends[end], label=label, kb_id=kb_id) for start, end, label, kb_id in spans
        ]
    return doc


def _token_edges(document: TextDocument) -> Iterator[int]:
    """Where the tokens of each block begin and end, by the rules of the block's language; no model is needed."""
    for block in document.blocks:
        tokenizer = _blank(block.language).tokenizer
        for begin in range(block.start, block.end, _LONGEST_PIECE):
            piece = document.text[begin : min(block.end, begin + _LONGEST_PIECE)]
            for token in tokenizer(piece):
                yield begin + token.idx
                yield begin + token.idx + len(token)


@cache
def _blank(language: Language) -> "Pipeline":
    import spacy

    return spacy.blank(language)
