"""Names of files."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.slugs import folded, is_device, slug, unique


@pytest.mark.parametrize(
    ("url", "title", "expected"),
    [
        ("https://a.example/government/news/uk-and-japan-sign-memorandum", "x", "uk-and-japan-sign-memorandum"),
        ("https://a.example/news/20250619_1.html", "日英の水素に関する覚書", "日英の水素に関する覚書"),
        ("https://a.example/view.php?id=17", "A Memorandum of Co-operation!", "a-memorandum-of-co-operation"),
        ("https://a.example/2025/%E8%A6%9A%E6%9B%B8.pdf", None, "覚書"),
        ("https://a.example/2025/index.html", None, "2025-index"),
        ("https://a.example/", None, "a-example"),
        ("https://a.example/..%2F..%2Fetc%2Fpasswd", None, "etc-passwd"),
        ("https://a.example/CON.html", None, "document-con"),
        ("https://a.example/lpt9.pdf", None, "document-lpt9"),
        ("https://a.example/readme-first.html", None, "document-readme-first"),
        ("https://a.example/か\u3099くしょ.html", None, "がくしょ"),
    ],
)
def test_names(url: str, title: str | None, expected: str) -> None:
    assert slug(url, title) == expected


@given(st.text(max_size=400), st.none() | st.text(max_size=400))
def test_a_name_is_safe_whatever_a_site_says(path: str, title: str | None) -> None:
    name = slug(f"https://a.example/{path.replace('#', '').replace('?', '')}", title)
    assert name
    assert len(name.encode()) <= 200
    assert all(char.isalnum() or char in "-_" for char in name)
    assert not is_device(name)
    assert not set(name) & set(string.ascii_uppercase)
    assert not name.startswith(("readme", "thumbs", "desktop"))


def test_names_that_a_file_system_would_take_for_one_get_a_number() -> None:
    taken = {folded("Straße"), folded("覚書")}
    assert unique("strasse", taken) == "strasse-2"
    assert unique("覚書", taken) == "覚書-2"
    assert unique("覚書-2", taken) == "覚書-2"
