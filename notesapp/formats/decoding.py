"""Bytes of a text file as text: its byte order mark, else UTF-8, else what it looks like."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from notesapp.errors import FileTrouble

MOST_BYTES = 8 * 1024 * 1024
MOST_LINES = 200_000
MOST_TAGS = 300_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096
_LINE_END = re.compile("\r\n?|\x85")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends and without byte order mark.

    ``remark`` is one sentence where the encoding was guessed or bytes did not fit it, else empty.
    """

    text: str
    encoding: str
    remark: str = ""


def decode(data: bytes) -> Decoded:
    """Any bytes as text. Raises FileTrouble where there are more than 8 MB or 200,000 lines,
    or 300,000 tags.
    """
    if len(data) > MOST_BYTES:
        raise FileTrouble("This file is longer than 8 MB: it is no list of chapters and no notes.")
    decoded = _decode(data)
    refuse_long(decoded.text)
    return decoded


def refuse_long(text: str) -> None:
    """Raise FileTrouble for a text with LF line ends that is too long to be read."""
    if text.count("<") > MOST_TAGS:
        raise FileTrouble(
            f"This file has more than {MOST_TAGS:,} tags: it is no list of chapters and no notes."
        )
    if len(text) > MOST_BYTES or text.count("\n") > MOST_LINES:
        raise FileTrouble(
            f"This text has more than {MOST_LINES:,} lines or 8 MB: "
            "it is no list of chapters and no notes."
        )


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if encoding := _by_zeros(data[:_LOOKED_AT]):
        guess = "This file does not say how it is encoded; it was read as UTF-16."
        return _decoded(data, encoding, guess)
    try:
        return Decoded(_lines(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        guess = "This file is not UTF-8; it was read as Windows-1252. Check its accents."
        return _decoded(data, "cp1252", guess)


def _decoded(data: bytes, encoding: str, remark: str = "") -> Decoded:
    text = data.decode(encoding, "replace")
    if not remark and "\N{REPLACEMENT CHARACTER}" in text and _damaged(data, encoding):
        remark = "Some bytes of this file are no text; they were replaced by “\ufffd”."
    return Decoded(_lines(text), encoding, remark)


def _damaged(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return True
    return False


def _by_zeros(start: bytes) -> str:
    """UTF-16 without a mark: most text has a zero in every other byte, always on one side."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    enough = 0.3 * max(1, len(start) // 2)
    if odd >= enough and even * 4 < odd:
        return "utf-16-le"
    if even >= enough and odd * 4 < even:
        return "utf-16-be"
    return ""


def _lines(text: str) -> str:
    return _LINE_END.sub("\n", text)
