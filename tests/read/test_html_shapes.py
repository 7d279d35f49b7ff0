"""Shapes of pages and elements, each with what a reader of the page would see."""

import gzip
import json
from datetime import date

import pytest

from pipeline.errors import UnreadableDocumentError
from pipeline.records import Sidecar
from tests.read.layouts import KINDS, blocks_of
from tests.read.pages import ENGLISH, JAPANESE, ministry_divs, read_page

_LEAD = "The two ports have agreed to exchange data on tides and currents for a period of five years."
_LEAD_JA = "両港は、潮位及び潮流に関するデータを、今後五年間にわたり交換することで合意しました。"

# A page's body, and its blocks as in layouts.py.
SHAPES = {
    "heading and list alone": (
        "<div id=wrap><div class=head><a href=/>Ministry</a></div><div><h1>Memorandum with the Port of Ghent</h1></div><div><p>" + _LEAD + "</p></div>"
        "<div><h2>Areas</h2><ul><li>Tides</li><li>Currents</li></ul></div></div>",
        ["t||Memorandum with the Port of Ghent", f"p||{_LEAD}", "h||Areas", "l|•|Tides", "l|•|Currents"],
    ),
    "table with a list in a cell": (
        f"<h1>港湾協力に関する覚書の署名について</h1><p>{_LEAD_JA}</p><table><tr><th>署名日</th><td>令和7年6月19日</td></tr>"
        "<tr><th>協力分野</th><td><ul><li>潮位の観測</li><li>潮流の観測</li></ul></td></tr><tr><th>期間</th><td>5年間</td></tr></table>",
        ["t||港湾協力に関する覚書の署名について", f"p||{_LEAD_JA}", "r||署名日\t令和7年6月19日", "h||協力分野", "l|•|潮位の観測", "l|•|潮流の観測", "r||期間\t5年間"],
    ),
    "definition list with text": (
        f"<h1>Ports agree on tides</h1><p>{_LEAD}</p><dl><dt>Place</dt><dd>Ghent</dd><dt>Aims</dt><dd><p>{_LEAD}</p><p>{_LEAD}</p></dd></dl>",
        ["t||Ports agree on tides", f"p||{_LEAD}", "r||Place\tGhent", "h||Aims", f"p||{_LEAD}", f"p||{_LEAD}"],
    ),
    "ordered lists": (
        f'<h1>Ports agree on tides</h1><p>{_LEAD}</p><ol><li>one item<ol type="a"><li>first part</li><li>second part</li></ol></li><li value="5">fifth item</li></ol>'
        '<ol type="i" start="3"><li>third roman</li></ol><ol><li>(1) written marker</li><li>(2) another one</li></ol>',
        ["t||Ports agree on tides", f"p||{_LEAD}", "l|1.|one item", "l|a.|first part", "l|b.|second part", "l|5.|fifth item", "l|iii.|third roman", "l|(1)|written marker", "l|(2)|another one"],
    ),
    "items with a text of their own": (
        f"<h1>Ports agree on tides</h1><p>{_LEAD}</p><ol><li><strong>Data</strong><p>{_LEAD}</p></li><li><strong>Training</strong><p>{_LEAD}</p></li></ol>",
        ["t||Ports agree on tides", f"p||{_LEAD}", "h|1.|Data", f"p||{_LEAD}", "h|2.|Training", f"p||{_LEAD}"],
    ),
    "footnotes and captions": (
        '<h1>Ports agree on tides</h1><p>Tides of 10<sup>2</sup> cm<sup><a href="#n1">1</a></sup> in CO<sub>2</sub>-free ports<a href="#n2">[2]</a> are known.</p>'
        '<figure><img src=a.png alt="A quay"><figcaption>The quay at noon</figcaption></figure><div class="footnotes"><ol><li id=n1>At the spring tide. <a href="#r1">↩</a></li><li id=n2>Since 2020.</li></ol></div>',
        ["t||Ports agree on tides", "p||Tides of 10² cm in CO2-free ports are known.", "c||The quay at noon", "f|1.|At the spring tide.", "f|2.|Since 2020."],
    ),
    "rows and heads of a table": (
        f"<h1>Ports agree on tides</h1><p>{_LEAD}</p><table><caption>Berths</caption><thead><tr><th>Port</th><th>Berths</th></tr></thead><tbody><tr><td>Ghent</td><td>12</td></tr>"
        "<tr><td>Kobe<br>Harbour</td><td></td><td>x</td></tr><tr><td colspan=2>All in use</td></tr></tbody></table>",
        ["t||Ports agree on tides", f"p||{_LEAD}", "c||Berths", "r||Port\tBerths", "r||Ghent\t12", "r||Kobe Harbour\t\tx", "p||All in use"],
    ),
    "ruby, soft hyphens, word breaks": (
        "<h1>覚書<wbr>の署名について</h1><p><ruby>潮<rp>(</rp><rt>しお</rt><rp>)</rp></ruby>の観&shy;測に関する\n覚書に\n署名しました。</p><p>A&nbsp;tide&shy;gauge <b>and</b>\n<i>a buoy</i>.</p>",
        ["t||覚書の署名について", "p||潮の観測に関する覚書に署名しました。", "p||A tidegauge and a buoy."],
    ),
    "lines with dots inside a paragraph": (
        f"<h1>港湾協力に関する覚書の署名について</h1><h2>協力の内容</h2><p>両港は次の事項で協力します。<br>・潮位の観測<br>・潮流の観測<br>①人材の交流<br>②規格の策定</p><p>{_LEAD_JA}</p>",
        ["t||港湾協力に関する覚書の署名について", "h||協力の内容", "p||両港は次の事項で協力します。", "l|・|潮位の観測", "l|・|潮流の観測", "l|①|人材の交流", "l|②|規格の策定", f"p||{_LEAD_JA}"],
    ),
    "sections in their own boxes": (
        "".join(f"<div class=box><h2>{name}</h2><p>{_LEAD}</p></div>" for name in ("Aims", "Partners", "Outlook")).join(["<h1>Ports agree on tides</h1>", "<div class=links><ul><li><a href=/a>Imprint</a></li></ul></div>"]),
        ["t||Ports agree on tides", *(line for name in ("Aims", "Partners", "Outlook") for line in (f"h||{name}", f"p||{_LEAD}"))],
    ),
    "numbered paragraphs of a resolution": (
        f"<main><h1>Statement on tides</h1><p>The parties,</p><p><em>Recalling</em> the statement of 2020,</p><p>1. Welcome the memorandum on tides;</p><p>2. Invite other ports to join.</p><p>{_LEAD}</p></main>",
        ["t||Statement on tides", "p||The parties,", "p||Recalling the statement of 2020,", "l|1.|Welcome the memorandum on tides;", "l|2.|Invite other ports to join.", f"p||{_LEAD}"],
    ),
    "wire service": (
        f"<div class=nav><a href=/>Wire</a></div><div class='bw-release-main'><header><h1>Ports agree on tides</h1></header><div class=bw-release-timestamp><time datetime='2025-06-19T10:00:00Z'>June 19, 2025 10:00 AM</time></div>"
        f"<div class=bw-release-story><p>GHENT, Belgium--({'<a href=/x>WIRE</a>'})--{_LEAD}</p><ul class=bwlistdisc><li>Data on tides</li><li>Training of pilots</li></ul></div><div class=bw-release-contact><h2>Contacts</h2><p>Jan Peeters<br>+32 9 000 0000</p></div></div>",
        ["t||Ports agree on tides", "p||June 19, 2025 10:00 AM", f"p||GHENT, Belgium--(WIRE)--{_LEAD}", "l|•|Data on tides", "l|•|Training of pilots", "h||Contacts", "p||Jan Peeters", "p||+32 9 000 0000"],
    ),
    "university blog": (
        f"<div id=page class='hfeed site'><div id=content class=site-content><div id=primary class=content-area><main class=site-main><article class='post type-post'><header class=entry-header><h1 class=entry-title>Ports agree on tides</h1>"
        f"<div class=entry-meta><span class=posted-on>Posted on <time class='entry-date published' datetime='2025-06-19'>19 June 2025</time></span></div></header><div class=entry-content><p>{_LEAD}</p><div class='sharedaddy sd-sharing'><h3>Share this:</h3><ul><li><a href=/t>Twitter</a></li></ul></div></div>"
        "<footer class=entry-footer>Posted in <a href=/c>News</a></footer></article><nav class=post-navigation><a href=/p>Previous post</a></nav><div id=comments><h2>One thought</h2><p>A very nice agreement, I must say.</p></div></main></div>"
        "<aside id=secondary class=widget-area><section class=widget><h2>Recent posts</h2><ul><li><a href=/1>Open day</a></li></ul></section></aside></div></div>",
        ["t||Ports agree on tides", "p||Posted on 19 June 2025", f"p||{_LEAD}"],
    ),
    "announced links stay": (
        f"<h1>Ports agree on tides</h1><p>{_LEAD}</p><p>The partners are:</p><ul><li><a href=/g>Port of Ghent</a></li><li><a href=/k>Port of Kobe</a></li></ul><p>{_LEAD}</p>",
        ["t||Ports agree on tides", f"p||{_LEAD}", "p||The partners are:", "l|•|Port of Ghent", "l|•|Port of Kobe", f"p||{_LEAD}"],
    ),
    "attachments stay": (
        f"<h1>Ports agree on tides</h1><p>{_LEAD}</p><h2>Documents</h2><ul><li><a href=/mou.pdf>Memorandum of cooperation (PDF)</a></li></ul>",
        ["t||Ports agree on tides", f"p||{_LEAD}", "h||Documents", "l|•|Memorandum of cooperation (PDF)"],
    ),
    "preformatted": (
        f"<h1>Ports agree on tides</h1><pre>{_LEAD.replace(' and currents', chr(10) + 'and currents')}\n\nAims\n\n- tides\n- currents\n</pre>",
        ["t||Ports agree on tides", f"p||{_LEAD}", "h||Aims", "l|-|tides", "l|-|currents"],
    ),
}  # fmt: skip


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name: str) -> None:
    body, lines = SHAPES[name]
    kinds = {**KINDS, "c": "caption"}
    parts = [line.split("|", 2) for line in lines]
    assert blocks_of(read_page(_page(body))) == [(kinds[kind], marker, words) for kind, marker, words in parts]


@pytest.mark.parametrize("encoding", ["shift_jis", "cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("declared", ["right", "none", "wrong"])
def test_encodings_with_a_right_a_wrong_and_no_declaration(encoding: str, declared: str) -> None:
    label = {
        "right": encoding.replace("-sig", ""),
        "none": None,
        "wrong": "iso-8859-1" if encoding != "utf-8" else "shift_jis",
    }[declared]
    page = ministry_divs(JAPANESE).replace(
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else "",
    )
    document = read_page(page.encode(encoding))
    assert document.title == JAPANESE.title
    assert JAPANESE.lead in document.text


def test_encodings_of_other_languages_count_where_they_are_declared() -> None:
    page = _page(
        "<h1>Porty</h1><p>Оба порта договорились обмениваться данными о приливах в течение пяти лет, начиная с июня.</p>"
    ).replace("utf-8", "windows-1251")
    assert "договорились" in read_page(page.encode("cp1251")).text


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><frameset cols=20%,*><frame src=menu.html><frame src=main.html></frameset></html>", "menu.html, main.html"),
        (_page('<div id="root"></div><script src="app.js"></script><noscript>You need to enable JavaScript to run this app.</noscript>'), "scripts"),
        (_page("<div>Please enable JavaScript to view this page.</div><script>x</script>"), "scripts"),
        (_page("<nav><a href=/>Home</a></nav>"), "no text"),
        ("<!-- nothing -->", "no element"),
        ("   \n", "no text"),
    ],
)  # fmt: skip
def test_nothing_to_read(page: str, words: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=words) as caught:
        read_page(page)
    assert caught.value.status == "empty"


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("<body>" + "<div>" * 100_000 + _LEAD, "malformed"),
        ("<body>" + "<table><tr><td>" * 30_000 + _LEAD, "malformed"),
        ("<body><div " + " ".join(f"a{number}=1" for number in range(50_000)) + f">{_LEAD}</div>", "malformed"),
        ("<p>" + _LEAD + "\0</p>", "malformed"),
    ],
    ids=["nested", "nested tables", "attributes", "NUL"],
)
def test_hostile_pages_have_a_status(page: str, status: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_page(page)
    assert caught.value.status == status


@pytest.mark.parametrize(
    "page",
    [
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><body><p>'
        + _LEAD
        + "&b;&b;&b;</p>",
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><body><p>' + _LEAD + "&a;</p>",
        "<body><p>" + _LEAD + "</p>" + "<" * 200_000,
        "<body><p>" + _LEAD + "</p>" + "</div>" * 200_000,
        "<body><p>" + _LEAD + "</p>" + "&" * 500_000,
        "<body><p>" + _LEAD + "</p>" + "<p><b>" * 50 + "<!--" * 20_000,
        "<body>" + "<div>" * 500 + "<p>" + _LEAD,
        "<body><p>" + _LEAD + "</p><script>" + "<" * 200_000,
    ],
)
def test_strange_pages_are_read(page: str) -> None:
    document = read_page(page)
    assert _LEAD in document.text
    assert "root:" not in document.text
    assert len(document.text) < 5 * len(page)


def test_long_lines() -> None:
    page = "<body><h1>Ports agree on tides</h1><p>" + (_LEAD + " ") * 20_000 + "</p></body>"
    assert read_page(page).text.count("currents") == 20_000
    with pytest.raises(UnreadableDocumentError, match="limit is 5,000,000") as caught:
        read_page("<body><h1>Ports agree on tides</h1><p>" + (_LEAD + " ") * 215_000 + "</p></body>")
    assert caught.value.status == "too_large"


def test_every_block_of_many() -> None:
    count = 2_000
    document = read_page("<body><h1>Ports agree on tides</h1>" + f"<p>{_LEAD}</p><ul><li>Tides</li></ul>" * count)
    assert len(document.blocks) == 2 * count + 1


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2025-06-19T10:00:00+09:00">', "", date(2025, 6, 19)),
        ('<meta name="DC.date.issued" content="2025-06-19">', "", date(2025, 6, 19)),
        ('<meta name="dcterms.issued" content="19 June 2025">', "", date(2025, 6, 19)),
        ('<meta name="pubdate" content="20250619">', "", date(2025, 6, 19)),
        ('<meta name="date" content="2025年6月19日">', "", date(2025, 6, 19)),
        ('<meta property="article:modified_time" content="2025-06-19"><meta name="last-modified" content="2025-06-19">', "", None),
        ('<meta name="date" content="June 2025">', "", None),
        ('<meta name="date" content="2025-13-45">', "", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "datePublished": "2025-06-19T01:00:00Z", "dateModified": "2025-07-01"}</script>', "", date(2025, 6, 19)),
        ('<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "dateModified": "2025-07-01"}, {"@type": "Article", "datePublished": "2025-06-19"}]}</script>', "", date(2025, 6, 19)),
        ('<script type="application/ld+json">[{"@type": "Article", "headline": "a", "datePublished": "2025-06-19"}, {"@type": "Article", "headline": "b", "datePublished": "2024-06-19"}]</script>', "", None),
        ('<script type="application/ld+json">{broken</script>', "", None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "", None),
        ("", "<p><time datetime=2025-06-19>yesterday</time></p>", date(2025, 6, 19)),
        ("", "<p>Last updated: <time datetime=2025-07-01>1 July</time></p>", None),
        ("", "<p><time class=published datetime=2025-06-19>19 June</time> <time class=updated datetime=2025-07-01>1 July</time></p>", date(2025, 6, 19)),
        ("", "<p><time datetime=2025-06-19>19 June</time> to <time datetime=2025-06-21>21 June</time></p>", None),
        ("", "<dl><dt>Published</dt><dd>19 June 2025</dd><dt>Last updated</dt><dd>1 July 2025</dd></dl>", date(2025, 6, 19)),
        ("", "<p>公表日：令和7年6月19日</p>", date(2025, 6, 19)),
        ("", "<p>最終更新日：2025年7月1日</p>", None),
    ],
)  # fmt: skip
def test_day_of_publication(head: str, body: str, day: date | None) -> None:
    document = read_page(_page(f"<main><h1>Ports agree on tides</h1>{body}<p>{_LEAD}</p></main>", head))
    assert document.published == day
    assert document.published_from == (
        None if day is None else "dateline" if "<dl>" in body or "公表日" in body else "metadata"
    )


def test_order_of_sources_of_the_day() -> None:
    page = _page(
        f"<main><h1>Ports agree on tides</h1><p>GHENT, 4 April 2025 – {_LEAD}</p></main>",
        '<meta name="pubdate" content="2025-03-03">',
    )
    given = read_page(page, name="2025-05-05.html", sidecar=Sidecar(published=date(2025, 2, 2)))
    assert (given.published, given.published_from) == (date(2025, 2, 2), "sidecar")
    assert read_page(page, name="2025-05-05.html").published == date(2025, 3, 3)
    without = page.replace("pubdate", "other")
    assert read_page(without, name="2025-05-05.html").published == date(2025, 4, 4)
    named = read_page(without.replace("GHENT, 4 April 2025 – ", ""), name="2025-05-05.html")
    assert (named.published, named.published_from) == (date(2025, 5, 5), "file name")


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta property="og:site_name" content="Port of Ghent">', "Port of Ghent"),
        ('<meta name="DC.publisher" content="Port of Ghent">', "Port of Ghent"),
        ('<meta name="author" content="経済産業省">', "経済産業省"),
        ('<meta name="author" content="Jan Peeters">', None),
        ('<meta name="author" content="WordPress"><meta property="og:site_name" content="https://ghent.example">', None),
        (f'<script type="application/ld+json">{json.dumps({"@type": "Article", "headline": "x", "publisher": {"name": "Port of Ghent"}})}</script>', "Port of Ghent"),
    ],
)  # fmt: skip
def test_publisher(head: str, publisher: str | None) -> None:
    page = _page(f"<main><h1>Ports agree on tides</h1><p>{_LEAD}</p></main>", head)
    assert read_page(page).publisher == publisher
    assert read_page(page, sidecar=Sidecar(publisher="Other")).publisher == "Other"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Ports agree on tides | Port of Ghent</title>", "<h2>Ports agree on tides</h2>", "Ports agree on tides"),
        ("<title>Port of Ghent - Ports agree on tides</title><meta property=og:site_name content='Port of Ghent'>", "", "Ports agree on tides"),
        ("<title>Port of Ghent</title><meta property=og:site_name content='Port of Ghent'>", "<h1>Port of Ghent</h1><h2>Ports agree on tides</h2>", "Ports agree on tides"),
        ("<title>潮流の観測に関する覚書の署名について（ゲント港湾局）｜ゲント港</title>", "<div class=ttl>潮流の観測に関する覚書の署名について</div>", "潮流の観測に関する覚書の署名について"),
        ("<title>x</title>", "<h1>Ports agree on<br>tides and currents</h1>", "Ports agree on tides and currents"),
    ],
)  # fmt: skip
def test_title(head: str, body: str, title: str) -> None:
    assert read_page(_page(f"<main>{body}<p>{_LEAD}</p><p>{_LEAD}</p></main>", head)).title == title
    assert read_page(_page(f"<main>{body}<p>{_LEAD}</p></main>", head), sidecar=Sidecar(title="Other")).title == "Other"


def test_title_above_the_main_content() -> None:
    page = _page(
        f"<header><h1>Ports agree on tides</h1></header><main><p>{_LEAD}</p></main>",
        "<title>Ports agree on tides – Ghent</title>",
    )
    assert blocks_of(read_page(page)) == [("title", "", "Ports agree on tides"), ("paragraph", "", _LEAD)]


def test_compressed_page_is_no_text() -> None:
    with pytest.raises(UnreadableDocumentError, match="gzip"):
        read_page(gzip.compress(ministry_divs(ENGLISH).encode()))
