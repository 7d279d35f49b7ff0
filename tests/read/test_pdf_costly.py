"""PDF files made to cost time and memory: each ends early, by the cap that it exceeds, or is read."""

import tracemalloc
import zlib

import pytest

from pipeline.config import Limits
from tests.read.pdf_files import TEXT, WORDS, deflated, objects, one_page, outcome_of, pdf, read_pdf, status_of, stream


@pytest.mark.parametrize("times", [1, 2, 3])
def test_stacked_flate_is_read(times: int) -> None:
    assert read_pdf(one_page(*deflated(TEXT, times))).text == f"{WORDS}\n"


def test_bomb_of_stacked_flate_is_given_up() -> None:
    # Two filters make 400 bytes of 300 MB.
    inner = zlib.compressobj(9)
    once = b"".join(inner.compress(b" " * 1_000_000) for _ in range(300)) + inner.flush()
    content, filters = deflated(once)
    status, message = status_of(one_page(content, filters.replace(b"/FlateDecode", b"/FlateDecode/FlateDecode")))
    assert status == "too_large"
    assert "200 megabytes" in message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        # Each pair of bytes is one byte 128 times.
        (b"/RunLengthDecode", b"\x81 " * 20_000 + b"\x80"),
        # 9-bit codes 32, 258, 259 …: each unpacks to one space more than the one before.
        (b"/LZWDecode", b""),
    ],
)
def test_other_filters_have_the_same_cap(name: bytes, content: bytes) -> None:
    if name == b"/LZWDecode":
        codes = [256, 32, *range(258, 510)]
        bits = "".join(f"{code:09b}" for code in codes)
        content = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    limits = Limits(stream_megabytes=0.02)
    assert status_of(one_page(content, b"/Filter" + name), limits=limits)[0] == "too_large"
    assert status_of(one_page(content, b"/Filter" + name))[0] == "empty"


def test_many_small_streams_count_together() -> None:
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>" % (103 + n) for n in range(100)]
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(100))
    streams = [stream(*deflated(b" " * 100_000)) for _ in range(100)]
    content = objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 100>>" % kids, *pages, *streams)
    assert status_of(content, limits=Limits(stream_megabytes=5))[0] == "too_large"


@pytest.mark.parametrize("columns", [4, 68, 69, 2_000_000_000])
def test_rows_of_a_predictor_are_no_wider_than_what_there_is(columns: int) -> None:
    rows = [TEXT[at : at + columns] for at in range(0, len(TEXT), columns)]
    content, filters = deflated(b"".join(b"\0" + row for row in rows))
    parameters = b"/DecodeParms<</Predictor 15/Columns %d>>" % columns
    tracemalloc.start()
    try:
        assert read_pdf(one_page(content, filters + parameters)).text == f"{WORDS}\n"
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_limits_on_pages_and_characters() -> None:
    content = pdf(*[lambda page: page.paragraph("Words of the page. " * 20)] * 3)
    assert status_of(content, limits=Limits(pages=2)) == (
        "too_large",
        "the file has 3 pages; the limit is 2 (limits.pages in settings.yml)",
    )
    assert status_of(content, limits=Limits(characters=500))[0] == "too_large"
    assert read_pdf(content, limits=Limits(pages=3)).pages == 3


def test_forms_within_forms_end_when_a_page_draws_too_many() -> None:
    forms = [
        stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % number)
        for number in range(7, 20)
    ]
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
        stream(b"/X Do"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *forms,
        stream(TEXT),
    )
    status, message = status_of(content)
    assert status == "too_large"
    assert "page 1 draws" in message


def test_damaged_file_with_many_objects_is_searched_for_its_pages() -> None:
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/Page/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(TEXT),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[stream(b"x") for _ in range(20_500)],
    )
    assert read_pdf(content).text == f"{WORDS}\n"


def test_map_to_unicode_of_all_codes_is_cut_short() -> None:
    wide = b"begincmap 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange 1 beginbfchar <0002> <0042> endbfchar endcmap"
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(b"BT /F1 12 Tf 72 700 Td <00000001> Tj ET"),
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        stream(wide),
    )
    assert outcome_of(content) == "AB\n"


@pytest.mark.parametrize("entry", [b"/W[0 2000000000 500]", b"/W2[0 2000000000 -1000 500 880]"])
def test_widths_of_more_characters_than_a_font_can_have(entry: bytes) -> None:
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(b"BT /F1 12 Tf 72 700 Td <00010001> Tj ET"),
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/%s/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
        % (b"Identity-V" if b"W2" in entry else b"Identity-H"),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s>>"
        % entry,
        stream(b"begincmap 1 beginbfchar <0001> <6f6e> endbfchar endcmap"),
    )
    assert read_pdf(content).text == "潮潮\n"


def test_cross_reference_stream_that_claims_a_thousand_million_objects() -> None:
    index = b"/Type/XRef/Size 999999999/W[1 9999999 1]/Index[0 999999999]/Root 1 0 R"
    content = b"%PDF-1.7\n1 0 obj\n" + stream(b"x", index) + b"\nendobj\nstartxref\n9\n%%EOF"
    assert outcome_of(content) in ("empty", "malformed")


def test_memory_does_not_grow_with_pages() -> None:
    # Each page has an image, a form, a font and contents of its own, a megabyte together, of which nothing is kept.
    read_pdf(_large_pages(1))  # whatever is loaded once
    assert _peak(_large_pages(40)) < _peak(_large_pages(20)) + 4_000_000


def _peak(content: bytes) -> int:
    """Bytes that reading takes beside the file's own, at most."""
    tracemalloc.start()
    try:
        assert read_pdf(content).pages
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _large_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + 5 * n) for n in range(count))
    parts = []
    for first in range(3, 3 + 5 * count, 5):
        used = b"/Font<</F1 %d 0 R>>/XObject<</I %d 0 R/X %d 0 R>>" % (first + 4, first + 2, first + 3)
        image = b"/Type/XObject/Subtype/Image/Width 500/Height 500/ColorSpace/DeviceGray/BitsPerComponent 8"
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
        parts += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<<%s>>>>" % (first + 1, used),
            stream(*_packed(TEXT + b" /I Do /X Do" + b" " * 400_000)),
            stream(bytes(250_000), image),
            stream(*_packed(b" " * 400_000, form)),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    return objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *parts)


def _packed(content: bytes, entries: bytes = b"") -> tuple[bytes, bytes]:
    content, filters = deflated(content)
    return content, filters + entries
