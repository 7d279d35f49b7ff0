"""Files made to cost time or memory, or to break a parser, each built by code, with the statuses that it may end in.

Sizes go with `LIMITS`, which are lower than the defaults so that the tests are quick.
"""

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.read.pdf_files import deflated, objects, one_page, stream

LIMITS = "limits: {seconds: 15, memory_megabytes: 900, file_megabytes: 19, pages: 300, characters: 300000, stream_megabytes: 20, findings: 3000}\n"

READ = ("ok", "warnings")
BAD = ("malformed",)
LARGE = ("too_large",)
NOTHING = ("empty",)
ANY_BUT_CRASHED = (
    *READ, *BAD, *LARGE, *NOTHING, "unreadable_text", "needs_ocr", "encrypted", "timed_out", "unsupported",
)  # fmt: skip

ENGLISH = "The Coastal Wind Association (CWA) and Harrow Marine plc signed a memorandum on 3 March 2026."
JAPANESE = "国立研究開発法人海底機構と株式会社みなと電機は、2026年3月3日、覚書を締結した。"


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file with its bytes, the statuses that it may have, and words that must be in its text if it has any."""

    name: str
    content: bytes
    statuses: tuple[str, ...]
    words: str = ""
    sidecar: str = ""


def bombs() -> Iterator[Bomb]:
    """One of each kind."""
    yield from _encodings()
    yield from _texts()
    yield from _sidecars()
    yield from _pages()
    yield from _word_documents()
    yield from _pdf_files()


def _encodings() -> Iterator[Bomb]:
    text = f"{JAPANESE}\n{ENGLISH}\n" * 3
    marks = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    marks |= {"utf-32-le": b"\xff\xfe\0\0", "utf-32-be": b"\0\0\xfe\xff"}
    for encoding, mark in marks.items():
        yield Bomb(f"mark-{encoding}.txt", mark + text.encode(encoding), READ, "覚書を締結した")
    for encoding in ("utf-8", "cp932", "euc_jp", "iso2022_jp"):
        page = f"<html><head><meta charset=CHARSET></head><body><p>{text}</p></body></html>"
        declared = page.replace("CHARSET", {"cp932": "shift_jis", "iso2022_jp": "iso-2022-jp"}.get(encoding, encoding))
        yield Bomb(f"plain-{encoding}.txt", text.encode(encoding), READ, "覚書を締結した")
        yield Bomb(f"declared-{encoding}.html", declared.encode(encoding), READ, "覚書を締結した")
        yield Bomb(f"undeclared-{encoding}.html", page.replace("CHARSET", "").encode(encoding), READ, "覚書を締結した")
        yield Bomb(f"lying-{encoding}.html", page.replace("CHARSET", "utf-7").encode(encoding), READ, "覚書を締結した")
    for encoding in ("utf-16-le", "utf-32-be"):
        yield Bomb(f"unmarked-{encoding}.txt", text.encode(encoding), BAD)
    yield Bomb("cut.txt", text.encode()[:-2], READ, "覚書を締結した")
    yield Bomb("marks-alone.txt", b"\xef\xbb\xbf", NOTHING)
    yield Bomb("half-a-pair.txt", b"\xff\xfe" + "覚書".encode("utf-16-le") + b"\x00\xd8", BAD)


def _texts() -> Iterator[Bomb]:
    yield Bomb("nothing.txt", b"", NOTHING)
    yield Bomb("line-of-18-mb.txt", b"The parties agree. " * 950_000, LARGE)
    yield Bomb("over-the-limit.txt", b"x" * 19_000_001, LARGE)
    yield Bomb("line-breaks.txt", b"\n" * 5_000_000, NOTHING)
    yield Bomb("nul.txt", b"The parties\0agree.\n" * 9, BAD)
    yield Bomb("controls.txt", bytes(range(1, 32)) * 900, BAD)
    yield Bomb("escapes.txt", f"\x1b[2J\x1b]0;x\x07 {ENGLISH}\n".encode() * 20, ANY_BUT_CRASHED)
    yield Bomb("zip.txt", _zipped({"a.txt": ENGLISH.encode()}), BAD)
    yield Bomb("noise.txt", random.Random(1).randbytes(90_000), BAD)
    for name, unit in {
        "quotes.md": "> ",
        "brackets.md": "[",
        "brackets-closed.md": "[a](",
        "stars.md": "**",
        "nested.md": "- ",
        "round.txt": "(",
        "corner.txt": "「",
        "digits.txt": "1",
        "commas.txt": "、",
        "forms.txt": "株式会社",
        "ministries.txt": "the Ministry of ",
        "defined.txt": '(hereinafter "',
        "years.txt": "2025 ",
        "marks.txt": "e\u0301\u0327",
        "tabs.txt": "a\t",
        "aims.txt": "aims to ",
    }.items():
        yield Bomb(f"unit-{name}", (unit * (20_000 // len(unit))).encode(), ANY_BUT_CRASHED)
    deeper = "\n".join(f"{'  ' * level}- aim {level}" for level in range(400))
    yield Bomb("indented.md", deeper.encode(), ANY_BUT_CRASHED)
    yield Bomb("pages.txt", b"a\f" * 4_000, ANY_BUT_CRASHED)
    yield Bomb("long-item.txt", b"The parties will cooperate on:\n\n- " + b"research " * 30_000, READ)
    names = "、".join(f"{chr(0x4E00 + number % 900)}{chr(0x5200 + number // 90)}株式会社" for number in range(9_000))
    yield Bomb("names.txt", names.encode(), LARGE)


def _sidecars() -> Iterator[Bomb]:
    laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    for name, sidecar in {
        "laughs": laughs,
        "merged": "a: &a {x: 1}\nb: {<<: [*a, *a]}\n",
        "deep": "[" * 9_000,
        "huge": "title: " + "x" * 30_000,
        "surrogate": 'title: "\\ud800"',
        "object": "title: !!python/object/apply:os.system [x]",
    }.items():
        yield Bomb(f"sidecar-{name}.txt", ENGLISH.encode(), BAD, sidecar=sidecar)


def _pages() -> Iterator[Bomb]:
    body = f"<p>{ENGLISH}</p>" * 5
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE html [<!ENTITY l0 "laugh">{laughs}]>'
    yield Bomb("entities.html", f"{doctype}<body><p>&l11;</p>{body}".encode(), ANY_BUT_CRASHED)
    yield Bomb(
        "external.html", f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>{body}'.encode(), READ
    )
    for tag in ("div", "span", "ul><li", "table><tr><td", "blockquote", "b", "a", "svg", "font", "p"):
        name = tag.partition(">")[0]
        yield Bomb(f"deep-{name}.html", (f"<{tag}>" * 30_000 + body).encode(), ANY_BUT_CRASHED)
    yield Bomb("deep-closed.html", ("<div>" * 20_000 + body + "</div>" * 20_000).encode(), ANY_BUT_CRASHED)
    yield Bomb("open-comment.html", f"<!-- {body}".encode(), ANY_BUT_CRASHED)
    yield Bomb("references.html", ("&#xD800;&#0;&#x110000;&#99999999999;" * 2_000 + body).encode(), ANY_BUT_CRASHED)
    yield Bomb("attributes.html", f"<p {'a=1 ' * 90_000}>{body}".encode(), ANY_BUT_CRASHED)
    yield Bomb("attribute.html", f"<p title='{'x' * 9_000_000}'>{body}".encode(), ANY_BUT_CRASHED)
    yield Bomb("tags.html", (b"<" * 500_000) + body.encode(), ANY_BUT_CRASHED)
    yield Bomb("spans.html", f"<table><td colspan=999999999 rowspan=999999999>x{body}".encode(), ANY_BUT_CRASHED)
    data = '{"@type":"NewsArticle","headline":"\\ud800","datePublished":"\\ud800"' + ',"a":[' * 5_000
    yield Bomb("data.html", f'<script type="application/ld+json">{data}</script>{body}'.encode(), READ)
    yield Bomb("title.html", f"<title>{'x' * 400_000}</title>{body}".encode(), ANY_BUT_CRASHED)


_DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/></Relationships>'
)


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def _word(document: str | bytes, more: dict[str, bytes] | None = None, *, target: str = "word/document.xml") -> bytes:
    content = document.encode() if isinstance(document, str) else document
    parts = {"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELATIONS.format(target).encode()}
    return _zipped({**parts, "word/document.xml": content, **(more or {})})


def _word_documents() -> Iterator[Bomb]:
    paragraph = f"<w:p><w:r><w:t>{ENGLISH}</w:t></w:r></w:p>"
    good = _word(_DOCUMENT.format(paragraph))
    yield Bomb("good.docx", good, READ, "Harrow Marine plc")
    yield Bomb("spaces.docx", _word(b" " * 100_000_000), LARGE)
    yield Bomb("other-part.docx", _word(_DOCUMENT.format(paragraph), {"word/media/a.png": b"\0" * 60_000_000}), LARGE)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    entities = f'<!DOCTYPE x [<!ENTITY l0 "laugh">{laughs}]>'
    laughing = entities + _DOCUMENT.format("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>")
    yield Bomb("entities.docx", _word(laughing), (*BAD, *NOTHING, *LARGE))
    external = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    secret = external + _DOCUMENT.format(f"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>{paragraph}")
    yield Bomb("external.docx", _word(secret), (*READ, *BAD))
    yield Bomb("deep.docx", _word(_DOCUMENT.format("<w:tbl><w:tr><w:tc>" * 9_000)), BAD)
    deep = "<w:tbl><w:tr><w:tc>" * 300 + paragraph + "</w:tc></w:tr></w:tbl>" * 300
    yield Bomb("nested.docx", _word(_DOCUMENT.format(deep)), ANY_BUT_CRASHED)
    yield Bomb("without.docx", _zipped({"a": b""}), BAD)
    yield Bomb("elsewhere.docx", _word(_DOCUMENT.format(paragraph), target="../../etc/passwd"), BAD)
    yield Bomb("no-zip.docx", b"The parties agree.", BAD)
    yield Bomb("gzip.docx", gzip.compress(good), BAD)
    yield Bomb("cut.docx", good[: len(good) // 2], BAD)
    damaged = bytearray(good)
    damaged[len(good) // 2] ^= 255
    yield Bomb("damaged.docx", bytes(damaged), (*BAD, *READ, *NOTHING))
    many = _word(_DOCUMENT.format(paragraph), {f"word/{number}.xml": b"" for number in range(9_000)})
    yield Bomb("parts.docx", many, ANY_BUT_CRASHED)


_TEXT = b"BT /F1 12 Tf 72 700 Td (The parties signed the memorandum.) Tj ET"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"


def _written(**options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True, **options)
    for line in range(40):
        canvas.drawString(72, 780 - 15 * line, "The parties signed the memorandum.")
    canvas.save()
    return out.getvalue()


def _with_font(*fonts: bytes, text: bytes = b"<0001>") -> bytes:
    """One page whose font is the first of these objects, which are numbered from 5."""
    contents = stream(b"BT /F1 12 Tf 72 700 Td %s Tj ET" % text)
    return objects(_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE, contents, *fonts)


def _pdf_files() -> Iterator[Bomb]:
    good = _written()
    yield Bomb("good.pdf", good, READ, "The parties signed the memorandum.")
    for password, statuses in (("", READ), ("secret", ("encrypted",))):
        locked = {
            f"rc4-{bits}": _written(encrypt=StandardEncryption(password, ownerPassword="owner", strength=bits))
            for bits in (40, 128)
        }
        locked["aes-256"] = _locked_by_aes(password.encode())
        for name, content in locked.items():
            words = "" if password else "signed the memorandum"
            yield Bomb(f"locked-{name}-{password or 'open'}.pdf", content, statuses, words)
    for sixteenth in range(16):
        yield Bomb(f"cut-{sixteenth:02}.pdf", good[: len(good) * sixteenth // 16], ANY_BUT_CRASHED)
    for seed in range(16):
        flipped, chance = bytearray(good), random.Random(seed)
        for _ in range(20):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        yield Bomb(f"flipped-{seed:02}.pdf", bytes(flipped), ANY_BUT_CRASHED)
    yield from _streams()
    yield from _trees()
    yield from _fonts()


def _aes(key: bytes, start: bytes, content: bytes) -> bytes:
    cipher = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return cipher.update(content) + cipher.finalize()


def _locked_by_aes(password: bytes) -> bytes:
    """A page encrypted by AES with 256 bits: revision 5 of the standard security handler (Adobe's extension level 3)."""
    key, start, salts = b"k" * 32, b"i" * 16, b"validate" + b"password"
    user = sha256(password + salts[:8]).digest() + salts
    owner = sha256(b"owner" + salts[:8] + user).digest() + salts
    user_key = _aes(sha256(password + salts[8:]).digest(), bytes(16), key)
    owner_key = _aes(sha256(b"owner" + salts[8:] + user).digest(), bytes(16), key)
    rights = (0xFFFFFFFC).to_bytes(4, "little") + b"\xff" * 4 + b"Tadb" + b"rand"
    entries = {b"O": owner, b"U": user, b"OE": owner_key, b"UE": user_key, b"Perms": _aes(key, start, rights)}
    strings = b"".join(b"/%s<%s>" % (name, value.hex().encode()) for name, value in entries.items())
    filters = b"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF"
    handler = b"<</Filter/Standard/V 5/R 5/Length 256/P -4%s%s>>" % (strings, filters)
    padding = 16 - len(_TEXT) % 16
    content = stream(start + _aes(key, start, _TEXT + bytes([padding]) * padding))
    page = (_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE, content, _FONT, handler)
    return objects(*page).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 6 0 R/ID[<00><00>]")


def _packed_spaces(count: int, times: int) -> bytes:
    """So many spaces so many times, as a Flate stream that took one time to pack: its blocks are the same."""
    spaces = b" " * count
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(times):
        check = zlib.adler32(spaces, check)
    return b"\x78\xda" + block * times + b"\x03\x00" + check.to_bytes(4, "big")


def _streams() -> Iterator[Bomb]:
    content, filters = deflated(_packed_spaces(10_000_000, 200))
    twice = one_page(content, filters.replace(b"/FlateDecode", b"/FlateDecode/FlateDecode"))
    yield Bomb("two-filters.pdf", twice, LARGE)
    yield Bomb("many-filters.pdf", one_page(_TEXT, b"/Filter[%s]" % (b"/ASCIIHexDecode" * 9_000)), ANY_BUT_CRASHED)
    zeros, flate = deflated(b"\0" * 1_000_000)
    for name, parameters in {
        "columns": b"/Predictor 15/Columns 2000000000",
        "colours": b"/Predictor 12/Colors 100000/BitsPerComponent 32/Columns 100000",
        "tiff": b"/Predictor 2/Columns 2000000000",
        "negative": b"/Predictor 12/Columns -9",
        "none": b"/Predictor 12/Columns 0",
    }.items():
        content = one_page(zeros, flate + b"/DecodeParms<<%s>>" % parameters)
        yield Bomb(f"predictor-{name}.pdf", content, (*NOTHING, *BAD))
    yield Bomb("operators.pdf", one_page(b"q " * 20_000 + _TEXT), ANY_BUT_CRASHED)
    yield Bomb("operands.pdf", one_page(b"[" * 20_000 + _TEXT), ANY_BUT_CRASHED)
    yield Bomb("lines.pdf", one_page(b"0 0 m 9 9 l S " * 2_000 + _TEXT), ANY_BUT_CRASHED)
    yield Bomb("boxes.pdf", one_page(b"0 0 9 9 re f " * 2_000 + _TEXT), ANY_BUT_CRASHED)
    yield Bomb("strings.pdf", one_page(b"BT /F1 9 Tf " + b"(x)Tj " * 6_000 + b"ET"), ANY_BUT_CRASHED)
    yield Bomb("matrix.pdf", one_page(b"1e300 0 0 1e300 1e300 1e300 cm " + _TEXT), ANY_BUT_CRASHED)
    yield Bomb(
        "nan.pdf", one_page(b"nan 0 0 inf 0 0 cm BT /F1 99999999999999 Tf 1e99 1e99 Td (x) Tj ET"), ANY_BUT_CRASHED
    )


def _trees() -> Iterator[Bomb]:
    kids = b"<</Type/Pages/Kids[%s]/Count %d>>"
    rest = (_PAGE, stream(_TEXT), _FONT)
    yield Bomb("no-pages.pdf", objects(_CATALOG, kids % (b"", 0)), NOTHING)
    yield Bomb("circle.pdf", objects(_CATALOG, kids % (b"2 0 R 2 0 R", 2)), (*NOTHING, *BAD))
    yield Bomb("declared.pdf", objects(_CATALOG, kids % (b"3 0 R", 100_000), *rest), READ, "The parties signed")
    yield Bomb("same-page.pdf", objects(_CATALOG, kids % (b"3 0 R " * 5_000, 5_000), *rest), ANY_BUT_CRASHED)
    pages = [kids % (b"%d 0 R" % (number + 3), 1) for number in range(3_000)]
    end = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
    yield Bomb("deep-tree.pdf", objects(_CATALOG, *pages, *end), ANY_BUT_CRASHED)
    wide = [kids % (b"%d 0 R %d 0 R" % (number + 3, number + 3), 2) for number in range(40)]
    yield Bomb("doubling-tree.pdf", objects(_CATALOG, *wide, *end), ANY_BUT_CRASHED)
    many = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * 301
    yield Bomb(
        "pages.pdf", objects(_CATALOG, kids % (b" ".join(b"%d 0 R" % (n + 3) for n in range(301)), 301), *many), LARGE
    )
    for name, box in {
        "huge": b"[0 0 1e12 1e12]",
        "none": b"[0 0 0 0]",
        "words": b"[/A/B/C/D]",
        "far": b"[-9e99 0 9e99 1]",
    }.items():
        yield Bomb(f"box-{name}.pdf", one_page(_TEXT, box=box), ANY_BUT_CRASHED)
    yield Bomb("deep-array.pdf", one_page(_TEXT).replace(b"/Count 1", b"/Count 1/X" + b"[" * 9_000), ANY_BUT_CRASHED)
    yield Bomb("reference.pdf", objects(_CATALOG, b"2 0 R"), (*NOTHING, *BAD))
    yield Bomb("length.pdf", one_page(_TEXT).replace(b"/Length 69", b"/Length 4 0 R"), ANY_BUT_CRASHED)
    for name, offset in {"self": b"startxref\n%d", "far": b"startxref\n99999999999", "minus": b"startxref\n-9"}.items():
        content = objects(_CATALOG, kids % (b"3 0 R", 1), *rest)
        start = content.rindex(b"xref\n0 ")
        offset = offset % start if b"%" in offset else offset
        looped = content[:start] + content[start:].replace(b"/Root", b"/Prev %d/Root" % start)
        yield Bomb(f"xref-{name}.pdf", looped[: looped.rindex(b"startxref")] + offset + b"\n%%EOF", ANY_BUT_CRASHED)
    table = b"xref\n0 999999999\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 9>>\nstartxref\n9\n%%EOF"
    yield Bomb("xref-count.pdf", b"%PDF-1.7\n" + table, ANY_BUT_CRASHED)
    index = b"/Type/XRef/Size 999999999/W[1 9999999 1]/Index[0 999999999]/Root 1 0 R"
    yield Bomb(
        "xref-stream.pdf",
        b"%PDF-1.7\n1 0 obj\n" + stream(b"x", index) + b"\nendobj\nstartxref\n9\n%%EOF",
        (*NOTHING, *BAD),
    )
    inside = stream(b"2 0 <</Type/Pages>>", b"/Type/ObjStm/N 999999999/First 4/Extends 2 0 R")
    yield Bomb("object-stream.pdf", objects(_CATALOG, inside), ANY_BUT_CRASHED)
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    drawing = _PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font")
    yield Bomb(
        "forms-circle.pdf",
        objects(_CATALOG, kids % (b"3 0 R", 1), drawing, stream(_TEXT + b" /X Do"), _FONT, form),
        ANY_BUT_CRASHED,
    )
    forms = [
        stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % number)
        for number in range(7, 20)
    ]
    laughing = objects(_CATALOG, kids % (b"3 0 R", 1), drawing, stream(b"/X Do"), _FONT, *forms, stream(_TEXT))
    yield Bomb("forms-laughing.pdf", laughing, LARGE)


def _fonts() -> Iterator[Bomb]:
    def composite(encoding: bytes = b"/Identity-H", more: bytes = b"") -> bytes:
        return b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding%s/DescendantFonts[6 0 R]%s>>" % (encoding, more)

    def descendant(more: bytes = b"") -> bytes:
        system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 0>>"
        return b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X%s%s>>" % (system, more)

    ranges = b"".join(b"<%04x> <%04x> <0041>\n" % (0, 0xFFFF) for _ in range(4))
    cmap = (
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n4 beginbfrange\n%sendbfrange endcmap"
        % ranges
    )
    mapped = composite(more=b"/ToUnicode 7 0 R")
    yield Bomb("cmap-ranges.pdf", _with_font(mapped, descendant(), stream(cmap)), ANY_BUT_CRASHED)
    wide = b"begincmap 1 begincidrange <00000000> <ffffffff> 1 endcidrange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap"
    yield Bomb("cmap-wide.pdf", _with_font(mapped, descendant(), stream(wide)), (*READ, "unreadable_text"))
    itself = stream(b"/Own usecmap", b"/Type/CMap/CMapName/Own/UseCMap 7 0 R")
    yield Bomb(
        "cmap-itself.pdf", _with_font(composite(b" 7 0 R", b"/ToUnicode 7 0 R"), descendant(), itself), ANY_BUT_CRASHED
    )
    pairs = b"begincmap 1 beginbfchar <0001> <d800> endbfchar endcmap"
    yield Bomb("cmap-half-pair.pdf", _with_font(mapped, descendant(), stream(pairs)), ANY_BUT_CRASHED)
    long = b"begincmap 1 beginbfchar <0001> <%s> endbfchar endcmap" % (b"0041" * 100_000)
    yield Bomb("cmap-long.pdf", _with_font(mapped, descendant(), stream(long), text=b"<0001>" * 1), ANY_BUT_CRASHED)
    path = composite(b"/..#2f..#2f..#2fetc#2fpasswd")
    yield Bomb("cmap-path.pdf", _with_font(path, descendant()), ANY_BUT_CRASHED)
    yield Bomb("widths.pdf", _with_font(composite(), descendant(b"/W[0 2000000000 500]")), (*READ, *NOTHING))
    yield Bomb("font-itself.pdf", _with_font(composite().replace(b"6 0 R", b"5 0 R"), descendant()), ANY_BUT_CRASHED)
    differences = b"<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[%s]>>>>" % (b"0/a " * 5_000)
    yield Bomb("differences.pdf", _with_font(differences, text=b"(x)"), ANY_BUT_CRASHED)
    program = b"<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor<</FontFile 6 0 R>>>>"
    yield Bomb("font-program.pdf", _with_font(program, stream(b"dup 0 /a put " * 9_000), text=b"(x)"), ANY_BUT_CRASHED)
