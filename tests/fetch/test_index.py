"""Lists: feeds of all ages and encodings, index pages, sitemaps."""

import pytest

from pipeline.fetch.index import Listing, chosen_items, day_of, read_listing
from pipeline.fetch.report import Item
from pipeline.fetch.sources import Source

URL = "https://a.example/list/feed.xml"


def source(**values: object) -> Source:
    return Source.model_validate({"id": "a", "kind": "feed", "url": URL, **values})


def read(content: str | bytes, *, content_type: str = "application/xml", **values: object) -> Listing:
    data = content.encode() if isinstance(content, str) else content
    return read_listing(source(**values), data, content_type=content_type, url=URL)


ATOM = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title type="html">Harrow &amp;amp; Co sign &lt;b&gt;memorandum&lt;/b&gt;</title><link rel="self" href="/self"/>
<link href="/news/one"/><published>2026-03-03T23:30:00+09:00</published><updated>2026-03-05T10:00:00Z</updated></entry>
<entry><title>Second</title><link rel="alternate" href="https://b.example/two#top"/><updated>2026-03-04T10:00:00Z</updated></entry>
<entry><title>No link</title></entry></feed>"""

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>新着</title><link>https://a.example/</link>
<item><title>水素に関する覚書の締結について</title><link>
  https://a.example/houdou/1.html </link><pubDate>Tue, 03 Mar 2026 09:00:00 +0900</pubDate></item>
<item><title>表①の訂正</title><guid>https://a.example/houdou/2.html</guid><pubDate>Mon, 02 Mar 2026 16:00:00 GMT</pubDate></item>
<item><title>印刷</title><guid isPermaLink="false">urn:x:3</guid><link>javascript:print()</link></item></channel></rss>"""

RDF = """<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>新着情報</title></channel>
<item rdf:about="https://a.example/b/1.htm"><title>共同声明</title><link>https://a.example/b/1.htm</link>
<dc:date>2026-03-02T15:30:00Z</dc:date></item></rdf:RDF>"""


def test_atom() -> None:
    found = read(ATOM)
    assert found.items == (
        Item("https://a.example/news/one", "Harrow & Co sign memorandum", "2026-03-03", "2026-03-05"),
        Item("https://b.example/two", "Second", None, "2026-03-04"),
    )
    assert found.warning is None
    assert Listing.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("declared", "real", "content_type"),
    [
        ("UTF-8", "utf-8", "application/rss+xml"),
        ("Shift_JIS", "cp932", "text/xml"),  # ① is not in JIS, and everybody writes it
        ("EUC-JP", "euc_jp", "text/xml"),
        ("UTF-8", "cp932", "text/xml"),  # wrong
        ("Shift_JIS", "utf-8", "text/xml; charset=Shift_JIS"),  # wrong twice
        ("ISO-8859-1", "euc_jp", "text/xml; charset=ISO-8859-1"),  # a server's default
        ("no-such-thing", "utf-8", "text/xml"),
        ("UTF-8", "utf-16", "text/xml"),
    ],
)
def test_rss_in_japanese_whatever_it_says_of_its_encoding(declared: str, real: str, content_type: str) -> None:
    text = RSS.format(encoding=declared)
    if real == "euc_jp":
        text = text.replace("①", "一")
    found = read(text.encode(real), content_type=content_type, language="ja")
    assert [(item.url, item.published) for item in found.items] == [
        ("https://a.example/houdou/1.html", "2026-03-03"),
        ("https://a.example/houdou/2.html", "2026-03-03"),  # 16:00 in Greenwich is the next day in Japan
    ]
    assert found.items[0].title == "水素に関する覚書の締結について"


def test_rss_1() -> None:
    assert read(RDF, country="JP").items == (Item("https://a.example/b/1.htm", "共同声明", "2026-03-03"),)
    assert read(RDF, country="GB").items[0].published == "2026-03-02"


def test_broken_xml_gives_what_can_be_read_and_a_warning() -> None:
    found = read(ATOM.replace("</title><link rel", "</tite><link rel").replace("Second", "Se&cond; <"))
    assert "https://a.example/news/one" in [item.url for item in found.items]
    assert found.warning
    assert "broken XML" in found.warning


@pytest.mark.parametrize("content", ["<html><body>Sorry</body></html>", "not xml at all", "<a/>", "\0\0\0"])
def test_what_is_no_feed(content: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read(content)


def test_entities_are_not_expanded_and_nothing_is_loaded() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{bomb}]>
<rss><channel><item><title>&e11;&x;Title</title><link>https://a.example/1</link></item></channel></rss>"""
    try:
        found = read(text)
    except ValueError:
        return  # libxml2 may also stop at the first line of it
    assert all(len(item.title or "") < 100 and "root:" not in (item.title or "") for item in found.items)


HTML = """<html><head><base href="/news/"></head><body>
<ul><li><time datetime="2026-03-03T10:00">3 Mar</time><a class="release" href="one.html">First <b>release</b></a></li>
<li><span class="d">令和8年3月2日</span><p><a class="release" href="two.html#x">第二報</a></p></li>
<li><a class="release" href="mailto:x@a.example">Mail</a><a class="other" href="three.html">Other</a></li></ul>
<dl><dt class="d">1 March 2026</dt><dd><a class="release" href="four.html">Fourth</a></dd></dl>
<a rel="next" href="?page=2">Next</a></body></html>"""


def test_an_index_page_with_dates_and_a_next_page() -> None:
    found = read(
        HTML,
        kind="page",
        links="a.release",
        next="a[rel=next]",
        date="time, .d",
        content_type="text/html; charset=utf-8",
    )
    assert found.items == (
        Item("https://a.example/news/one.html", "First release", "2026-03-03"),
        Item("https://a.example/news/two.html", "第二報", "2026-03-02"),
        Item("https://a.example/news/four.html", "Fourth", "2026-03-01"),
    )
    assert found.more == ("https://a.example/news/?page=2",)


def test_links_may_be_named_by_what_is_around_them() -> None:
    found = read(HTML, kind="page", links="ul li", content_type="text/html")
    assert [item.url.rpartition("/")[2] for item in found.items] == ["one.html", "two.html", "three.html"]


def test_sitemaps() -> None:
    text = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://a.example/news/1</loc><lastmod>2026-03-03</lastmod></url><url><loc>https://a.example/jobs/2</loc></url></urlset>"""
    assert read(text, kind="sitemap", pattern="/news/").items == (
        Item("https://a.example/news/1", updated="2026-03-03"),
    )
    index = text.replace("urlset", "sitemapindex").replace("<url>", "<sitemap>").replace("</url>", "</sitemap>")
    assert read(index, kind="sitemap").more == ("https://a.example/news/1", "https://a.example/jobs/2")


def test_match_since_and_the_most() -> None:
    items = [
        Item("https://a.example/1", "Hydrogen agreements signed", "2026-03-01"),
        Item("https://a.example/2", "He said nothing", "2026-03-02"),
        Item("https://a.example/3", "水素の覚書", None),
        Item("https://a.example/ai-memorandum", "Report", "2025-01-01"),
        Item("https://a.example/1", "Twice", "2026-03-01"),
    ]

    def chosen(**values: object) -> list[str]:
        return [item.url.rpartition("/")[2] for item in chosen_items(source(**values), items)]

    assert chosen() == ["1", "2", "3", "ai-memorandum"]
    assert chosen(match=["agreement", "覚書"]) == ["1", "3"]
    assert chosen(match=["AI"]) == ["ai-memorandum"]
    assert chosen(match="水素|hydrogen") == ["1", "3"]
    assert chosen(since="2026-01-01") == ["1", "2", "3"]
    assert chosen(max_documents=2) == ["1", "2"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T23:00:00-05:00", "2026-03-03"),
        ("Tue, 3 Mar 2026 23:59:00 -0500", "2026-03-03"),
        ("3 March 2026", "2026-03-03"),
        ("March 3, 2026", "2026-03-03"),
        ("2026年3月3日（火）", "2026-03-03"),
        ("令和8年3月3日", "2026-03-03"),
        ("2026.03.03", "2026-03-03"),
        ("2026-13-03", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_days(words: str | None, day: str | None) -> None:
    assert day_of(words, source()) == day
