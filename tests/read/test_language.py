"""Which language a document is in, and what is said of one in another."""

import subprocess
import sys

import pytest

from pipeline.read.language import other_language
from tests.conftest import ROOT
from tests.read.layouts import read_text
from tests.read.pages import read_page

OTHERS = {
    "French": "Le ministre de l'énergie et le gouvernement du Japon ont signé aujourd'hui un protocole d'accord sur la coopération dans le domaine de l'hydrogène. Les deux parties échangeront des informations et formeront du personnel.",
    "German": "Das Bundesministerium und die japanische Regierung haben heute eine Absichtserklärung über die Zusammenarbeit im Bereich Wasserstoff unterzeichnet. Beide Seiten werden Informationen austauschen und gemeinsam forschen.",
    "Spanish": "El ministerio de energía y el gobierno de Japón han firmado hoy un memorando de entendimiento sobre la cooperación en el ámbito del hidrógeno. Ambas partes intercambiarán información y formarán a su personal.",
    "Chinese": "日本国经济产业省与中华人民共和国国家发展和改革委员会今天签署了关于氢能合作的谅解备忘录。双方将在技术交流、人才培养、标准制定等领域开展合作，并共同推动产业发展和国际合作项目的实施。",
    "Korean": "산업통상자원부와 일본 경제산업성은 오늘 수소 협력에 관한 양해각서(MOU)를 체결하였다. 양측은 정보를 교환하고 인력을 양성한다.",
    "a language in Cyrillic letters": "Министерство энергетики и правительство Японии подписали сегодня меморандум о сотрудничестве (MoU) в области водорода.",
}  # fmt: skip
TRADITIONAL = "經濟部與日本經濟產業省今日簽署氫能合作備忘錄，雙方將於技術交流、人才培育、標準制定等領域展開合作，並共同推動產業發展與國際合作計畫之實施，深化雙邊夥伴關係。"
NAMES = (
    "Participants: Tanaka Kenji, Hitachi Zosen; Suzuki Ichiro, Kawasaki Heavy Industries; Jan de Vries, Port of Rotterdam; Pieter Jansen, Gasunie; "
    "Maria Gonzalez, Iberdrola; Hans Müller, Siemens Energy; Giulia Rossi, Snam; Tokyo 2025"
)
OFFICES = "経済産業大臣 山田太郎 外務大臣 鈴木次郎 文部科学大臣 佐藤三郎 総務大臣 田中四郎 財務大臣 高橋五郎 国土交通大臣 伊藤六郎 環境大臣 渡辺七郎 農林水産大臣 中村八郎"


@pytest.mark.parametrize("language", OTHERS)
def test_a_document_in_another_language_says_so(language: str) -> None:
    document = read_text(OTHERS[language])
    assert document.warnings == (f"the text seems to be in {language}; only English and Japanese are read",)
    assert read_page(f"<main><p>{OTHERS[language]}</p></main>").warnings == document.warnings


def test_both_ways_of_writing_chinese() -> None:
    assert other_language(TRADITIONAL) == "Chinese"


@pytest.mark.parametrize(
    "text",
    [
        NAMES,
        OFFICES,
        "Bonjour",
        "覚書",
        "",
        "2025",
        "The ports of Gent and Köln agree with Société Générale on the tides.",
    ],
)
def test_names_and_short_texts_are_left_alone(text: str) -> None:
    assert other_language(text) is None


@pytest.mark.parametrize(
    "head",
    [
        "<html lang=ja>",
        '<html xml:lang="ja-JP">',
        '<meta http-equiv=content-language content="ja">',
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","inLanguage":"ja-JP"}</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","inLanguage":{"@type":"Language","alternateName":"ja"}}</script>',
    ],
)
def test_what_a_page_says_of_its_language_tips_the_balance(head: str) -> None:
    names = "<p>Tidal Board × Port of Ghent 覚書締結</p>"
    assert read_page(names).language == "en"
    assert read_page(head + names).language == "ja"
    assert read_page(f"{head}<p>The ports 覚書 have agreed to exchange data on the tides.</p>").language == "en"
    assert read_page("<html lang=en><p>両港は、潮位に関するデータを交換することで合意しました。</p>").language == "ja"


def test_ideographs_alone_are_japanese() -> None:
    assert read_page(f"<html lang=en><p>{OFFICES}</p>").language == "ja"
    assert read_text("署名式次第\n\n10:00 開会\n").language == "ja"


def test_filler_is_named() -> None:
    filler = "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. "
    assert other_language(filler * 3) == "Latin"


def test_no_sample_or_annotated_release_is_taken_for_another_language() -> None:
    for path in [*(ROOT / "raw").glob("*.txt"), *(ROOT / "tests" / "gold" / "raw").glob("*.txt")]:
        assert read_text(path.read_bytes(), name=path.name).warnings == (), path.name


def test_libraries_of_other_formats_and_languages_are_not_loaded() -> None:
    code = (
        "import sys; from tests.read.layouts import read_text\n"
        "read_text('両港は、潮位に関するデータを交換することで合意しました。' * 9)\n"
        "read_text('The ports have agreed to exchange data on the tides of the sea with each other. ' * 9)\n"
        "print(sorted({'lxml', 'docx', 'trafilatura', 'py3langid', 'pdfplumber'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.strip() == "[]"
