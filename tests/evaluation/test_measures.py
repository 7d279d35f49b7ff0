import json
import random
import time
from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluation import LinkingScore, Score
from pipeline.evaluation.annotation import AnnotatedDocument
from pipeline.evaluation.documents import DocumentScores, score_document
from pipeline.evaluation.measures import b_cubed, match_texts
from pipeline.evaluation.rows import FoundDate, FoundObjective, FoundOrganisation, FoundRows
from pipeline.evaluation.words import count_occurrences, date_key, organisation_key


class TestWords:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("the Ore Board", "Ore Board"),
            ("UK's Ore Board", "Ore Board’s"),
            ("U.S. Ore Board", "Ore Board of the United States of America"),
            ("The Japanese Ore  Board", "Ore\nBoard of Japan"),
            ("英国の鉱石庁", "鉱 石庁"),
            ("一般社団法人鉱石協会", "「鉱石協会」"),
            ("ＯＲＥ株式会社", "Ore株式会社"),
            ("⺠間鉱石⽉報社", "民間鉱石月報社"),
        ],
    )
    def test_same_organisation(self, one: str, other: str) -> None:
        assert organisation_key(one) == organisation_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Government of Japan", "Government"),
            ("Ore Board Ltd", "Ore Board"),
            ("米国庁", "庁"),
            ("株式会社鉱石", "鉱石"),
            ("Theory Group", "ory Group"),
        ],
    )
    def test_different_organisations(self, one: str, other: str) -> None:
        assert organisation_key(one) != organisation_key(other)

    def test_article_of_a_date(self) -> None:
        assert date_key("the 2030s") == date_key("2030s")
        assert date_key("the spring of 2025") == date_key("Spring of 2025")
        assert date_key("then") != date_key("n")

    @pytest.mark.parametrize(
        ("text", "names", "others", "counts"),
        [
            ("The Ore\nBoard met. Ore Boards, Core Board.", ["Ore Board"], [], {"oreboard": 1}),
            ("Ore Board (OB), OB1, OB.", ["Ore Board", "OB"], [], {"oreboard": 1, "ob": 2}),
            ("Ore Board Fund and Ore Board", ["Ore Board", "Ore Board Fund"], [], {"oreboard": 1, "oreboardfund": 1}),
            ("Chair of the Ore Board; Ore Board", ["Ore Board"], ["Chair of the Ore Board"], {"oreboard": 1}),
            ("鉱石庁長官は鉱 石\n庁と", ["鉱石庁"], ["鉱石庁長官"], {"鉱石庁": 1}),
            ("ore board", ["Ore Board"], [], {}),
            ("鉱石OBは", ["OB"], [], {"ob": 1}),
            ("Ore Coun\u00ad\ncil", ["Ore Council"], [], {"orecouncil": 1}),
        ],
    )
    def test_occurrences(self, text: str, names: list[str], others: list[str], counts: dict[str, int]) -> None:
        assert count_occurrences(text, names, others) == counts

    @pytest.mark.parametrize("text", [" " * 100_000, "A" * 100_000, "A " * 50_000, "the " * 30_000, "\u2028" * 100_000])
    def test_time_is_linear(self, text: str) -> None:
        started = time.perf_counter()
        count_occurrences(text, ["A A", "the the", "AA"])
        organisation_key(f"a{text}a of japan")
        date_key(text)
        assert time.perf_counter() - started < 5


NAMES = ("Ore Board", "Salt Agency", "Institute of Tides", "港湾省", "株式会社青空", "みなと協議会")
WRONG_NAMES = ("Moon Office", "Lamp Company", "月面庁")
DATES = (
    ("May 2024", "2024-05-01", "2024-05-31"),
    ("2035", "2035-01-01", "2035-12-31"),
    ("本日", "2024-03-12", "2024-03-12"),
    ("本日", "2024-03-13", "2024-03-13"),
)
WRONG_DATES = (("May 2024", "2023-05-01", "2023-05-31"), ("昨年", "2023-01-01", "2023-12-31"))
SENTENCES = (
    "Publish a road map for harbours by the end of the year",
    "Train four hundred pilots in the bunkering of ammonia",
    "Exchange rules about safety at sea",
    "水素の回廊を構築することを目的とする",
    "人材の育成",
)
WRONG_SENTENCES = ("The weather was fine", "月面庁は昨年発足した", "Questions were answered afterwards")
KINDS = st.sampled_from(["objective", "area", "commitment", "activity"])
OBJECTIVES = st.lists(st.tuples(st.sampled_from(SENTENCES), KINDS, st.sampled_from(["listed", "stated"])), max_size=6)
FOUND = st.builds(
    FoundRows,
    st.lists(
        st.builds(FoundOrganisation, st.sampled_from(NAMES + WRONG_NAMES), st.sampled_from(["a", "b", ""])), max_size=8
    ),
    st.lists(st.sampled_from(DATES + WRONG_DATES).map(lambda row: FoundDate(row[0], row[1:])), max_size=6),
    st.lists(
        st.builds(
            FoundObjective,
            st.sampled_from([*SENTENCES, *WRONG_SENTENCES, *(sentence[:-3] for sentence in SENTENCES)]),
            KINDS,
            st.sampled_from(["listed", "stated"]),
        ),
        max_size=6,
    ),
)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[AnnotatedDocument, str, FoundRows]:
    """A document, its text, and the rows that hold all of it."""
    mentions = draw(st.lists(st.sampled_from(NAMES), max_size=8))
    dates = draw(st.lists(st.sampled_from(DATES), max_size=5))
    objectives = draw(OBJECTIVES)
    items = {
        form: [{"kind": kind, "text": text} for text, kind, its in objectives if its == form]
        for form in ("listed", "stated")
    }
    gold = {
        "doc_id": "memo",
        "language": "en",
        "organisations": [{"id": f"id of {name}", "surfaces": [name]} for name in NAMES],
        "dates": [{"text": text, "start": start, "end": end} for text, start, end in dates],
        "objectives": items,
    }
    document = AnnotatedDocument.model_validate_json(json.dumps(gold))
    rows = FoundRows(
        [FoundOrganisation(name, f"id of {name}") for name in mentions],
        [FoundDate(text, (start, end)) for text, start, end in dates],
        [FoundObjective(text, kind, form) for text, kind, form in objectives],
    )
    return document, "; ".join(mentions), rows


def linking(result: DocumentScores) -> LinkingScore:
    return b_cubed(result.links)


class TestProperties:
    @given(corpora())
    def test_perfect_tables_are_perfect(self, corpus: tuple[AnnotatedDocument, str, FoundRows]) -> None:
        document, text, rows = corpus
        result = score_document(document, text, rows)
        scores: list[Score | LinkingScore] = [*result.scores.values(), linking(result)]
        for score in scores:
            if score.counted:
                assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)
        assert result.scores["organisation mentions"].tp == len(rows.organisations)
        assert result.scores["dates"].tp == len(rows.dates)
        assert result.scores["objective kinds"].tp == result.scores["objectives listed"].tp
        assert not result.errors

    @given(corpora(), st.randoms(use_true_random=False))
    def test_dropped_rows_lower_recall_only(
        self, corpus: tuple[AnnotatedDocument, str, FoundRows], chance: random.Random
    ) -> None:
        document, text, rows = corpus
        kept = FoundRows(*([row for row in part if chance.random() < 0.6] for part in _parts(rows)))
        whole, result = score_document(document, text, rows), score_document(document, text, kept)
        for name, score in result.scores.items():
            assert score.fp == 0
            assert score.recall <= whole.scores[name].recall or name == "objective kinds"
        assert result.scores["organisation mentions"].fn == len(rows.organisations) - len(kept.organisations)
        assert result.scores["dates"].fn == len(rows.dates) - len(kept.dates)
        listed, stated = result.scores["objectives listed"], result.scores["objectives stated"]
        assert listed.fn + stated.fn == len(rows.objectives) - len(kept.objectives)
        assert linking(result).precision in {0.0, 1.0}

    @given(corpora(), st.data())
    def test_added_wrong_rows_lower_precision_only(
        self, corpus: tuple[AnnotatedDocument, str, FoundRows], data: st.DataObject
    ) -> None:
        document, text, rows = corpus
        names = data.draw(st.lists(st.sampled_from(WRONG_NAMES), max_size=4))
        dates = data.draw(st.lists(st.sampled_from(WRONG_DATES), max_size=4))
        wrong = data.draw(st.lists(st.tuples(st.sampled_from(WRONG_SENTENCES), KINDS), max_size=4))
        more = FoundRows(
            rows.organisations + [FoundOrganisation(name, "id") for name in names],
            rows.dates + [FoundDate(text, (start, end)) for text, start, end in dates],
            rows.objectives + [FoundObjective(text, kind, "stated") for text, kind in wrong],
        )
        whole, result = score_document(document, text, rows), score_document(document, text, more)
        added = {
            "organisation mentions": len(names),
            "organisation names": len(set(names)),
            "dates": len(dates),
            "objectives stated": len(wrong),
        }
        for name, score in result.scores.items():
            assert score == whole.scores[name] + Score(fp=added.get(name, 0))
        assert linking(result) == linking(whole)

    @given(corpora(), FOUND, st.randoms(use_true_random=False))
    def test_order_never_matters(
        self, corpus: tuple[AnnotatedDocument, str, FoundRows], rows: FoundRows, chance: random.Random
    ) -> None:
        document, text, _ = corpus
        shuffled = FoundRows(*(chance.sample(part, len(part)) for part in _parts(rows)))
        one, other = score_document(document, text, rows), score_document(document, text, shuffled)
        assert (one.scores, one.errors, linking(one)) == (other.scores, other.errors, linking(other))
        assert all(
            0 <= share <= 1 for score in one.scores.values() for share in (score.precision, score.recall, score.f1)
        )

    @settings(max_examples=200)
    @given(*[st.lists(st.text("abc", max_size=9), max_size=5)] * 2)
    def test_bounds_do_not_change_the_matching(self, wanted: list[str], found: list[str]) -> None:
        candidates = sorted(
            (
                (SequenceMatcher(None, one, other, autojunk=False).ratio(), mine, theirs)
                for mine, one in enumerate(wanted)
                for theirs, other in enumerate(found)
                if one and other
            ),
            reverse=True,
        )
        pairs: list[tuple[int, int]] = []
        for ratio, mine, theirs in candidates:
            if ratio >= 0.85 and all(mine != one and theirs != other for one, other in pairs):
                pairs.append((mine, theirs))
        assert match_texts(wanted, found) == sorted(pairs)


def _parts(rows: FoundRows) -> tuple[list[Any], list[Any], list[Any]]:
    return rows.organisations, rows.dates, rows.objectives


def test_b_cubed_of_a_known_example() -> None:
    # Three mentions of one organisation under two ids, one of another that shares the first id.
    score = b_cubed([("a", "1"), ("a", "1"), ("a", "2"), ("b", "1")])
    assert score.precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert score.mentions == 4
    assert b_cubed([]) == LinkingScore()
