"""The desktop's files, judged by the tools that desktops are built with."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from building.command_line import commands, window_options
from building.desktop_files import SIZES, desktop_files, mime_types
from building.release import APP_ID, Release

RELEASE = Release("1.2.3", 1_763_600_000)


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prefix")
    for place, content in desktop_files(RELEASE):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(content)
    return folder


def said_by(program: str, *words: str, **environment: str) -> str:
    """What a tool says, which is nothing where all is well."""
    if not shutil.which(program):
        pytest.skip(f"{program} is not on this machine")
    done = subprocess.run(
        [program, *words], capture_output=True, text=True, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_entry_is_valid(prefix: Path):
    assert (
        said_by("desktop-file-validate", str(prefix / f"share/applications/{APP_ID}.desktop")) == ""
    )


def test_the_type_of_notes_leaves_markdown_what_it_is(prefix: Path):
    said_by("update-mime-database", str(prefix / "share/mime"))
    globs = (prefix / "share/mime/globs2").read_text("utf-8")
    assert "50:text/x-show-notes:*.notes.md" in globs
    assert ":*.md\n" not in globs
    assert "text/x-show-notes text/markdown" in (prefix / "share/mime/subclasses").read_text(
        "utf-8"
    )


def test_the_types_that_are_offered_are_those_that_are_opened():
    types = mime_types()
    assert types[:2] == ("text/x-show-notes", "text/markdown")
    assert all(one.startswith("audio/") for one in types[2:])
    assert len(set(types)) == len(types)


def test_icons_are_there_in_every_size(prefix: Path):
    for size in SIZES:
        data = (prefix / f"share/icons/hicolor/{size}x{size}/apps/{APP_ID}.png").read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(data[16:20], "big") == int.from_bytes(data[20:24], "big") == size


def test_the_man_page_has_no_fault(prefix: Path):
    page = prefix / "share/man/man1/notesapp.1"
    assert said_by("man", "--warnings", "-l", "-Tutf8", str(page), LC_ALL="C.UTF-8", MANWIDTH="80")
    done = subprocess.run(
        ["man", "--warnings", "-l", str(page)],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"},
    )
    assert done.stderr == ""
    for command in commands():
        assert command.name in done.stdout
    for option in window_options():
        assert all(name in done.stdout for name in option.names)


def completed(prefix: Path, *words: str) -> set[str]:
    """What bash offers for the last of the words."""
    line = " ".join(("notesapp", *words))
    script = f"""source {prefix}/share/bash-completion/completions/notesapp
COMP_WORDS=({line.rstrip()}{" ''" if words[-1] == "" else ""}); COMP_CWORD={len(words)}
_notesapp 2>/dev/null; printf '%s\\n' "${{COMPREPLY[@]}}\""""
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=prefix)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not on this machine")
def test_bash_completes_commands_options_and_files(prefix: Path):
    assert completed(prefix, "ch") == {"chapters", "check"}
    assert {"share", "export", "publish", "--demo"} <= completed(prefix, "")
    assert completed(prefix, "check", "--f") == {"--for", "--fix"}
    assert completed(prefix, "check", "sh") == {"share"}
    assert "render-previews" not in completed(prefix, "")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_can_read_theirs(prefix: Path, shell: str):
    place = {
        "zsh": "zsh/vendor-completions/_notesapp",
        "fish": "fish/vendor_completions.d/notesapp.fish",
    }
    assert said_by(shell, "-n", str(prefix / "share" / place[shell])) == ""
