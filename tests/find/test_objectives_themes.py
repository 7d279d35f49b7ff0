"""Themes of objectives: cues as users write them, and the taxonomy that comes with the project."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from pipeline.find.objectives.themes import Theme, themes_of
from pipeline.records import Language

SKILLS = Theme("skills", "Skills", "人材", ("train*", "early-career", "human resource"), ("人材", "研修"))
PORTS = Theme("ports", "Ports", "港湾", ("port",), ("港",))
TAXONOMY = Path(__file__).parents[2] / "config" / "themes.yml"


def taxonomy() -> tuple[Theme, ...]:
    loaded = YAML(typ="safe").load(TAXONOMY.read_text(encoding="utf-8"))
    return tuple(
        Theme(t["id"], t["name_en"], t["name_ja"], tuple(t["cues_en"]), tuple(t["cues_ja"])) for t in loaded["themes"]
    )


@pytest.mark.parametrize(
    ("text", "heading", "language", "expected"),
    [
        ("Training of crews", "", "en", ("skills",)),
        ("Mobility of early career staff", "", "en", ("skills",)),
        ("Joint courses", "Human Resources", "en", ("skills",)),
        ("Trainees in two ports", "", "en", ("skills", "ports")),
        ("Support for exports", "", "en", ()),
        ("人材の往来", "", "ja", ("skills",)),
        ("港での研修", "", "ja", ("skills", "ports")),
        ("AI training拠点", "", "ja", ("skills",)),
        ("人材", "", "en", ()),
        ("", "", "en", ()),
    ],
)
def test_themes(text: str, heading: str, language: Language, expected: tuple[str, ...]) -> None:
    assert themes_of(text, heading, language, (SKILLS, PORTS)) == expected


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("R&D", "more R&D abroad", True),
        ("R&D", "more research", False),
        ("AI", "use of AI", True),
        ("ai*", "for airports", True),
        ("3D*", "3D-printed parts", True),
        ("co-operation", "Cooperation in 2030", True),
        ("co-operation", "a cope", False),
        ("H2", "2030年のH2拠点", True),
        ("(e)bike*", "two (e)bikes", True),
        ("été", "un été", True),
    ],
)
def test_cues_of_all_forms(cue: str, text: str, found: bool) -> None:
    """Few letters, signs and digits at the beginning of a cue, or a text that has it without its hyphen."""
    assert themes_of(text, "", "en", (PORTS, Theme("any", "Any", "", (cue,)))) == (("any",) if found else ())


def test_theme_without_cues_matches_nothing() -> None:
    assert themes_of("Training", "", "en", (Theme("empty", "Empty", "空"),)) == ()


def test_taxonomy_has_cues_in_both_languages() -> None:
    themes = taxonomy()
    assert len(themes) == len({theme.id for theme in themes}) == 11
    assert all(theme.cues_en and theme.cues_ja and theme.name_en and theme.name_ja for theme in themes)
    assert all("*" not in cue[:-1] for theme in themes for cue in theme.cues_en)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Joint research on gallium oxide", "en", "research-and-development"),
        ("Shared access to test facilities", "en", "facilities"),
        ("Alignment of safety regulations", "en", "regulation-and-safety"),
        ("Common standards for traceability", "en", "standards"),
        ("Resilient supply chains", "en", "supply-chain-and-industry"),
        ("Doctoral scholarships", "en", "skills-and-people"),
        ("Exchange of best practices", "en", "information-sharing"),
        ("Outreach to local communities", "en", "public-engagement"),
        ("Public investment", "en", "finance"),
        ("Bilateral co-ordination", "en", "international-coordination"),
        ("Demonstration on a pilot line", "en", "demonstration-and-commercialisation"),
        ("要素技術の研究", "ja", "research-and-development"),
        ("試験設備の共用", "ja", "facilities"),
        ("許認可の整理", "ja", "regulation-and-safety"),
        ("規格の策定", "ja", "standards"),
        ("供給網の強化", "ja", "supply-chain-and-industry"),
        ("若手の育成", "ja", "skills-and-people"),
        ("好事例の共有", "ja", "information-sharing"),
        ("社会受容性の向上", "ja", "public-engagement"),
        ("民間投資の呼び込み", "ja", "finance"),
        ("同志国との協調", "ja", "international-coordination"),
        ("社会実装の加速", "ja", "demonstration-and-commercialisation"),
    ],
)
def test_taxonomy(text: str, language: Language, expected: str) -> None:
    assert themes_of(text, "", language, taxonomy()) == (expected,)
