"""Pages: main content, blocks, and what surrounds them left out."""

import pytest

from tests.read.layouts import blocks_of
from tests.read.pages import ENGLISH, JAPANESE, TEMPLATES, Release, read_page


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("release", [ENGLISH, JAPANESE], ids=["en", "ja"])
def test_release_in_a_template(name: str, release: Release) -> None:
    make, expected = TEMPLATES[name]
    document = read_page(make(release))
    assert blocks_of(document) == expected(release)
    assert (document.title, document.language) == (release.title, release.language)
