"""A web site on the loopback address, made of functions; it notes every request."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """What the site says; an ETag is made from the body unless `plain`."""

    body: bytes | str = b""
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    plain: bool = False
    pieces: Callable[[], Iterator[bytes]] | None = None

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]
    at: float

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


class Site:
    """Answers by path; what is not there is 404."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.log: list[Asked] = []
        self.port = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str | None = None) -> list[Asked]:
        """The requests for a path, or for all but robots.txt."""
        return [one for one in self.log if (one.path == path if path else one.path != "/robots.txt")]

    def answer(self, path: str) -> Answer:
        found = self.answers.get(path, Answer("nothing here", status=404, plain=True))
        return found if isinstance(found, Answer) else found()


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.log.append(Asked(self.path, headers, time.monotonic()))
            answer = site.answer(self.path)
            etag = f'"{sha256(answer.content).hexdigest()[:12]}"'
            if answer.status == 200 and not answer.plain and headers.get("if-none-match") == etag:
                self.send_response(304)
                self.send_header("ETag", etag)
                self.end_headers()
                return
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.type, **answer.headers}.items():
                self.send_header(name, value)
            if answer.status == 200 and not answer.plain:
                self.send_header("ETag", etag)
            if answer.pieces:
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                try:
                    for piece in answer.pieces():
                        self.wfile.write(piece)
                except OSError:
                    pass  # the other side has had enough
                return
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(title: str, *paragraphs: str) -> str:
    """A release as sites have them."""
    text = "".join(f"<p>{words}</p>" for words in paragraphs or ("Both parties will work together. " * 12,))
    return f"<!doctype html><html><head><title>{title}</title></head><body><main><h1>{title}</h1>{text}</main></body></html>"


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
