"""What one answer means for one document: new, changed, as it was, moved, gone, or not to be believed."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.http import Response

from pipeline.fetch.addresses import is_allowed, normal_url
from pipeline.fetch.content import Form, WebPage, form_of
from pipeline.fetch.keep import Received, add_attachment
from pipeline.fetch.network import header, validators
from pipeline.fetch.report import Item
from pipeline.fetch.state import Document
from pipeline.files import sha256
from pipeline.run.discover import SIDECAR

if TYPE_CHECKING:
    from pipeline.fetch.crawl import SourceRun

_GONE = (404, 410)
_PERMANENT = (301, 308)
# Characters: a page that says this little, where it said five times as much before, is not a new version of it.
_LITTLE = 200
# What a list says of a file behind its title: "[PDF: 123KB]", "（PDF／1.2MB）".
_FILE_NOTE = re.compile(r"\s*[\[(（【][^\[\](（）)【】]{0,10}PDF[^\[\](（）)【】]{0,30}[\])）】]\s*$", re.IGNORECASE)


class Visit:
    """One answer to one request for a document, after redirects and retries."""

    def __init__(self, run: "SourceRun", item: Item, known: Document | None, response: Response) -> None:
        self._run, self._item, self._response = run, item, response
        self._url = normal_url(response.url)
        meta = response.request.meta if response.request else {}
        reasons = meta.get("redirect_reasons", [])
        self._moved = bool(reasons) and all(reason in _PERMANENT for reason in reasons)
        # Two addresses of one document: the second one is known by where it leads.
        self.document = known or run.state.at(self._url)

    @property
    def host_failed(self) -> bool:
        """Whether the answer says that the host has trouble, after all retries."""
        return self._response.status >= 500 or self._response.status == 429

    def settle(self, release_page: str | None) -> list[str]:
        """Brings files and state up to date, and gives the addresses of PDFs that are the release of a page."""
        status = self._response.status
        known = self.document if self.document and self.document.sha256 else None
        if status == 304 and known:
            self._unchanged(known)
        elif status in _GONE and known:
            if not known.gone_status:
                self._run.report.gone.append(known.doc_id)
                known = replace(known, gone_since=self._run.stamp())
            self._run.state.save(replace(known, gone_status=status, checked_at=self._run.stamp()))
        elif status == 200:
            return self._received(known, release_page)
        else:
            self._failed(f"the site answers {status}")
        return []

    def _received(self, known: Document | None, release_page: str | None) -> list[str]:
        content, content_type = self._response.body, header(self._response, "Content-Type") or ""
        digest = sha256(content)
        if known and known.sha256 == digest and self._run.keeper.has(known):
            self._unchanged(known)
            return []
        try:
            form = form_of(content, content_type=content_type, url=self._url)
        except ValueError as error:
            self._doubted(known, str(error))
            return []
        page = WebPage(content, content_type) if form.ending == ".html" else None
        if doubt := self._doubt(known, form, page, release_page):
            self._doubted(known, doubt)
            return []
        if known is None and (before := self._run.moved_here(digest)):
            self._unchanged(before, moved=True)
            return []
        self._keep(form, page, digest, release_page)
        if page is None or release_page:
            return []
        found = page.attached(self._url, self._item.title)
        return [url for url in map(_normal, found) if url and is_allowed(url, self._run.hosts)]

    def _doubt(self, known: Document | None, form: Form, page: WebPage | None, release_page: str | None) -> str | None:
        """Why what came is not the document, though the site says that it is."""
        if release_page and form.ending != ".pdf":
            return "it is linked as a PDF and is none"
        if page and (error := page.error()):
            return f"it is an error page with status 200 (“{error}”)"
        if known is None or page is None:
            return None
        if known.name.endswith((".pdf", ".docx")):
            return f"it was a file ({known.name.rpartition('.')[2]}) and is a web page"
        home = urlsplit(self._url).path in ("", "/") and urlsplit(self._item.url).path not in ("", "/")
        if home:
            return "it leads to the home page"
        if page.length < _LITTLE and self._run.keeper.has(known):
            before = WebPage(self._run.keeper.path(known).read_bytes())
            if before.length > 5 * page.length:
                return f"it has {page.length} characters and had {before.length}"
        return None

    def _keep(self, form: Form, page: WebPage | None, digest: str, release_page: str | None) -> None:
        run, response = self._run, self._response
        etag, modified = validators(response)
        values: dict[str, Any] = {
            "url": self._item.url,
            "publisher": run.source.publisher,
            "title": self._title(form),
            "published": self._item.published,
            "language": run.source.language,
            "licence": run.source.licence,
            "country": run.source.country,
            "retrieved_at": run.stamp(),
            "source": run.source.id,
            "final_url": self._url if self._url != self._item.url else None,
            "http_status": response.status,
            "content_type": header(response, "Content-Type"),
            "etag": etag,
            "last_modified": modified,
            "media_type": form.media_type,
            "sha256": digest,
            "release_page": release_page,
        }
        name = self._item.title or (page.titles[0] if page and page.titles else None)
        if release_page:
            name = f"{release_page.rpartition('/')[2]} pdf"
        received = Received(self._item.url, response.body, form, values, name)
        document = self.document or run.keeper.new(run.source.id, received, release_page=release_page)
        is_new = not run.keeper.has(document)
        kept = run.keeper.keep(document, received)
        self.document = self._save(kept)
        (run.report.new if is_new else run.report.changed).append(kept.doc_id)
        if release_page and (parent := run.state.document(release_page)):
            add_attachment(run.keeper.path(parent).with_suffix(SIDECAR), kept.doc_id)

    def _title(self, form: Form) -> str | None:
        """The title as a feed says it; that of a link only for a file, which has none that can be read as surely."""
        title = self._item.title
        if not title or self._run.source.kind == "feed":
            return title
        words = _FILE_NOTE.sub("", title)
        short = len(words) < (15 if words.isascii() else 8) or words.endswith(("…", "..."))
        return None if form.ending == ".html" or short else words

    def _unchanged(self, document: Document, *, moved: bool = False) -> None:
        if moved or (self._moved and document.url != self._url):
            self._run.report.moved.append(document.doc_id)
        self.document = self._save(document)
        self._run.report.unchanged += 1

    def _save(self, document: Document) -> Document:
        """The state after a good answer; of an address that moved for good, the new one is asked the next time."""
        etag, modified = validators(self._response)
        same = self._response.status == 304
        saved = replace(
            document,
            url=self._url if self._moved else self._item.url,
            etag=etag or (document.etag if same else None),
            last_modified=modified or (document.last_modified if same else None),
            checked_at=self._run.stamp(),
            gone_status=None,
            gone_since=None,
        )
        self._run.state.save(saved, {self._item.url, *([self._url] if self._moved else [])})
        return saved

    def _doubted(self, known: Document | None, reason: str) -> None:
        if known is None:
            self._failed(f"{reason}; it was not taken")
            return
        self._run.report.warnings.append(f"{self._item.url}: {reason}; {known.doc_id} stays as it was")
        self._run.state.save(replace(known, checked_at=self._run.stamp()))

    def _failed(self, reason: str) -> None:
        self._run.report.failures.append(f"{self._item.url}: {reason}")


def _normal(url: str) -> str | None:
    try:
        return normal_url(url)
    except ValueError:
        return None
