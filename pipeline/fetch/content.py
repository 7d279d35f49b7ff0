"""What was received: its format by its bytes, its text where that has to be looked at, and whether it is an error page."""

import codecs
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from pipeline.errors import UnreadableDocumentError
from pipeline.read import MEDIA_TYPES
from pipeline.read.decoding import decode

# First bytes of formats that are no documents here; what is not named has NUL bytes early on.
_OTHERS = {
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip archive",
}
_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.I | re.S,
)
_XML = re.compile(rb"\A\s*(?:<\?xml\b|<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b)", re.I)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.I)
_IN_HEADER = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9._:-]{2,40})", re.I)
# Bytes in which an encoding is declared (HTML Living Standard, "prescan a byte stream": the first 1024).
_HEAD = 1024

# What pages that stand in for a missing one are called: reason phrases of RFC 9110, section 15, and the words of the
# error pages that Apache, IIS, nginx, WordPress and Cloudflare bring, English and Japanese.
_ERROR = re.compile(
    r"\b(?:40[0134]|410|429|50[0234])\b|\bnot found\b|page (?:cannot|could not|can.t) be (?:found|displayed)|no longer (?:available|exists)"
    r"|page (?:has been )?(?:removed|deleted)|access denied|\bforbidden\b|service unavailable|temporarily unavailable|under maintenance"
    r"|internal server error|bad gateway|gateway time-?out|just a moment|too many requests"
    r"|ページが?(?:見つかりません|みつかりません|存在しません|ありません|表示できません)|(?:お探し|ご指定|指定され)の?.{0,8}(?:ページ|ファイル)"
    r"|ファイルが(?:見つかり|存在し)ません|メンテナンス(?:中|のお知らせ)|アクセスが集中|アクセスできません|エラーが発生|サーバーエラー|サービスを.{0,4}停止",
    re.IGNORECASE,
)
# Characters: an error page has a short title, and says little beside it.
_TITLE, _LITTLE = 90, 1500
_NO_CONTENT = ("script", "style", "noscript", "nav", "header", "footer", "aside", "form", "template", "svg")

# Texts of links that call their target the release that they stand on, alone and not one document of several.
_THE_RELEASE = re.compile(
    r"(?:(?:download|read|view)\s)?(?:the\s)?(?:full\s)?(?:press release|news release|release|full text|text|statement|pdf)"
    r"(?:\s(?:pdf|version|pdf version|in full|document))?|(?:pdf|print(?:able)?|印刷用?|ＰＤＦ)\s?(?:version|版)"
    r"|(?:報道発表|プレスリリース|ニュースリリース|発表|本)(?:文|資料|本文|資料全文)?|(?:報道発表|発表)資料|全文|プレスリリース|ニュースリリース",
    re.IGNORECASE,
)
# What is said of a file behind the text of a link: "[PDF:123KB]", "(PDF, 1.2 MB, 3 pages)", "（別ウィンドウで開く）".
_FILE_NOTE = re.compile(
    r"\s*[\[(（【［][^\])）】］]{0,60}[\])）】］]\s*$|\s*\bPDF\b\s*[:：,]?\s*[\d.,]+\s?[KM]i?B\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Form:
    """The format of some bytes: the ending of a file, with its dot, and the media type."""

    ending: str
    media_type: str


def form_of(content: bytes, *, content_type: str = "", url: str = "") -> Form:
    """The format of a document, by its bytes; what a server or a name says decides only between kinds of text.

    Raises:
        ValueError: it is nothing that can be read; the message says what it is.
    """
    if not content.strip():
        raise ValueError("it is empty")
    if b"%PDF-" in content[:1024]:
        return _form(".pdf")
    if content.startswith(b"PK\x03\x04"):
        if _has_word_document(content):
            return _form(".docx")
        raise ValueError("it is a ZIP archive or an Office file other than .docx")
    for signature, what in _OTHERS.items():
        if content.startswith(signature):
            raise ValueError(f"it is {what}")
    head = content[3 : _HEAD * 4] if content.startswith(b"\xef\xbb\xbf") else content[: _HEAD * 4]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = content[: _HEAD * 8].decode("utf-16", "ignore").encode("utf-8")
    elif b"\0" in head:
        raise ValueError("it is not text and in no format that is known")
    if _HTML.match(head) or content_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml"):
        return _form(".html")
    if _XML.match(head):
        raise ValueError("it is XML data or a feed, not a document")
    return _form(".md" if urlsplit(url).path.lower().endswith((".md", ".markdown")) else ".txt")


def _form(ending: str) -> Form:
    return Form(ending, MEDIA_TYPES[ending])


def _has_word_document(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def text_of(content: bytes, content_type: str = "") -> str:
    """The characters of HTML, XML or plain text: UTF-8 where it is, else as declared if that fits, else by their look."""
    if not content.strip():
        return ""
    if b"\x1b" not in content:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    declared = [match.group(1) for match in [_IN_HEADER.search(content_type)] if match]
    declared += [match.decode("ascii") for match in _DECLARED.findall(content[:_HEAD])]
    for encoding in declared:
        # Windows writes more than JIS has and still calls it Shift_JIS (WHATWG Encoding Standard).
        name = "cp932" if encoding.lower().replace("-", "_") in ("shift_jis", "sjis", "x_sjis") else encoding
        try:
            # Whatever the bytes are, they are "valid" in these, and servers name them without looking.
            if codecs.lookup(name).name not in ("iso8859-1", "cp1252", "ascii"):
                return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return decode(content)[0]
    except UnreadableDocumentError:
        return content.decode("utf-8", "replace")


class WebPage:
    """A page of HTML: what of it tells whether it is the document that was asked for."""

    def __init__(self, content: bytes, content_type: str = "") -> None:
        text = text_of(content, content_type).replace("\0", "").encode("utf-8", "replace")
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
        try:
            self.tree = html.document_fromstring(text, parser=parser)
        except etree.ParserError:  # nothing in it but comments and spaces
            self.tree = html.document_fromstring(b"<html></html>", parser=parser)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The first heading and the title, where there are any."""
        found = (self.tree.findtext(".//title"), *(_words(item) for item in self.tree.iterfind(".//h1")))
        return tuple(_readable(title) for title in (*found[1:2], found[0]) if title and title.strip())

    @cached_property
    def main(self) -> html.HtmlElement:
        """The part that is the page's own: without scripts, menus, head and foot."""
        bodies = [*self.tree.iterfind(".//main"), *self.tree.iterfind(".//article"), *self.tree.iterfind(".//body")]
        main = html.fromstring(html.tostring(bodies[0] if bodies else self.tree, encoding="unicode"))
        for element in list(main.iter(*_NO_CONTENT)):
            if element.getparent() is not None:
                element.drop_tree()
        return main

    @cached_property
    def length(self) -> int:
        """Characters of `main`."""
        return len(_words(self.main))

    def error(self) -> str | None:
        """What an error page that came with status 200 calls itself; None for any other page."""
        for title in self.titles:
            if len(title) <= _TITLE and self.length <= _LITTLE and _ERROR.search(title):
                return title
        return None

    def attached(self, base: str, title: str | None, *, most: int = 3) -> list[str]:
        """The addresses of the PDF files that are the release which the page is about, and not something beside it.

        They are those whose link has the page's title as its text or calls them the release, and one to which the
        page is little more than the link.
        """
        links = [
            (urljoin(base, link.get("href", "").strip()), _FILE_NOTE.sub("", _words(link)).strip())
            for link in self.main.iter("a")
            if _is_pdf(link)
        ]
        titles = [_bare(name) for name in (title, *self.titles) if name]
        chosen = [url for url, text in links if _THE_RELEASE.fullmatch(text) or _is_title(_bare(text), titles)]
        addresses = list(dict.fromkeys(url for url, _ in links))
        if len(addresses) == 1 and self.length - len(links[0][1]) - len(max(titles, key=len, default="")) < 200:
            chosen = addresses
        return list(dict.fromkeys(chosen))[:most]


def _words(element: html.HtmlElement) -> str:
    return _readable(" ".join(element.itertext()))


def _readable(words: str) -> str:
    """Words without what a terminal would take for a command."""
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())


def _is_pdf(link: html.HtmlElement) -> bool:
    href = link.get("href", "")
    try:
        return urlsplit(href.strip()).path.lower().endswith(".pdf") or (
            bool(href) and link.get("type") == "application/pdf"
        )
    except ValueError:
        return False


def _bare(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def _is_title(text: str, titles: list[str]) -> bool:
    """The text of a link is a title, or most of one: 12 Latin letters, 6 of another script."""
    enough = 12 if text.isascii() else 6
    return len(text) >= enough and any(
        (text in title and len(text) * 2 >= len(title)) or (title in text and len(title) >= enough) for title in titles
    )
