"""One text without a workspace, and as a spaCy Doc."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError, WorkspaceError
from pipeline.extraction import Extraction
from pipeline.find.finder import find
from pipeline.find.organisations.registry import Registry
from pipeline.read import read
from pipeline.records import Language, RawDocument
from pipeline.resolve.linking import link
from pipeline.workspace import Workspace
from tests.conftest import ROOT

ENGLISH = (
    "The Coastal Wind Association (CWA) and Harrow Marine plc signed a memorandum on 3 March 2026.\n\n"
    "Under it, both parties will:\n\n• share data on cables; and\n• train divers.\n"
)
JAPANESE = "国立研究開発法人海底機構と株式会社みなと電機は、本日、令和8年度から𠮷野で人材育成を行う覚書を締結した。\n"


@pytest.fixture
def small(make_workspace: Callable[[dict[str, str]], Workspace]) -> Path:
    """A workspace whose models load at once: the rules find what these texts have."""
    return make_workspace({}).root


def test_a_text_says_who_when_and_what_for(small: Path) -> None:
    found = pipeline.extract(ENGLISH, workspace=small)
    names = [mention.text for mention in found.organisations]
    assert {"Coastal Wind Association", "CWA", "Harrow Marine plc"} <= set(names)
    assert len({found.organisation_id(mention) for mention in found.organisations}) == 2
    assert found.parties == tuple(dict.fromkeys(found.organisation_id(mention) for mention in found.organisations))
    assert [(item.first, item.precision) for item in found.dates] == [(date(2026, 3, 3), "day")]
    assert [item.text for item in found.objectives] == ["share data on cables", "train divers."]


@pytest.mark.parametrize("published", ["2026-04-02", date(2026, 4, 2)])
def test_the_day_of_publication_anchors_dates(small: Path, published: date | str) -> None:
    found = pipeline.extract(JAPANESE, published=published, workspace=small)
    assert [(item.text, item.first) for item in found.dates] == [
        ("本日", date(2026, 4, 2)),
        ("令和8年度", date(2026, 4, 1)),
    ]
    assert not [item for item in pipeline.extract(JAPANESE, workspace=small).dates if item.text == "本日"]


def test_the_language_can_be_said(small: Path) -> None:
    assert pipeline.extract("ITER OECD", workspace=small).document.language == "en"
    assert pipeline.extract("ITER OECD", language="ja", workspace=small).document.language == "ja"


def test_a_file_is_read_by_its_path_or_its_name(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "release.md"
    path.write_text(f"# A memorandum\n\n{ENGLISH}", encoding="utf-8")
    by_path = pipeline.extract(path, workspace=small)
    assert by_path.findings == pipeline.extract(str(path), workspace=small).findings
    assert by_path.document.title == "A memorandum"


@pytest.mark.parametrize("source", ["no-such-release.txt", "folder/notes.PDF", Path("a release")])
def test_a_misspelt_file_is_no_text(small: Path, source: str | Path) -> None:
    with pytest.raises(WorkspaceError, match="cannot be read"):
        pipeline.extract(source, workspace=small)


def test_what_holds_no_text_says_so(small: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="no text"):
        pipeline.extract("", workspace=small)
    (tmp_path / "film.mp4").write_bytes(b"\x00\x01")
    with pytest.raises(UnreadableDocumentError, match="unsupported"):
        pipeline.extract(tmp_path / "film.mp4", workspace=small)


@pytest.mark.parametrize("source", [ENGLISH, JAPANESE])
def test_a_doc_has_the_findings_as_spans(small: Path, source: str) -> None:
    found = pipeline.extract(source, workspace=small)
    doc = found.to_doc()
    assert doc.text == found.text
    for name, findings in (
        ("organisations", found.organisations),
        ("dates", found.dates),
        ("objectives", found.objectives),
    ):
        spans = [(span.start_char, span.end_char, span.text) for span in doc.spans[name]]
        assert spans == [(item.start, item.end, item.text) for item in findings]
    assert [span.kb_id_ for span in doc.spans["dates"]] == [item.edtf for item in found.dates]
    assert [span.kb_id_ for span in doc.spans["organisations"]] == [
        found.organisation_id(item) for item in found.organisations
    ]


def test_displacy_draws_it(small: Path) -> None:
    from spacy import displacy

    doc = pipeline.extract(JAPANESE, workspace=small).to_doc()
    html = displacy.render(doc, style="span", options={"spans_key": "organisations"}, jupyter=False)
    assert "みなと" in html
    assert "ORG" in html


@pytest.mark.parametrize("name", ["uk-japan-fusion-moc-2025-en", "cabinet-office-jfusion-overview-2024-ja"])
def test_real_releases_become_docs(small: Path, name: str) -> None:
    found = pipeline.extract(ROOT / "raw" / f"{name}.txt", workspace=small)
    doc = found.to_doc()
    assert doc.text == found.text
    assert [span.text for span in doc.spans["dates"]] == [item.text for item in found.dates]
    assert len(list(doc.sents)) > 10


def test_a_text_longer_than_the_analyser_takes(small: Path) -> None:
    found = pipeline.extract("かな" * 30_000, workspace=small)
    assert found.to_doc().text == found.text


_PIECES = st.sampled_from(
    [
        "2026年4月1日",
        "3 March 2026",
        "株式会社みなと",
        "Harrow plc",
        " ",
        "\u3000",
        "  ",
        "\n",
        "、",
        "𠮷",
        "👩🏽‍🚀",
        "が",
        "é",
        "a",
        "。",
        ". ",
    ]
)


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from(["en", "ja"]))
def test_the_words_of_a_doc_are_those_of_the_text(text: str, language: Language) -> None:
    content = f"x{text}".encode()
    document = read(RawDocument("text", Path("text.txt"), "text/plain", ""), content, Limits())
    registry = Registry.of(())
    findings = find(document, registry, ())
    extraction = Extraction(document, findings, link({"text": findings}, registry))
    doc = extraction.to_doc()
    assert doc.text == document.text
    for name, items in (("organisations", findings.organisations), ("dates", findings.dates)):
        assert [span.text for span in doc.spans[name]] == [item.text for item in items]
