from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.errors import FileTrouble
from notesapp.formats.decoding import MOST_BYTES, decode

WORDS = "Käpitel 1 – naïve\nzwei"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + WORDS.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_what_says_its_encoding_is_read_without_a_word(data: bytes, encoding: str):
    found = decode(data)
    assert (found.text, found.encoding, found.remark) == (WORDS, encoding, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252"])
def test_a_guess_is_said(encoding: str):
    found = decode(WORDS.encode(encoding))
    assert (found.text, found.encoding) == (WORDS, encoding)
    assert found.remark


def test_plain_ascii_in_utf_16_is_not_taken_for_utf_8():
    assert decode("CHAPTER01".encode("utf-16-le")).text == "CHAPTER01"


def test_all_line_ends_become_line_feeds():
    assert decode("a\r\nb\rc\x85d\ne".encode()).text == "a\nb\nc\nd\ne"
    assert decode(b"caf\xe9\x85").text == "café…"


def test_broken_bytes_behind_a_mark_are_said():
    found = decode(codecs.BOM_UTF8 + b"a\xffb")
    assert found.text == "a\ufffdb"
    assert "replaced" in found.remark
    assert decode(codecs.BOM_UTF8 + "a\ufffdb".encode()).remark == ""


def test_a_file_that_is_too_long_is_refused():
    with pytest.raises(FileTrouble, match="8 MB"):
        decode(b"x" * (MOST_BYTES + 1))


@given(st.binary(max_size=200))
def test_any_bytes_are_text(data: bytes):
    found = decode(data)
    assert "\r" not in found.text
    found.text.encode("utf-8")
