"""PDF files that are damaged, locked or without text: each ends in its status."""

import random
import shutil
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.read.pdf import ocr
from tests.read.pdf_files import TEXT, WORDS, Page, objects, one_page, outcome_of, pdf, read_pdf, status_of, stream


def test_pages_in_a_circle() -> None:
    catalog = b"<</Type/Catalog/Pages 2 0 R>>"
    assert status_of(objects(catalog, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"))[0] == "empty"
    assert (
        status_of(objects(catalog, b"<</Type/Pages/Kids[3 0 R]/Parent 3 0 R>>", b"<</Type/Pages/Kids[2 0 R]>>"))[0]
        == "empty"
    )


def test_no_pages_no_bytes_no_pdf() -> None:
    assert status_of(objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"))[0] == "empty"
    assert status_of(b"")[0] == "empty"
    assert status_of(b" \n\0\0")[0] == "empty"
    assert status_of(b"This is no PDF at all.")[0] == "malformed"
    assert status_of(b"%PDF-1.7\n")[0] == "malformed"


def test_page_without_anything_on_it() -> None:
    assert status_of(one_page(b""))[0] == "empty"


@pytest.mark.parametrize(
    "box",
    [
        b"[0 0 1e9 1e9]",
        b"[0 0 99999999999999999999999999 9]",
        b"[0 0 0 0]",
        b"[595 842 0 0]",
        b"[-9e99 -9e99 9e99 9e99]",
        b"[0 0 595]",
        b"[/A /B /C /D]",
    ],
)
def test_odd_sizes_of_the_paper(box: bytes) -> None:
    assert outcome_of(one_page(TEXT, box=box)) in (f"{WORDS}\n", "empty", "malformed")


@pytest.mark.parametrize(("password", "opens"), [("", True), ("secret", False)])
def test_encrypted(password: str, opens: bool) -> None:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password, ownerPassword="owner", canPrint=0), invariant=True)
    canvas.drawString(72, 700, WORDS)
    canvas.save()
    if opens:
        assert read_pdf(out.getvalue()).text == f"{WORDS}\n"
    else:
        assert status_of(out.getvalue()) == ("encrypted", "the file asks for a password")


def _sample() -> bytes:
    def draw(page: Page) -> None:
        page.paragraph("Agreement on hydrogen", size=18)
        page.grid([["Party", "Task"], ["Agency", "Advises"]], widths=[100, 100])
        page.paragraph("The parties signed the memorandum. " * 8)

    return pdf(draw, draw)


@pytest.mark.parametrize("sixteenth", range(16))
def test_truncated(sixteenth: int) -> None:
    content = _sample()
    outcome = outcome_of(content[: len(content) * sixteenth // 16])
    assert outcome in ("empty", "malformed") or "The parties signed the memorandum." in outcome


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bits(seed: int) -> None:
    content = bytearray(_sample())
    chance = random.Random(seed)
    for _ in range(30):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    outcome = outcome_of(bytes(content))
    assert outcome in (
        "empty",
        "encrypted",
        "malformed",
        "needs_ocr",
        "too_large",
        "unreadable_text",
    ) or outcome.endswith("\n")


def test_one_damaged_page_does_not_cost_the_others() -> None:
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(TEXT),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(b"abc", b"/Filter/BrotliDecode"),
    )
    document = read_pdf(content)
    assert document.text == f"{WORDS}\n"
    assert "1 damaged page left out" in document.repairs


def test_type_without_size_is_not_seen() -> None:
    content = (
        TEXT + b" BT /F1 0 Tf 72 600 Td (abc) Tj (abcdefghijklmnop) Tj ET BT 0 0 0 0 72 500 Tm /F1 9 Tf (abc) Tj ET"
    )
    assert read_pdf(one_page(content)).text == f"{WORDS}\n"


@pytest.mark.parametrize(
    ("space", "ink", "none"),
    [
        (b"[/Separation/Black/DeviceCMYK 6 0 R]", b"1", b""),
        (b"[/DeviceN[/Cyan/Black]/DeviceCMYK 6 0 R]", b"1 1", b""),
        (b"[/Indexed/DeviceGray 1<ff00>]", b"1", b""),
        (b"[/Lab<</WhitePoint[1 1 1]>>]", b"1 1 1", b""),
        (b"[/CalGray<</WhitePoint[1 1 1]>>]", b"0", b"1"),
        (b"[/CalRGB<</WhitePoint[1 1 1]>>]", b"0 0 0", b"1 1 1"),
        (b"/DeviceCMYK", b"0 0 0 1", b"0 0 0 0"),
    ],
)
def test_what_is_white_goes_by_the_space_of_its_colour(space: bytes, ink: bytes, none: bytes) -> None:
    shown = b"/C cs %s scn " % ink + TEXT
    hidden = b" /C cs %s scn BT /F1 12 Tf 72 600 Td (Nobody sees this.) Tj ET" % none if none else b""
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/ColorSpace<</C %s>>>>>>"
        % space,
        stream(shown + hidden),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 1]/N 1>>",
    )
    assert read_pdf(content).text == f"{WORDS}\n"


def test_forms_that_draw_themselves() -> None:
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        stream(TEXT + b" /X Do"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
    )
    assert read_pdf(content).text == f"{WORDS}\n"


def test_deeply_nested_objects() -> None:
    content = one_page(TEXT).replace(b"/Count 1", b"/Count 1/Deep" + b"[" * 20_000 + b"]" * 20_000)
    assert outcome_of(content) in (f"{WORDS}\n", "malformed")


def test_text_without_a_map_to_unicode() -> None:
    content = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(b"BT /F1 12 Tf 72 700 Td <002300240025002600270028> Tj ET"),
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
    )
    status, message = status_of(content)
    assert status == "unreadable_text"
    assert "(cid:…)" in message


def _picture(text: str, font: str | None = None) -> bytes:
    image = Image.new("RGB", (1240, 1754), "white")
    letters = ImageFont.truetype(font, 48) if font else ImageFont.load_default(48)
    ImageDraw.Draw(image).text((150, 200), text, fill="black", font=letters)

    def draw(page: Page) -> None:
        page.canvas.drawImage(ImageReader(image), 0, 0, page.width, page.height)

    return pdf(draw)


def test_picture_without_ocr_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    status, message = status_of(_picture("Signed today"))
    assert status == "needs_ocr"
    assert "1 of 1 page without a text layer" in message
    assert "[ocr]" in message


def test_pictures_among_pages_with_text_are_noted() -> None:
    image = ImageReader(Image.new("RGB", (100, 100), "red"))
    document = read_pdf(
        pdf(
            lambda page: page.paragraph("The parties signed the memorandum in the city hall of the capital."),
            lambda page: page.canvas.drawImage(image, 0, 0, page.width, page.height),
        )
    )
    assert document.text == "The parties signed the memorandum in the city hall of the capital.\n"
    assert any(note.startswith("1 of 2 pages without a text layer left out") for note in document.repairs)


@pytest.mark.skipif(not ocr.is_ready(), reason="needs tesseract with Japanese data and pytesseract")
def test_picture_is_read_by_ocr_and_marked() -> None:
    document = read_pdf(_picture("The parties signed\na memorandum today."))
    assert document.text == "The parties signed a memorandum today.\n"
    assert any("read by OCR" in note for note in document.repairs)
    assert document.blocks[0].box is not None
    assert document.blocks[0].box[0] == pytest.approx(72, abs=3)
