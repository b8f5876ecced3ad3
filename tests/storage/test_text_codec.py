from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesapp.storage.text_codec import (
    Coding,
    decode_notes,
    encode_notes,
    looks_binary,
    what_is_lost,
)

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")))
CODINGS = st.builds(
    Coding,
    st.sampled_from(["utf-8", "cp1252", "latin-1", "utf-16-le", "utf-16-be"]),
    st.just(False),
    ENDS,
    st.booleans(),
) | st.builds(
    Coding,
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]),
    st.just(True),
    ENDS,
    st.booleans(),
)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read(data):
    decoded = decode_notes(data)
    assert "\r" not in decoded.text
    decoded.text.encode("utf-8")


@settings(deadline=None)
@given(st.text(), CODINGS, st.binary())
def test_what_is_written_is_read_back(text, coding, original):
    encoded = encode_notes(text, coding, original)
    assert not looks_binary(encoded.data)
    back = decode_notes(encoded.data).text
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    if any("\ud800" <= char <= "\udfff" for char in text):
        assert encoded.losses
        assert back == clean.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    else:
        assert back == clean


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")), CODINGS)
def test_an_unmixed_file_is_the_same_after_decoding_and_encoding(text, coding):
    """The codec alone, without the original bytes, keeps encoding, mark and line ends."""
    data = encode_notes(text, coding).data
    decoded = decode_notes(data)
    if not decoded.coding.mixed_newlines:
        assert encode_notes(decoded.text, decoded.coding).data == data


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text("ab", max_size=2), ENDS), max_size=12), st.text("ab\n"), st.data()
)
def test_lines_that_did_not_change_keep_their_own_ends(pairs, typed, data):
    raw = "".join(line + end for line, end in pairs)
    original = raw.encode()
    decoded = decode_notes(original)
    at = data.draw(st.integers(0, len(decoded.text)))
    new = decoded.text[:at] + typed + decoded.text[at:]
    encoded = encode_notes(new, decoded.coding, original)
    assert decode_notes(encoded.data).text == new
    if not typed:
        assert encoded.data == original


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        (b"a\nb\r\nc\nd\r\n", "a\nX\nc\nd\n", b"a\nX\nc\nd\r\n"),
        (b"a\nb\r\nc\nd\r\ne", "a\nb\nc\nd\ne\nf", b"a\nb\r\nc\nd\r\ne\nf"),
        (b"a\r\nb\nc\r\nd\r\n", "a\nc\nd\n", b"a\r\nc\r\nd\r\n"),
        (b"a\r\nb\nc\r\n", "new\na\nb\nc\n", b"new\r\na\r\nb\nc\r\n"),
        (b"a\rX\nb\rc\rd", "a\n\nb\nc\nd", b"a\r\rb\rc\rd"),
    ],
)
def test_mixed_line_ends(old, new, written):
    coding = decode_notes(old).coding
    assert coding.mixed_newlines
    assert encode_notes(new, coding, old).data == written


@pytest.mark.parametrize(
    ("data", "text", "coding"),
    [
        (b"", "", Coding()),
        (b"Q: caf\xc3\xa9\n", "Q: café\n", Coding()),
        (codecs.BOM_UTF8 + b"a\r\n", "a\n", Coding("utf-8", True, "\r\n")),
        (b"a\rb\r", "a\nb\n", Coding("utf-8", False, "\r")),
        (b"a\r\nb\nc\r\n", "a\nb\nc\n", Coding("utf-8", False, "\r\n", True)),
        ("\ufeffhé\r\n".encode("utf-16-le"), "hé\n", Coding("utf-16-le", True, "\r\n")),
        ("\ufeffhé\n".encode("utf-16-be"), "hé\n", Coding("utf-16-be", True)),
        ("\ufeffhé\n".encode("utf-32-le"), "hé\n", Coding("utf-32-le", True)),
        ("notes – x\n".encode("utf-16-le"), "notes – x\n", Coding("utf-16-le")),
        ("notes – x\n".encode("utf-16-be"), "notes – x\n", Coding("utf-16-be")),
        (b"caf\xe9 \x93quoted\x94\r\n", "café “quoted”\n", Coding("cp1252", False, "\r\n")),
        (b"\x81\xe9\n", "\x81é\n", Coding("latin-1")),
        (b"one\0zero\n", "one\0zero\n", Coding()),
    ],
)
def test_encodings_are_told_apart(data, text, coding):
    decoded = decode_notes(data)
    assert (decoded.text, decoded.coding) == (text, coding)
    assert encode_notes(text, coding, data).data == data
    assert bool(decoded.losses) == (coding.encoding in ("cp1252", "latin-1"))


def test_broken_text_after_a_mark_is_said():
    decoded = decode_notes(codecs.BOM_UTF8 + b"a\xff\n")
    assert decoded.text == "a\ufffd\n"
    assert decoded.losses == (
        "Some bytes of this file are not text. They show as “�” and are lost once you save.",
    )


def test_a_character_that_does_not_fit_makes_the_file_utf8():
    encoded = encode_notes("café → bar", Coding("cp1252", False, "\r\n"))
    assert encoded.data == "café → bar".encode()
    assert encoded.coding == Coding("utf-8", False, "\r\n")
    assert encoded.losses == ("Windows-1252 has no “→”, so the file is UTF-8 from now on.",)


def test_an_emptied_file_keeps_its_coding():
    coding = Coding("cp1252", False, "\r\n")
    assert encode_notes("", coding, b"caf\xe9\r\n").coding == coding


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain é \U0001f600 \t\u00a0\u2028\n", []),
        ("a\rb", ["1 line ends of an old kind"]),
        ("a\r\nb", []),
        ("a\u2029b\u2029", ["2 paragraph separators"]),
        ("\ufdd0\ufdd1", ["U+FDD0", "U+FDD1"]),
        ("\0\ud800", ["1 zero", "1 broken"]),
    ],
)
def test_what_an_editor_cannot_hold(text, words):
    said = what_is_lost(text)
    assert len(said) == len(words)
    assert all(word in sentence for word, sentence in zip(words, said, strict=True))


@pytest.mark.parametrize(
    "data",
    [
        b"ID3\x04\0\0\0\0\x0f\x76",
        b"\xff\xfb\x90\x64\0\0",
        b"OggS\0\x02",
        b"fLaC\0\0\0\x22",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\0\0\0\x20ftypM4A ",
        b"\0" * 50,
        bytes(range(256)) * 4,
    ],
)
def test_binary_files_are_recognised(data):
    assert looks_binary(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"ID3 tags explained\n",
        b"RIFF is a format",
        "naïve".encode("utf-16"),
        b"\xff\xfbx",
    ],
)
def test_text_is_not_binary(data):
    assert not looks_binary(data)
