"""The man page, made from the parser so that it cannot say what is not so. See man(7)."""

from __future__ import annotations

from building.command_line import Command, Option, commands, window_options
from building.release import COMMAND, Release

__all__ = ["man_page"]

FILES = (
    ("~/.config/notesapp/", "settings, keys, own page themes"),
    ("~/.local/share/notesapp/", "earlier versions of notes, shows, own words"),
    ("~/.local/state/notesapp/", "what was open, the journal of unsaved text, logs, reports"),
    ("~/.cache/notesapp/", "waveforms; may be removed at any time"),
)
VARIABLES = (
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "other places for these"),
    ("PYTHON_VLC_LIB_PATH", "a libVLC to play with, instead of the one that is found"),
)
EXITS = (
    ("0", "it is done"),
    ("1", "check, publish, links or selftest found something wrong"),
    ("2", "bad input or usage; one line says what, and nothing was written"),
)
EXAMPLES = (
    ("notesapp episode-50.md", "open notes, with their audio"),
    ("notesapp check episode-50.md --for apple,spotify", "say what these will not like"),
    ("notesapp publish episode-50.md", "write all that the show publishes"),
    ("notesapp export episode-50.md --to html -o -", "the page, on standard output"),
)


def man_page(release: Release) -> bytes:
    """The page in section 1, dated with the release."""
    day, name = release.day.isoformat(), COMMAND.upper()
    lines = [f'.TH {name} 1 "{day}" "Show Notes {release.version}" "User Commands"']
    lines += [".SH NAME", rf"{COMMAND} \- write a podcast's show notes while listening"]
    lines += [".SH SYNOPSIS", f".B {COMMAND}", r"[\fIOPTION\fR]... [\fIFILE\fR]", ".br"]
    lines += [f".B {COMMAND}", r"\fICOMMAND\fR [\fIARGUMENT\fR]..."]
    lines += [".SH DESCRIPTION"]
    lines.append(
        "Without a command a window opens: on notes or audio, or on what was open last. A file is "
        "handed to the window that is open already. With a command no window and no display is "
        "needed."
    )
    lines += [".SH OPTIONS", *_entries(window_options())]
    lines += [".SH COMMANDS"]
    for command in commands():
        lines += _command(command)
    for title, rows in (("FILES", FILES), ("ENVIRONMENT", VARIABLES), ("EXIT STATUS", EXITS)):
        lines.append(f".SH {title}")
        for head, words in rows:
            lines += [".TP", rf"\fB{_safe(head)}\fR", _safe(words)]
    lines.append(".SH EXAMPLES")
    for head, words in EXAMPLES:
        lines += [".TP", rf"\fB{_safe(head)}\fR", _safe(words)]
    lines += [".SH SEE ALSO", "The manual is in the program: Help, Manual, or F1."]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _command(command: Command) -> list[str]:
    places = " ".join(rf"\fI{_safe(one.value)}\fR" for one in command.options if not one.names)
    head = rf"\fB{command.name}\fR {places}".strip()
    named = tuple(one for one in command.options if one.names and "--help" not in one.names)
    lines = [".SS", head, _safe(command.help).capitalize() + "."]
    return [*lines, *_entries(named)]


def _entries(options: tuple[Option, ...]) -> list[str]:
    lines = []
    for one in options:
        head = ", ".join(rf"\fB{_safe(name)}\fR" for name in one.names)
        value = rf"\fI{_safe(one.value)}\fR" if one.value else ""
        lines += [".TP", f"{head} {value}".strip(), _safe(one.help or "say what there is")]
    return lines


def _safe(text: str) -> str:
    """Text as roff takes it: no line is a request, hyphens stay hyphens."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti")
    return rf"\&{text}" if text.startswith((".", "'")) else text
