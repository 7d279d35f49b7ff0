"""The review page, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.workspace import Workspace
from tests.browser import opened_page

MakeWorkspace = Callable[[dict[str, str]], Workspace]

RELEASE = """Acme and the Ministry of Rivers sign a memorandum

3 March 2026

Acme Robotics Ltd and the Ministry of Rivers signed a memorandum on 3 March 2026. The Northern Institute joins in April 2027.

The memorandum aims to:
- exchange engineers and data;
- build a test basin by 2030.
"""
HOSTILE = """<script>document.title = "owned"</script> Ltd joins

Oslo, 5 May 2026 – "><img src=x onerror=alert(1)> Ltd and =HYPERLINK("http://192.0.2.1") GmbH met \u202egro.live\u202c Institute on 5 May 2026. {{ 7 * 7 }}
"""


def run(workspace: Workspace, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["--workspace", str(workspace.root), *arguments])
    return result.exit_code, result.output


def page_of(workspace: Workspace) -> str:
    return (workspace.extracted / "review" / "index.html").as_uri()


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Workspace:
    made = make_workspace({"raw/basin.txt": RELEASE, "raw/odd.txt": HOSTILE})
    code, output = run(made, "ingest", "--jobs", "1")
    assert code == 0, output
    return made


def decided(page: Page) -> str:
    return page.locator("#progress").inner_text()


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.keyboard.press("s")
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def test_decisions_by_keyboard_are_saved_and_accept_applies_them(
    browser: Browser, workspace: Workspace, tmp_path: Path
) -> None:
    with opened_page(browser) as page:
        page.goto(page_of(workspace))
        page.select_option("#filter-table", "dates")
        cards = page.locator(".card:visible")
        number = cards.count()
        assert number >= 4
        page.keyboard.press("j")
        assert page.locator(".card.current").get_attribute("data-table") == "dates"
        page.keyboard.press("a")
        page.keyboard.press("r")
        page.keyboard.type("the day of an earlier release")
        page.keyboard.press("Enter")
        assert decided(page).startswith("2 of")
        page.keyboard.press("u")
        assert decided(page).startswith("1 of")
        page.keyboard.press("r")
        page.keyboard.type('a "quoted": reason # with\ttricks')
        page.keyboard.press("Enter")
        page.keyboard.press("j")
        page.keyboard.press("e")
        card = page.locator(".card.current")
        key = card.get_attribute("data-key")
        card.locator("input[name=relative_to]").fill("the year of the release")
        card.locator("input[name=reason]").fill("was left open")
        page.keyboard.press("Enter")
        assert decided(page).startswith("3 of")
        page.select_option("#filter-table", "")
        page.click("#accept-shown")
        total = page.locator(".card[data-decisions]:not([data-decisions=''])").count()
        assert decided(page) == f"{total} of {total} decided"
        file = saved(page, tmp_path)
    assert file.name == "decisions.yml"
    code, output = run(workspace, "accept", "--decisions", str(file))
    assert code == 0, output
    corrections = (workspace.root / "config" / "corrections.yml").read_text(encoding="utf-8")
    assert "with\\ttricks" in corrections or "with\ttricks" in corrections
    assert str(key) in corrections
    assert "the year of the release" in corrections
    code, output = run(workspace, "ingest", "--jobs", "1")
    assert code == 0, output
    code, output = run(workspace, "diff")
    assert code == 0, output


def test_decisions_outlive_a_reload_and_can_be_taken_back(browser: Browser, workspace: Workspace) -> None:
    with opened_page(browser) as page:
        page.goto(page_of(workspace))
        page.keyboard.press("j")
        page.keyboard.press("a")
        assert decided(page).startswith("1 of")
        page.keyboard.press("s")
        page.reload()
        assert decided(page).startswith("1 of")
        first = page.locator(".card[data-decided] button[aria-pressed=true]")
        first.click()
        assert decided(page).startswith("0 of")
        page.keyboard.press("s")


def test_a_row_leads_to_its_words_and_back(browser: Browser, workspace: Workspace) -> None:
    with opened_page(browser) as page:
        page.goto(page_of(workspace))
        card = page.locator(".card[data-table=dates]", has_text="April 2027").first
        card.locator("a", has_text="in the text").click()
        place = card.get_attribute("data-place")
        assert place
        assert page.url.endswith(f"#{place}")
        words = page.locator(f"#{place} + span")
        assert words.inner_text() == "April 2027"
        assert "2027-04" in str(words.get_attribute("title"))
        words.click()
        assert page.locator(".card.current").get_attribute("id") == card.get_attribute("id")


def test_filters_leave_what_fits(browser: Browser, workspace: Workspace) -> None:
    with opened_page(browser) as page:
        page.goto(page_of(workspace))
        everything = page.locator(".card:visible").count()
        page.select_option("#filter-table", "objectives")
        tables = {card.get_attribute("data-table") for card in page.locator(".card:visible").all()}
        assert tables == {"objectives"}
        page.select_option("#filter-state", "removed")
        assert page.locator(".card:visible").count() == 0
        page.select_option("#filter-table", "")
        page.select_option("#filter-state", "added")
        page.select_option("#filter-cause", "source")
        assert page.locator(".card:visible").count() == everything


def test_words_of_a_document_stay_words(browser: Browser, workspace: Workspace) -> None:
    with opened_page(browser) as page:
        page.goto(page_of(workspace))
        assert page.title().startswith("Review of run")
        text = page.locator(".text").all_inner_texts()
        assert any('<script>document.title = "owned"</script>' in part for part in text)
        assert not any("\u202e" in part for part in text)
        assert any("{{ 7 * 7 }}" in part for part in text)
        assert page.locator("img").count() == 0


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, workspace: Workspace, dark: bool) -> None:
    with opened_page(browser, width=390, height=800, dark=dark) as page:
        page.goto(page_of(workspace))
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (paper == "rgb(255, 255, 255)") == (not dark)
