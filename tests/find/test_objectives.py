"""Objectives in whole documents: what a list, a label, a table or a sentence gives, and what it does not."""

import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from pipeline.find.objectives.finder import find_objectives
from pipeline.records import BlockKind, Language, Objective, ObjectiveForm, TextDocument
from tests.annotated import blocks
from tests.find.listing import Part, texts
from tests.find.objectives_cases import Case, load

CASES = Path(__file__).parent / "objectives"
# F1 by set and form; they only ever go up.
FLOORS: dict[tuple[str, ObjectiveForm], float] = {
    ("dev", "listed"): 1.0,
    ("dev", "stated"): 1.0,
    ("heldout", "listed"): 1.0,
    ("heldout", "stated"): 0.97,
}


def _score(case: Case, form: ObjectiveForm) -> Counter[str]:
    want = [_key(o) for o in case.gold if o.form == form]
    have = [_key(o) for o in find_objectives(case.document) if o.form == form]
    count: Counter[str] = Counter()
    for text in have:
        best = max(want, key=lambda gold: SequenceMatcher(None, gold, text, autojunk=False).ratio(), default="")
        if best and SequenceMatcher(None, best, text, autojunk=False).ratio() >= 0.85:
            want.remove(best)
            count["right"] += 1
        elif not any(text in optional or optional in text for optional in case.optional):
            count["wrong"] += 1
    count["missed"] = len(want)
    return count


def _key(objective: Objective) -> str:
    return f"{objective.heading} {objective.text}".strip()


@pytest.mark.parametrize(("folder", "form"), FLOORS)
def test_annotated_releases(folder: str, form: ObjectiveForm) -> None:
    total: Counter[str] = Counter()
    cases = [load(path) for path in sorted((CASES / folder).glob("*.txt"))]
    for case in cases:
        total.update(_score(case, form))
    f1 = 2 * total["right"] / (2 * total["right"] + total["wrong"] + total["missed"])
    assert len(cases) == 12
    assert f1 >= FLOORS[folder, form], total


def test_offsets_and_ordinals() -> None:
    for folder in ("dev", "heldout"):
        for path in (CASES / folder).glob("*.txt"):
            document = load(path).document
            found = find_objectives(document)
            assert [o.ordinal for o in found] == list(range(1, len(found) + 1))
            assert [o.start for o in found] == sorted(o.start for o in found)
            assert all(document.text[o.start : o.end] == o.text for o in found)
            assert all(o.lead_in in document.text and bool(o.lead_in) == (o.form == "listed") for o in found)


def test_empty_document() -> None:
    assert find_objectives(TextDocument("empty", "en", "", ())) == ()


def test_ends_of_items() -> None:
    assert texts(
        ("paragraph", "", "The parties will co-operate in the following areas:"),
        ("list_item", "•", "Joint studies of ports;⁵"),
        ("list_item", "•", "Safety codes; and"),
        ("list_item", "•", "Training of pilots[3],"),
        ("list_item", "•", "Finance for berths."),
    ) == ["Joint studies of ports", "Safety codes", "Training of pilots", "Finance for berths."]


def test_release_without_objectives() -> None:
    made = blocks(
        ("title", "", "Takase launches new electrolyser"),
        ("paragraph", "", "Takase today launched the HX-200, a unit designed to run on variable power."),
        ("heading", "", "Key benefits"),
        ("list_item", "•", "Low noise"),
        ("list_item", "•", "Remote monitoring"),
        ("paragraph", "", "“The HX-200 aims to set a new standard,” said product manager Ken Abe."),
        ("paragraph", "", "The market will grow tenfold by 2030. The unit will be available from October."),
        ("paragraph", "", "Ms Holt will take over as head of sales in July."),
    )
    assert find_objectives(made) == ()


def test_list_that_goes_on_behind_a_paragraph() -> None:
    assert texts(
        ("heading", "", "Commitments"),
        ("list_item", "1.", "Publish flight data every month."),
        ("list_item", "2.", "Open a joint test range."),
        ("paragraph", "", "The range was closed to civil users until last year."),
        ("list_item", "3.", "Train forty inspectors."),
    ) == ["Publish flight data every month.", "Open a joint test range.", "Train forty inspectors."]


def test_items_that_were_read_as_paragraphs() -> None:
    assert texts(
        ("paragraph", "", "両者は、次に掲げる事項について連携し、協力する。"),
        ("heading", "", "一 海洋観測に関すること"),
        ("heading", "", "二 人材育成に関すること"),
        ("paragraph", "", "三 その他必要な事項"),
        language="ja",
    ) == ["海洋観測に関すること", "人材育成に関すること", "その他必要な事項"]


def test_table_with_a_column_of_goals() -> None:
    assert texts(
        ("table_row", "", "Lead\tGoal\tYear"),
        ("table_row", "", "Ministry of Ports\tHalve waiting times\t2028"),
        ("table_row", "", "Ministry of Trade\tAgree on one permit\t2027"),
    ) == ["Halve waiting times", "Agree on one permit"]


@pytest.mark.parametrize(
    ("head", "language"), [("Partner\tCountry\tTask", "en"), ("Institute\tRole", "en"), ("参加機関\t役割", "ja")]
)
def test_who_has_which_part_in_it_is_no_objective(head: str, language: Language) -> None:
    cells = head.count("\t")
    rows = ["Kestrel" + "\tNorway" * (cells - 1) + "\tSensors", "Marlune" + "\tItaly" * (cells - 1) + "\tModels"]
    assert texts(*(("table_row", "", row) for row in (head, *rows)), language=language) == []
    assert texts(
        ("table_row", "", "Country\tCommitment"),
        ("table_row", "", "Japan\tTrain divers"),
        ("table_row", "", "Chile\tMap reefs"),
    ) == ["Train divers", "Map reefs"]


def test_clauses_of_an_article_are_prose_of_which_one_may_announce_a_list() -> None:
    assert texts(
        ("heading", "Article 2", "Fields of Cooperation"),
        ("list_item", "2.1", "The Parties shall encourage cooperation in the following fields:"),
        ("list_item", "(i)", "maps of reefs;"),
        ("list_item", "(ii)", "data on tides; and"),
        ("list_item", "2.2", "Other fields may be added by exchange of letters."),
    ) == ["maps of reefs", "data on tides"]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Delivery of two modules in Q4 2026", "Conversion of six vessels from 2028 to 2030", "commitment"),
        ("Exchange of researchers", "Shared data on tides", "area"),
    ],
)
def test_elements_of_an_agreement_with_their_dates_are_promises(first: str, second: str, kind: str) -> None:
    made = blocks(
        ("paragraph", "", "Key elements of the collaboration include:"),
        ("list_item", "*", first),
        ("list_item", "*", second),
    )
    assert [o.kind for o in find_objectives(made)] == [kind, kind]


def test_table_of_labels() -> None:
    assert texts(
        ("table_row", "", "名称\t海洋観測に関する協定"),
        ("table_row", "", "目的\t観測網を整備し、漁業の振興を図る。"),
        ("table_row", "", "連携事項\t①観測網の整備 ②データの共有"),
        language="ja",
    ) == ["観測網を整備し、漁業の振興を図る。", "観測網の整備", "データの共有"]


def test_company_profile_and_event_are_no_objectives() -> None:
    assert (
        texts(
            ("heading", "", "会社概要"),
            ("table_row", "", "資本金\t1億円"),
            ("table_row", "", "事業内容\t産業用ポンプの製造"),
            language="ja",
        )
        == []
    )
    assert (
        texts(
            ("list_item", "・", "日時：10月3日"),
            ("list_item", "・", "会場：青海ホール"),
            ("list_item", "・", "テーマ：海の未来"),
            language="ja",
        )
        == []
    )


def test_items_that_cannot_be_done_close_the_list() -> None:
    assert (
        texts(
            ("heading", "", "Next steps"),
            ("list_item", "•", "https://ports.example/roadmap"),
            ("list_item", "•", "press@ports.example"),
        )
        == []
    )


def test_title_and_lead_in_are_not_stated() -> None:
    made = blocks(
        ("title", "", "Ports sign agreement aimed at cutting emissions"),
        ("paragraph", "", "Both ports will work together to reach the following objectives:"),
        ("list_item", "•", "The ports aim to cut emissions by half."),
        ("list_item", "•", "The ports aim to train crews."),
    )
    assert [o.form for o in find_objectives(made)] == ["listed", "listed"]


def test_quotation_marks_are_not_part_of_a_sentence() -> None:
    made = blocks(("paragraph", "", "“It is a good day,” said Ann Lee. “Together, we will open a test range.”"))
    assert [o.text for o in find_objectives(made)] == ["Together, we will open a test range."]


def test_section_of_participants_ends_with_its_list() -> None:
    made = blocks(
        ("heading", "◆", "出席者"),
        ("list_item", "・", "山田 太郎 市長"),
        ("list_item", "・", "鈴木 花子 学長"),
        ("paragraph", "", "我々は、海洋観測における連携を強化していく。"),
        language="ja",
    )
    assert [o.text for o in find_objectives(made)] == ["我々は、海洋観測における連携を強化していく。"]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "unit",
    ["(1)", "(", "1.", " ", "A-", "to develop ", "will ", "目的に", "、", "「あ」と", "includes ; ", "―", "①②", "a | "],
)
def test_hostile_text_takes_no_time(unit: str, language: Language) -> None:
    text = (unit * 100_000)[:100_000]
    kinds: tuple[BlockKind, ...] = ("paragraph", "list_item", "heading", "table_row")
    made = blocks(*((kind, "", text) for kind in kinds), language=language)
    started = time.perf_counter()
    find_objectives(made)
    assert time.perf_counter() - started < 5


def test_many_blocks_take_linear_time() -> None:
    parts: list[Part] = [("heading", "", "Next steps")]
    for number in range(1_500):
        parts += [("list_item", f"{number % 90 + 1}.", "Short item"), ("paragraph", "", "A paragraph below it")]
    started = time.perf_counter()
    find_objectives(blocks(*parts))
    assert time.perf_counter() - started < 5
