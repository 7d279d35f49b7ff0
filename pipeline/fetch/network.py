"""Scrapy's parts of ours: only hosts of the sources, no inner addresses, robots.txt, and patience with busy sites."""

import asyncio
import logging
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from time import monotonic, time
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from pipeline.config import FetchSettings
from pipeline.fetch.addresses import Hosts, ascii_host, is_allowed, is_loopback, refusal
from pipeline.fetch.state import Page, State

log = logging.getLogger(__name__)

# RFC 9309: what of robots.txt need be read, and what a crawler that cannot read it must assume.
_ROBOTS_BYTES = 500 * 1024
_ALL_FORBIDDEN = b"User-agent: *\nDisallow: /\n"
# Seconds. Not 0: without a delay Scrapy 2.19 counts the requests to a host too late to keep them apart.
_LEAST_DELAY = 0.001
# Seconds: a Crawl-delay beyond this would make a run a matter of days.
_LONGEST_CRAWL_DELAY = 30.0


class RefusedError(IgnoreRequest):
    """A request that is not made, or not now; the message says why."""


class HostError(RefusedError):
    """A host that cannot be asked for anything now: it wants to be left alone, or its robots.txt cannot be had."""


def scrapy_settings(fetch: FetchSettings, user_agent: str, hosts: Sequence[str]) -> dict[str, Any]:
    """Scrapy's settings: manners, limits, and everything off that a fetcher has no use for.

    Args:
        fetch: the section of settings.yml.
        user_agent: what requests say of themselves.
        hosts: those that will be asked.
    """
    delay = 1.0 if fetch.delay is None else max(fetch.delay, _LEAST_DELAY)
    own = {host: {"concurrency": 1, "delay": _LEAST_DELAY, "jitter": 0} for host in hosts if is_loopback(host)}
    most = int(fetch.megabytes * 1_000_000)
    return {
        "USER_AGENT": user_agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": user_agent.partition("/")[0],
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_SLOTS": own if fetch.delay is None else {},
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": delay,
        "RETRY_TIMES": fetch.retries,
        # Not what took the whole time-out, and not a name that does not exist.
        "RETRY_EXCEPTIONS": [
            "scrapy.exceptions.DownloadConnectionRefusedError",
            "scrapy.exceptions.DownloadFailedError",
            "scrapy.exceptions.ResponseDataLossError",
            "twisted.internet.error.ConnectionDone",
            "twisted.internet.error.ConnectError",
            "twisted.internet.error.ConnectionLost",
        ],
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_MAXDELAY": 5,
        "DOWNLOAD_TIMEOUT": fetch.timeout,
        "DNS_TIMEOUT": min(fetch.timeout, 20),
        # Counted for the bytes of the body and again while they are decompressed.
        "DOWNLOAD_MAXSIZE": most,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {
            "http": PatientHandler,
            "https": PatientHandler,
            "file": None,
            "data": None,
            "ftp": None,
            "s3": None,
        },
        "DOWNLOADER_MIDDLEWARES": {Guard: 40},
        "TWISTED_DNS_RESOLVER": CheckedResolver,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en,ja;q=0.9",
        },
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
        # Ours, for the parts below.
        "OBOEGAKI_PRIVATE": fetch.allow_private_addresses,
        "OBOEGAKI_BACKOFF": fetch.backoff,
        "OBOEGAKI_PATIENCE": fetch.patience,
    }


_refused: dict[str, str] = {}
"""Why the addresses of a host were not given to a connection, by host."""


@implementer(IResolutionReceiver)
class _CheckedReceiver:
    """Lets those addresses through that may be asked."""

    def __init__(self, receiver: Any, host: str, *, private: bool) -> None:
        self._receiver, self._host, self._private = receiver, host, private

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 – Twisted's name
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802 – Twisted's name
        reason = refusal(address.host, private=self._private)
        if reason is None:
            self._receiver.addressResolved(address)
        else:
            _refused[ascii_host(self._host)] = reason

    def resolutionComplete(self) -> None:  # noqa: N802 – Twisted's name
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class CheckedResolver:
    """Resolves names as the system does and checks every address.

    A connection is made to the addresses that pass here and to no others, so a name that resolves to something else
    the next time (DNS rebinding) is checked that time again. Twisted asks for numbers written as hosts here, too.
    """

    def __init__(self, reactor: Any, *, private: bool) -> None:
        self._reactor, self._private = reactor, private
        self._system: Any = reactor.nameResolver

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> "CheckedResolver":
        """As Scrapy makes it."""
        return cls(reactor, private=crawler.settings.getbool("OBOEGAKI_PRIVATE"))

    def install_on_reactor(self) -> None:
        """Takes the place of the reactor's own resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 – Twisted's name
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolves a name for a connection."""
        _refused.pop(ascii_host(hostName), None)
        checked = _CheckedReceiver(resolutionReceiver, hostName, private=self._private)
        resolution: IHostResolution = self._system.resolveHostName(
            checked, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution


class PatientHandler(HTTP11DownloadHandler):
    """Downloads, and leaves a host alone that asks for it or fails, for all requests to it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._codes = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self._retries = settings.getint("RETRY_TIMES")
        self._back_off = settings.getfloat("OBOEGAKI_BACKOFF")
        self._patience = settings.getfloat("OBOEGAKI_PATIENCE")
        self._user_agent = settings["USER_AGENT"]
        self._not_before: dict[str, float] = {}
        self._crawl_delays: dict[str, float] = {}
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    async def download_request(self, request: Request) -> Response:
        """Downloads when the host may be asked; requests to it wait for one another here.

        Raises:
            RefusedError: the host's addresses may not be asked.
            HostError: it wants to be left alone for longer than we wait.
        """
        host = urlsplit(request.url).netloc
        pause = self._not_before.get(host, 0.0) - monotonic()
        if pause > self._patience:
            raise HostError(f"{host} asks to be left alone for {pause:.0f} s; the next run tries again")
        if pause > 0:
            await asyncio.sleep(pause)
        pause = self._crawl_delays.get(host, 0.0)
        tried = request.meta.get("retry_times", 0)
        again = self._back_off * 2**tried if tried < self._retries else 0.0
        try:
            response = await super().download_request(request)
        except Exception:
            if reason := _refused.get(urlsplit(request.url).hostname or ""):
                raise RefusedError(reason) from None
            self._not_before[host] = monotonic() + max(pause, again)
            raise
        if response.status in self._codes:
            pause = max(pause, _retry_after(response) or again)
        self._not_before[host] = monotonic() + pause
        return response

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self._user_agent)
        if delay and delay > 0:
            self._crawl_delays[urlsplit(request.url).netloc] = min(delay, _LONGEST_CRAWL_DELAY)


def _retry_after(response: Response) -> float | None:
    """Seconds that a response asks to wait (RFC 9110, section 10.2.3: a number, or a date)."""
    value = (response.headers.get("Retry-After") or b"").decode("ascii", "ignore").strip()
    if value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time()) if value else None
    except (ValueError, OverflowError):
        return None


class Guard:
    """Lets requests pass that go to a host of their source, redirects too; and says what robots.txt means.

    It stands before all other middlewares on the way out and behind them on the way back, so it sees each request of
    a chain of redirects, and of robots.txt the last answer after retries, decompressed.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        # Why robots.txt of a host could not be read, by host and port.
        self._unreadable: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Guard":
        """As Scrapy makes it."""
        return cls(crawler)

    @property
    def _spider(self) -> Any:
        return self._crawler.spider

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Refuses what goes elsewhere; asks for robots.txt only if it changed."""
        hosts: Hosts = request.meta.get("hosts") or self._spider.all_hosts
        if not is_allowed(request.url, hosts):
            where = urlsplit(request.url).netloc or request.url[:80]
            raise RefusedError(f"{where} is not a host of this source (allow_hosts in sources.yml lets one in)")
        if urlsplit(request.url).hostname in self._crawler.settings.getdict("DOWNLOAD_SLOTS"):
            request.meta["autothrottle_dont_adjust_delay"] = True
        if _is_robots(request) and (page := self._page(request)):
            request.headers.update(conditions(page.etag, page.last_modified))

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Response:
        """Makes of any answer to a request for robots.txt the rules that RFC 9309 says it stands for."""
        if not _is_robots(request):
            return response
        if response.status >= 500 or response.status == 429:
            self._unreadable[_asked_host(request)] = f"its robots.txt answers {response.status}"
            return response.replace(body=_ALL_FORBIDDEN)
        if response.status == 304 and (page := self._page(request)):
            return response.replace(body=page.content.encode())
        if response.status != 200:
            return response.replace(body=b"")
        rules = response.body[:_ROBOTS_BYTES].decode("utf-8", "replace")
        self._state.save_page("", request.url, Page(*validators(response), rules))
        return response.replace(body=rules.encode())

    def process_exception(
        self, request: Request, exception: Exception, spider: Spider | None = None
    ) -> Response | None:
        """A host whose robots.txt cannot be asked for is not asked for anything.

        Raises:
            HostError: robots.txt forbids a request, because it could not be had.
        """
        if not _is_robots(request):
            reason = self._unreadable.get(urlsplit(request.url).netloc)
            if reason and isinstance(exception, IgnoreRequest) and not isinstance(exception, RefusedError):
                raise HostError(reason) from exception
            return None
        if isinstance(exception, IgnoreRequest) and not isinstance(exception, RefusedError):
            return None
        self._unreadable[_asked_host(request)] = reason_of(exception)
        return Response(request.url, body=_ALL_FORBIDDEN)

    @property
    def _state(self) -> State:
        state: State = self._spider.state_store
        return state

    def _page(self, request: Request) -> Page | None:
        return self._state.page("", request.url)


def _is_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt"))  # nothing but Scrapy's own request for it has this


def _asked_host(request: Request) -> str:
    """The host and port that were asked first, before any redirect."""
    urls: list[str] = request.meta.get("redirect_urls") or [request.url]
    return urlsplit(urls[0]).netloc


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers of a conditional request (RFC 9110, section 13)."""
    values = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in values.items() if value}


def validators(response: Response) -> tuple[str | None, str | None]:
    """ETag and Last-Modified of a response."""
    etag, modified = (header(response, name) for name in ("ETag", "Last-Modified"))
    return etag, modified


def header(response: Response, name: str) -> str | None:
    """A header's value as text."""
    value = response.headers.get(name)
    text = "".join(char for char in (value or b"").decode("latin-1") if char.isprintable())
    return text.strip()[:500] or None


_REASONS = {
    "CannotResolveHostError": "there is no host of this name, or no network",
    "DownloadConnectionRefusedError": "the connection was refused",
    "DownloadTimeoutError": "it took longer than fetch.timeout in settings.yml",
    "DownloadCancelledError": "it is larger than fetch.megabytes in settings.yml",
    "ResponseDataLossError": "it ended before it was complete",
}


def reason_of(error: Exception) -> str:
    """Why a request failed, in words."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, IgnoreRequest):
        said = str(error)
        if "robots.txt" in said:
            return "its robots.txt forbids it"
        if "DOWNLOAD_MAXSIZE" in said:
            return _REASONS["DownloadCancelledError"]
        return "more than 5 redirects" if "redirections" in said else said
    return _REASONS.get(type(error).__name__) or f"the connection failed ({type(error).__name__})"
