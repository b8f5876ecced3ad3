"""Bytes to notes and back: encodings, byte order marks, line ends, and what an editor cannot hold.

Pure functions. In notes every line end is ``\\n``; ``Coding`` remembers what the file had.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

__all__ = ["Coding", "Decoded", "Encoded", "decode_notes", "encode_notes", "looks_binary"]
__all__ += ["what_is_lost"]

_MARKS = (
    ("utf-8", codecs.BOM_UTF8),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
)
_SHOWN_NAMES = {"cp1252": "Windows-1252", "latin-1": "Latin-1"}
_LINE_END = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
_AUDIO_SYNC = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"\xff\xf9")
_CANNOT_HOLD = (
    ("\r", "line ends of an old kind (carriage return)", "become ordinary line ends"),
    ("\u2029", "paragraph separators (U+2029)", "become line ends"),
    ("\ufdd0", "reserved characters (U+FDD0)", "become line ends"),
    ("\ufdd1", "reserved characters (U+FDD1)", "become line ends"),
    ("\0", "zero characters", "may be lost"),
)


@dataclass(frozen=True, slots=True)
class Coding:
    """How notes stand in a file. ``newline`` is the one most lines have."""

    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    mixed_newlines: bool = False


@dataclass(frozen=True, slots=True)
class Decoded:
    """Notes read from bytes. ``raw`` still has the file's own line ends."""

    text: str
    raw: str
    coding: Coding
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoded:
    """Notes ready to be written, how they were encoded, and what had to give way."""

    data: bytes
    coding: Coding
    losses: tuple[str, ...] = ()


def decode_notes(data: bytes) -> Decoded:
    """Read any bytes at all as notes. Never raises.

    A byte order mark decides; else UTF-16 where its zeros show; else UTF-8; else Windows-1252.
    """
    raw, encoding, bom, losses = _decoded(data)
    pairs = raw.count("\r\n")
    counts = {"\n": raw.count("\n") - pairs, "\r\n": pairs, "\r": raw.count("\r") - pairs}
    newline = max(counts, key=lambda end: counts[end])
    mixed = sum(count > 0 for count in counts.values()) > 1
    return Decoded(_plain_ends(raw), raw, Coding(encoding, bom, newline, mixed), losses)


def encode_notes(text: str, coding: Coding, original: bytes = b"") -> Encoded:
    """Turn notes into bytes that ``decode_notes`` reads back as the same text.

    The remembered coding is kept wherever it can hold the text, else UTF-8. Where line ends were
    mixed in ``original``, lines before and after the change keep their own.
    """
    clean = _without_surrogates(_plain_ends(text))
    losses = _said_of_surrogates(text)
    bodies = [clean.replace("\n", coding.newline)]
    if coding.mixed_newlines:
        bodies.insert(0, _with_own_ends(decode_notes(original).raw, clean, coding))
    for wanted in (coding, replace(coding, encoding="utf-8", bom=False)):
        for body in bodies:
            found = _encoded(body, clean, wanted)
            if found is not None:
                said = _why_other(clean, coding) if wanted.encoding != coding.encoding else ()
                return replace(found, losses=losses + said)
    marked = replace(coding, encoding="utf-8", bom=True, mixed_newlines=False)
    data = codecs.BOM_UTF8 + bodies[-1].encode("utf-8")
    return Encoded(data, marked, losses + _why_other(clean, coding))


def looks_binary(data: bytes) -> bool:
    """True for audio files and for bytes that nobody would call text. Never raises."""
    if any(data.startswith(mark) for _, mark in _MARKS):
        return False
    if _is_audio(data):
        return True
    if _utf16_by_zeros(data) is not None:
        return False
    odd = len(data) - len(data.translate(None, _CONTROLS))
    return odd > 8 and odd * 20 > len(data)


def what_is_lost(text: str) -> tuple[str, ...]:
    """One sentence for each kind of character that an editor cannot hold; empty for most notes.

    To be said before the first save of notes that were edited.
    """
    said = tuple(
        f"These notes hold {count} {name}, which {become} when you save."
        for char, name, become in _CANNOT_HOLD
        if (count := text.count(char) - (text.count("\r\n") if char == "\r" else 0))
    )
    return said + _said_of_surrogates(text)


def _said_of_surrogates(text: str) -> tuple[str, ...]:
    if count := len(_SURROGATE.findall(text)):
        return (f"These notes hold {count} broken characters, which become “�” when you save.",)
    return ()


def _decoded(data: bytes) -> tuple[str, str, bool, tuple[str, ...]]:
    marked = [(name, data[len(mark) :]) for name, mark in _MARKS if data.startswith(mark)]
    for name, body in marked:
        if (raw := _strictly(body, name)) is not None:
            return raw, name, True, ()
    if marked:
        name, body = marked[-1]
        said = "Some bytes of this file are not text. They show as “�” and are lost once you save."
        return body.decode(name, "replace"), name, True, (said,)
    for guess in (_utf16_by_zeros(data), "utf-8", "cp1252"):
        if guess is not None and (raw := _strictly(data, guess)) is not None:
            return raw, guess, False, _said_of(guess)
    return data.decode("latin-1"), "latin-1", False, _said_of("latin-1")


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


def _said_of(encoding: str) -> tuple[str, ...]:
    if encoding not in _SHOWN_NAMES:
        return ()
    name = _SHOWN_NAMES[encoding]
    return (f"This file is not UTF-8 and was read as {name}. Check that letters look right.",)


def _utf16_by_zeros(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero as every second byte, and next to none elsewhere."""
    half = len(data) // 2
    if len(data) < 4 or len(data) % 2:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for few, many, name in ((even, odd, "utf-16-le"), (odd, even, "utf-16-be")):
        if many * 2 > half and few * 20 <= half and _strictly(data, name) is not None:
            return name
    return None


def _is_audio(data: bytes) -> bool:
    start = data[:16]
    return (
        (start[:3] == b"ID3" and len(start) > 5 and start[3] < 0x10)
        or (start[:4] == b"fLaC" and b"\0" in start)
        or (start[:5] == b"OggS\0")
        or (start[:4] in (b"RIFF", b"RF64") and start[8:12] == b"WAVE")
        or (start[:1] == b"\0" and start[4:8] == b"ftyp")
        or (start[:4] == b"\x1aE\xdf\xa3")
        or (start[:2] in _AUDIO_SYNC and b"\0" in data[:65536])
    )


def _plain_ends(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_surrogates(text: str) -> str:
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _encoded(body: str, clean: str, coding: Coding) -> Encoded | None:
    """The bytes, if this coding holds the text and they will be read back as the same text."""
    try:
        data = body.encode(coding.encoding)
    except UnicodeEncodeError:
        return None
    if coding.bom:
        data = dict(_MARKS)[coding.encoding] + data
    back = decode_notes(data)
    if back.text != clean or looks_binary(data):
        return None
    return Encoded(data, replace(coding, mixed_newlines=back.coding.mixed_newlines))


def _why_other(clean: str, coding: Coding) -> tuple[str, ...]:
    name = _SHOWN_NAMES.get(coding.encoding)
    if name is None:
        return ()
    for char in dict.fromkeys(clean):
        try:
            char.encode(coding.encoding)
        except UnicodeEncodeError:
            return (f"{name} has no “{char}”, so the file is UTF-8 from now on.",)
    return (f"The text cannot be told from UTF-8 in {name}, so the file is UTF-8 from now on.",)


def _with_own_ends(old_raw: str, new: str, coding: Coding) -> str:
    """The new text with the old line ends before and after the lines that changed."""
    old_ends = _LINE_END.findall(old_raw)
    old_lines = _LINE_END.split(old_raw)
    lines = new.split("\n")
    shorter = min(len(lines), len(old_lines))
    head = _matching(lines, old_lines, shorter)
    tail = _matching(lines[::-1], old_lines[::-1], shorter - head)
    ends = [coding.newline] * (len(lines) - 1)
    head = min(head, len(ends), len(old_ends))
    ends[:head] = old_ends[:head]
    kept = min(max(tail - 1, 0), len(ends) - head, len(old_ends) - head)
    if kept > 0:
        ends[-kept:] = old_ends[-kept:]
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


def _matching(one: list[str], other: list[str], most: int) -> int:
    count = 0
    while count < most and one[count] == other[count]:
        count += 1
    return count
