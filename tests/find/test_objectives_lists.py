"""Lists, labels and descriptions: what belongs to which, and where a list ends."""

import pytest

from pipeline.find.objectives.finder import find_objectives
from tests.annotated import blocks
from tests.find.listing import Part, listed, texts


def test_numbered_headings_take_their_descriptions() -> None:
    assert listed(
        ("paragraph", "", "To reach these goals, the following areas will be addressed:"),
        ("heading", "1.", "Skills"),
        ("paragraph", "", "Joint courses for operators."),
        ("heading", "2.", "Standards"),
        ("paragraph", "", "Common test methods."),
        ("paragraph", "", "“We are delighted,” said the chair."),
    ) == [("Skills", "Joint courses for operators."), ("Standards", "Common test methods.")]


def test_headings_without_numbers_behind_their_lead() -> None:
    assert listed(
        ("paragraph", "", "Co-operation will focus on the following areas:"),
        ("heading", "", "Skills"),
        ("paragraph", "", "Joint courses for operators."),
        ("heading", "", "Standards"),
        ("paragraph", "", "Common test methods."),
        ("heading", "", "About the partners"),
        ("paragraph", "", "Nordwind AS is listed in Oslo."),
    ) == [("Skills", "Joint courses for operators."), ("Standards", "Common test methods.")]


def test_list_items_with_descriptions() -> None:
    assert listed(
        ("paragraph", "", "次の分野に取り組んでいきます。"),
        ("list_item", "①", "人材育成"),
        ("paragraph", "", "共同で研修を実施します。"),
        ("list_item", "②", "標準化"),
        ("paragraph", "", "試験方法を共同で提案します。"),
        language="ja",
    ) == [("人材育成", "共同で研修を実施します。"), ("標準化", "試験方法を共同で提案します。")]


def test_named_series_says_itself_what_it_lists() -> None:
    made = blocks(
        ("heading", "", "Pillar 1: Skills"),
        ("paragraph", "", "Joint courses for operators."),
        ("heading", "", "Pillar 2: Standards"),
        ("paragraph", "", "Common test methods."),
    )
    found = [(o.heading, o.text, o.kind, o.lead_in) for o in find_objectives(made)]
    assert found == [
        ("Skills", "Joint courses for operators.", "area", "Pillar 1"),
        ("Standards", "Common test methods.", "area", "Pillar 1"),
    ]


def test_sections_of_a_legal_text_are_no_list() -> None:
    parts: list[Part] = [
        ("paragraph", "", "The Parties have agreed as follows:"),
        ("heading", "1.", "Purpose"),
        ("paragraph", "", "The purpose of this Arrangement is to set out how data are shared."),
        ("heading", "2.", "Entry into force"),
        ("paragraph", "", "This Arrangement enters into force on signature."),
        ("heading", "3.", "Contacts"),
        ("paragraph", "", "Notices go to the addresses in the annex."),
    ]
    found = find_objectives(blocks(*parts))
    assert [(o.form, o.text) for o in found] == [
        ("stated", "The purpose of this Arrangement is to set out how data are shared.")
    ]


def test_sentence_that_its_list_interrupts() -> None:
    opening: list[Part] = [
        ("paragraph", "", "今後、両国の委員会を活用し、"),
        ("list_item", "・", "試験設備の共用"),
        ("list_item", "・", "研究者の交流"),
    ]
    assert texts(*opening, ("paragraph", "", "など、共同の活動を推進します。"), language="ja") == [
        "試験設備の共用",
        "研究者の交流",
    ]
    inside: Part = ("list_item", "・", "研究者の交流など、共同の活動を推進します。")
    assert texts(*opening[:2], inside, language="ja") == ["試験設備の共用", "研究者の交流"]
    assert texts(*opening, ("paragraph", "", "などの特長を持つ。"), language="ja") == []


def test_label_with_a_phrase_below() -> None:
    parts: list[Part] = [
        ("heading", "●", "名称"),
        ("paragraph", "", "一般社団法人海洋観測協会"),
        ("heading", "●", "目的"),
        ("paragraph", "", "海洋観測の普及により、社会の発展に寄与すること"),
        ("heading", "●", "役員"),
        ("paragraph", "", "会長：山田 太郎"),
    ]
    assert texts(*parts, language="ja") == ["海洋観測の普及により、社会の発展に寄与すること"]


def test_label_and_words_in_one_line() -> None:
    assert texts(("paragraph", "", "■目的：地域の防災力の向上を図ること"), language="ja") == [
        "地域の防災力の向上を図ること"
    ]
    assert texts(("paragraph", "", "Purpose: To widen access to test flights.")) == ["To widen access to test flights."]
    assert texts(("paragraph", "", "Venue: Hall 3 of the trade fair")) == []


def test_sentences_without_verb_ending_below_a_label() -> None:
    assert texts(
        ("heading", "", "今後の方針"),
        ("paragraph", "", "国際連携を活用し、観測網の整備を加速。関係機関とともに、標準化を推進。"),
        language="ja",
    ) == ["国際連携を活用し、観測網の整備を加速。", "関係機関とともに、標準化を推進。"]


@pytest.mark.parametrize("below", [("heading", "", "参考"), ("paragraph", "", "第12回 海洋政策会議 資料")])
def test_label_of_a_slide_behind_its_words(below: Part) -> None:
    assert texts(
        ("paragraph", "", "国際連携を活用し、観測網の整備を加速。関係機関とともに、標準化を推進。"),
        ("heading", "", "今後の方針"),
        below,
        language="ja",
    ) == ["国際連携を活用し、観測網の整備を加速。", "関係機関とともに、標準化を推進。"]


def test_nested_lists() -> None:
    lead: Part = ("heading", "", "Areas of co-operation")
    assert listed(
        lead,
        ("list_item", "•", "Skills:"),
        ("list_item", "–", "Joint courses"),
        ("list_item", "–", "Exchange of staff"),
        ("list_item", "•", "Standards"),
    ) == [("", "Joint courses"), ("", "Exchange of staff"), ("", "Standards")]
    assert listed(
        lead,
        ("list_item", "•", "Sharing of data, including:"),
        ("list_item", "–", "seismic surveys"),
        ("list_item", "•", "Standards"),
    ) == [("", "Sharing of data, including:"), ("", "Standards")]


def test_labels_with_lists_of_their_own() -> None:
    parts: list[Part] = [
        ("list_item", "■", "連携事項："),
        ("list_item", "(1)", "防災に関すること"),
        ("list_item", "(2)", "教育に関すること"),
        ("list_item", "■", "有効期間：3年間"),
    ]
    assert texts(*parts, language="ja") == ["防災に関すること", "教育に関すること"]


def test_item_that_announces_the_list_inside_it() -> None:
    made = blocks(
        ("list_item", "○", "両国は、4月10日に枠組協定を締結した。"),
        ("list_item", "○", "両政府は、以下の事項に取り組む意思を共有した。"),
        ("list_item", "・", "試験場の開放"),
        ("list_item", "・", "輸出規則の調和"),
        ("list_item", "○", "両国は、次回の対話を東京で開催することを確認した。"),
        language="ja",
    )
    assert [(o.form, o.text) for o in find_objectives(made)] == [
        ("listed", "試験場の開放"),
        ("listed", "輸出規則の調和"),
        ("stated", "両国は、次回の対話を東京で開催することを確認した。"),
    ]


def test_of_what_leaders_did_only_decisions_are_objectives() -> None:
    assert texts(
        ("paragraph", "", "The Leaders:"),
        ("list_item", "-", "welcomed the progress made since their last meeting;"),
        ("list_item", "-", "decided to establish an early warning mechanism; and"),
        ("list_item", "-", "noted the report of the panel."),
    ) == ["decided to establish an early warning mechanism"]


def test_what_each_item_says_may_make_a_list_of_promises() -> None:
    assert texts(
        ("paragraph", "", "In the Declaration, the two regulators:"),
        ("list_item", "*", "agree to exchange information on shortages;"),
        ("list_item", "*", "will explore mutual recognition."),
    ) == ["agree to exchange information on shortages", "will explore mutual recognition."]


def test_named_paragraphs_under_a_label() -> None:
    assert texts(
        ("heading", "", "Main elements of the Declaration"),
        ("paragraph", "", "Early warning: a shared alert system."),
        ("paragraph", "", "People: secondment of two inspectors a year."),
        ("paragraph", "", "The Declaration is not legally binding."),
    ) == ["Early warning: a shared alert system.", "People: secondment of two inspectors a year."]


def test_vision_in_a_phrase() -> None:
    assert texts(("heading", "", "Vision"), ("paragraph", "", "Healthy seas that feed people.")) == [
        "Healthy seas that feed people."
    ]
    assert texts(("heading", "", "Vision"), ("paragraph", "", "The seas are warm and the fish are gone.")) == []


def test_paragraphs_behind_a_colon() -> None:
    lead: Part = ("paragraph", "", "The partnership has three main strands:")
    assert texts(
        lead,
        ("paragraph", "", "Discovery – joint calls for early-stage research"),
        ("paragraph", "", "Trials – a shared network of hospitals"),
        ("paragraph", "", "Minister Tom Hale said: “It is a good day.”"),
    ) == ["Discovery – joint calls for early-stage research", "Trials – a shared network of hospitals"]
    assert texts(
        lead,
        ("paragraph", "", "a hotline between the centres;"),
        ("paragraph", "", "mutual recognition of labels; and"),
        ("paragraph", "", "a fellowship programme."),
        ("paragraph", "", "The centres employ 400 people."),
    ) == ["a hotline between the centres", "mutual recognition of labels", "a fellowship programme."]


def test_next_section_is_no_item_of_the_one_before() -> None:
    assert texts(
        ("heading", "１", "趣旨"),
        ("paragraph", "", "観測網の急速な劣化に対応するものである。"),
        ("list_item", "２", "協定の骨子"),
        ("list_item", "(1)", "共同公募の実施"),
        ("list_item", "(2)", "観測船の相互利用"),
        language="ja",
    ) == ["共同公募の実施", "観測船の相互利用"]
