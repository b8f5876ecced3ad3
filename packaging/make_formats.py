#!/usr/bin/env python3
"""Write docs/formats.md from the tables of formats, readers and containers.

    python packaging/make_formats.py

Run it in the project's environment after a change of any of them; a test compares the page with
the tables. What a file looks like and what it refuses is found by writing one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from notesapp.containers.base import Container, Wanted
from notesapp.containers.registry import CONTAINERS
from notesapp.core.chapters import Chapter
from notesapp.core.parser import parse
from notesapp.errors import FileTrouble
from notesapp.formats.base import AudioInfo, Carries, Format, Loss, Option, Snapshot
from notesapp.formats.description import PRESETS
from notesapp.formats.readers import READERS
from notesapp.formats.registry import FORMATS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "formats.md"
HEAD = """\
# Formats

Written by `packaging/make_formats.py` from the tables in the program; do not edit it here.

Every list of chapters is made from one: whole milliseconds, in order of time, exact repeats left
out, nothing behind the end of the audio, titles on one line without control characters. What a
format cannot hold is said before it is written, and this page says it too.
"""
READ = """\
A file is known by its content; its name does not count. Text may be UTF-8, UTF-16 with or without
a byte order mark, or Windows-1252, with any line ends. Lines that are not understood are kept as
text. What no reader knows is read as show notes: text, Markdown or HTML.
"""
INSIDE = """\
Chapters go into a copy of the audio, which takes the place of the old file once it is proven: see
[0017](adr/0017-chapters-inside-audio.md).
"""
SURVIVES = """\
“Implied” means that a chapter lasts until the next one. Pictures are web addresses, or inside the
file. Silent chapters are left out where they do not survive. An intro is added at 0:00 where the
file must begin there. `markdown`, `text`, `html` and `html-feed` publish the notes' words: their
stamps show whole seconds, and attributes (titles, links and pictures of chapters) are left out,
but for titles and links in the list of `html`.
"""
TAKERS = """\
As the services and programs describe it themselves, or as others found; it was not tried with
accounts there. Advertisements that are put in while a file is delivered move every time in it and
beside it.

| who | takes |
| --- | --- |
| Apple Podcasts | `description:apple`; `json` in the feed; chapters inside MP3 and M4A |
| Spotify | `description:spotify`; `psc` in the feed |
| YouTube | `description:youtube` |
| Podigee | `description:podigee` as text for its form |
| Transistor | `description:transistor`; chapters inside MP3 pass through |
| Castopod, Buzzsprout, RSS.com, PowerPress, SoundStack | `json` |
| Podhome | chapters inside MP3; `description` |
| Libsyn | chapters inside MP3 pass through; `description` |
| Podlove Publisher | `mp4chaps`, `psc`, `psc-json` |
| Auphonic | `mp4chaps` with `links=yes` |
| Overcast, Pocket Casts, Castro, AntennaPod | chapters inside MP3; several also `json` |
| ffmpeg, mpv | `ffmetadata` |
| mkvmerge | `matroska`, `ogm` |
| web pages | `webvtt` with `kind="chapters"` |
| foobar2000, mpv | `cue` |
| Audacity, Reaper, Audition | `audacity`, `reaper`, `audition` |
| DaVinci Resolve, Avid | `edl`, the second with `flavour=avid` |
"""
SIGNS = "<a> \"b\" c|d --> =e;f#g\\h & 'i'"
MANY = (100, 256, 1000)


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as Markdown; bars within cells are escaped."""
    lines = [names, ["---"] * len(names), *rows]
    cells = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def chapters_of_length(count: int, title: str = "a") -> tuple[Chapter, ...]:
    """Numbered chapters, one a second, each with its end."""
    return tuple(Chapter(n * 1000, f"{title} {n}", n * 1000 + 1000) for n in range(count))


def snapshot(chapters: tuple[Chapter, ...]) -> Snapshot:
    """What a format gets for these chapters."""
    audio = AudioInfo("episode.mp3", 1000 * (len(chapters) + 1))
    return Snapshot(parse("Episode\n\n[0:00] a\n[1:00] b"), chapters, audio, "episode")


def written(entry: Format) -> str:
    """Encoding and line ends, as a file of this format has them."""
    text = entry.write(snapshot(chapters_of_length(3)))
    mark = "UTF-8 with byte order mark" if text.startswith("\ufeff") else "UTF-8"
    return f"{mark}, {'CR LF' if chr(13) in text else 'LF'}"


def out_row(entry: Format) -> tuple[str, ...]:
    """One line of the formats that are written."""
    key = f"`{entry.key}`"
    return (key, entry.title, f"`NAME{entry.suffix}`", written(entry), entry.summary)


def options_of(key: str, options: tuple[Option, ...]) -> list[Sequence[str]]:
    """One line for each option of a format or reader."""
    rows: list[Sequence[str]] = []
    for option in options:
        words = [f"`{word}`" for word in option.allowed if word]
        choice = f"{words[0]} to {words[-1]}" if len(words) > 8 else ", ".join(words) or "any"
        default = f"`{option.default}`" if option.default else "none"
        rows.append((f"`{key}.{option.name}`", option.title, choice, default))
    return rows


def preset_rows() -> list[Sequence[str]]:
    """One line for each way to write a description."""
    rows: list[Sequence[str]] = []
    for preset in PRESETS:
        time = "00:02:04" if preset.hours else "02:04"
        unit = "bytes" if preset.in_bytes else "characters"
        limit = f"{preset.limit} {unit}" if preset.limit else "none"
        line = preset.line.format(time=time, title="Rye")
        rows.append((f"`{preset.key}`", preset.name, f"`{line}`", limit))
    return rows


def survival(name: str, carries: Carries) -> tuple[str, ...]:
    """One line of the table of losses."""
    return (
        name,
        carries.step,
        carries.end or "–",
        "yes" if carries.url else "–",
        carries.picture or "–",
        carries.silent or "–",
        "added" if carries.first_at_zero else "–",
    )


def survival_rows() -> list[Sequence[str]]:
    """The table of losses: every list of chapters, and every kind of audio file."""
    block = Carries(step="s", first_at_zero=True)
    rows: list[Sequence[str]] = [survival("`description`", block)]
    rows += [survival(f"`{e.key}`", e.carries) for e in FORMATS if e.carries is not None]
    rows += [survival(f"{c.title}, inside", c.carries) for c in CONTAINERS]
    return rows


def sign_rows() -> list[Sequence[str]]:
    """What becomes of signs that mean something in a format, as it says it itself."""
    chapter = Chapter(0, SIGNS, 1000)
    rows: list[Sequence[str]] = []
    for entry in (e for e in FORMATS if e.carries is not None or e.key == "description"):
        plain = messages(entry.losses(snapshot((Chapter(0, "a", 1000),))))
        said = [m for m in messages(entry.losses(snapshot((chapter,)))) if m not in plain]
        rows += [(f"`{entry.key}`", sentence) for sentence in said]
    return rows


def messages(losses: Iterable[Loss]) -> list[str]:
    """The sentences of losses."""
    return [loss.message for loss in losses]


def limit_rows() -> list[Sequence[str]]:
    """What formats and containers say where there are too many chapters, or titles too long."""
    rows: list[Sequence[str]] = [(f"`{e.key}`", said) for e in FORMATS if (said := refused(e))]
    for entry in CONTAINERS:
        rows += [(f"{entry.title}, inside", said) for said in container_limits(entry)]
    return rows


def refused(entry: Format) -> str:
    """The first refusal on the way to many chapters; empty where there is none."""
    if entry.carries is None:
        return ""
    for count in MANY:
        try:
            entry.write(snapshot(chapters_of_length(count)))
        except FileTrouble as trouble:
            return trouble.sentence
    return ""


def container_limits(entry: Container) -> list[str]:
    """The same for a kind of audio file, and what it says about a very long title."""
    if entry.pieces is None:
        return []
    tried = (Wanted(chapters_of_length(count), 1000 * (count + 1)) for count in MANY)
    found = [said for said in (entry.refusal(wanted) for wanted in tried) if said][:1]
    short, long = (Wanted(chapters_of_length(3, word), 10_000) for word in ("a", "ä" * 40_000))
    usual = messages(entry.losses(short))
    said = [message for message in messages(entry.losses(long)) if message not in usual]
    return [*found, *filter(None, [entry.refusal(long)]), *said]


def reader_rows() -> list[Sequence[str]]:
    """What is read, in the order in which it is tried."""
    rows: list[Sequence[str]] = []
    for reader in READERS:
        words = (reader.recognises.__doc__ or "").partition("\n\n")[0]
        rows.append((f"`{reader.key}`", reader.title, " ".join(words.replace("``", "`").split())))
    return rows


def container_rows() -> list[Sequence[str]]:
    """Every kind of audio file, and whether it can be written."""
    return [
        (c.title, " ".join(f"`{s}`" for s in c.suffixes), "read" if c.pieces is None else "both")
        for c in CONTAINERS
    ]


def page() -> str:
    """The whole page."""
    keys = ("key", "format", "name", "encoding and line ends", "what")
    options = [row for e in FORMATS for row in options_of(e.key, e.options)]
    asked = [row for r in READERS for row in options_of(r.key, r.options)]
    kept = ("format", "times to", "end", "link", "picture", "silent", "intro")
    option_names = ("option", "what", "choice", "without it")
    preset_names = ("preset", "for", "a line", "at most")
    parts = (
        ("Out", table(keys, map(out_row, FORMATS))),
        (
            "Options",
            "Set on the command line with `--set KEY.OPTION=VALUE`.\n\n"
            + table(option_names, options),
        ),
        (
            "Descriptions",
            "Chosen with `--to description:PRESET`.\n\n" + table(preset_names, preset_rows()),
        ),
        ("What survives", SURVIVES + "\n" + table(kept, survival_rows())),
        ("Signs in titles", table(("format", "what becomes of them"), sign_rows())),
        (
            "Limits",
            "What is said instead of cutting anything silently.\n\n"
            + table(("where", "what is said"), limit_rows()),
        ),
        ("Inside audio", INSIDE + "\n" + table(("kind", "names", "chapters"), container_rows())),
        ("In", READ + "\n" + table(("key", "format", "known by"), reader_rows())),
        (
            "What a file does not say",
            "An import asks for it.\n\n" + table(option_names, asked),
        ),
        ("Who takes what", TAKERS),
    )
    return HEAD + "".join(f"\n## {title}\n\n{text}" for title, text in parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
