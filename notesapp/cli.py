"""The command line: reads arguments, picks a command, says trouble in one line.

Qt is never imported here. What opens a window comes back as ``OpenWindow`` for ``__main__``.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from notesapp import __version__
from notesapp.errors import NotesError, UsageError

DONE, PROBLEMS, TROUBLE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window is wanted: on a file, on the sample, or on nothing."""

    path: Path | None = None
    demo: bool = False
    temporary: bool = False
    debug: bool = False
    new_instance: bool = False


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. See {self.prog} --help.")


def main(arguments: Sequence[str]) -> int | OpenWindow:
    """Run a command and return its exit code, or say which window to open.

    0 done, 1 problems found by ``check`` or ``selftest``, 2 bad input or usage. Trouble is one
    line on standard error, and nothing is written.
    """
    _speak_utf8()
    try:
        outcome = _run(list(arguments))
        if sys.stdout is not None:  # None where the program was started without one
            sys.stdout.flush()
    except NotesError as error:
        return _trouble(error.sentence)
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            sys.stdout.close()
        return DONE
    except OSError as error:
        return _trouble(f"The system says “{error.strerror or error}”.")
    return outcome


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _trouble(sentence: str) -> int:
    line = " ".join(sentence.split())
    with contextlib.suppress(OSError, ValueError):
        print(f"notesapp: {line}", file=sys.stderr)
    return TROUBLE


def _run(arguments: list[str]) -> int | OpenWindow:
    if "" in arguments:
        raise UsageError("One argument is empty. Leave it out, or say what it is.")
    commands = _commands()
    if arguments and arguments[0] in commands.choices:
        options = commands.parser.parse_args(_signed(arguments))
        return _dispatch(options)
    options = _window_parser().parse_args(arguments)
    path = Path(options.file) if options.file else None
    if path is not None and not path.is_file():
        what = "is a folder" if path.is_dir() else "does not exist"
        raise UsageError(f"“{options.file}” {what}. Name notes, audio or a command.")
    if path is not None and options.demo:
        raise UsageError("--demo opens the sample: leave out the file.")
    return OpenWindow(path, options.demo, options.temp_profile, options.debug, options.new_instance)


def _signed(arguments: list[str]) -> list[str]:
    """A length may begin with a minus and is no option then: ``--by -0:30``."""
    if "--by" not in arguments[:-1]:
        return arguments
    at = arguments.index("--by")
    return [*arguments[:at], f"--by={arguments[at + 1]}", *arguments[at + 2 :]]


def _dispatch(options: argparse.Namespace) -> int:
    # A window starts faster without what the commands need, and each needs little of the others.
    if options.command == "selftest":
        from notesapp.selftest import selftest

        return selftest(options)
    if options.command == "import":
        from notesapp.cli_import import import_notes

        return import_notes(options)
    if options.command == "chapters":
        from notesapp.cli_chapters import chapters

        return chapters(options)
    if options.command == "check":
        from notesapp.cli_check import check_notes

        return check_notes(options)
    if options.command == "shift":
        from notesapp.cli_shift import shift

        return shift(options)
    if options.command == "embed":
        from notesapp.cli_embed import embed_chapters

        return embed_chapters(options)
    if options.command == "publish":
        from notesapp.cli_publish import publish

        return publish(options)
    if options.command == "links":
        from notesapp.cli_links import list_links

        return list_links(options)
    if options.command == "versions":
        from notesapp.cli_versions import versions

        return versions(options)
    from notesapp import cli_commands

    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "formats": cli_commands.formats,
        "export": cli_commands.export,
        "inspect": cli_commands.inspect,
    }
    return commands[options.command](options)


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="notesapp",
        description="Show Notes: write a podcast's show notes while listening.",
        epilog="Commands: formats, export, import, chapters, inspect, check, shift, embed, "
        "publish, links, versions, selftest. See notesapp COMMAND --help.",
        allow_abbrev=False,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="notes or audio to open")
    parser.add_argument("--demo", action="store_true", help="open a copy of the sample episode")
    parser.add_argument(
        "--temp-profile",
        action="store_true",
        help="start as new: settings and state in a temporary folder, removed at the end",
    )
    parser.add_argument(
        "--debug", action="store_true", help="log to standard error and to a file in the state"
    )
    parser.add_argument(
        "--new-instance",
        action="store_true",
        help="start another program instead of a window in the one that runs",
    )
    parser.add_argument("--version", action="version", version=f"notesapp {__version__}")
    return parser


@dataclass(frozen=True, slots=True)
class _Commands:
    parser: argparse.ArgumentParser
    choices: tuple[str, ...]


def _commands() -> _Commands:
    parser = _Parser(prog="notesapp", allow_abbrev=False)
    rows = parser.add_subparsers(dest="command", parser_class=_Parser)
    _add(rows, "formats", "list the formats", "json")
    export = _add(rows, "export", "publish notes", "notes", "audio")
    export.add_argument(
        "--to",
        required=True,
        metavar="KEY[:PRESET][,KEY...]",
        help="the formats, as notesapp formats lists them",
    )
    export.add_argument(
        "-o",
        dest="output",
        metavar="FILE|DIR|-",
        help="where to; - is standard output; without it, beside the notes",
    )
    export.add_argument(
        *("--set", "-s"),
        dest="settings",
        action="append",
        default=[],
        metavar="KEY.OPTION=VALUE",
        help="an option of a format",
    )
    _add_dry_run(export)
    importer = _add(rows, "import", "turn notes and chapters of any kind into notes", "audio")
    _add_source(importer)
    importer.add_argument(
        "-o", dest="output", metavar="NOTES.md", help="without it, or with -: standard output"
    )
    _add_source(_add(rows, "chapters", "show the chapters of any file", "json"))
    _add(rows, "inspect", "show what the notes hold", "notes", "audio", "json")
    _add_check(rows)
    _add_shift(rows)
    _add_embed(rows)
    _add_publish(rows)
    _add_links(rows)
    _add_versions(rows)
    _add(rows, "selftest", "say what works here and what is missing", "json")
    return _Commands(parser, tuple(rows.choices))


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="audio, a chapter file, a page or notes")
    parser.add_argument(
        *("--set", "-s"),
        dest="settings",
        action="append",
        default=[],
        metavar="KEY.OPTION=VALUE",
        help="what the file does not say, as its frames per second",
    )


def _add_check(rows: argparse._SubParsersAction[_Parser]) -> None:
    parser = _add(rows, "check", "say what platforms will not like", "notes", "audio", "json")
    where = "only these, as apple,spotify,youtube; without it, all"
    parser.add_argument("--for", dest="destinations", metavar="KEY[,KEY...]", help=where)
    parser.add_argument("--fix", action="store_true", help="make the fixes that are safe")
    words = "with --fix: show the difference, write nothing"
    parser.add_argument("--dry-run", action="store_true", help=words)


def _add_shift(rows: argparse._SubParsersAction[_Parser]) -> None:
    parser = _add(rows, "shift", "move stamps, where something was cut or added", "notes", "audio")
    first = "the first moment that moves, as 7:50"
    by = "how far: 42, 0:42, or -30 where something was cut"
    last = "the last; without it, all that follow"
    parser.add_argument("--from", dest="first", required=True, metavar="TIME", help=first)
    parser.add_argument("--to", dest="last", metavar="TIME", help=last)
    parser.add_argument("--by", required=True, metavar="TIME", help=by)
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        *("-o", "--output"), metavar="FILE", help="a new file; without it, the notes themselves"
    )
    where.add_argument("--dry-run", action="store_true", help="only say what would move")


def _add_embed(rows: argparse._SubParsersAction[_Parser]) -> None:
    parser = _add(rows, "embed", "put the chapters into the audio", "notes", "json")
    parser.add_argument("audio", metavar="AUDIO", help="the audio; its sound stays as it is")
    where = "a new file or a folder; without it, the audio itself"
    parser.add_argument("-o", dest="output", metavar="OUT", help=where)
    parser.add_argument("--replace", action="store_true", help="replace OUT where it is there")
    _add_dry_run(parser)


def _add_publish(rows: argparse._SubParsersAction[_Parser]) -> None:
    words = "write everything that the show publishes into one folder"
    parser = _add(rows, "publish", words, "notes", "audio", "json")
    where = "the folder; without it, NAME-published beside the notes NAME.md"
    parser.add_argument("-o", "--output", metavar="DIR", help=where)
    what = "formats, destinations and embed; without it what the show publishes, or the usual set"
    parser.add_argument("--to", metavar="KEYS", help=what)
    whom = "the destinations whose blocks are written, instead of those of the set"
    parser.add_argument("--for", dest="whom", metavar="KEYS", help=whom)
    parser.add_argument("--no-audio", action="store_true", help="put no chapters into the audio")
    again = "replace the files of the last publication"
    parser.add_argument("--replace", action="store_true", help=again)
    _add_settings(parser, "an option of a format or a destination")
    words = "only say what would be written, what would be lost, and what breaks a rule"
    parser.add_argument("--dry-run", action="store_true", help=words)
    parser.epilog = (
        "Exit codes: 0 all is well, 1 written and a rule is still broken, 2 not written. The JSON "
        "has folder, dry_run, items (key, title, kind, files, chapters, losses), rules_broken, "
        "left_out and remarks; later versions only add."
    )


def _add_links(rows: argparse._SubParsersAction[_Parser]) -> None:
    parser = _add(rows, "links", "list the links of the notes", "notes", "json")
    words = "ask the web about each; 1 is the exit code where one gives no page"
    parser.add_argument("--check", action="store_true", help=words)
    words = "ask the web for the titles of the pages"
    parser.add_argument("--titles", action="store_true", help=words)


def _add_versions(rows: argparse._SubParsersAction[_Parser]) -> None:
    parser = _add(rows, "versions", "list what the notes said before", "notes", "json")
    words = "print a version, by its number in the list; 1 is the newest"
    parser.add_argument("--show", type=int, metavar="N", help=words)
    words = "with --show: write it to a file; - is standard output"
    parser.add_argument("-o", dest="output", metavar="FILE", help=words)
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def _add_settings(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument(
        *("--set", "-s"),
        dest="settings",
        action="append",
        default=[],
        metavar="KEY.OPTION=VALUE",
        help=words,
    )


def _add_dry_run(parser: argparse.ArgumentParser) -> None:
    words = "only say what would be written, and what would be lost"
    parser.add_argument("--dry-run", action="store_true", help=words)


def _add(
    rows: argparse._SubParsersAction[_Parser], name: str, title: str, *parts: str
) -> argparse.ArgumentParser:
    parser = rows.add_parser(
        name, help=title, description=f"{title.capitalize()}.", allow_abbrev=False
    )
    if "notes" in parts:
        parser.add_argument("notes", metavar="NOTES", help="the notes")
    if "audio" in parts:
        parser.add_argument("--audio", metavar="FILE", help="the episode's audio")
    if "json" in parts:
        parser.add_argument("--json", action="store_true", help="print JSON")
    return parser
