"""Fetching from a real server: what is kept, and what a second and a third run do."""

from pathlib import Path

from ruamel.yaml import YAML

from pipeline.config import load_sidecar
from pipeline.fetch import FetchReport, check, fetch
from pipeline.fetch.report import SourceReport
from pipeline.fetch.state import gone
from pipeline.files import file_sha256
from pipeline.workspace import Workspace
from tests.fetch.conftest import MakeWorkspace
from tests.fetch.site import PDF, Answer, Site, page

WORDS = "Both parties will work together. " * 12


def sidecar(workspace: Workspace, doc_id: str) -> dict[str, object]:
    load_sidecar(workspace.raw / f"{doc_id}.yml")  # ingest can read it
    values: dict[str, object] = YAML(typ="safe").load((workspace.raw / f"{doc_id}.yml").read_text(encoding="utf-8"))
    return values


def files(workspace: Workspace) -> dict[str, tuple[str, int]]:
    """Every file that ingest could see, and what was set aside: its hash and when it was written."""
    return {
        path.relative_to(workspace.raw).as_posix(): (file_sha256(path), path.stat().st_mtime_ns)
        for path in sorted(workspace.raw.rglob("*"))
        if path.is_file() and not path.name.startswith(".fetch")
    }


def by_id(report: FetchReport) -> dict[str, SourceReport]:
    return {source.source: source for source in report.sources}


def build(site: Site) -> tuple[dict[str, object], ...]:
    """A site with all kinds of lists, and the sources for it."""
    site.answers |= {
        "/feed.atom": Answer(
            f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Harrow and Minato sign a memorandum</title>
            <link href="{site.url("/en/harrow-minato")}"/><published>2026-03-03T10:00:00Z</published></entry>
            <entry><title>Weather</title><link href="/en/weather"/></entry></feed>""",
            "application/atom+xml",
        ),
        "/feed.rdf": Answer(
            f"""<?xml version="1.0" encoding="Shift_JIS"?><rss><channel><item><title>水素の覚書①を締結</title>
            <link>{site.url("/ja/20260303_1.html")}</link><pubDate>Tue, 03 Mar 2026 00:30:00 +0900</pubDate></item></channel></rss>""".encode(
                "cp932"
            ),
            "text/xml",
        ),
        "/list-1.html": Answer(
            '<ul><li><a class="r" href="p/alpha.html">Alpha</a></ul><a class="n" href="list-2.html">more</a>'
        ),
        "/list-2.html": Answer(
            '<ul><li><a class="r" href="p/beta">Beta</a></ul><a class="n" href="list-1.html">more</a>'
        ),
        "/sitemap.xml": Answer(
            f"<urlset><url><loc>{site.url('/s/gamma-release')}</loc></url><url><loc>{site.url('/jobs/1')}</loc></url></urlset>",
            "application/xml",
        ),
        "/en/harrow-minato": Answer(
            page("Harrow and Minato sign a memorandum", WORDS, '<a href="/files/r.pdf">Press release (PDF)</a>')
        ),
        "/files/r.pdf": Answer(PDF, "application/octet-stream"),
        "/ja/20260303_1.html": Answer('<meta charset="EUC-JP"><h1>水素の覚書を締結</h1>'.encode("euc_jp"), "text/html"),
        "/p/alpha.html": Answer(page("Alpha")),
        "/p/beta": Answer(PDF + b"beta", "text/html"),
        "/s/gamma-release": Answer("Gamma signs a memorandum.\n", "text/plain"),
        "/u/delta.html": Answer(page("Delta")),
    }
    return (
        {
            "id": "en",
            "kind": "feed",
            "url": site.url("/feed.atom"),
            "match": ["memorandum"],
            "language": "en",
            "country": "GB",
        },
        {
            "id": "ja",
            "kind": "feed",
            "url": site.url("/feed.rdf"),
            "language": "ja",
            "publisher": "水素庁",
            "licence": "CC BY 4.0",
        },
        {"id": "page", "kind": "page", "url": site.url("/list-1.html"), "links": "a.r", "next": "a.n"},
        {"id": "map", "kind": "sitemap", "url": site.url("/sitemap.xml"), "pattern": "/s/"},
        {"id": "list", "kind": "urls", "urls": [site.url("/u/delta.html")]},
        {"id": "inbox", "kind": "folder", "path": "in", "publisher": "Harrow Marine"},
        {"id": "off", "kind": "urls", "urls": [site.url("/off")], "enabled": False},
    )


EXPECTED = {
    "en/harrow-minato.html",
    "en/harrow-minato-pdf.pdf",
    "ja/水素の覚書①を締結.html",
    "page/alpha.html",
    "page/beta.pdf",
    "map/gamma-release.txt",
    "list/delta.html",
    "inbox/覚書.txt",
}


def test_three_runs(site: Site, workspace: MakeWorkspace, tmp_path: Path) -> None:
    there = workspace(*build(site), contact="press@example.org", recheck_days=0)
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "覚書.txt").write_text("覚書を締結した。\n", encoding="utf-8")
    (inbox / "way-out").symlink_to(tmp_path / "config" / "settings.yml")

    first = by_id(fetch(there))
    assert {
        name: (report.failures, report.warnings, report.unreachable)
        for name, report in first.items()
        if report.needs_a_look
    } == {}
    kept = files(there)
    assert {name for name in kept if not name.endswith(".yml")} == EXPECTED
    assert {name.rpartition(".")[0] for name in kept if name.endswith(".yml")} == {
        name.rpartition(".")[0] for name in EXPECTED
    }
    assert (there.raw / "page/beta.pdf").read_bytes() == PDF + b"beta"
    assert not site.asked("/off")
    assert not site.asked("/en/weather")
    assert not site.asked("/jobs/1")
    agents = {one.headers["user-agent"] for one in site.log}
    assert len(agents) == 1
    assert "press@example.org" in agents.pop()
    assert not any("cookie" in one.headers or "referer" in one.headers for one in site.log)

    english = sidecar(there, "en/harrow-minato")
    assert english["url"] == site.url("/en/harrow-minato")
    assert english["title"] == "Harrow and Minato sign a memorandum"
    assert str(english["published"]) == "2026-03-03"
    assert (english["source"], english["country"], english["http_status"]) == ("en", "GB", 200)
    assert english["media_type"] == "text/html"
    assert english["sha256"] == kept["en/harrow-minato.html"][0]
    assert english["attachments"] == "en/harrow-minato-pdf"
    assert sidecar(there, "en/harrow-minato-pdf")["release_page"] == "en/harrow-minato"
    japanese = sidecar(there, "ja/水素の覚書①を締結")
    assert (japanese["publisher"], japanese["title"]) == ("水素庁", "水素の覚書①を締結")
    assert "url" not in sidecar(there, "inbox/覚書")

    asked = len(site.log)
    second = by_id(fetch(there))
    assert [report.unchanged for report in second.values()] == [2, 1, 2, 1, 1, 1]
    assert not any(report.needs_a_look or report.new or report.changed for report in second.values())
    assert files(there) == kept
    again = [one for one in site.log[asked:] if one.path != "/robots.txt"]
    assert len(again) == 12
    assert all(one.conditional for one in again)

    # Changed, with a title corrected by hand; gone; moved for good; a file that is another format now; robots as before.
    path = there.raw / "en/harrow-minato.yml"
    path.write_text(
        "# looked at\n" + path.read_text(encoding="utf-8").replace("Harrow and Minato sign", "Harrow & Minato sign"),
        encoding="utf-8",
    )
    site.answers["/en/harrow-minato"] = Answer(page("Harrow and Minato sign two memoranda"))
    site.answers["/s/gamma-release"] = Answer("gone", status=410)
    site.answers["/p/alpha.html"] = Answer(status=301, headers={"Location": "/p/new/alpha"})
    site.answers["/p/new/alpha"] = Answer(page("Alpha"))
    site.answers["/p/beta"] = Answer("Beta, now as text.\n", "text/plain")
    (inbox / "覚書.txt").write_text("覚書を二つ締結した。\n", encoding="utf-8")
    third = by_id(fetch(there))
    assert third["en"].changed == ["en/harrow-minato"]
    assert third["inbox"].changed == ["inbox/覚書"]
    assert third["map"].gone == ["map/gamma-release"]
    assert third["page"].moved == ["page/alpha"]
    assert third["page"].changed == ["page/beta"]
    now = files(there)
    assert set(now) - set(kept) == {
        f"en/.superseded/harrow-minato-{kept['en/harrow-minato.html'][0][:8]}.html",
        f"page/.superseded/beta-{kept['page/beta.pdf'][0][:8]}.pdf",
        f"inbox/.superseded/覚書-{kept['inbox/覚書.txt'][0][:8]}.txt",
        "page/beta.txt",
    }
    assert set(kept) - set(now) == {"page/beta.pdf"}
    assert now["map/gamma-release.txt"] == kept["map/gamma-release.txt"]
    assert now["page/alpha.html"] == kept["page/alpha.html"]
    text = path.read_text(encoding="utf-8")
    assert "Harrow & Minato sign" in text
    assert "# looked at" in text
    assert sidecar(there, "en/harrow-minato")["sha256"] == now["en/harrow-minato.html"][0]
    assert sidecar(there, "en/harrow-minato")["attachments"] == "en/harrow-minato-pdf"
    assert {doc_id: item.status for doc_id, item in gone(there).items()} == {"map/gamma-release": 410}

    # Back again, listed at its new address only, and the folder's file taken away.
    site.answers["/s/gamma-release"] = Answer("Gamma signs a memorandum.\n", "text/plain")
    site.answers["/list-1.html"] = Answer(
        '<a class="r" href="p/new/alpha">Alpha</a><a class="n" href="list-2.html">more</a>'
    )
    (inbox / "覚書.txt").unlink()
    (there.raw / "en/harrow-minato-pdf.pdf").unlink()  # lost here, not gone there: it is asked for without conditions
    fourth = by_id(fetch(there))
    assert set(gone(there)) == {"inbox/覚書"}
    assert fourth["inbox"].gone == ["inbox/覚書"]
    assert {name: report.new for name, report in fourth.items() if report.new} == {"en": ["en/harrow-minato-pdf"]}
    assert not any(report.failures for report in fourth.values())
    assert files(there)["en/harrow-minato-pdf.pdf"][0] == kept["en/harrow-minato-pdf.pdf"][0]
    assert "page/alpha-2.html" not in files(there)


def test_a_check_asks_for_the_lists_only(site: Site, workspace: MakeWorkspace) -> None:
    there = workspace(*build(site)[:4])
    report = by_id(check(there))
    assert [item.title for item, known in report["en"].listed if not known] == ["Harrow and Minato sign a memorandum"]
    assert [item.url for item, _ in report["page"].listed] == [site.url("/p/alpha.html"), site.url("/p/beta")]
    assert {one.path for one in site.asked()} == {
        "/feed.atom",
        "/feed.rdf",
        "/list-1.html",
        "/list-2.html",
        "/sitemap.xml",
    }
    assert files(there) == {}


def test_what_moved_without_a_redirect_is_known_by_its_bytes(site: Site, workspace: MakeWorkspace) -> None:
    site.answers["/list"] = Answer('<a href="/old/alpha">Alpha</a><a href="/same/alpha">Alpha too</a>')
    for path in ("/old/alpha", "/same/alpha", "/new/alpha"):
        site.answers[path] = Answer(page("Alpha"))
    there = workspace({"id": "s", "kind": "page", "url": site.url("/list"), "links": "a"})
    assert fetch(there).sources[0].new == ["s/alpha", "s/alpha-2"]  # two addresses that both are listed stay two
    site.answers["/list"] = Answer('<a href="/new/alpha">Alpha</a><a href="/same/alpha">Alpha too</a>')
    site.answers["/old/alpha"] = Answer(status=404)
    report = fetch(there).sources[0]
    assert (report.new, report.moved) == ([], ["s/alpha"])
    assert gone(there) == {}


def test_a_lost_state_is_made_again_from_the_sidecars(site: Site, workspace: MakeWorkspace) -> None:
    there = workspace(*build(site)[:1])
    fetch(there)
    kept = files(there)
    for path in there.raw.glob(".fetch.*"):
        path.unlink()
    report = fetch(there).sources[0]
    assert (report.new, report.changed, report.unchanged) == ([], [], 2)
    assert files(there) == kept
