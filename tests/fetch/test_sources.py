"""sources.yml: what it may say, and errors that name the line."""

from pathlib import Path

import pytest

from pipeline.config import load_settings
from pipeline.errors import ConfigurationError, WorkspaceError
from pipeline.fetch.sources import chosen, load_sources
from pipeline.workspace import project_config


def load(tmp_path: Path, text: str) -> object:
    path = tmp_path / "sources.yml"
    path.write_text(text, encoding="utf-8")
    return load_sources(path)


def test_every_kind(tmp_path: Path) -> None:
    path = tmp_path / "sources.yml"
    path.write_text(
        """sources:
- {id: demo, kind: page, url: "http://127.0.0.1:8000/index.html", links: "a.release", language: en, enabled: true}
- {id: two, kind: urls, urls: ["https://a.example/1", "https://b.example/2"]}
- {id: three, kind: feed, url: "https://a.example/feed.xml", match: [hydrogen, 水素], since: 2024-04-01}
- id: four
  kind: sitemap
  url: https://a.example/sitemap.xml
  pattern: /news/
  match: "hydrogen|水素"
  enabled: false
  allow_hosts: [files.example, "127.0.0.1:8001"]
- {id: five, kind: folder, path: inbox, publisher: Harrow Marine, country: GB, licence: CC BY 4.0, max_documents: 5}
""",
        encoding="utf-8",
    )
    sources = load_sources(path)
    assert [source.kind for source in sources] == ["page", "urls", "feed", "sitemap", "folder"]
    assert [source.id for source in chosen(sources, ())] == ["demo", "two", "three", "five"]
    assert [source.id for source in chosen(sources, ("four", "two"))] == ["four", "two"]
    with pytest.raises(WorkspaceError, match="six"):
        chosen(sources, ("six",))
    assert ("files.example", None) in sources[3].hosts
    assert ("127.0.0.1", 8001) in sources[3].hosts
    assert ("127.0.0.1", 8000) in sources[0].hosts
    assert ("127.0.0.1", 8001) not in sources[0].hosts


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- {id: a, kind: rss, url: 'https://a.example/'}", "kind"),
        ("- {id: a, kind: feed}", "a: a feed needs `url`"),
        ("- {id: a, kind: page, url: 'https://a.example/'}", "a: a page needs `links`"),
        ("- {id: a, kind: feed, url: 'https://a.example/', links: a}", "a feed has no `links`"),
        ("- {id: a, kind: feed, url: 'file:///etc/passwd'}", "only http and https"),
        ("- {id: a, kind: feed, url: 'ftp://a.example/'}", "only http and https"),
        ("- {id: a, kind: feed, url: 'https://me:secret@a.example/'}", "user name or password"),
        ("- {id: a, kind: feed, url: 'https:///x'}", "no host"),
        ("- {id: a, kind: urls, urls: []}", "urls"),
        ("- {id: A B, kind: folder, path: x}", "id"),
        ("- {id: con, kind: folder, path: x}", "device"),
        ("- {id: a, kind: folder, path: x, enabeld: false}", "enabeld"),
        ("- {id: a, kind: feed, url: 'https://a.example/', match: '('}", "not a regular expression"),
        ("- {id: a, kind: feed, url: 'https://a.example/', match: 5}", "list of words"),
        ("- {id: a, kind: feed, url: 'https://a.example/', since: 2024}", "YYYY-MM-DD"),
        ("- {id: a, kind: page, url: 'https://a.example/', links: 'a['}", "not a CSS selector"),
        ("- {id: a, kind: feed, url: 'https://a.example/', allow_hosts: ['https://b.example/']}", "allow_hosts"),
        ("- {id: a, kind: feed, url: 'https://a.example/', max_documents: 0}", "max_documents"),
        ("- {id: fine, kind: folder, path: y}", "fine is there twice"),
    ],
)
def test_an_error_names_the_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, f"sources:\n- {{id: fine, kind: folder, path: x}}\n{line}\n")
    assert said in str(caught.value)
    assert caught.value.line == (1 if "twice" in said else 3)


def test_the_examples_are_off_and_the_contact_is_asked_for() -> None:
    sources = load_sources(project_config() / "sources.yml")
    assert len(sources) >= 5
    assert not chosen(sources, ())
    assert load_settings(project_config() / "settings.yml").fetch.allow_private_addresses is False
