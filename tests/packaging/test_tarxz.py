"""The archive, and its installer as a person without root starts it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from building.desktop_files import desktop_files
from building.release import APP_ID, Release
from building.tarxz import build_tarxz

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.uname().machine != "x86_64",
    reason="the archive is for Linux on x86-64",
)

RELEASE = Release("1.2.3", 1_763_600_000)
PLACE = 'Büro & "Töne" $x `y` 100%'
PROGRAM = '#!/bin/sh\necho "notesapp 1.2.3"\n'


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle" / "notesapp"
    (folder / "_internal").mkdir(parents=True)
    (folder / "notesapp").write_text(PROGRAM, "utf-8")
    (folder / "_internal/libz.so.1").write_bytes(b"z")
    (folder / "_internal/libz.so").symlink_to("libz.so.1")
    return folder


def built(bundle: Path, tmp_path: Path, out: str = "out") -> Path:
    args = (desktop_files(RELEASE), (2, 36), RELEASE, tmp_path / "work", tmp_path / out)
    return build_tarxz(bundle, *args, lambda text: None, quick=True)


@pytest.fixture
def unpacked(bundle: Path, tmp_path: Path) -> Path:
    with tarfile.open(built(bundle, tmp_path)) as tar:
        tar.extractall(tmp_path / "here", filter="data")
    return tmp_path / "here" / "notesapp-1.2.3-linux-x86_64"


def run(script: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C"}
    return subprocess.run([script, *words], env=environment, capture_output=True, text=True)


def below(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def command_of(line: str) -> list[str]:
    """The words of Exec, as the Desktop Entry Specification takes a value apart."""
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', value)
    return [re.sub(r'\\(["`$\\])', r"\1", quoted) or plain for quoted, plain in words]


def test_two_archives_are_the_same_bytes(bundle: Path, tmp_path: Path):
    first = built(bundle, tmp_path, "one")
    second = built(bundle, tmp_path, "two")
    assert first.name == "notesapp-1.2.3-linux-x86_64.tar.xz"
    assert first.read_bytes() == second.read_bytes()
    with tarfile.open(first) as tar:
        found = {member.name: member for member in tar}
    assert {(one.uid, one.gid, one.mtime) for one in found.values()} == {(0, 0, RELEASE.epoch)}
    top = "notesapp-1.2.3-linux-x86_64"
    assert found[f"{top}/install.sh"].mode == 0o755
    assert found[f"{top}/program/notesapp"].mode == 0o755
    assert found[f"{top}/README.txt"].mode == 0o644
    assert found[f"{top}/program/_internal/libz.so"].linkname == "libz.so.1"


def test_it_is_installed_started_and_removed_again(unpacked: Path, tmp_path: Path):
    home, target = tmp_path / "home", tmp_path / PLACE
    (target / "share/applications").mkdir(parents=True)
    (target / "share/applications/other.desktop").write_text("[Desktop Entry]\n", "utf-8")
    before = below(target)
    done = run(unpacked / "install.sh", str(target), home=home)
    assert done.returncode == 0, done.stderr
    started = subprocess.run([target / "bin/notesapp"], capture_output=True, text=True)
    assert started.stdout == "notesapp 1.2.3\n"
    entry = (target / f"share/applications/{APP_ID}.desktop").read_text("utf-8")
    commands = [command_of(line) for line in entry.splitlines() if line.startswith("Exec=")]
    program = str(target / "bin/notesapp").replace("%", "%%")
    assert commands == [[program, "%f"], [program, "--new-instance"]]
    assert "TryExec" not in entry
    if shutil.which("desktop-file-validate"):
        path = target / f"share/applications/{APP_ID}.desktop"
        assert subprocess.run(["desktop-file-validate", path]).returncode == 0

    gone = run(target / "lib/notesapp/uninstall.sh", home=home)
    assert gone.returncode == 0, gone.stderr
    assert f"{home}/.config/notesapp" in gone.stdout
    made_by_tools = ("share/mime/", "share/applications/mimeinfo.cache", "share/icons/")
    assert {k: v for k, v in below(target).items() if not k.startswith(made_by_tools)} == before


def test_without_a_folder_it_goes_to_the_persons_own(unpacked: Path, tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    done = run(unpacked / "install.sh", home=home)
    assert done.returncode == 0, done.stderr
    assert (home / ".local/bin/notesapp").is_symlink()


def test_a_newer_version_takes_the_place_of_an_older(unpacked: Path, tmp_path: Path):
    target = tmp_path / "to"
    assert run(unpacked / "install.sh", str(target), home=tmp_path).returncode == 0
    (unpacked / "program/_internal/libz.so.1").write_bytes(b"newer")
    (unpacked / "share/fish/vendor_completions.d/notesapp.fish").unlink()
    assert run(unpacked / "install.sh", str(target), home=tmp_path).returncode == 0
    assert (target / "lib/notesapp/_internal/libz.so.1").read_bytes() == b"newer"
    assert not (target / "share/fish/vendor_completions.d/notesapp.fish").exists()
    assert sorted(path.name for path in (target / "lib").iterdir()) == ["notesapp"]


def test_a_program_that_does_not_start_leaves_the_old_one(unpacked: Path, tmp_path: Path):
    target = tmp_path / "to"
    assert run(unpacked / "install.sh", str(target), home=tmp_path).returncode == 0
    before = below(target)
    broken = '#!/bin/sh\necho "no library" >&2\nexit 1\n'
    (unpacked / "program/notesapp").write_text(broken, "utf-8")
    done = run(unpacked / "install.sh", str(target), home=tmp_path)
    assert done.returncode == 1
    assert "does not start here, and nothing was changed. It says: no library" in done.stderr
    assert below(target) == before
    assert sorted(path.name for path in (target / "lib").iterdir()) == ["notesapp"]


def test_what_is_not_ours_is_not_replaced(unpacked: Path, tmp_path: Path):
    (tmp_path / "to/lib/notesapp").mkdir(parents=True)
    done = run(unpacked / "install.sh", str(tmp_path / "to"), home=tmp_path)
    assert done.returncode == 1
    assert "is not Show Notes" in done.stderr


def test_half_an_archive_says_so(unpacked: Path, tmp_path: Path):
    shutil.rmtree(unpacked / "program")
    done = run(unpacked / "install.sh", str(tmp_path / "to"), home=tmp_path)
    assert done.returncode == 1
    assert "not the whole archive" in done.stderr
    assert not (tmp_path / "to").exists()


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not on this machine")
def test_the_scripts_have_no_fault(unpacked: Path):
    scripts = [unpacked / "install.sh", unpacked / "uninstall.sh"]
    done = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True)
    assert done.stdout == ""
