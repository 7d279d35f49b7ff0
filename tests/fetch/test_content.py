"""What was received."""

import io
import zipfile

import pytest
from docx import Document

from pipeline.fetch.content import WebPage, form_of, text_of
from tests.fetch.site import PDF, page


def docx() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "content_type", "url", "ending"),
    [
        (PDF, "text/html", "https://a.example/x.html", ".pdf"),
        (b"\r\n" + PDF, "", "", ".pdf"),
        (b"<!DOCTYPE html><p>x", "application/pdf", "https://a.example/x.pdf", ".html"),
        (b"\xef\xbb\xbf\n<!-- c --><html>", "", "", ".html"),
        ("<html><p>覚書".encode("utf-16"), "", "", ".html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", "", "", ".html"),
        (b"<p>a part of a page", "text/html; charset=utf-8", "", ".html"),
        (b"Plain words.", "application/octet-stream", "https://a.example/x.doc", ".txt"),
        ("覚書".encode("cp932"), "text/plain", "", ".txt"),
        (b"# Title", "text/plain", "https://a.example/x.md", ".md"),
    ],
)
def test_the_ending_is_that_of_the_content(content: bytes, content_type: str, url: str, ending: str) -> None:
    assert form_of(content, content_type=content_type, url=url).ending == ending


def test_word_files_are_told_from_other_archives() -> None:
    assert form_of(docx()).ending == ".docx"
    for content in (zipped("xl/workbook.xml"), zipped("a.txt"), docx()[:300]):
        with pytest.raises(ValueError, match="ZIP archive"):
            form_of(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\x89PNG\r\n", "image"),
        (b"\0\1\2\3", "not text"),
        (b"<rss/>", "feed"),
        (b"\xd0\xcf\x11\xe0", "old Office"),
    ],
)
def test_what_is_no_document(content: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        form_of(content)


def test_declared_encodings_are_believed_if_they_fit() -> None:
    text = '<meta charset="Shift_JIS"><p>日本語①'
    assert text_of(text.encode("cp932")) == text
    assert text_of("日本語の文書です。".encode("euc_jp"), "text/html; charset=EUC-JP") == "日本語の文書です。"
    assert "日本語の文書です。" in text_of('<meta charset="Shift_JIS">日本語の文書です。'.encode())


@pytest.mark.parametrize(
    ("html", "is_error"),
    [
        (page("404 Not Found", "Sorry."), True),
        (page("Page not found - GOV.UK", "If you typed the address, check it is correct."), True),
        (page("お探しのページが見つかりません", "トップへ"), True),
        (page("メンテナンス中です"), True),
        (page("Just a moment...", "Enable JavaScript and cookies to continue"), True),
        (page("Japan and Chile sign memorandum of co-operation"), False),
        (
            page(
                "Results not found in nature: 500 new alloys under a partnership",
                *["A long text of a release. " * 40] * 3,
            ),
            False,
        ),
        (page("水素の覚書を締結"), False),
        ("", False),
        ("<!-- -->", False),
    ],
)
def test_error_pages(html: str, is_error: bool) -> None:
    assert bool(WebPage(html.encode()).error()) is is_error


def attached(body: str, title: str | None = None) -> list[str]:
    html = f"<html><head><title>Harrow Marine and Minato Electric sign a memorandum | Harrow</title></head><body>{body}</body></html>"
    return WebPage(html.encode()).attached("https://a.example/news/1.html", title)


LONG = "<p>" + "Both parties will work together on wind and waves. " * 20 + "</p>"
HEADING = "<h1>Harrow Marine and Minato Electric sign a memorandum</h1>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            f'{HEADING}<a href="r.pdf">Harrow Marine and Minato Electric sign a memorandum [PDF: 120KB]</a>{LONG}',
            ["r.pdf"],
        ),
        (f'{HEADING}{LONG}<a href="/r.PDF?x=1">Download the press release (PDF, 1.2 MB)</a>', ["/r.PDF?x=1"]),
        (f'{HEADING}{LONG}<a href="r.pdf">報道発表資料（PDF／120KB）</a>', ["r.pdf"]),
        (f'{HEADING}{LONG}<a href="r" type="application/pdf">PDF版</a>', ["r"]),
        (f'{HEADING}<p>The release is here:</p><p><a href="r.pdf">Here</a></p>', ["r.pdf"]),
        (f'{HEADING}{LONG}<a href="annual.pdf">Annual report 2025</a><a href="map.pdf">Map</a>', []),
        (f'{HEADING}{LONG}<a href="r.pdf">the memorandum of 2019</a>', []),
        (f'{HEADING}<p>Two files.</p><a href="a.pdf">Annex A</a><a href="b.pdf">Annex B</a>', []),
        (f'{HEADING}<footer><a href="privacy.pdf">Privacy</a></footer>', []),
        (f'{HEADING}{LONG}<nav><a href="x.pdf">Press release</a></nav>', []),
    ],
)
def test_files_that_are_the_release_itself(body: str, found: list[str]) -> None:
    assert [url.removeprefix("https://a.example").removeprefix("/news/") for url in attached(body)] == found


def test_a_japanese_title_on_the_link() -> None:
    title = "株式会社みなと電機との覚書の締結について"
    assert attached(f'<h1>お知らせ</h1>{LONG}<a href="x.pdf">{title}[PDF：120KB]</a>', title) == [
        "https://a.example/news/x.pdf"
    ]
