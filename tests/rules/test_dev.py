"""The set-up script, where it can be tested without setting anything up."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import dev
import pytest
import system_packages
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from system_packages import LINUX, SYSTEM_PACKAGES, SystemPackage, install_line

from tests.rules.source_files import ROOT

SCRIPT = ROOT / "packaging" / "dev.py"
LOCKED = re.compile(r"^([a-z0-9-]+)==([^\s;]+)( ; [^\\]+)? \\$", re.MULTILINE)


def lock_text(kind: str) -> str:
    return (ROOT / "packaging" / f"requirements-{kind}.txt").read_text("utf-8")


def locked(kind: str) -> dict[str, str]:
    return {name: version for name, version, _ in LOCKED.findall(lock_text(kind))}


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if not k.endswith("DISPLAY") and "QT_" not in k}
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        env={**plain, **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("arguments", "purpose"),
    [
        ([], "WINDOW"),
        (["notes.md"], "WINDOW"),
        (["--demo"], "WINDOW"),
        (["export", "notes.md", "--to", "html"], "NO_WINDOW"),
        (["formats", "--json"], "NO_WINDOW"),
        (["import", "notes.txt"], "NO_WINDOW"),
        (["inspect", "notes.md"], "NO_WINDOW"),
        (["check", "notes.md"], "NO_WINDOW"),
        (["--version"], "NO_WINDOW"),
        (["selftest"], "SELFTEST"),
    ],
)
def test_only_a_window_needs_the_window_s_libraries(arguments: list[str], purpose: str):
    assert dev.purpose_of(arguments) is getattr(dev, purpose)


def test_every_command_of_the_command_line_is_known():
    done = subprocess.run(
        [sys.executable, "-m", "notesapp", "--help"], cwd=ROOT, capture_output=True, text=True
    )
    named = re.search(r"Commands: ([a-z,\s]+)\.", done.stdout)
    assert named is not None
    assert set(re.split(r",\s+", named[1])) == set(dev.NO_WINDOW_COMMANDS)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_without_a_display_one_sentence_says_so():
    done = start("run")
    assert done.returncode == 1
    assert "there is no display" in done.stderr
    assert done.stdout == ""


def test_usage_is_two_and_help_is_zero():
    assert start().returncode == 2
    assert start("dance").returncode == 2
    assert "dev.py run" in start("--help").stdout


def test_the_line_for_apt_has_the_names_of_this_release(monkeypatch: pytest.MonkeyPatch):
    packages = tuple(p for p in SYSTEM_PACKAGES if p.name in ("libglib2.0-0", "libvlc5"))
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    releases = {
        ("debian", "12"): "libglib2.0-0",
        ("debian", "13"): "libglib2.0-0t64",
        ("ubuntu", "22.04"): "libglib2.0-0",
        ("ubuntu", "24.04"): "libglib2.0-0t64",
    }
    for (name, version), glib in releases.items():
        release = {"ID": name, "VERSION_ID": version}
        monkeypatch.setattr(
            system_packages.platform, "freedesktop_os_release", lambda release=release: release
        )
        assert install_line(packages) == [*install, glib, "libvlc5"]


def test_a_library_is_found_by_loading_it():
    assert not SystemPackage("nothing", "qt", "libnothing-at-all.so.9").is_installed()
    assert SystemPackage("libc6", "qt", "libc.so.6").is_installed() or not LINUX


def absent(group: str) -> tuple[SystemPackage, ...]:
    return (SystemPackage("no-such-package", group, program="no-such-program-at-all"),)


def test_a_program_is_found_on_the_path():
    assert not absent("ear")[0].is_installed()
    assert SystemPackage("coreutils", "ear", program="ls").is_installed() or not LINUX


def test_only_the_tests_ask_for_what_they_listen_with():
    purposes = (dev.WINDOW, dev.NO_WINDOW, dev.SELFTEST)
    assert all("ear" not in purpose.required + purpose.wanted for purpose in purposes)
    assert "ear" in dev.TEST.wanted
    assert {p.name for p in SYSTEM_PACKAGES if p.group == "ear"} == {
        "pulseaudio",
        "pulseaudio-utils",
    }


def test_only_interop_asks_for_other_people_s_programs():
    purposes = (dev.WINDOW, dev.NO_WINDOW, dev.SELFTEST, dev.TEST)
    assert all("readers" not in purpose.required + purpose.wanted for purpose in purposes)
    assert "readers" in dev.INTEROP.required
    assert all(p.program for p in SYSTEM_PACKAGES if p.group == "readers")


@pytest.mark.skipif(not LINUX, reason="other systems need no packages")
@pytest.mark.parametrize("uid", [0, 1000])
def test_a_package_that_is_only_wanted_holds_nothing_up(
    uid: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    asked = tmp_path / "asked"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >>{asked}\nexit 100\n', "utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(system_packages, "SYSTEM_PACKAGES", absent("ear"))
    monkeypatch.setattr(dev.os, "geteuid", lambda: uid)
    dev.ensure_system(dev.TEST)
    said = capsys.readouterr().err
    assert "going on without some system packages" in said
    assert "no-such-package" in said
    assert asked.exists() == (uid == 0)


@pytest.mark.skipif(not LINUX, reason="other systems need no packages")
def test_nothing_is_removed_for_a_package_that_is_only_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked = tmp_path / "asked"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >>{asked}\n', "utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(system_packages, "SYSTEM_PACKAGES", absent("ear"))
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    dev.ensure_system(dev.TEST)
    line = asked.read_text("utf-8").splitlines()[-1]
    assert "no-such-package" in line
    assert "--no-remove" in line


@pytest.mark.skipif(not LINUX, reason="other systems need no packages")
@pytest.mark.parametrize("uid", [0, 1000])
def test_a_required_package_that_cannot_be_had_stops(
    uid: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 100\n", "utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(system_packages, "SYSTEM_PACKAGES", absent("qt"))
    monkeypatch.setattr(dev.os, "geteuid", lambda: uid)
    with pytest.raises(SystemExit, match=r"no-such-package|ended with 100"):
        dev.ensure_system(dev.TEST)


def make_environment(venv: Path, word: str) -> None:
    python = dev.venv_python(venv)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    dev.stamp_file(venv).write_text(word, "utf-8")


def test_an_environment_with_the_tests_can_also_run(tmp_path: Path):
    make_environment(tmp_path / "t", dev.stamp("test"))
    make_environment(tmp_path / "r", dev.stamp("run"))
    assert dev.is_ready(tmp_path / "t", "run")
    assert dev.is_ready(tmp_path / "t", "test")
    assert dev.is_ready(tmp_path / "r", "run")
    assert not dev.is_ready(tmp_path / "r", "test")


def test_an_interrupted_environment_is_made_again(tmp_path: Path):
    make_environment(tmp_path / "v", dev.MAKING)
    assert not dev.is_ready(tmp_path / "v", "run")
    assert not dev.is_usable(tmp_path / "v")


def test_an_environment_without_an_interpreter_is_made_again(tmp_path: Path):
    make_environment(tmp_path / "v", dev.stamp("run"))
    dev.venv_python(tmp_path / "v").unlink()
    dev.venv_python(tmp_path / "v").symlink_to(tmp_path / "gone")
    assert not dev.is_ready(tmp_path / "v", "run")
    assert not dev.is_usable(tmp_path / "v")


def test_another_python_or_another_lock_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    make_environment(tmp_path / "v", dev.stamp("run"))
    monkeypatch.setattr(dev, "python_tag", lambda: "cpython-3.99-x86_64")
    assert not dev.is_ready(tmp_path / "v", "run")
    assert not dev.is_usable(tmp_path / "v")
    monkeypatch.undo()
    assert dev.is_ready(tmp_path / "v", "run")
    (tmp_path / "requirements-run.txt").write_text("other", "utf-8")
    (tmp_path / "requirements-test.txt").write_text("other", "utf-8")
    monkeypatch.setattr(dev, "LOCKS", tmp_path)
    assert not dev.is_ready(tmp_path / "v", "run")


@pytest.mark.parametrize("kind", ["run", "test", "readers"])
def test_a_lock_has_hashes_and_no_address(kind: str):
    lines = lock_text(kind).splitlines()[1:]
    assert all(re.match(r"[a-z0-9-]+==|    --hash=sha256:[0-9a-f]{64}", line) for line in lines)
    assert "://" not in "".join(lines)
    # One package may stand twice, once for each range of Python versions.
    assert len(LOCKED.findall(lock_text(kind))) == sum("==" in line for line in lines)


def test_the_tests_run_with_the_program_s_own_versions():
    run, test = locked("run"), locked("test")
    assert {name: test.get(name) for name in run} == run


def test_the_locks_fit_the_ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        "run": project["dependencies"],
        "test": project["dependencies"] + project["optional-dependencies"]["test"],
    }
    for kind, ranges in wanted.items():
        versions = locked(kind)
        for requirement in map(Requirement, ranges):
            version = versions.get(canonicalize_name(requirement.name))
            assert version and version in requirement.specifier, f"{kind}: run lock.py again"


def test_the_readers_have_wheels_and_are_all_locked():
    wanted = (ROOT / "packaging" / "readers" / "requirements.in").read_text("utf-8")
    names = {canonicalize_name(n) for n in wanted.splitlines() if not n.startswith("#")}
    assert names <= locked("readers").keys()
    assert not names & {"pytest", "notesapp"}


def test_the_lock_for_node_has_hashes_and_no_address():
    folder = ROOT / "packaging" / "readers"
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == wanted
    assert {f"node_modules/{name}" for name in wanted} <= packages.keys()
    assert all(found["integrity"].startswith("sha512-") for found in packages.values())
    assert not any(
        "resolved" in found or "hasInstallScript" in found for found in packages.values()
    )


def test_node_packages_are_installed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    npm = tmp_path / "npm"
    npm.write_text(f'#!/bin/sh\necho "$@" >>{tmp_path / "asked"}\n', "utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    venv = tmp_path / "readers"
    (venv / "node").mkdir(parents=True)
    (venv / "node" / "left over").write_text("", "utf-8")
    dev.ensure_node(venv)
    dev.ensure_node(venv)
    lines = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("ci ") and "--ignore-scripts" in lines[0]
    assert not (venv / "node" / "left over").exists()
