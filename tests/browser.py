"""A real browser for the tests of pages: Debian's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser; fails in CI and skips elsewhere where there is none."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("there is no chromium, which CI must have (.ci/run installs it)")
        pytest.skip("there is no chromium on this machine: pages are not tested")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened_page(browser: Browser, *, width: int = 1400, height: int = 900, dark: bool = False) -> Iterator[Page]:
    """A new page without a network; what it says in its console, and any address that it asks for, fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", offline=True
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    def asked(request: Request) -> None:
        if not request.url.startswith(("file:", "blob:", "data:")):
            said.append(request.url)

    page.on("request", asked)
    yield page
    context.close()
    assert said == []
