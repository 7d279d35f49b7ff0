"""Title and day of publication."""

from datetime import date

import pytest

from pipeline.records import Sidecar
from tests.read.layouts import read_text

_BODY_EN = "The two ports have agreed to exchange data on tides and currents for a period of five years from now."
_BODY_JA = "両港は、潮位及び潮流に関するデータを、今後五年間にわたり交換することで合意しました。"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("TOKYO, March 3, 2026 – The company", date(2026, 3, 3)),
        ("LEEDS, England, November 18, 2025 -- The company", date(2025, 11, 18)),
        ("Washington, D.C., April 24, 2025", date(2025, 4, 24)),
        ("HAMBURG/LONDON, 9 September 2025 – The company", date(2025, 9, 9)),
        ("(Tokyo, 20 January 2026) – The company", date(2026, 1, 20)),
        ("Published 19 June 2025", date(2025, 6, 19)),
        ("Published: 22 October 2025 | Updated: 1 November 2025", date(2025, 10, 22)),
        ("19 June 2025", date(2025, 6, 19)),
        ("Thursday, June 19th, 2025", date(2025, 6, 19)),
        ("9 October 2025 | 3 min read", date(2025, 10, 9)),
        ("Date: 7 May 2025", date(2025, 5, 7)),
        ("2025-06-19", date(2025, 6, 19)),
        ("The ports have today (19 June 2025) agreed on a common plan for tides.", date(2025, 6, 19)),
        ("令和8年3月3日", date(2026, 3, 3)),
        ("令和元年5月1日（水）", date(2019, 5, 1)),
        ("２０２６年３月３日", date(2026, 3, 3)),
        ("平成 31 年 4 月 1 日 発表", date(2019, 4, 1)),
        ("2025.11.12", date(2025, 11, 12)),
        ("公開日：2026/06/24 最終更新日：2026/07/01", date(2026, 6, 24)),
        ("プレスリリース2025年7月22日", date(2025, 7, 22)),
        ("【東京 2025年7月22日】―両港は合意した。", date(2025, 7, 22)),
        ("本日（令和7年6月19日）、両港は合意した。", date(2025, 6, 19)),
        ("GHENT / AARHUS, 9 September 2025 – The ports", date(2025, 9, 9)),
        ("Ghent & Århus, 9 September 2025", date(2025, 9, 9)),
        ("ÅRHUS and OSLO, 9 September 2025 – The ports", date(2025, 9, 9)),
        ("24.06.2025 07:00 CEST · Notice to the press and others", date(2025, 6, 24)),
        ("3.7.2025", date(2025, 7, 3)),
        ("2025年7月22日 国立研究開発法人みなと研究所", date(2025, 7, 22)),
        ("令和7年7月22日 港湾省国際課", date(2025, 7, 22)),
        ("［2026年2月19日 5時00分］", date(2026, 2, 19)),
        ("【2026年2月19日】", date(2026, 2, 19)),
        ("Questions and answers · 26 March 2026 · Brussels", date(2026, 3, 26)),
        ("News | 26 March 2026", date(2026, 3, 26)),
        ("26 March 2026 · Brussels", date(2026, 3, 26)),
    ],
)  # fmt: skip
def test_dateline(head: str, day: date) -> None:
    body = _BODY_JA if "年" in head or "日" in head else _BODY_EN
    document = read_text(f"{head}\n\n{body}\n")
    assert (document.published, document.published_from) == (day, "dateline")


@pytest.mark.parametrize(
    "head",
    [
        "June 2025", "2025", "令和7年度", "31 February 2025", "2025年13月1日", "Signed on 19 June 2025 in the city of Ghent", "Last updated 9 April 2025",
        "The treaty of 19 June 2025 is old.", "3 March", "2025年6月の会合", "平成31年4月に設立された港である。", "1. 19 June 2025 is far away",
        "The treaty · signed on 26 March 2026 · Brussels", "［2026年2月19日の会合］", "Version 3.7.2025.1", "32.06.2025", "2025年7月22日 署名式", "2025年7月22日 合同委員会", "2025年7月22日 14時から第3回の会合を東京及び大阪において開催",
        "2025年7月22日 両港は研究所", "Ghent and the treaty of 9 September 2025 are old.",
    ],
)  # fmt: skip
def test_no_day_rather_than_a_wrong_one(head: str) -> None:
    document = read_text(f"{head}\n\n{_BODY_EN}\n")
    assert (document.published, document.published_from) == (None, None)


def test_sidecar_front_matter_dateline_and_file_name_in_that_order() -> None:
    text = "---\ndate: 2025-03-03\n---\n\n4 April 2025\n\n" + _BODY_EN
    name = "2025-05-05-ports.md"
    sidecar = Sidecar(published=date(2025, 2, 2), title="Ports", publisher="Harbour Board", language="ja")
    given = read_text(text, name=name, media_type="text/markdown", sidecar=sidecar)
    assert (given.published, given.published_from) == (date(2025, 2, 2), "sidecar")
    assert (given.title, given.publisher, given.language) == ("Ports", "Harbour Board", "ja")
    fronted = read_text(text, name=name, media_type="text/markdown")
    assert (fronted.published, fronted.published_from) == (date(2025, 3, 3), "metadata")
    dated = read_text("4 April 2025\n\n" + _BODY_EN, name=name)
    assert (dated.published, dated.published_from) == (date(2025, 4, 4), "dateline")
    named = read_text(_BODY_EN, name=name)
    assert (named.published, named.published_from) == (date(2025, 5, 5), "file name")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20250619_mou.txt", date(2025, 6, 19)),
        ("mou-2025_06_19-en.txt", date(2025, 6, 19)),
        ("20251340.txt", None),
        ("mou-2025.txt", None),
        ("2025-06-19-to-2025-07-01.txt", None),
        ("id-120250619.txt", None),
        ("2025-0619.txt", None),
    ],
)
def test_file_name(name: str, day: date | None) -> None:
    assert read_text(_BODY_EN, name=name).published == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Press release\n\nPorts agree on tides\n\n{_BODY_EN}", "Ports agree on tides"),
        (f"報道発表\n\n令和7年5月1日\n国土交通省 港湾局\n\n日蘭港湾協力に関する覚書の署名について\n\n{_BODY_JA}", "日蘭港湾協力に関する覚書の署名について"),
        (f"日蘭の港が協定を締結\n～潮流の観測で協力～\n\n{_BODY_JA}", "日蘭の港が協定を締結 ～潮流の観測で協力～"),
        (f"潮流の観測に関する協定に署名しました\n\n{_BODY_JA}", "潮流の観測に関する協定に署名しました"),
        (f"Home > News\n\n# Ports agree on tides\n\n## Aims\n\n{_BODY_EN}", "Ports agree on tides"),
        (f"JOINT STATEMENT\nbetween\nThe Port of Ghent\nand\nThe Port of Kobe\n\n{_BODY_EN}", "JOINT STATEMENT between The Port of Ghent and The Port of Kobe"),
        (_BODY_EN, None),
        (_BODY_JA, None),
    ],
)  # fmt: skip
def test_title(text: str, title: str | None) -> None:
    assert read_text(text).title == title


def test_title_of_the_sidecar_is_found_over_two_lines() -> None:
    text = f"Ports agree on tides\n\nand on currents\n\n{_BODY_EN}"
    document = read_text(text, sidecar=Sidecar(title="Ports Agree on Tides and on Currents"))
    assert [block.kind for block in document.blocks] == ["title", "title", "paragraph"] or document.blocks[
        0
    ].kind == "title"
    assert document.title == "Ports Agree on Tides and on Currents"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("*Oslo, 21 November 2025 –* The two ports have agreed on a plan.", date(2025, 11, 21)),
        ("_TOKYO, November 21, 2025_ – The two ports have agreed on a plan.", date(2025, 11, 21)),
        ("**Ghent, 3 March 2026** — The two ports have agreed on a plan.", date(2026, 3, 3)),
        ("*Published 3 March 2026*", date(2026, 3, 3)),
    ],
)
def test_dateline_in_emphasis(line: str, day: date) -> None:
    document = read_text(f"# Ports agree on tides\n\n{line}\n\n{_BODY_EN}\n", name="a.md", media_type="text/markdown")
    assert (document.published, document.published_from) == (day, "dateline")
