"""Text cut where findings begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.marking import Mark, Segment, segments


def _mark(start: int, end: int, kind: str, href: str = "") -> Mark:
    return Mark(start, end, kind, f"{kind}{start}", kind.title(), href)


def test_a_name_inside_an_objective_has_both_marks() -> None:
    marks = [_mark(2, 4, "organisation", "alpha.html"), _mark(0, 6, "objective")]
    assert segments("abcdefgh", marks) == [
        Segment("ab", ("objective",), "Objective", "", ("objective0",)),
        Segment("cd", ("objective", "organisation"), "Objective · Organisation", "alpha.html", ("organisation2",)),
        Segment("ef", ("objective",), "Objective"),
        Segment("gh"),
    ]


def test_findings_that_cross() -> None:
    parts = segments("abcdef", [_mark(0, 4, "date"), _mark(2, 6, "objective")])
    assert [(part.text, part.kinds) for part in parts] == [
        ("ab", ("date",)),
        ("cd", ("date", "objective")),
        ("ef", ("objective",)),
    ]


def test_a_text_without_findings() -> None:
    assert segments("ab", []) == [Segment("ab")]
    assert segments("", []) == []


_SPANS = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.text(min_size=40, max_size=60), st.lists(_SPANS, max_size=10))
def test_the_pieces_are_the_text_and_every_finding_is_marked(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, f"k{number}", f"a{number}", "") for number, (start, end) in enumerate(spans)]
    parts = segments(text, marks)
    assert "".join(part.text for part in parts) == text
    for mark in marks:
        assert "".join(part.text for part in parts if mark.kind in part.kinds) == text[mark.start : mark.end]
        assert [mark.anchor in part.anchors for part in parts].count(True) == 1
