"""Where sentences end, in both languages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find.sentences import sentence_at, split

CASES = [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("Acme Co., Ltd. and Smith Inc. signed. The U.S. Department agreed.", 2),
    ("It is made by Acme Inc. The firm grew.", 2),
    ("On Nov. 5, 2024 Dr. Lee met J. Smith. They agreed.", 2),
    ("See e.g. the report, No. 5 of it.", 1),
    ("He said: “We agree. It is good.” Then they left.", 3),
    ("覚書を締結した。今後、協力する。", 2),
    ("会長は「協力する。期待する。」と述べた。", 1),
    ("「協力する。期待する。」", 2),
    ("国立大学法人（東京。京都）は参加した。", 1),
    ("協力した（詳細は別紙）。次に進む。", 2),
    ("参加した。The Agency agreed. 以上", 3),
    ("一つ目」。二つ目。", 2),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_split(text: str, expected: list[str] | int) -> None:
    found = [text[start:end] for start, end in split(text)]
    assert (found if isinstance(expected, list) else len(found)) == expected


@given(st.text(st.sampled_from("a. A!?。「」（）()” \n"), max_size=60))
def test_nothing_is_lost_and_spans_are_in_order(text: str) -> None:
    spans = list(split(text))
    assert sum(len(text[start:end].replace(" ", "").replace("\n", "")) for start, end in spans) == len(
        text.replace(" ", "").replace("\n", "")
    )
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for start, end in spans:
        assert sentence_at(spans, start) == (start, end) == sentence_at(spans, end - 1)
    assert sentence_at(spans, len(text)) is None


def test_many_brackets_take_linear_time() -> None:
    # 20,000 sentences with two brackets each took minutes when each was compared with every bracket.
    assert len(list(split("協力（共同）する「計画」である。" * 20_000))) == 20_000
