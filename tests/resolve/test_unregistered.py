"""What the registry lacks: listed with a guess, and written into organisations.yml without another byte changing."""

from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pipeline.errors import ConfigurationError, WorkspaceError
from pipeline.records import OrganisationKind
from pipeline.resolve.unregistered import Unregistered, add_alias, add_entry, unregistered
from pipeline.schema import TABLES, DocumentRow, MentionRow, OrganisationRow, Row
from pipeline.tables.files import csv_bytes
from pipeline.workspace import Workspace, project_config

REGISTRY = """\
# The registry of a test.

organisations:
  # Japan
  - id: deep-sea-agency   # since 1990
    name_en: Deep Sea Mining Agency
    name_ja: 深海資源開発機構
    aliases: [DSMA, "Agency for the Deep Sea, Minerals & Ports"]
    kind: agency
    country: JP

  - id: minato-electric
    name_en: 'Minato Electric'
    kind: company
    country: JP
    # its Japanese name is not in general use

  # United Kingdom
  - id: vexley
    name_en: Vexley Institute of Lunar Science
    aliases:
      - VILS   # and nobody else
      - Vexley
    kind: institute
    country: ZZ
"""


def _organisation(
    organisation_id: str,
    name: str,
    *,
    mentions: int = 1,
    aliases: tuple[str, ...] = (),
    kind: OrganisationKind = "other",
) -> OrganisationRow:
    japanese = not name.isascii()
    return OrganisationRow(
        organisation_id=organisation_id,
        name=name,
        name_en=None if japanese else name,
        name_ja=name if japanese else None,
        aliases=aliases,
        kind=kind,
        country=None,
        registered=False,
        documents=1,
        mentions=mentions,
    )


def _mention(number: int, doc_id: str, organisation_id: str, sentence: str) -> MentionRow:
    return MentionRow(
        mention_id=f"{doc_id}#m{number:08}-1",
        doc_id=doc_id,
        organisation_id=organisation_id,
        text=organisation_id,
        page=None,
        char_start=0,
        char_end=1,
        found_by="pattern",
        sentence=sentence,
    )


def _document(doc_id: str, translation_of: str | None) -> DocumentRow:
    return DocumentRow(
        doc_id=doc_id,
        title=None,
        language=None,
        publisher=None,
        published=None,
        published_from=None,
        url=None,
        media_type="text/plain",
        pages=None,
        characters=100,
        status="ok",
        message=None,
        translation_of=translation_of,
        sha256="0" * 64,
        retrieved_at=None,
    )


def _workspace(
    folder: Path,
    organisations: list[OrganisationRow],
    mentions: list[MentionRow],
    translations: dict[str, str] | None = None,
) -> Workspace:
    doc_ids = sorted({mention.doc_id for mention in mentions})
    documents = [_document(doc_id, (translations or {}).get(doc_id)) for doc_id in doc_ids]
    tables = {table.name: table for table in TABLES}
    (folder / "config").mkdir()
    (folder / "extracted").mkdir()
    (folder / "config" / "organisations.yml").write_text(REGISTRY, encoding="utf-8")
    made: tuple[tuple[str, Sequence[Row]], ...] = (
        ("documents", documents),
        ("organisations", organisations),
        ("organisation_mentions", mentions),
    )
    for name, rows in made:
        (folder / "extracted" / f"{name}.csv").write_bytes(csv_bytes(tables[name], rows))
    return Workspace(folder)


def _guess(folder: Path, name: str) -> str | None:
    (found,) = unregistered(_workspace(folder, [_organisation("new", name)], []))
    return found.guess.organisation_id if found.guess else None


def test_most_often_named_first_with_sentences_of_different_documents(tmp_path: Path) -> None:
    workspace = _workspace(
        tmp_path,
        [_organisation("rare", "Rare Body"), _organisation("often", "Often Body", mentions=3, aliases=("OB", "Often"))],
        [
            _mention(1, "a", "often", "Often Body met."),
            _mention(2, "a", "often", "Often Body left."),
            _mention(3, "b", "often", "Often Body stayed."),
        ],
    )
    first, second = unregistered(workspace)
    assert (first.organisation_id, first.mentions, first.names) == ("often", 3, ("Often Body", "OB", "Often"))
    assert [(item.doc_id, item.sentence) for item in first.examples] == [
        ("a", "Often Body met."),
        ("b", "Often Body stayed."),
    ]
    assert second.examples == ()
    assert [item.organisation_id for item in unregistered(workspace, limit=1)] == ["often"]


def test_what_stands_at_the_same_place_in_the_other_version_is_a_guess(tmp_path: Path) -> None:
    one, other = "Northern Seabed Institute", "北方海底研究所"
    workspace = _workspace(
        tmp_path,
        [_organisation(one, one), _organisation(other, other)],
        [_mention(1, "a-en", one, "It met."), _mention(2, "a-ja", other, "開いた。")],
        {"a-en": "a-ja"},
    )
    guesses = {item.organisation_id: item.guess and item.guess.organisation_id for item in unregistered(workspace)}
    assert guesses == {one: other, other: one}


def test_what_was_added_since_the_run_is_left_out(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, [_organisation("vexley-x", "vexley  institute of Lunar Science")], [])
    assert unregistered(workspace) == []


def test_without_tables(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="run `oboegaki ingest` first"):
        unregistered(Workspace(tmp_path))


@pytest.mark.parametrize(
    ("name", "organisation_id"),
    [
        ("Deep Sea Mining Agency of Japan", "deep-sea-agency"),
        ("Deep-Sea Mining Agencies", "deep-sea-agency"),
        ("Minato Electrics Co., Ltd.", "minato-electric"),
        ("国立研究開発法人深海資源等開発機構", "deep-sea-agency"),
        ("深海資源開発機構本部", "deep-sea-agency"),
        # what bodies have in common, the letters of an abbreviation and a transliteration say nothing
        ("Lunar Habitat Agency", None),
        ("Deep Sea Mining Agency of India", None),
        ("北嶺開発機構", None),
        ("DSMB", None),
        ("Shinkai Shigen Kaihatsu Kiko", None),
        ("みなと電機", None),
    ],
)
def test_guess(tmp_path: Path, name: str, organisation_id: str | None) -> None:
    assert _guess(tmp_path, name) == organisation_id


def _found(name_en: str | None = "Harbour Trust", name_ja: str | None = "港湾財団") -> Unregistered:
    return Unregistered("harbour-trust", name_en, name_ja, ("HT", "Harbour: Trust"), "association", 4, 2)


def _file(folder: Path, text: str = REGISTRY) -> Path:
    path = folder / "organisations.yml"
    path.write_bytes(text.encode("utf-8"))
    return path


def _lines(country: str | None) -> str:
    country_line = f"    country: {country}\n" if country else ""
    return (
        "  - id: harbour-trust\n    name_en: Harbour Trust\n    name_ja: 港湾財団\n"
        f"    aliases: [HT, 'Harbour: Trust']\n    kind: association\n{country_line}"
    )


@pytest.mark.parametrize(
    ("country", "behind"),
    [
        (None, "organisations:\n  # Japan\n"),
        ("GB", "organisations:\n  # Japan\n"),
        ("JP", "    country: JP\n"),
        ("ZA", "    name_en: 'Minato Electric'\n    kind: company\n    country: JP\n"),
        ("ZZ", "    # its Japanese name is not in general use\n"),
    ],
)
def test_an_entry_is_written_at_its_place_and_nothing_else_changes(
    tmp_path: Path, country: str | None, behind: str
) -> None:
    path = _file(tmp_path)
    add_entry(path, _found(), country=country)
    text = path.read_text(encoding="utf-8")
    lines = _lines(country)
    assert text.count(lines) == 1
    assert text.replace(lines, "") == REGISTRY
    if country != "ZZ":
        assert text.index(lines) == text.index(behind) + len(behind)
    ids = [entry["id"] for entry in YAML(typ="safe").load(text)["organisations"]]
    assert sorted(ids) == ["deep-sea-agency", "harbour-trust", "minato-electric", "vexley"]


def test_options_win_over_what_the_documents_say(tmp_path: Path) -> None:
    path = _file(tmp_path)
    add_entry(
        path,
        _found(),
        entry_id="ht-uk",
        kind="agency",
        country="GB",
        name_en="The Harbour Trust",
        name_ja="港",
        aliases=[],
    )
    entry = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["organisations"][0]
    assert entry == {"id": "ht-uk", "name_en": "The Harbour Trust", "name_ja": "港", "kind": "agency", "country": "GB"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("organisations: []\n", "organisations:\n{lines}\n"),
        ("organisations: []  # none yet\n# end\n", "organisations:\n{lines}  # none yet\n# end\n"),
        (
            "organisations:\n- id: a\n  name_en: Alpha\n  kind: other",
            "organisations:\n- id: a\n  name_en: Alpha\n  kind: other\n{outdented}",
        ),
    ],
)
def test_other_layouts(tmp_path: Path, text: str, expected: str) -> None:
    path = _file(tmp_path, text)
    add_entry(path, _found())
    lines = _lines(None).rstrip()
    outdented = "\n".join(line[2:] for line in lines.split("\n"))
    assert path.read_text(encoding="utf-8") == expected.format(lines=lines, outdented=outdented)


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "organisations.yml"
    source = ("\ufeff" + REGISTRY.replace("\n", "\r\n")).encode("utf-8")
    path.write_bytes(source)
    add_entry(path, _found(), country="JP")
    lines = _lines("JP").replace("\n", "\r\n").encode("utf-8")
    assert path.read_bytes().replace(lines, b"") == source
    assert path.read_bytes().count(lines) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"entry_id": "vexley"}, "the id 'vexley' is there already"),
        ({"name_en": "the Vexley"}, "'the Vexley' is a name of vexley already"),
        ({"aliases": ["ｄｓｍａ"]}, "is a name of deep-sea-agency already"),
        ({"entry_id": "港湾財団"}, "`id`"),
        ({"country": "Japan"}, "`country`"),
    ],
)
def test_refused(tmp_path: Path, options: dict[str, str], message: str) -> None:
    path = _file(tmp_path)
    with pytest.raises(ConfigurationError, match=message):
        add_entry(path, _found(), **options)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == REGISTRY


def test_a_list_on_one_line_is_left_to_its_author(tmp_path: Path) -> None:
    text = "organisations: [{id: a, name_en: Alpha, kind: other}]\n"
    path = _file(tmp_path, text)
    with pytest.raises(ConfigurationError, match="lines of its own"):
        add_entry(path, _found())
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("organisation_id", "old", "new"),
    [
        ("deep-sea-agency", 'Minerals & Ports"]', 'Minerals & Ports", 深海機構]'),
        ("vexley", "      - Vexley\n", "      - Vexley\n      - 深海機構\n"),
        ("minato-electric", "'Minato Electric'\n", "'Minato Electric'\n    aliases: [深海機構]\n"),
    ],
)
def test_an_alias_is_added_and_nothing_else_changes(tmp_path: Path, organisation_id: str, old: str, new: str) -> None:
    path = _file(tmp_path)
    add_alias(path, organisation_id, "深海機構")
    assert path.read_text(encoding="utf-8") == REGISTRY.replace(old, new)


@pytest.mark.parametrize(
    ("organisation_id", "alias", "message"),
    [
        ("nobody", "X", "no organisation 'nobody'"),
        ("vexley", "Minato  electric", "is a name of minato-electric already"),
    ],
)
def test_an_alias_refused(tmp_path: Path, organisation_id: str, alias: str, message: str) -> None:
    path = _file(tmp_path)
    with pytest.raises(ConfigurationError, match=message):
        add_alias(path, organisation_id, alias)
    assert path.read_text(encoding="utf-8") == REGISTRY


_NAME = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=3, max_size=20)


@settings(max_examples=25)
@given(_NAME, _NAME)
def test_any_name_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, name: str, alias: str) -> None:
    path = _file(tmp_path_factory.mktemp("any"))
    try:
        add_entry(path, _found(f"A {name}", None), aliases=[])
        add_alias(path, "harbour-trust", f"B {alias}")
    except ConfigurationError:
        assert YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return
    entry = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["organisations"][0]
    assert (entry["name_en"], entry["aliases"]) == (f"A {name}", [f"B {alias}"])


def test_the_project_s_own_file(tmp_path: Path) -> None:
    source = (project_config() / "organisations.yml").read_bytes()
    path = tmp_path / "organisations.yml"
    path.write_bytes(source)
    add_entry(path, _found(), country="GB")
    new = path.read_bytes()
    lines = _lines("GB").encode("utf-8")
    assert new.replace(lines, b"") == source
    order = [(entry["country"], entry["id"]) for entry in YAML(typ="safe").load(BytesIO(new))["organisations"]]
    assert order == sorted(order)
    # The style of the file is the one that ruamel.yaml itself would write.
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 200
    out = StringIO()
    yaml.dump(yaml.load(new.decode("utf-8")), out)
    assert out.getvalue().encode("utf-8") == new
