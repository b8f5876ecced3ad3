"""What each platform wants of the list of chapters, as the description publishes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.chapters import Chapter
from notesapp.core.destinations import APPLE, PLATFORMS, SPOTIFY, YOUTUBE, Destination
from notesapp.core.edits.base import Edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.model import Notes, Place, Stamp
from notesapp.core.problems import Problem, Severity

ADD_INTRO = "add-intro"

_PLAIN = re.compile(r"\d{1,3}:[0-5]\d(?::[0-5]\d)?", re.ASCII)
_TWO_DIGITS = r"\d\d:[0-5]\d(?::[0-5]\d)?"
_SPOTIFY = re.compile(rf"{_TWO_DIGITS}|\({_TWO_DIGITS}\)", re.ASCII)
_READ = {APPLE.key: _PLAIN, SPOTIFY.key: _SPOTIFY, YOUTUBE.key: _PLAIN}
_SAID = {
    APPLE.key: "Apple's help asks for times and titles from 00:00:00. That the time comes first in "
    "its line is what known examples do; it is not verified.",
    SPOTIFY.key: "Spotify reads MM:SS, (MM:SS), HH:MM:SS and (HH:MM:SS) at the start of a line.",
    YOUTUBE.key: "YouTube reads a time at the start of a line. Its help shows no brackets and no "
    "list marks; that they hinder is reported by others and not verified.",
}


def listed(subject: Subject) -> tuple[Chapter, ...]:
    """The chapters as descriptions list them: whole seconds, an Intro added, silent ones out."""
    return subject.with_listed().listed or ()


def _few_chapters(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    chapters = listed(subject)
    if chapters and len(chapters) < of.least_chapters:
        yield Finding(
            _line(chapters, 0),
            f"{of.name} shows chapters only when there are three. Stamp more segments.",
            severity=Severity.NOTE if subject.writing else None,
        )


def _late_start(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    chapters = listed(subject)
    if not chapters or chapters[0].start_ms == 0:
        return
    header = subject.notes.header
    place = header.places.get("intro")
    yield Finding(
        chapters[0].line if place is None else place[0] + 1,
        f"{of.name} wants a chapter at 0:00. Take “intro: no” out of the header.",
        ADD_INTRO if place is not None and header.readable else "",
    )


def _no_start(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    chapters = listed(subject)
    if len(chapters) > 1 and chapters[0].kind == "intro":
        yield Finding(
            _line(chapters, 0),
            f"There is no stamp at 0:00, where {of.name} wants the first chapter. "
            f"Publishing adds “{chapters[0].title}”.",
        )


def _line(chapters: tuple[Chapter, ...], place: int) -> int:
    """The line of a chapter; an added Intro has none, and takes the next one's."""
    later = (chapters[number].line for number in range(place, len(chapters)))
    return next((line for line in later if line), 0)


def _as_written(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    lines = {chapter.line for chapter in listed(subject) if chapter.line}
    notes = subject.notes
    stamps = [s.stamp for s in notes.segments if s.stamp is not None and s.first_line + 1 in lines]
    hidden = [stamp for stamp in stamps if not _is_read(notes, stamp, of)]
    if not hidden:
        return
    read = len(stamps) - len(hidden)
    count = f"{read} of {len(stamps)}" if read >= of.least_chapters else "no"
    why = _why_hidden(notes, hidden[0], of)
    yield Finding(
        hidden[0].line + 1,
        f"{of.name} reads {count} chapters from the notes as they stand: {why}. "
        "Copy the description instead.",
    )


def _is_read(notes: Notes, stamp: Stamp, of: Destination) -> bool:
    first = not notes.lines[stamp.line][: stamp.start].strip()
    return first and _READ[of.key].fullmatch(stamp.source) is not None


def _why_hidden(notes: Notes, stamp: Stamp, of: Destination) -> str:
    """What keeps a platform from reading a stamp, in words."""
    reasons = []
    if stamp.place is Place.END:
        reasons.append("at the ends of lines")
    elif notes.lines[stamp.line][: stamp.start].strip():
        reasons.append("behind other marks")
    if not stamp.source[:1].isdigit() and not (stamp.source[:1] == "(" and of is SPOTIFY):
        reasons.append("in brackets")
    if stamp.end_ms is not None:
        reasons.append("as ranges")
    elif "." in stamp.source or "," in stamp.source:
        reasons.append("with fractions")
    if not reasons:
        reasons.append("with too few digits")
    said = " and ".join(part for part in (", ".join(reasons[:-1]), reasons[-1]) if part)
    return f"stamps stand {said}"


def _short(subject: Subject, least_ms: int) -> Iterator[tuple[int, Chapter]]:
    """The listed chapters that are shorter, each with its line."""
    chapters = listed(subject)
    for place, chapter in enumerate(chapters):
        last = place + 1 == len(chapters)
        after = subject.duration_ms if last else chapters[place + 1].start_ms
        if after is not None and 0 <= after - chapter.start_ms < least_ms:
            yield _line(chapters, place), chapter


def _dropping_chapters(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    """Each that makes the destination drop all chapters; an Intro that was added too."""
    for line, chapter in _short(subject, of.least_ms):
        then = "Move a stamp, or leave one out."
        if not chapter.line:
            then = "Begin the first chapter at 0:00, or later."
        yield Finding(
            line,
            f"“{chapter.title}” lasts less than {of.least_ms // 1000} seconds: "
            f"{of.name} shows no chapters then. {then}",
        )


def _hasty_chapters(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    """All at once, since it is only advice; nobody can lengthen an Intro that was added."""
    short = [(line, chapter) for line, chapter in _short(subject, of.advised_ms) if chapter.line]
    if short:
        line, chapter = short[0]
        more = f" and {len(short) - 1} more" if len(short) > 1 else ""
        yield Finding(
            line,
            f"“{chapter.title}”{more} {'last' if more else 'lasts'} less than "
            f"{of.advised_ms // 1000} seconds: {of.name} advises longer ones. "
            "Leave one out where two belong together.",
        )


def _add_intro(notes: Notes, problem: Problem) -> Edits:
    refused = notes.header.text("intro").strip().casefold() in ("no", "none", "false")
    return set_header(notes, "intro", "") if refused else ()


def _row(
    name: tuple[str, Severity, str],
    of: Destination,
    find: Callable[..., Iterator[Finding]],
    explanation: str,
    *,
    draft: bool = True,
) -> Check:
    check_id, severity, title = name
    return Check(
        *(check_id, severity, of.key, title),
        partial(find, of=of),
        explanation=explanation,
        source=of.source,
        read_on=of.read_on,
        draft=draft,
    )


def _few(of: Destination) -> Check:
    name = ("few-chapters", Severity.RULE, f"Fewer than three chapters for {of.name}")
    why = f"{of.name} asks for at least three chapters, and shows none where there are fewer."
    return _row(name, of, _few_chapters, why)


def _late(of: Destination) -> Check:
    name = ("late-start", Severity.RULE, f"No chapter at 0:00 for {of.name}")
    why = (
        f"{of.name} reads a list of chapters only where the first begins at 0:00. "
        "With “intro: no” in the header the program adds none there."
    )
    return _row(name, of, _late_start, why)


def _begins(of: Destination) -> Check:
    name = ("no-start", Severity.NOTE, f"No stamp at 0:00 for {of.name}")
    why = (
        f"{of.name} reads a list of chapters only where the first begins at 0:00. "
        "What this program publishes begins there; notes pasted as they stand do not."
    )
    return _row(name, of, _no_start, why, draft=False)


def _written(of: Destination) -> Check:
    name = ("stamps-as-written", Severity.NOTE, f"Stamps that {of.name} does not read")
    why = f"{_SAID[of.key]} The description that this program writes has that form."
    return _row(name, of, _as_written, why, draft=False)


CHECKS: tuple[Check, ...] = (
    *map(_few, PLATFORMS),
    *map(_late, PLATFORMS),
    *map(_begins, PLATFORMS),
    *map(_written, PLATFORMS),
    _row(
        ("short-chapter", Severity.RULE, "Chapter shorter than 10 seconds"),
        YOUTUBE,
        _dropping_chapters,
        "One chapter under 10 seconds is enough: YouTube shows none of them, and does not say so.",
    ),
    _row(
        ("short-chapter", Severity.ADVICE, "Chapter shorter than 30 seconds"),
        SPOTIFY,
        _hasty_chapters,
        "Spotify advises chapters of at least 30 seconds. It shows shorter ones all the same.",
        draft=False,
    ),
)

FIXES: tuple[Fix, ...] = (Fix(ADD_INTRO, "Begin with an Intro at 0:00", _add_intro),)
