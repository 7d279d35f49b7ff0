"""Short forms that stand for a body: which one, and when none."""

from dataclasses import replace

import pytest

from pipeline.config import OrganisationEntry
from pipeline.find.organisations.finder import find_organisations
from pipeline.find.organisations.registry import Registry
from pipeline.records import Findings
from pipeline.resolve.linking import link
from pipeline.resolve.references import references
from tests.annotated import document

EMPTY = Registry.of(())
NAMED = Registry.of(
    (OrganisationEntry(id="vexley", name_en="Vexley", name_ja="ヴェクスリー", kind="company", country="GB"),)
)


def _references(text: str, publisher: str | None = None, registry: Registry = EMPTY) -> list[tuple[str, str]]:
    read = replace(document(text), publisher=publisher)
    mentions, definitions = find_organisations(read, registry, ())
    findings = Findings(organisations=mentions, definitions=definitions)
    links = link({read.doc_id: findings}, registry)
    return [(item.text, key) for item, key in references(read, findings, links)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry of Deep Water met others. The Ministry will report.", [("The Ministry", "ministry-of-deep-water")]),
        ("Vexley Robotics Ltd grew. This Company is listed.", [("This Company", "vexley-robotics")]),
        ("The University of Marlow agreed. Rectors of the University came.", [("the University", "university-of-marlow")]),
        # several fit, or none does
        ("The Ministry of Deep Water and the Ministry of Ports met. The Ministry will report.", []),
        ("The Ministry of Deep Water met. The Agency will report.", []),
        # another's name, or no name at all
        ("The Ministry of Deep Water met. The Ministry Building and the ministry are old.", []),
        # the document's own definition decides
        ('Vexley Robotics Ltd ("the Company") and Marlow Steel Ltd met. The Company acts.', [("the Company", "vexley-robotics"), ("The Company", "vexley-robotics")]),
        # the nearest before it
        ("海洋省と深海省が会談した。同省は計画を示した。", [("同省", "深海省")]),
        ("株式会社みなと電機は東浜大学と組んだ。同社は資金を出し、同大学は人を出す。", [("同社", "みなと電機"), ("同大学", "東浜大学")]),
        # not across paragraphs where several fit; never without one
        ("海洋省と深海省が会談した。\n同省は計画を示した。", []),
        ("同省は計画を示した。共同機構を置く。", []),
    ],
)  # fmt: skip
def test_which_body(text: str, expected: list[tuple[str, str]]) -> None:
    assert _references(text) == expected


@pytest.mark.parametrize(
    ("text", "publisher", "expected"),
    [
        ("株式会社みなと電機は発表した。当社は水素を運ぶ。", "株式会社みなと電機", [("当社", "みなと電機")]),
        ("東浜大学は発表した。本学は人を出す。", "東浜大学", [("本学", "東浜大学")]),
        # quoted, it is the speaker's; and no institute is a 社
        ("株式会社みなと電機は発表した。「当社は水素を運ぶ」と山田氏は述べた。", "株式会社みなと電機", []),
        ("海洋研究機構は発表した。当社は船を出す。", "海洋研究機構", []),
        ("株式会社みなと電機は発表した。当社は水素を運ぶ。", None, []),
    ],
)
def test_what_the_publisher_calls_itself(text: str, publisher: str | None, expected: list[tuple[str, str]]) -> None:
    assert _references(text, publisher) == expected


def test_no_short_form_is_a_mention() -> None:
    text = "The Ministry of Deep Water met. The Ministry reports. 海洋省。同省。"
    assert [item.text for item in find_organisations(document(text), EMPTY, ())[0]] == [
        "Ministry of Deep Water",
        "海洋省",
    ]


def test_a_registered_name_without_a_form_is_a_company_s() -> None:
    assert _references("ヴェクスリーは発表した。同社は伸びた。", registry=NAMED) == [("同社", "vexley")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("株式会社みなと電機は当社、" * 2_000, 2_000),
        ("海洋省と同省、" * 2_000, 2_000),
        ("同省" * 5_000, 0),
        ("The Ministry " * 5_000, 0),
    ],
)
def test_many_short_forms_take_linear_time(text: str, count: int) -> None:
    # Each looks back at a few names and characters, not at all that came before.
    assert len(_references(text, "株式会社みなと電機")) == count
