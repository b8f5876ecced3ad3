"""What is fuzzed: each target takes any bytes and raises only where something is wrong.

The seeds of each are real texts, from which a fuzzer that watches the coverage finds its way.
"""

from __future__ import annotations

import inspect
import itertools
import typing
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from notesapp.checking.run import check
from notesapp.checking.subject import subject_of
from notesapp.core import comparing
from notesapp.core.chapters import chapters_of
from notesapp.core.edits import (
    ahead,
    attributes,
    converting,
    header_edits,
    inserting,
    joining,
    labels,
    lines,
    links,
    lists,
    marks,
    nudging,
    quotes,
    renaming,
    reorder,
    retiming,
    segments,
    shifting,
    stamping,
    web_link_edits,
    words,
)
from notesapp.core.edits.base import Position, TextEdit, apply_edits, difference
from notesapp.core.header_keys import KEYS_BY_NAME
from notesapp.core.model import Notes, Segment, SegmentKind, Stamp
from notesapp.core.parser import parse
from notesapp.core.timecode import StampStyle
from notesapp.core.web_links import WebLink, web_links
from notesapp.errors import NotesError
from notesapp.importing.read_any import read_clipboard, read_text
from notesapp.storage.journal_format import Head, read_journal, record, snapshot
from notesapp.storage.journal_text import Replay
from notesapp.storage.text_codec import Coding, decode_notes, encode_notes
from tests.torture.texts import TEXTS

ROOT = Path(__file__).resolve().parents[2]
MODULES = (
    *(ahead, attributes, converting, header_edits, inserting, joining, labels, lines, links),
    *(lists, marks, nudging, quotes, renaming, reorder, retiming, segments, shifting, stamping),
    *(web_link_edits, words),
)
WORDS = ("", "Ana", "Q", "chapter", "a: b", "x}\n{:", '"', "https://a.example/(b)", "1:02", "🐝 é")


class Takes(Exception):
    """No argument of that kind can be made of this text."""


class Dice:
    """Numbers from bytes, zero where there are no more."""

    def __init__(self, data: bytes) -> None:
        self._numbers = iter(data)

    def below(self, count: int) -> int:
        """A number below another."""
        if count <= 1:
            return 0
        number = next(self._numbers, 0)
        if count > 256:
            number = number << 8 | next(self._numbers, 0)
        return number % count

    def one_of(self, things: Iterable[Any]) -> Any:
        """One of some things; raises Takes where there are none."""
        listed = tuple(things)
        if not listed:
            raise Takes
        return listed[self.below(len(listed))]


def parts(data: bytes, count: int) -> list[bytes]:
    """The bytes in so many pieces, at zero bytes as far as there are some."""
    found = data.split(b"\0", count - 1)
    return found + [b""] * (count - len(found))


def text_of(data: bytes) -> str:
    """Any bytes as a text of the editor."""
    return data.decode("utf-8", "replace").replace("\r", "")


# --- the targets


def parsing(data: bytes) -> None:
    """Parse, write, parse again; what follows from the notes never raises."""
    text = text_of(data)
    notes = parse(text)
    assert notes.text == text, "the lines joined are another text"
    assert parse(notes.text) == notes, "parsed again it is something else"
    covered = [(node.first_line, node.last_line) for node in notes.nodes]
    last = -1
    for first, end in covered:
        assert first == last + 1 and end >= first, "a line belongs to none or two"
        last = end
    chapters_of(notes)
    web_links(notes)


def checking(data: bytes) -> None:
    """Every check on any notes."""
    notes = parse(text_of(data))
    for problem in check(subject_of(notes, 60_000)):
        assert 0 <= problem.line <= len(notes.lines) + 1, f"{problem} is on no line"


def header(data: bytes) -> None:
    """A header of any text; a value that is set is read back, and the rest stays."""
    chosen, body = parts(data, 2)
    dice, text = Dice(chosen), text_of(body)
    if not text.startswith("---"):
        text = f"---\n{text}\n---\n\nQ: x\n"
    notes = parse(text)
    key = dice.one_of(KEYS_BY_NAME)
    edits = header_edits.set_header(notes, key, dice.one_of(WORDS))
    after = apply_edits(text, edits)
    undone(text, after)
    assert parse(after).text == after


def editing(data: bytes) -> None:
    """Every function of the edits, on any notes, with any arguments of its kinds."""
    chosen, body = parts(data, 2)
    dice, text = Dice(chosen), text_of(body)
    notes = parse(text)
    function = dice.one_of(FUNCTIONS)
    try:
        arguments = [made(kind, notes, dice) for kind in kinds_of(function)]
    except Takes:
        return
    try:
        found = function(*arguments)
    except NotesError:
        return
    for edits in edits_in(found):
        after = apply_edits(text, edits)
        undone(text, after)
        assert parse(after).text == after


def coding(data: bytes) -> None:
    """Bytes to text and back; text to bytes and back, also in another coding."""
    read = decode_notes(data)
    again = encode_notes(read.text, read.coding, data)
    back = decode_notes(again.data)
    assert again.losses or back.text == read.text, "another text comes back"
    plain = encode_notes(read.text, Coding())
    assert decode_notes(plain.data).text == decode_notes(again.data).text


def importing(data: bytes) -> None:
    """Any text as a file of some name, and as what was copied."""
    chosen, body = parts(data, 2)
    text = decode_notes(body).text
    name = Dice(chosen).one_of(("", "a.html", "a.srt", "a.txt", "a.json", "a.xml", "a.csv"))
    for read in (lambda: read_text(text, name), lambda: read_clipboard(text[:99], text)):
        try:
            made_text = read().notes_text
        except NotesError:
            continue
        assert parse(made_text).text == made_text


def comparisons(data: bytes) -> None:
    """What differs leads from one text to the other; a merge keeps every side's own lines."""
    base, mine, theirs = (text_of(part).split("\n") for part in parts(data, 3))
    found = comparing.compare(mine, theirs)
    edits = comparing.edits_of(mine, theirs, found)
    assert apply_edits("\n".join(mine), edits) == "\n".join(theirs), "compared, it is another text"
    for of in (base, None):
        merged = comparing.merge(of, mine, theirs)
        choices = dict.fromkeys(range(len(merged)), comparing.Side.THEIRS)
        lines_now = comparing.merged_lines(mine, theirs, merged, choices)
        edited = apply_edits("\n".join(mine), comparing.merged_edits(mine, theirs, merged, choices))
        assert "\n".join(lines_now) == edited, "merged lines and edits differ"
        if of is None:
            assert lines_now == theirs, "all of theirs chosen, it is another text"


def journals(data: bytes) -> None:
    """A journal of any bytes, and of any changes in whole records."""
    state = read_journal(data)
    if state.replay is not None:
        state.replay.steps()
    dice, records = Dice(data), snapshot(Head(), Replay(text_of(data[:40])))
    for _ in range(dice.below(12)):
        kind = dice.one_of("ssjurxcaw")
        records.append(record(kind, dice.below(50) - 2, dice.below(9) - 1, dice.one_of(WORDS)))
    state = read_journal(b"".join(records)[: None if dice.below(2) else -1])
    if state.replay is not None:
        state.replay.steps()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "parsing": parsing,
    "checking": checking,
    "header": header,
    "editing": editing,
    "coding": coding,
    "importing": importing,
    "comparing": comparisons,
    "journal": journals,
}


# --- arguments of the edits


def functions() -> list[Callable[..., Any]]:
    """The public functions of all edits that take notes first, or a line of text."""
    found = []
    for module in MODULES:
        for name, thing in vars(module).items():
            own = inspect.isfunction(thing) and thing.__module__ == module.__name__
            if own and not name.startswith("_"):
                found.append(thing)
    return found


def kinds_of(function: Callable[..., Any]) -> list[Any]:
    """The kinds of the arguments without a default."""
    hints = typing.get_type_hints(function)
    wanted = inspect.signature(function).parameters.values()
    return [
        (one.name, hints[one.name])
        for one in wanted
        if one.kind is not one.KEYWORD_ONLY and one.default is one.empty
    ]


def needs_more(function: Callable[..., Any]) -> bool:
    """Whether an argument has to be named, which is done for those that need it below."""
    wanted = inspect.signature(function).parameters.values()
    return any(one.kind is one.KEYWORD_ONLY and one.default is one.empty for one in wanted)


def made(wanted: tuple[str, Any], notes: Notes, dice: Dice) -> Any:
    """An argument of a kind, such as a window would hand over."""
    name, kind = wanted
    if kind is Notes:
        return notes
    if kind in MAKERS:
        return MAKERS[kind](notes, dice)
    if kind is int:
        last = len(notes.lines) - 1
        if name == "index":
            return dice.one_of(range(len(notes.segments)))
        if name == "place":
            return 1 + dice.below(6)
        return {"step": dice.one_of((-1, 1))}.get(name, dice.below(last + 1))
    raise Takes


def _place(notes: Notes, dice: Dice) -> Position:
    line = dice.below(len(notes.lines))
    return Position(line, dice.below(len(notes.lines[line]) + 1))


def _style(_: Notes, dice: Dice) -> StampStyle:
    return StampStyle(
        dice.one_of(("start", "end")),
        dice.one_of(("[", "(", "")),
        bool(dice.below(2)),
        1 + dice.below(2),
        bool(dice.below(2)),
    )


def _link(notes: Notes, dice: Dice) -> WebLink:
    found: WebLink = dice.one_of(web_links(notes))
    return found


def _link_place(notes: Notes, dice: Dice) -> links.LinkPlace:
    place = _place(notes, dice)
    found = links.link_place(notes, place, place)
    if found is None:
        raise Takes
    return found


MAKERS: dict[Any, Callable[[Notes, Dice], Any]] = {
    str: lambda _, dice: dice.one_of(WORDS),
    int | None: lambda _, dice: dice.one_of((None, 0, 1500, 3_661_250, 90_000_000)),
    Position: _place,
    Segment: lambda notes, dice: dice.one_of(notes.segments),
    Segment | None: lambda notes, dice: dice.one_of((None, *notes.segments)),
    Stamp: lambda notes, dice: dice.one_of(notes.stamps),
    SegmentKind: lambda _, dice: dice.one_of(SegmentKind),
    StampStyle: _style,
    WebLink: _link,
    links.LinkPlace: _link_place,
    labels.ShowLabel: lambda notes, dice: dice.one_of(labels.show_labels(notes)),
    tuple[int, ...]: lambda _, dice: tuple(sorted(dice.below(90_000) * 100 for _ in "ab")),
    tuple[int, int]: lambda _, dice: (dice.below(60_000), 60_000 + dice.below(60_000)),
}
FUNCTIONS = [one for one in functions() if not needs_more(one)]


def edits_in(found: Any) -> list[tuple[TextEdit, ...]]:
    """The edits in what a function returns: alone, in a tuple, or as a plan's."""
    if isinstance(found, TextEdit):
        return [(found,)]
    if isinstance(found, tuple) and found and all(isinstance(one, TextEdit) for one in found):
        return [found]
    if isinstance(found, tuple):
        return list(itertools.chain(*(edits_in(one) for one in found if isinstance(one, tuple))))
    edits = getattr(found, "edits", None)
    return edits_in(edits) if edits else []


def undone(before: str, after: str) -> None:
    """What a window does to go from one text to another leads there, and back."""
    assert apply_edits(before, difference(before, after)) == after
    assert apply_edits(after, difference(after, before)) == before


def seeds() -> list[bytes]:
    """Real texts, whole and in parts."""
    found = [text.encode() for text in TEXTS]
    sample = (ROOT / "resources" / "sample" / "sample-episode.md").read_bytes()
    found += [sample, *(sample[at : at + 600] for at in range(0, len(sample), 500))]
    found += [b"\0".join((bytes([n, 3, 1, 7]), text)) for n, text in enumerate(found * 3)]
    found += [b"\0".join((found[n], found[n + 1], found[n + 2])) for n in range(8)]
    found += [b"".join([*snapshot(Head(), Replay("Q: a")), record("s", 1, 0, "x")])]
    return found
