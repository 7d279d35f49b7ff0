"""Pages as sites of different kinds build them around one release, and the blocks that a reader of the page would name.

The releases are invented. Each template takes a release and gives its page; what surrounds it in the template must not be read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Limits
from pipeline.read import read
from pipeline.records import BlockKind, RawDocument, Sidecar, TextDocument

Blocks = list[tuple[BlockKind, str, str]]


@dataclass(frozen=True, slots=True)
class Release:
    """A release, in one language."""

    language: str
    title: str
    day: str
    lead: str
    aims: str
    items: tuple[str, str, str]
    inner: str
    details: str
    rows: tuple[tuple[str, str], ...]
    last: str
    contact: str
    address: str
    site: str
    menu: tuple[str, ...]
    related: str
    other: tuple[str, ...]
    foot: str


ENGLISH = Release(
    "en",
    "Port of Kell and Aizu City agree to cooperate on tidal energy",
    "19 June 2025",
    "The Port of Kell and Aizu City have signed a memorandum of cooperation on tidal energy, which takes effect at once.",
    "Objectives",
    ("Share measurements of currents", "Train operators of turbines", "Develop common standards for moorings"),
    "Publish them each quarter",
    "Details of the signing",
    (("Date of signature", "19 June 2025"), ("Place", "Kell Harbour Hall"), ("Signed by", "Mayor of Aizu; Harbour Master")),
    "Both sides will report on their progress every year, beginning in the spring of 2026.",
    "Contact",
    "Harbour Office, telephone: +44 1234 567890",
    "Port of Kell",
    ("Home", "News", "About the port", "Ships today", "Vacancies"),
    "Related news",
    ("Dredging of the north basin begins", "Open day draws a record crowd", "New tug arrives from Gdynia"),
    "© 2025 Port of Kell Authority. All rights reserved.",
)  # fmt: skip
JAPANESE = Release(
    "ja",
    "会津市とケル港が潮流発電に関する協力覚書に署名しました",
    "令和7年6月19日",
    "会津市とケル港湾局は、本日、潮流発電に関する協力覚書に署名しました。覚書は同日付けで発効します。",
    "目的",
    ("潮流の観測データの共有", "発電設備の運転員の育成", "係留設備に関する共通規格の策定"),
    "四半期ごとの公表",
    "署名の概要",
    (("署名日", "令和7年6月19日"), ("場所", "会津市役所"), ("署名者", "会津市長、ケル港湾局長")),
    "両者は、令和8年春から毎年、取組の進捗を報告します。",
    "お問合せ先",
    "会津市産業部港湾課 電話：0242-11-2233",
    "会津市",
    ("ホーム", "市政情報", "くらし", "観光", "採用情報"),
    "関連リンク",
    ("潮流発電の取組", "再生可能エネルギーの手引き", "港湾計画の改訂"),
    "〒965-0000 会津市東町1番1号 Copyright (C) Aizu City. All Rights Reserved.",
)


def blocks(release: Release, *, heading: bool = True, bullet: str = "•", contact: bool = True) -> Blocks:
    """The blocks of a release as most templates show it."""
    items: Blocks = [("list_item", bullet, item) for item in release.items]
    out: Blocks = [("title", "", release.title), ("paragraph", "", release.day), ("paragraph", "", release.lead)]
    out += [("heading", "", release.aims), items[0], ("list_item", bullet, release.inner), *items[1:]]
    out += [("heading", "", release.details), *(("table_row", "", "\t".join(row)) for row in release.rows)]
    out += [("paragraph", "", release.last)]
    return [*out, ("heading", "", release.contact), ("paragraph", "", release.address)] if contact else out


def read_page(page: str | bytes, *, name: str = "page.html", sidecar: Sidecar | None = None) -> TextDocument:
    """Reads a page as a file of the given name."""
    content = page.encode() if isinstance(page, str) else page
    return read(
        RawDocument(Path(name).stem, Path(name), "text/html", "0" * 64, sidecar or Sidecar()), content, Limits()
    )


def _links(words: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="/{number}">{word}</a></li>' for number, word in enumerate(words))


def _list(release: Release) -> str:
    first, *rest = release.items
    return (
        f"<ul><li>{first}<ul><li>{release.inner}</li></ul></li>"
        + "".join(f"<li>{item}</li>" for item in rest)
        + "</ul>"
    )


def _table(release: Release) -> str:
    return "<table>" + "".join(f"<tr><th>{key}</th><td>{value}</td></tr>" for key, value in release.rows) + "</table>"


def _body(release: Release, *, level: int = 2) -> str:
    h = f"h{level}"
    return (
        f"<p>{release.lead}</p>\n<{h}>{release.aims}</{h}>{_list(release)}<{h}>{release.details}</{h}>\n{_table(release)}"
        f"<p>{release.last}</p><{h}>{release.contact}</{h}><p>{release.address}</p>"
    )


def _page(release: Release, body: str, *, head: str = "", title: str | None = None) -> str:
    name = f"{release.title} - {release.site}" if title is None else title
    return (
        f'<!DOCTYPE html>\n<html lang="{release.language}"><head><meta charset="utf-8"><title>{name}</title>{head}'
        f"<style>p {{ color: red }}</style><script>var a = '<p>no</p>';</script></head>\n<body>{body}</body></html>"
    )


def govuk(release: Release) -> str:
    """A government site with landmarks, a cookie banner, a block of facts and a side bar."""
    return _page(
        release,
        f'<a class="skip-link" href="#content">Skip to main content</a><div id="global-cookie-message" class="cookie-banner"><h2>Cookies on this site</h2>'
        f"<p>We use some essential cookies to make this website work.</p><button>Accept</button></div>"
        f'<header role="banner"><a href="/">{release.site}</a><nav><ul>{_links(release.menu)}</ul></nav></header>'
        f'<div class="wrapper"><div class="breadcrumbs"><ol>{_links(release.menu[:2])}</ol></div><main id="content" role="main">'
        f'<div class="title-block"><h1>{release.title}</h1></div><p class="published">{release.day}</p>'
        f'<div class="govspeak">{_body(release)}</div><div class="share-links"><h2>Share this page</h2><ul>{_links(("Facebook", "Twitter"))}</ul></div></main>'
        f'<div class="related-navigation"><h2>{release.related}</h2><ul>{_links(release.other)}</ul></div></div>'
        f"<footer><h2>Services</h2><ul>{_links(release.menu)}</ul><p>{release.foot}</p></footer>",
    )


def ministry_divs(release: Release) -> str:
    """A ministry: ids for parts, a trail of links, a list of links at the end, the way back to the top."""
    return _page(
        release,
        f'<div id="header"><div id="logo"><h1><img src="logo.gif" alt="{release.site}"></h1></div><ul id="gnavi">{_links(release.menu)}</ul></div>'
        f'<div id="topicpath"><a href="/">{release.menu[0]}</a> &gt; <a href="/news">{release.menu[1]}</a> &gt; {release.title}</div>'
        f'<div id="contents"><div id="main"><h1 id="page_title">{release.title}</h1><p class="date">{release.day}</p>{_body(release)}'
        f"<h2>{release.related}</h2><ul>{_links(release.other)}</ul>"
        f'<p class="pagetop"><a href="#header">{"ページの先頭へ" if release.language == "ja" else "Back to top"}</a></p></div>'
        f'<div id="sub"><h2>{release.menu[1]}</h2><ul>{_links(release.menu)}</ul></div></div>'
        f'<div id="footer"><address>{release.foot}</address></div>',
    )


def layout_table(release: Release) -> str:
    """A page of about 2002: tables lay it out, bold type makes headings, list items are lines with a dot before them."""
    dot = "・"
    items = "<br>\n".join(dot + item for item in (release.items[0], release.inner, *release.items[1:]))
    rows = "".join(f'<tr><td bgcolor="#ccc">{key}</td><td>{value}</td></tr>' for key, value in release.rows)
    menu = "<br>".join(f'<a href="{number}.html">{word}</a>' for number, word in enumerate(release.menu))
    return (
        f"<html><head><title>{release.title}</title></head><body bgcolor=white><table width=800><tr><td colspan=2><img src=logo.gif></td></tr>"
        f"<tr><td width=150 valign=top>{menu}</td><td><table><tr><td><font size=5><b>{release.title}</b></font></td></tr>"
        f"<tr><td align=right>{release.day}</td></tr><tr><td>{release.lead}<br><br><b>{release.aims}</b><br>{items}<br><br>"
        f"<b>{release.details}</b><br><table border=1>{rows}</table><br>{release.last}<br><br><b>{release.contact}</b><br>{release.address}"
        f"</td></tr></table></td></tr><tr><td colspan=2 align=center><font size=1>{release.foot.removeprefix('〒965-0000 会津市東町1番1号 ')}</font></td></tr></table></body></html>"
    )


def single_div(release: Release) -> str:
    """All in one element, parted by <br> alone."""
    lines = [
        f"<b>{release.title}</b>", release.day, release.lead, f"<b>{release.aims}</b><br>" + "<br>".join("・" + item for item in (release.items[0], release.inner, *release.items[1:])),
        f"<b>{release.details}</b>", _table(release), release.last, f"<b>{release.contact}</b><br>{release.address}",
    ]  # fmt: skip
    return f"<html><body><div>{'<br><br>'.join(lines)}</div></body></html>"


def article_page(release: Release) -> str:
    """A news template: article with its header, a bar to share, teasers, an aside, and metadata."""
    teasers = "".join(
        f'<article class="card"><h3><a href="/{n}">{word}</a></h3><p>{word}.</p></article>'
        for n, word in enumerate(release.other)
    )
    return _page(
        release,
        f'<div class="site-header"><div class="menu"><ul>{_links(release.menu)}</ul></div></div><article class="post"><header><h1 class="entry-title">{release.title}</h1>'
        f'<p><time datetime="2025-06-19T09:00:00+09:00" class="entry-date">{release.day}</time></p></header>'
        f'<div class="sns-share"><a href="/t">Tweet</a> <a href="/f">Share</a></div><div class="entry-content">{_body(release, level=3)}</div></article>'
        f'<section class="related-posts"><h2>{release.related}</h2>{teasers}</section><aside><p>{release.other[0]}</p></aside><footer>{release.foot}</footer>',
        head=f'<meta property="og:title" content="{release.title}"><meta property="og:site_name" content="{release.site}">',
    )


def corporate(release: Release) -> str:
    """A company: nested div elements with names of a framework, headings that are divs, definition list for the facts."""
    facts = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in release.rows)
    return _page(
        release,
        f'<div class="l-header"><div class="c-gnav"><ul>{_links(release.menu)}</ul></div></div><div class="l-wrapper"><div class="l-content"><div class="c-block">'
        f'<div class="c-block__inner"><h1 class="c-ttl">{release.title}</h1><div class="c-date">{release.day}</div><div class="c-text"><div>{release.lead}</div></div></div></div>'
        f'<div class="c-block"><div class="c-heading">{release.aims}</div><div class="c-list">{_list(release)}</div></div>'
        f'<div class="c-block"><div class="c-heading">{release.details}</div><dl>{facts}</dl><div class="c-text">{release.last}</div></div>'
        f'<div class="c-block"><div class="c-heading">{release.contact}</div><div class="c-text">{release.address}</div></div></div>'
        f'<div class="l-side"><div class="c-localnav"><ul>{_links(release.other)}</ul></div></div></div><div class="l-footer"><p>{release.foot}</p></div>',
    )


def strong_paragraphs(release: Release) -> str:
    """Headings that are paragraphs in bold type, items that are paragraphs with a dot, in a page builder's elements."""
    items = "".join(f"<p>・{item}</p>" for item in (release.items[0], release.inner, *release.items[1:]))
    return _page(
        release,
        f"<nav>{release.menu[0]}</nav><main><section><h1>{release.title}</h1></section><section><p>{release.day}</p><p>{release.lead}</p>"
        f"<p><strong>{release.aims}</strong></p>{items}<p><b>{release.details}</b></p>{_table(release)}<p>{release.last}</p>"
        f"<p><span style='font-weight: bold'>{release.contact}</span></p><p>{release.address}</p></section></main>",
    )


def aspnet(release: Release) -> str:
    """All of the page is in a form, and the wrapper's class names a side bar."""
    return _page(
        release,
        f'<form id="aspnetForm"><input type="hidden" value="x"><div class="page with-sidebar"><div class="left-nav sidebar"><ul>{_links(release.menu)}</ul></div>'
        f'<div class="body-zone"><h1>{release.title}</h1><div>{release.day}</div>{_body(release)}</div></div></form><div id="footer-zone" class="footer">{release.foot}</div>',
    )


def hidden_parts(release: Release) -> str:
    """What no reader sees: hidden menus, templates, text for scripts, soft hyphens, readings, deleted words."""
    marked = _body(release).replace("<p>", "<p>\n  ", 1)
    return _page(
        release,
        f'<noscript>Please enable JavaScript.</noscript><div style="display: none">{release.other[0]}</div><ul aria-hidden="true">{_links(release.menu)}</ul>'
        f"<template><p>{release.other[1]}</p></template><main><h1>{release.title}</h1><p><time>{release.day}</time><del>{release.other[2]}</del></p>{marked}"
        f"<p hidden>{release.other[1]}</p><select><option>{release.other[0]}</option></select></main><dialog>{release.other[0]}</dialog>",
    )


def source_wrapped(release: Release) -> str:
    """The source is wrapped at a few columns, as editors and mail programs do."""

    def wrap(text: str) -> str:
        if release.language == "ja":
            return "\n    ".join(text[start : start + 17] for start in range(0, len(text), 17))
        return "\n    ".join(text.split())

    body = _body(release)
    for words in (release.lead, release.last, release.items[0]):
        body = body.replace(words, wrap(words))
    return _page(release, f"<div id=container><h1>{wrap(release.title)}</h1><p>{release.day}</p>{body}</div>")


def text_only(release: Release) -> str:
    """No navigation at all, tags in capitals, ends of elements left out."""
    first, *rest = release.items
    items = f"<LI>{first}<UL><LI>{release.inner}</UL>" + "".join(f"<LI>{item}" for item in rest)
    rows = "".join(f"<TR><TH>{key}<TD>{value}" for key, value in release.rows)
    return (
        f"<HTML><HEAD><TITLE>{release.title}</TITLE></HEAD><BODY><H1>{release.title}</H1><P>{release.day}<P>{release.lead}<H2>{release.aims}</H2>"
        f"<UL>{items}</UL><H2>{release.details}</H2><TABLE>{rows}</TABLE><P>{release.last}<H2>{release.contact}</H2><P>{release.address}</BODY></HTML>"
    )


def portal(release: Release) -> str:
    """A portal of releases (company name above, ranking, tags and the company's other releases below)."""
    return _page(
        release,
        f'<header class="header"><ul>{_links(release.menu)}</ul></header><div class="release"><div class="release--head"><h1 class="release--title">{release.title}</h1>'
        f'<time datetime="2025-06-19T10:00:00+0900">{release.day}</time></div><div class="rich-text">{_body(release)}</div></div>'
        f'<div class="tags"><a href="/t1">tide</a><a href="/t2">port</a></div><div class="ranking"><h2>{release.other[0]}</h2><ol>{_links(release.other)}</ol></div>'
        f'<div class="social-buttons"><a href="/s">Share</a></div><footer class="site-footer"><ul>{_links(release.menu)}</ul><small>{release.foot}</small></footer>',
    )


TEMPLATES: dict[str, tuple[Callable[[Release], str], Callable[[Release], Blocks]]] = {
    "govuk": (govuk, blocks),
    "ministry with ids": (ministry_divs, blocks),
    "tables for layout": (layout_table, lambda release: blocks(release, bullet="・")),
    "one div": (single_div, lambda release: blocks(release, bullet="・")),
    "article": (article_page, blocks),
    "corporate": (corporate, blocks),
    "bold paragraphs": (strong_paragraphs, lambda release: blocks(release, bullet="・")),
    "form around all": (aspnet, blocks),
    "hidden parts": (hidden_parts, blocks),
    "wrapped source": (source_wrapped, blocks),
    "text only": (text_only, blocks),
    "portal": (portal, blocks),
}
