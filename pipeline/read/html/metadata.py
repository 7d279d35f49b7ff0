"""What a page says of itself beside its text: title, day of publication, publisher."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.read import published
from pipeline.read.html.page import Element
from pipeline.read.normalise import normalise, plain_spaces

# Names of the day of first publication: Open Graph, Dublin Core, Google Scholar, GOV.UK, and what news systems write.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "dcterms.date.issued",
    "govuk:first-published-at", "citation_publication_date", "citation_date", "publication_date", "publicationdate", "publish_date",
    "publish-date", "publishdate", "pubdate", "published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "release_date",
    "dcterms.date", "dc.date", "dc.date.created", "dcterms.created", "date",
)  # fmt: skip
_SITE = (
    "og:site_name",
    "dcterms.publisher",
    "dc.publisher",
    "citation_publisher",
    "publisher",
    "copyright",
    "application-name",
)
_TITLES = ("og:title", "dcterms.title", "dc.title", "citation_title", "twitter:title", "title")
# Types of schema.org that a release is described as, the surest first.
_ARTICLES = (
    "NewsArticle",
    "PressRelease",
    "Article",
    "BlogPosting",
    "Report",
    "GovernmentService",
    "WebPage",
    "CreativeWork",
)
_LONGEST = 2_000_000
_DEEPEST = 10_000
# Between the title of a page and the name of its site.
_SEPARATOR = re.compile(r"\s+[-–—―|｜:：/／«»‹›・]+\s+|\s*[|｜：]\s*|[-―—–]{1,2}(?=[^-―—–\s]{1,20}$)")
_NO_PUBLISHER = re.compile(
    r"https?://|www\.|@|^(?:wordpress|admin|webmaster|home|ホーム)$|©|\(c\)|copyright|all rights", re.IGNORECASE
)
_UPDATED = re.compile(r"updat|modif|revis|更新|改訂|改定", re.IGNORECASE)
_ISO = re.compile(r"\s*((?:19|20)\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?![\d])")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself.

    Attributes:
        titles: what may be its title, the likeliest first, without the name of its site.
        site: the name of the site.
        language: a code of ISO 639-1, which is that of the template as often as that of the text.
    """

    titles: tuple[str, ...] = ()
    published: date | None = None
    publisher: str | None = None
    site: str | None = None
    language: str | None = None


def metadata_of(root: Element) -> Metadata:
    """Reads JSON-LD, meta elements and the title of a page."""
    metas = _metas(root)
    article = _article(root)
    site = _first(metas, _SITE[:1])
    publisher = _publisher(_name(article.get("publisher")), _first(metas, _SITE), _organisation_author(metas))
    page_title = root.findtext(".//title") or ""
    titles = [_words(article.get("headline")), *(metas.get(name, "") for name in _TITLES), page_title]
    day = day_in(article.get("datePublished")) or next(
        (day for name in _PUBLISHED if (day := day_in(metas.get(name)))), None
    )
    stripped = (without_site(title, site or publisher) for title in map(plain_spaces, titles))
    return Metadata(
        tuple(dict.fromkeys(title for title in stripped if title)),
        day,
        publisher,
        site,
        _language(root.get("lang"), root.get("xml:lang"), article.get("inLanguage"), metas.get("content-language")),
    )


def _language(*stated: object) -> str | None:
    """The ISO 639-1 code of the first that has one: "ja", "ja-JP", "ja_JP", or what schema.org calls a Language."""
    for one in stated:
        code = (one.get("alternateName") or one.get("name")) if isinstance(one, dict) else one
        if isinstance(code, str) and re.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", code.strip()):
            return code.strip()[:2].lower()
    return None


def day_in(written: object) -> date | None:
    """The calendar day of a value as metadata have it (ISO 8601, or as people write days); None for anything else."""
    if not isinstance(written, str):
        return None
    match = _ISO.match(written)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    return published.whole_day(plain_spaces(normalise(written[:100])[0]))


def day_of_times(elements: Sequence[tuple[Element, str]]) -> date | None:
    """The day in the <time> elements of the head of a text, where they agree.

    Args:
        elements: each with the words around it; what they call an update is passed over.
    """
    days: dict[date, bool] = {}
    for element, words in elements:
        names = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
        day = day_in(element.get("datetime")) or day_in("".join(element.itertext())[:100])
        if day is None or _UPDATED.search(names):
            continue
        first = "pubdate" in element.attrib or bool(
            re.search(r"publish|posted|entry-date|release", names, re.IGNORECASE)
        )
        if first:
            return day
        if not _UPDATED.search(words):
            days[day] = True
    return next(iter(days)) if len(days) == 1 else None


def without_site(title: str, site: str | None) -> str:
    """A title without the name of the site that templates put behind or before it."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    if site:
        wanted = _compact(site)
        rest = [index for index, part in enumerate(parts) if _compact(part) != wanted]
        if 0 < len(rest) < len(parts):
            last, first = rest[-1], rest[0]
            spans = list(_SEPARATOR.finditer(title))
            start = spans[first - 1].end() if first else 0
            return title[start : spans[last].start() if last < len(spans) else len(title)].strip()
    # The longest part, unless it is hardly longer than the others, which then may be parts of one title.
    longest = max(parts, key=len)
    return longest.strip() if len(longest) > 2 * sum(map(len, parts)) / 3 else title


def _compact(words: str) -> str:
    return "".join(words.casefold().split())


def _metas(root: Element) -> dict[str, str]:
    """The first value of each name."""
    out: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        value = meta.get("content")
        if name and value:
            out.setdefault(name.lower(), plain_spaces(normalise(value[:1_000])[0]))
    return out


def _first(metas: dict[str, str], names: Sequence[str]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _organisation_author(metas: dict[str, str]) -> str | None:
    """The author of a page, where that is a body and no person."""
    author = metas.get("author") or metas.get("dc.creator") or metas.get("dcterms.creator") or ""
    body = re.search(
        r"省$|庁$|府$|機構|株式会社|法人|大学|協会|研究所|局$|委員会|\b(?:Ministry|Department|Agency|Office|University|Institute|Council|"
        r"Commission|Association|Corporation|Ltd|Inc|Laboratory|Government|Embassy)\b",
        author,
    )
    return author if body else None


def _publisher(*names: str | None) -> str | None:
    return next((name for name in names if name and len(name) < 120 and not _NO_PUBLISHER.search(name)), None)


def _words(value: object) -> str:
    return plain_spaces(normalise(value[:1_000])[0]) if isinstance(value, str) else ""


def _name(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return _words(value) or None


def _article(root: Element) -> dict[str, Any]:
    """What JSON-LD says of the page's article; nothing where it describes several."""
    found: dict[str, list[dict[str, Any]]] = {}
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) < _LONGEST:
            try:
                data = json.loads(script.text)
            except (ValueError, RecursionError):
                continue
            for item in _things(data):
                types = item.get("@type")
                for kind in types if isinstance(types, list) else [types]:
                    if isinstance(kind, str):
                        found.setdefault(kind, []).append(item)
    for kind in _ARTICLES:
        if len({str(item.get("headline") or item.get("url")) for item in found.get(kind, ())}) == 1:
            return found[kind][0]
    return {}


def _things(data: object) -> Iterator[dict[str, Any]]:
    """The objects at the head of JSON-LD, in its lists and graphs, not those that they are related to."""
    queue = [data]
    for seen, item in enumerate(queue):
        if seen > _DEEPEST:
            return
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            yield item
            queue += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
