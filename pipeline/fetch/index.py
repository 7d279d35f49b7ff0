"""Lists of documents: feeds, index pages and sitemaps, from their bytes to addresses with what is said of them."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import unquote, urljoin

from lxml import etree

from pipeline.fetch.addresses import normal_url
from pipeline.fetch.content import WebPage, text_of
from pipeline.fetch.report import Item
from pipeline.fetch.sources import Source

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_TAG = re.compile(r"<[^<>]{0,500}>")
_ISO_DAY = re.compile(
    r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_JAPAN = timezone(timedelta(hours=9))
# A list with more has gone wrong.
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Listing:
    """What one page of a list says: its items, further pages, and what was wrong with it, in words."""

    items: tuple[Item, ...]
    more: tuple[str, ...] = ()
    warning: str | None = None

    def to_json(self) -> str:
        """For the state."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Listing":
        """From the state."""
        data = json.loads(text)
        return cls(tuple(Item(**item) for item in data["items"]), tuple(data["more"]), data["warning"])


def read_listing(source: Source, content: bytes, *, content_type: str, url: str) -> Listing:
    """Reads a page of the list of a source.

    Raises:
        ValueError: it is not what the kind of the source says; the message says what to look at.
    """
    if source.kind == "page":
        return _page(source, content, content_type, url)
    root, warning = _xml(content, content_type)
    if source.kind == "sitemap":
        return _sitemap(source, root, url, warning)
    return _feed(source, root, url, warning)


def chosen_items(source: Source, items: Iterable[Item]) -> list[Item]:
    """The items that a source's `match`, `since` and `max_documents` leave, each address once."""
    since = source.since.isoformat() if source.since else ""
    kept: dict[str, Item] = {}
    for item in items:
        day = item.published or item.updated
        if item.url not in kept and not (day and day < since) and _matches(source, item):
            kept[item.url] = item
    return list(kept.values())[: source.max_documents]


def _matches(source: Source, item: Item) -> bool:
    if not source.match:
        return True
    said = _folded(f"{item.title or ''} {unquote(item.url)}")[:4000]
    if isinstance(source.match, str):
        return re.search(source.match, said, re.IGNORECASE) is not None
    return any(re.search(_word(word), said) for word in source.match)


def _word(word: str) -> str:
    """A pattern for a word: whole in the Latin script ("AI" is not in "said"), anywhere in scripts without spaces."""
    folded = _folded(word)
    pattern = re.escape(folded)
    return rf"(?<![0-9a-z]){pattern}(?:e?s)?(?![0-9a-z])" if folded.isascii() else pattern


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _page(source: Source, content: bytes, content_type: str, url: str) -> Listing:
    page = WebPage(content, content_type)
    base = urljoin(url, page.tree.xpath("string(//base/@href)").strip())
    links = [
        link
        for found in page.tree.cssselect(source.links or "a")
        for link in ([found] if found.get("href") else found.iterfind(".//a[@href]"))
    ]
    counts = _links_below(links)
    items = []
    for link in links[:_MOST]:
        day = _day_beside(link, source.date, counts) if source.date else None
        title = _clean(" ".join(link.itertext())) or _clean(link.get("title", ""))
        items.append(_item(base, link.get("href"), title, day_of(day, source)))
    following = page.tree.cssselect(source.next)[:1] if source.next else []
    anchors = [link.get("href") or link.xpath("string(.//a/@href)") for link in following]
    more = [target for target in (_address(base, href) for href in anchors) if target and target != url]
    return Listing(tuple(item for item in items if item), tuple(more))


def _links_below(links: Sequence[etree._Element]) -> dict[etree._Element, int]:
    """How many of the links lie in each element above one."""
    counts: dict[etree._Element, int] = {}
    for link in links:
        for above in link.iterancestors():
            counts[above] = counts.get(above, 0) + 1
    return counts


def _day_beside(link: etree._Element, selector: str, counts: dict[etree._Element, int]) -> str | None:
    """What the selector finds nearest to a link: in the largest element that has no other link of the list in it."""
    item = link
    for above in link.iterancestors():
        if counts[above] > 1:
            break
        item = above
    found = item.cssselect(selector)
    if not found and (before := item.getprevious()) is not None and counts.get(before, 0) == 0:
        found = [before, *before.iterdescendants()] if before in before.getparent().cssselect(selector) else []
    return (found[0].get("datetime") or _clean(" ".join(found[0].itertext()))) if found else None


def _feed(source: Source, root: etree._Element, url: str, warning: str | None) -> Listing:
    """RSS 0.9x, 1.0 and 2.0, and Atom: told apart by nothing but the names of their elements."""
    if root is None or _name(root) not in ("rss", "feed", "RDF"):
        raise ValueError("is no RSS or Atom feed")
    items = []
    for entry in root.iter("{*}item", "{*}entry"):
        values: dict[str, str] = {}
        for child in entry.iterchildren(tag=etree.Element):
            values.setdefault(_name(child), "".join(child.itertext()))
        link = _atom_link(entry) or values.get("link") or _permanent_id(entry)
        published = values.get("published") or values.get("pubDate") or values.get("issued") or values.get("date")
        updated = values.get("updated") or values.get("modified")
        title = _clean(_TAG.sub(" ", unescape(values.get("title", ""))))
        items.append(_item(url, link, title, day_of(published, source), day_of(updated, source)))
        if len(items) >= _MOST:
            break
    return Listing(tuple(item for item in items if item), warning=warning)


def _atom_link(entry: etree._Element) -> str | None:
    links = [link for link in entry.iterchildren("{*}link") if link.get("href")]
    best = [link for link in links if link.get("rel", "alternate") == "alternate"]
    return (best or links)[0].get("href") if links else None


def _permanent_id(entry: etree._Element) -> str | None:
    for guid in entry.iterchildren("{*}guid"):
        if guid.get("isPermaLink", "true") == "true" and (guid.text or "").strip().startswith("http"):
            return str(guid.text)
    return None


def _sitemap(source: Source, root: etree._Element, url: str, warning: str | None) -> Listing:
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise ValueError("is no sitemap")
    items, more = [], []
    for entry in root.iterchildren(tag=etree.Element):
        values = {_name(child): (child.text or "").strip() for child in entry.iterchildren(tag=etree.Element)}
        address = _address(url, values.get("loc"))
        if address and _name(entry) == "sitemap":
            more.append(address)
        elif address and (source.pattern is None or re.search(source.pattern, address)):
            items.append(Item(address, updated=day_of(values.get("lastmod"), source)))
    return Listing(tuple(items[:_MOST]), tuple(more[:500]), warning)


def _xml(content: bytes, content_type: str) -> tuple[etree._Element, str | None]:
    """The root of an XML document; of a broken one what can be read, and a warning."""
    text = _DECLARATION.sub("", text_of(content, content_type)).replace("\0", "").lstrip("\ufeff \t\r\n")
    prepared = text.encode("utf-8", "replace")
    options = {
        "encoding": "utf-8",
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
    }
    try:
        return etree.fromstring(prepared, etree.XMLParser(**options)), None
    except etree.XMLSyntaxError as error:
        reason = str(error).partition(",")[0]
    try:
        root = etree.fromstring(prepared, etree.XMLParser(**options, recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ValueError(f"is no XML: {reason}")
    return root, f"is broken XML ({reason}); what could be read of it was used"


def day_of(words: str | None, source: Source) -> str | None:
    """The day that a list gives, ISO 8601; None for what is no day.

    A time in UTC from Japan is the day in Japan, which begins nine hours earlier; other times stay in their own zone.
    """
    if not words or not words.strip():
        return None
    if match := _ISO_DAY.match(words):
        year, month, day, hour, minute, zone = match.groups()
        try:
            moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=UTC)
        except ValueError:
            return None
        in_utc = zone == "Z" or (zone or "").replace(":", "") == "+0000"
        return _in_its_land(moment, source).isoformat() if in_utc else moment.date().isoformat()
    try:
        moment = parsedate_to_datetime(words.strip()[:60])
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    else:
        return (_in_its_land(moment, source) if moment.utcoffset() == timedelta(0) else moment.date()).isoformat()
    from pipeline.read.published import dateline

    found = dateline(" ".join(words.split())[:200])
    return found.isoformat() if found else None


def _in_its_land(moment: datetime, source: Source) -> date:
    in_japan = source.country == "JP" or (source.country is None and source.language == "ja")
    return moment.astimezone(_JAPAN).date() if in_japan else moment.date()


def _item(base: str, href: str | None, title: str, published: str | None, updated: str | None = None) -> Item | None:
    address = _address(base, href)
    return Item(address, title or None, published, updated) if address else None


def _address(base: str, href: str | None) -> str | None:
    try:
        return normal_url(urljoin(base, (href or "").strip())) if href and href.strip() else None
    except ValueError:
        return None  # mailto:, javascript:, or no address at all


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _clean(words: str) -> str:
    kept = "".join(char if char.isprintable() else " " for char in words)
    return " ".join(kept.split())[:500]
