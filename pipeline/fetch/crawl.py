"""Sources on the web: their lists, then their documents one after another, with Scrapy."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.gz import gunzip

from pipeline.fetch.addresses import is_allowed
from pipeline.fetch.index import Listing, chosen_items, read_listing
from pipeline.fetch.keep import Keeper
from pipeline.fetch.network import HostError, conditions, header, reason_of, scrapy_settings, validators
from pipeline.fetch.report import Item, SourceReport
from pipeline.fetch.sources import Source
from pipeline.fetch.state import Document, Page, State
from pipeline.fetch.visit import Visit
from pipeline.fetch.worker import Job, Tell

log = logging.getLogger(__name__)

# An unfinished run that is older is not gone on with: what it saw is too old to be called looked at.
_RESUMABLE = timedelta(days=1)
# Pages of one list, and failures to connect in a row, after which a source is left to the next run.
_MOST_PAGES, _MOST_FAILURES = 100, 3


class ListError(Exception):
    """The list of a source cannot be had; the message says why."""


class RequestError(Exception):
    """A request without an answer; the message says why.

    Args:
        host_failed: it is the host that has trouble, and not this one address.
    """

    def __init__(self, message: str, *, host_failed: bool) -> None:
        super().__init__(message)
        self.host_failed = host_failed


def crawl(
    job: Job,
    sources: Sequence[Source],
    keeper: Keeper,
    state: State,
    reports: Mapping[str, SourceReport],
    tell: Tell,
) -> None:
    """Fetches sources side by side, one request at a time a host; returns when all are done."""
    hosts = sorted({name for source in sources for name, _ in source.hosts})
    logging.getLogger("scrapy").setLevel(logging.CRITICAL)
    process = AsyncCrawlerProcess(scrapy_settings(job.settings, job.user_agent, hosts))
    process.crawl(_Spider, job=job, sources=sources, keeper=keeper, state=state, reports=reports, tell=tell)
    process.start(install_signal_handlers=False)


class _Spider(scrapy.Spider):
    """All sources at once, so that two of one host wait for one another."""

    name = "oboegaki"

    def __init__(
        self,
        job: Job,
        sources: Sequence[Source],
        keeper: Keeper,
        state: State,
        reports: Mapping[str, SourceReport],
        tell: Tell,
    ) -> None:
        super().__init__()
        self.job, self.sources, self.keeper, self.state_store = job, sources, keeper, state
        self.reports, self.tell = reports, tell
        self.all_hosts = frozenset().union(*(source.hosts for source in sources))

    async def start(self) -> AsyncIterator[Any]:
        """Does everything before Scrapy's own queue is looked at; nothing is ever put there."""
        for request in await self._all():
            yield request

    async def _all(self) -> tuple[scrapy.Request, ...]:
        await asyncio.gather(*(self._source(source) for source in self.sources))
        return ()

    async def _source(self, source: Source) -> None:
        run = SourceRun(source, self)
        try:
            await run.all()
        except Exception as error:
            # One source must not stop the others, whatever its site does to the program.
            log.exception("unexpected error")
            run.report.failures.append(f"unexpected {type(error).__name__}: {error}; please report this source")


class SourceRun:
    """One source in one run."""

    def __init__(self, source: Source, spider: _Spider) -> None:
        self.source, self.spider = source, spider
        self.job, self.keeper, self.state = spider.job, spider.keeper, spider.state_store
        self.report = spider.reports[source.id]
        self.hosts = source.hosts
        self._now = datetime.now(UTC)
        self._dropped: set[str] = set()

    async def all(self) -> None:
        """Asks for the list, then for each document that it names, that came with one, or that it named before."""
        try:
            items = await self._items()
        except ListError as error:
            self.report.unreachable = str(error)
            return
        if self.job.only_lists:
            self.report.listed = [(item, self.state.at(item.url) is not None) for item in items]
            return
        started = self.state.started(self.source.id, self.stamp(), not_before=self.stamp(_RESUMABLE))
        self.keeper.mend(self.source.id)
        self.keeper.adopt(self.source.id)
        queue = self._queue(items)
        failures = 0
        for number, (item, release_page) in enumerate(queue, start=1):
            known = self.state.at(item.url)
            if not (known and known.checked_at >= started):  # else: the run that was stopped had looked at it
                failures = 0 if await self._document(item, known, release_page) else failures + 1
            self.spider.tell((self.source.id, number, len(queue)))
            if failures == _MOST_FAILURES:
                self.report.warnings.append(
                    f"stopped after {failures} failures in a row; the next run goes on from there"
                )
                return
        self.state.finish(self.source.id, self.stamp())

    def _queue(self, items: Sequence[Item]) -> list[tuple[Item, str | None]]:
        """What to ask for: first what the list named before and does not now, so that what moved is known again."""
        listed = {item.url for item in items}
        documents = [document for document in self.state.documents(self.source.id) if document.url]
        named = {found.doc_id for item in items if (found := self.state.at(item.url))}
        overdue = self.stamp(timedelta(days=self.job.settings.recheck_days))
        before = [
            (Item(document.url), document.release_page)
            for document in documents
            if document.doc_id not in named
            and document.release_page not in named
            and (document.checked_at <= overdue or document.doc_id in self._dropped)
        ]
        attached = [
            (Item(document.url), document.release_page)
            for document in documents
            if document.release_page in named and document.url not in listed
        ]
        return [*before, *((item, None) for item in items), *attached]

    async def _document(self, item: Item, known: Document | None, release_page: str | None) -> bool:
        """Asks for a document and keeps what comes; False if its host could not be asked."""
        if not is_allowed(item.url, self.hosts):
            where = urlsplit(item.url).netloc
            self.report.failures.append(
                f"{item.url}: {where} is not a host of this source (allow_hosts in sources.yml)"
            )
            return True
        there = known is not None and self.keeper.has(known)
        asked = conditions(known.etag, known.last_modified) if known and there else {}
        try:
            response = await self._get(item.url, asked)
        except RequestError as error:
            self.report.failures.append(f"{item.url}: {error}")
            return not error.host_failed
        visit = Visit(self, item, known, response)
        for address in visit.settle(release_page):
            attached = self.state.at(address)
            if visit.document and (attached is None or attached.checked_at < self.stamp()):
                await self._document(Item(address, published=item.published), attached, visit.document.doc_id)
        return not visit.host_failed

    async def _items(self) -> list[Item]:
        """The documents that the list of the source names.

        Raises:
            ListError: it cannot be had, or read.
        """
        if self.source.kind == "urls":
            return chosen_items(self.source, [Item(url) for url in self.source.addresses])
        items: list[Item] = []
        waiting, seen = list(self.source.addresses), set(self.source.addresses)
        while waiting and len(seen) <= _MOST_PAGES:
            listing = await self._listing(waiting.pop(0))
            items += listing.items
            further = [url for url in listing.more if url not in seen and is_allowed(url, self.hosts)]
            seen.update(further)
            waiting += further
            if len(chosen_items(self.source, items)) >= self.source.max_documents:
                break
        return chosen_items(self.source, items)

    async def _listing(self, url: str) -> Listing:
        page = self.state.page(self.source.id, url)
        before = Listing.from_json(page.content) if page else None
        asked = conditions(page.etag, page.last_modified) if page and not self.job.only_lists else {}
        try:
            response = await self._get(url, asked)
        except RequestError as error:
            raise ListError(f"{url}: {error}") from error
        if response.status == 304 and before is not None:
            return before
        if response.status != 200:
            raise ListError(f"{url} answers {response.status}")
        body = response.body
        if body.startswith(b"\x1f\x8b"):  # sitemap.xml.gz
            body = gunzip(body, max_size=int(self.job.settings.megabytes * 1_000_000))
        content_type = header(response, "Content-Type") or ""
        try:
            listing = read_listing(self.source, body, content_type=content_type, url=response.url)
        except ValueError as error:
            raise ListError(f"{url} {error}") from error
        if listing.warning:
            self.report.warnings.append(f"{url} {listing.warning}")
        if not listing.items and not listing.more:
            had = f"; it had {len(before.items)} before, which are kept" if before and before.items else ""
            self.report.warnings.append(f"{url} lists nothing{had}")
            return before or listing
        if before and not self.job.only_lists:
            dropped = {item.url for item in before.items} - {item.url for item in listing.items}
            self._dropped |= {found.doc_id for url in dropped if (found := self.state.at(url))}
        if not self.job.only_lists:
            self.state.save_page(self.source.id, url, Page(*validators(response), listing.to_json()))
        return listing

    async def _get(self, url: str, headers: Mapping[str, str]) -> Response:
        """One request, with its retries and redirects.

        Raises:
            RequestError: there is no answer.
        """
        request = scrapy.Request(url, headers=dict(headers), meta={"hosts": self.hosts}, dont_filter=True)
        try:
            return await self.spider.crawler.engine.download_async(request)
        except Exception as error:
            # Whatever it met: exceptions of Scrapy, Twisted, OpenSSL and the decompressors have nothing in common.
            log.debug("no answer from %s", url, exc_info=error)
            refused = isinstance(error, IgnoreRequest) and not isinstance(error, HostError)
            raise RequestError(reason_of(error), host_failed=not refused) from error

    def moved_here(self, digest: str) -> Document | None:
        """A document with these bytes that its list has dropped, or that is gone from where it was."""
        found = self.state.with_bytes(self.source.id, digest)
        return found if found and (found.gone_status or found.doc_id in self._dropped) else None

    def stamp(self, ago: timedelta = timedelta(0)) -> str:
        """When this run began, ISO 8601 in UTC, or some time before."""
        return (self._now - ago).isoformat(timespec="milliseconds")
