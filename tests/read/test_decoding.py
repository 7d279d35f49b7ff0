"""Bytes to characters: the encodings of Japanese and English text files, and files that are no text."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableDocumentError
from pipeline.read.decoding import decode
from tests.read.layouts import read_text

_LONG = "両機関は、衛星データの相互利用に関する覚書を締結しました。ｾﾝｻｰの開発も進めます。\n" * 40
_JAPANESE = [
    "覚書を締結しました。",
    "日英協力覚書",
    "エネルギー",
    "MoU 締結について (2025)",
    "東京",
    "ｴﾈﾙｷﾞｰ技術の開発",
    _LONG,
]
_EUROPEAN = [
    "Le ministère a signé l'accord à Genève.",
    "Übergrößenträger – naïve “quoted” €5",
    "Señor Núñez and the Ørsted café",
]


@pytest.mark.parametrize("text", _JAPANESE, ids=lambda text: text[:10])
@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp_ext", "utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_japanese(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("text", _EUROPEAN)
def test_european(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "encoding guessed: Windows-1252")


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_byte_order_marks(mark: bytes, encoding: str) -> None:
    assert decode(mark + "覚書".encode(encoding)) == ("覚書", None)


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("iso2022_jp", "ISO-2022-JP")]
)
def test_a_guess_is_said(encoding: str, name: str) -> None:
    assert read_text("覚書を締結しました。".encode(encoding)).repairs[0] == f"encoding guessed: {name}"


def test_damaged_utf8_is_utf8() -> None:
    content = ("海の観測。" * 50).encode() + b"\xff" + ("空の観測。" * 50).encode()
    text, guess = decode(content)
    assert text.count("\ufffd") == 1
    assert guess == "not quite UTF-8, characters replaced: 1"
    assert decode("日本語".encode()[:-1])[0] == "日本\ufffd"


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\u200b\n\f".encode()])
def test_nothing_to_read_is_empty(content: bytes) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_text(content)
    assert caught.value.status == "empty"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj", b"PK\x03\x04\x14\0", b"\x89PNG\r\n", b"{\\rtf1 text}", b"text\0text", bytes(range(1, 32)) * 9,
        b"\xff\xfea", b"\xff\xfe\0\0a", "\ufeffa\0b".encode("utf-16-le"), b"\x1b$B\xff\xff\xff",
    ],
)  # fmt: skip
def test_what_is_no_text_is_malformed(content: bytes) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_text(content)
    assert caught.value.status == "malformed"
    assert caught.value.message


@pytest.mark.parametrize("text", ["(cid:12)(cid:7)(cid:301) a", "\ue000\ue001\uf8ff text", "\ufffd\ufffd\ufffd ab"])
def test_codes_instead_of_letters_are_unreadable(text: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_text(text)
    assert caught.value.status == "unreadable_text"


def test_a_few_codes_are_left_in_and_said() -> None:
    document = read_text("The minister (cid:12) spoke for an hour about the harbour and the railway.")
    assert document.repairs == ("1 unreadable character left in",)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_our_own_error(content: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        assert read_text(content).text.strip()


def test_bullets_of_a_symbol_font_are_no_lost_characters() -> None:
    document = read_text("\uf0b7 tides\n\uf0b7 currents\n\uf0b7 winds")
    assert document.repairs == ()
    assert [block.marker for block in document.blocks] == ["•"] * 3
