"""The web site, as files and in a browser."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from pipeline.export.site import MANIFEST, site_files
from pipeline.schema import TABLES, Row
from tests.export import rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ATTACK = "<script>window.attacked = 1</script><img src=x onerror='window.attacked = 1'>"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


def _parsed(site: dict[str, bytes]) -> dict[str, _Links]:
    pages = {}
    for path, content in site.items():
        if path.endswith(".html"):
            pages[path] = _Links()
            pages[path].feed(content.decode())
    return pages


def hostile() -> dict[str, list[Row]]:
    """The same release, with names, ids and addresses that want to be more than text."""
    tables = rows.tables()
    strange = replace(
        rows.DOCUMENT, doc_id='a b/100%?#"x', title=ATTACK, publisher=ATTACK, url="javascript:alert(1)",
        message=ATTACK, status="warnings",
    )  # fmt: skip
    company = replace(rows.ALPHA, organisation_id="会" * 100, name=ATTACK, name_en=ATTACK, aliases=(ATTACK,))
    text = f"{ATTACK} plc"
    mention = rows.mention("9-1", strange.doc_id, company.organisation_id, text, text)
    return {
        **tables,
        "documents": [*tables["documents"], strange, replace(strange, doc_id="WIND/EN")],
        "organisations": [*tables["organisations"], company],
        "organisation_mentions": [*tables["organisation_mentions"], mention],
    }


HOSTILE_TEXTS = {**rows.TEXTS, 'a b/100%?#"x': f"{ATTACK} plc"}


@pytest.mark.parametrize(("tables", "texts"), [(rows.tables(), rows.TEXTS), (hostile(), HOSTILE_TEXTS)])
def test_every_link_leads_somewhere(tables: dict[str, list[Row]], texts: dict[str, str]) -> None:
    site = site_files(tables, texts)
    pages = _parsed(site)
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(urljoin(f"https://site.test/{path}", link))
            if parts.netloc != "site.test":
                assert parts.scheme == "https", link
                continue
            target = unquote(parts.path).lstrip("/")
            assert target in site, (path, link)
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target].ids, (path, link)


def test_names_of_pages_are_those_that_every_system_takes() -> None:
    site = site_files(hostile(), HOSTILE_TEXTS)
    assert len({path.casefold() for path in site}) == len(site)
    for path in site:
        assert re.fullmatch(r"[\w/.-]+", path)
        assert all(len(part.encode()) <= 130 for part in path.split("/"))


def test_an_organisation_has_its_names_documents_dates_and_objectives() -> None:
    page = site_files(rows.tables(), rows.TEXTS)["organisations/みなと.html"].decode()
    assert "Alpha &amp; Minato &lt;sign&gt;" in page
    assert "覚書を締結" in page
    assert "2026-03-03 (day)" in page
    assert "They will train divers" in page
    assert "Alpha plc" in page


def test_who_has_agreed_with_whom_stands_on_every_page_that_it_concerns() -> None:
    site = {path: content.decode() for path, content in site_files(rows.tables(), rows.TEXTS).items()}
    words = "<q>Alpha plc and みなと株式会社 signed a memorandum on 3 March 2026.</q>"
    assert words in site["documents/wind/en.html"]
    assert "Between" not in site["documents/wind/ja.html"]
    for path, other in (("organisations/alpha.html", "みなと株式会社"), ("organisations/みなと.html", "Alpha plc")):
        agreed = site[path].split("Has agreed with")[1].split("</ul>")[0]
        assert other in agreed
        assert "Alpha &amp; Minato" in agreed
    [row] = [line for line in site["index.html"].splitlines() if "documents/wind/en.html" in line]
    assert "organisations/alpha.html" in row
    # Where the text is no longer the one that the rows were read from, nothing is said.
    assert (
        "Between"
        not in site_files(rows.tables(), {**rows.TEXTS, "wind/en": "Corrected."})["documents/wind/en.html"].decode()
    )


def test_what_could_not_be_read_is_said() -> None:
    assert "needs_ocr: 3 pages are pictures" in site_files(rows.tables(), rows.TEXTS)["index.html"].decode()


def test_rows_of_an_earlier_text_are_not_marked_at_a_wrong_place() -> None:
    page = site_files(rows.tables(), {**rows.TEXTS, "wind/ja": f"訂正。{rows.TEXT_JA}"})[
        "documents/wind/ja.html"
    ].decode()
    assert "2 findings are not marked" in page
    assert '<mark class="date" title' not in page


def test_a_bar_is_as_wide_as_the_date_is_imprecise() -> None:
    page = site_files(rows.tables(), rows.TEXTS)["timeline.html"].decode()
    widths = [float(width) for width in re.findall(r'class="bar".*?width="([0-9.]+)"', page)]
    assert len(widths) == 3
    assert max(widths) / min(widths) > 100


def test_rows_without_their_document_or_organisation() -> None:
    tables = {**rows.tables(), "documents": [], "organisations": []}
    assert "index.html" in site_files(tables, {})
    assert "alpha" in site_files({**rows.tables(), "organisations": []}, rows.TEXTS)["documents/wind/en.html"].decode()


def test_the_first_and_the_last_day_there_is() -> None:
    ends = rows.a_date("9-1", "wind/en", "memorandum", rows.TEXT_EN, date.min, date.max)
    assert "9999-12-31" in site_files({**rows.tables(), "dates": [ends]}, rows.TEXTS)["timeline.html"].decode()


def test_tables_without_rows() -> None:
    site = site_files({table.name: [] for table in TABLES}, {})
    assert "0 documents" in site["index.html"].decode()


def test_the_same_tables_give_the_same_bytes() -> None:
    assert site_files(rows.tables(), rows.TEXTS) == site_files(rows.tables(), rows.TEXTS)


def _write(folder: Path, site: dict[str, bytes]) -> None:
    for name, content in site.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """The test reads what the browser says, not what the server does."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The hostile site on a server of its own: its address and its folder."""
    folder = tmp_path_factory.mktemp("site")
    _write(folder, site_files(hostile(), HOSTILE_TEXTS))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", folder
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def page(browser: "Browser") -> Iterator["Page"]:
    """A page of a real browser; whatever it complains about fails the test that looks."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture
def complaints(page: "Page") -> Iterator[list[str]]:
    said: list[str] = []

    def listen(message: object) -> None:
        said.append(str(getattr(message, "text", message)))

    page.on("console", listen)
    page.on("pageerror", listen)
    yield said
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", listen)


@pytest.mark.parametrize("from_folder", [False, True], ids=["served", "from a folder"])
def test_the_search_finds_both_languages_without_a_network(
    served: tuple[str, Path], page: "Page", complaints: list[str], from_folder: bool
) -> None:
    address, folder = served
    page.goto(f"{folder.as_uri() if from_folder else address}/index.html")
    page.fill("#query", "ミナト ＡＬＰＨＡ")
    assert page.inner_text("#found") == "0 found"
    page.fill("#query", "みなと")
    assert "organisation" in page.inner_text("#results")
    page.fill("#query", "覚書 2026年")
    assert page.locator("#results a").first.inner_text() == "覚書を締結"
    page.fill("#query", "minato")  # in the title of a document, and not in its objectives
    assert page.locator("#results small").all_inner_texts() == [" document"]
    page.fill("#query", "2027-03-31")
    assert page.locator("#results small").all_inner_texts() == [" date"]
    page.fill("#query", "ＤＩＶＥＲＳ")  # full-width letters are letters
    page.locator("#results li", has_text="objective").locator("a").click()
    assert page.url.endswith("/documents/wind/en.html#o1-1")
    assert page.locator("mark.objective").count() > 1
    assert complaints == []


def test_a_search_can_be_linked_to(served: tuple[str, Path], page: "Page") -> None:
    page.goto(f"{served[0]}/index.html?q=Alpha%20plc")
    assert page.input_value("#query") == "Alpha plc"
    assert page.locator("#results li").count() > 1


def test_a_document_shows_its_text_as_it_is_with_the_findings_marked(
    served: tuple[str, Path], page: "Page", complaints: list[str]
) -> None:
    page.goto(f"{served[0]}/documents/wind/en.html")
    assert page.locator(".text").evaluate("node => node.textContent") == rows.TEXT_EN
    assert page.locator(".text mark.organisation").all_inner_texts() == ["Alpha plc", "みなと株式会社"]
    assert page.locator(".text mark.date").first.get_attribute("title") == "2026-03-03 (day)"
    page.locator(".text mark.organisation a").first.click()
    assert page.inner_text("h1") == "Alpha plc"
    page.goto(f"{served[0]}/documents/wind/en.html")
    # The policy lets the style sheet in: a mark that is not coloured marks nothing.
    colour = "node => getComputedStyle(node).backgroundColor"
    assert page.locator(".text mark.organisation").first.evaluate(colour) != "rgba(0, 0, 0, 0)"
    assert complaints == []


def test_no_text_becomes_a_script(served: tuple[str, Path], page: "Page", complaints: list[str]) -> None:
    address, folder = served
    for path in sorted(folder.rglob("*.html")):
        page.goto(f"{address}/{path.relative_to(folder).as_posix()}")
        assert page.evaluate("window.attacked") is None, path
    page.goto(f"{address}/index.html?q=script")
    assert page.locator("#results li").count() > 0
    assert page.evaluate("window.attacked") is None
    assert complaints == []


def test_a_script_that_got_in_would_not_run(served: tuple[str, Path], page: "Page", complaints: list[str]) -> None:
    page.goto(f"{served[0]}/timeline.html")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.attacked = 1'; document.body.append(s) }"
    )
    assert page.evaluate("window.attacked") is None
    assert any("Content Security Policy" in complaint for complaint in complaints)


def test_the_manifest_lists_every_file() -> None:
    site = site_files(rows.tables(), rows.TEXTS)
    assert all(f'"{name}"' in site[MANIFEST].decode() for name in site)
