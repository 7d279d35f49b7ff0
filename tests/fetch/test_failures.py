"""Sites that fail, misbehave or attack: what is said, and that nothing else suffers."""

import gzip
import itertools
import time
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest

from pipeline.errors import ConfigurationError
from pipeline.fetch import fetch
from pipeline.fetch.report import SourceReport
from tests.fetch.conftest import MakeWorkspace
from tests.fetch.site import PDF, Answer, Site, page, serving
from tests.fetch.test_fetch import WORDS, by_id, files


def in_turn(*answers: Answer) -> Callable[[], Answer]:
    """Each answer once, the last one for ever."""
    waiting = list(answers)
    return lambda: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def said(report: SourceReport) -> str:
    return " | ".join([*report.failures, *report.warnings, *filter(None, [report.unreachable])])


def endless() -> Iterator[bytes]:
    yield from itertools.repeat(b"<p>more</p>" * 1000)


def dripping() -> Iterator[bytes]:
    for _ in range(100):
        time.sleep(0.1)
        yield b"."


def test_documents_that_fail_one_way_each(site: Site, workspace: MakeWorkspace) -> None:
    zeros = b"<html>" + b"0" * 3_000_000
    twice = gzip.compress(gzip.compress(zeros))
    raw_deflate = zlib.compressobj(wbits=-15)
    site.answers |= {
        "/gzip": Answer(gzip.compress(zeros), headers={"Content-Encoding": "gzip"}),
        "/twice": Answer(twice, headers={"Content-Encoding": "gzip, gzip"}),
        "/deflate": Answer(raw_deflate.compress(zeros) + raw_deflate.flush(), headers={"Content-Encoding": "deflate"}),
        "/br": Answer(brotli.compress(zeros), headers={"Content-Encoding": "br"}),
        "/broken": Answer(b"\x1f\x8b no gzip", headers={"Content-Encoding": "gzip"}),
        "/large": Answer(zeros),
        "/endless": Answer(pieces=endless),
        "/drip": Answer(pieces=dripping),
        "/short": Answer(pieces=lambda: iter([b"too little"]), headers={"Content-Length": "99999"}),
        "/loop": Answer(status=302, headers={"Location": "/loop"}),
        "/file": Answer(status=302, headers={"Location": "file:///etc/passwd"}),
        "/metadata": Answer(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
        "/elsewhere": Answer(status=307, headers={"Location": "http://elsewhere.example/"}),
        "/port": Answer(status=301, headers={"Location": "http://127.0.0.1:1/"}),
        "/refresh": Answer('<meta http-equiv="refresh" content="0; url=http://elsewhere.example/">'),
        "/missing": Answer(status=404),
        "/secret": Answer(status=403),
        "/soft": Answer(page("Page not found", "Sorry.")),
        "/image": Answer(b"\x89PNG\r\n\x1a\n", "image/png"),
        "/empty": Answer(b""),
        "/fine": Answer(page("Fine"), headers={"Set-Cookie": "who=you"}),
    }
    names = [*site.answers]
    there = workspace(
        *(
            {"id": name[1:], "kind": "urls", "urls": [site.url(name)], "allow_hosts": ["169.254.169.254"]}
            for name in names
        ),
        retries=0,
        timeout=2,
    )
    reports = by_id(fetch(there))
    too_large = dict.fromkeys(("gzip", "twice", "deflate", "br", "large", "endless"), "larger than fetch.megabytes")
    expected = {
        **too_large,
        "broken": "",
        "drip": "longer than fetch.timeout",
        "short": "ended before it was complete",
        "loop": "more than 5 redirects",
        "file": "answers 302",
        "metadata": "169.254.169.254 is a link-local, multicast or metadata address",
        "elsewhere": "elsewhere.example is not a host of this source",
        "port": "127.0.0.1:1 is not a host of this source",
        "refresh": "elsewhere.example is not a host of this source",
        "missing": "answers 404",
        "secret": "answers 403",
        "soft": "error page with status 200",
        "image": "it is an image",
        "empty": "it is empty",
    }
    assert {name: said(reports[name]) for name, words in expected.items() if words not in said(reports[name])} == {}
    assert all(len(report.failures) == 1 for name, report in reports.items() if name != "fine")
    assert reports["fine"].new == ["fine/fine"]
    assert set(files(there)) == {"fine/fine.html", "fine/fine.yml"}
    assert len(site.asked("/loop")) == 6
    assert not any("cookie" in one.headers for one in site.log)


def test_what_is_believed_of_a_document_that_was_there(site: Site, workspace: MakeWorkspace) -> None:
    names = ("soft", "home", "thin", "file", "empty", "down")
    site.answers |= {f"/{name}": Answer(page(name, WORDS * 5)) for name in names} | {"/file": Answer(PDF)}
    site.answers["/"] = Answer(page("Welcome", WORDS * 5))
    site.answers["/list"] = Answer("".join(f'<a href="/{name}">{name}</a>' for name in names))
    there = workspace({"id": "s", "kind": "page", "url": site.url("/list"), "links": "a"}, retries=0)
    assert len(fetch(there).sources[0].new) == len(names)
    before = files(there)
    site.answers |= {
        "/soft": Answer(page("404 Not Found", "Sorry.")),
        "/home": Answer(status=302, headers={"Location": "/"}),
        "/thin": Answer("<html><body>Loading</body></html>"),
        "/file": Answer(page("Our files have a new home", WORDS)),
        "/empty": Answer(b""),
        "/down": Answer(status=503),
        "/list": Answer("<p>Under construction</p>"),
    }
    report = fetch(there).sources[0]
    assert files(there) == before
    assert "lists nothing; it had 6 before" in report.warnings[0]
    assert len(report.warnings) == 6
    assert all("stays as it was" in warning for warning in report.warnings[1:])
    assert [failure.partition(": ")[2] for failure in report.failures] == ["the site answers 503"]
    assert (report.gone, report.changed) == ([], [])


def test_busy_and_broken_sites_are_asked_again_with_patience(site: Site, workspace: MakeWorkspace) -> None:
    with serving(Site()) as dead, serving(Site()) as away:
        site.answers |= {
            "/busy": in_turn(Answer("slow down", status=429, headers={"Retry-After": "1"}), Answer(page("Busy"))),
            "/shaky": in_turn(*[Answer(status=500)] * 3, Answer(page("Shaky"))),
            "/date": in_turn(
                Answer(status=503, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}), Answer(page("Date"))
            ),
        }
        away.answers |= {f"/{n}": Answer(status=503, headers={"Retry-After": "3600"}) for n in range(6)}
        dead.answers |= {f"/{n}": Answer(status=500) for n in range(6)}
        there = workspace(
            {"id": "good", "kind": "urls", "urls": [site.url(path) for path in site.answers]},
            {"id": "away", "kind": "urls", "urls": [away.url(f"/{n}") for n in range(6)]},
            {"id": "dead", "kind": "urls", "urls": [dead.url(f"/{n}") for n in range(6)]},
            {"id": "closed", "kind": "feed", "url": "http://127.0.0.1:1/feed"},
            {"id": "nameless", "kind": "feed", "url": "http://no-such-host.invalid/feed"},
            backoff=0.01,
        )
        reports = by_id(fetch(there))
    assert said(reports["good"]) == ""
    assert reports["good"].new == ["good/busy", "good/shaky", "good/date"]
    first, second = site.asked("/busy")
    assert second.at - first.at >= 0.99
    assert len(site.asked("/shaky")) == 4
    assert "asks to be left alone for 3" in said(reports["away"])
    assert len(away.asked()) == 1
    assert "stopped after 3 failures in a row" in said(reports["dead"])
    assert len(dead.asked()) == 12  # three documents, four times each
    assert reports["closed"].unreachable
    assert "the connection was refused" in reports["closed"].unreachable
    assert reports["nameless"].unreachable
    assert "no host of this name" in reports["nameless"].unreachable


def test_robots_txt_is_obeyed(site: Site, workspace: MakeWorkspace) -> None:
    with serving(Site()) as broken, serving(Site()) as without:
        site.answers |= {
            "/robots.txt": Answer(
                "User-agent: *\nDisallow: /private/\nUser-agent: oboegaki\nDisallow: /ours/\n", "text/plain"
            ),
            "/private/a": Answer(page("Private")),
            "/ours/b": Answer(page("Ours")),
            "/c": Answer(page("Free")),
            "/d": Answer(status=302, headers={"Location": "/ours/b"}),
        }
        broken.answers |= {"/robots.txt": Answer(status=500), "/a": Answer(page("A"))}
        without.answers |= {"/robots.txt": Answer("<h1>Disallow: /</h1>", status=403), "/a": Answer(page("A"))}
        there = workspace(
            {"id": "s", "kind": "urls", "urls": [site.url(path) for path in ("/private/a", "/ours/b", "/c", "/d")]},
            {"id": "broken", "kind": "feed", "url": broken.url("/a")},
            {"id": "without", "kind": "urls", "urls": [without.url("/a")]},
            retries=1,
        )
        reports = by_id(fetch(there))
        assert reports["s"].new == ["s/private", "s/free"]
        assert len(reports["s"].failures) == 2
        assert all(failure.endswith("its robots.txt forbids it") for failure in reports["s"].failures)
        assert site.asked("/private/a")  # the group for us is the only one that counts
        assert not site.asked("/ours/b")
        assert not broken.asked()
        assert "its robots.txt answers 500" in (reports["broken"].unreachable or "")
        assert reports["without"].new  # RFC 9309: 4xx means that there are no rules

        # It changes: the next run asks, on condition, and obeys.
        site.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /\n", "text/plain")
        asked = len(site.asked())
        assert len(by_id(fetch(there))["s"].failures) == 4
        assert len(site.asked()) == asked
        assert site.asked("/robots.txt")[-1].conditional


def test_one_request_at_a_time_with_a_delay(site: Site, workspace: MakeWorkspace) -> None:
    for number in range(4):
        site.answers[f"/{number}"] = Answer(page(f"Number {number}"))
    there = workspace(
        {"id": "a", "kind": "urls", "urls": [site.url("/0"), site.url("/1")]},
        {"id": "b", "kind": "urls", "urls": [site.url("/2"), site.url("/3")]},
        delay=0.4,
    )
    fetch(there)
    times = sorted(one.at for one in site.log)
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(gaps) == 4
    assert min(gaps) >= 0.19  # Scrapy varies the delay by half


def test_this_machine_is_not_asked_unless_a_setting_allows_it(site: Site, workspace: MakeWorkspace) -> None:
    site.answers["/a"] = Answer(page("A"))
    sources = [
        {"id": f"s{number}", "kind": "feed", "url": site.url("/a", host)}
        for number, host in enumerate(("127.0.0.1", "localhost", "127.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"))
    ]
    reports = fetch(workspace(*sources, allow_private_addresses=False, contact="a@b.example")).sources
    assert site.log == []
    assert all("of this machine or of a private network" in (report.unreachable or "") for report in reports)


def test_sites_must_be_able_to_reach_somebody(site: Site, workspace: MakeWorkspace) -> None:
    there = workspace({"id": "s", "kind": "feed", "url": site.url("/a")}, allow_private_addresses=False)
    with pytest.raises(ConfigurationError, match="contact"):
        fetch(there)
    assert site.log == []
