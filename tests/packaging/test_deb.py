"""The Debian package, made of a small bundle and read back by Debian's own tool."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from building.debian_libraries import LIBRARIES, packages_of
from building.licences import FOLDER
from building.parts import Part
from building.release import Release
from building.sbom import LIST

pytest.importorskip("elftools", reason="pyelftools is in the building environment only")
if not shutil.which("dpkg-deb"):
    pytest.skip("dpkg-deb is not on this machine", allow_module_level=True)

from building.deb import build_deb

RELEASE = Release("1.2.3", 1_763_600_000)
PARTS = (
    Part("notesapp", "1.2.3", "GPL-3.0-or-later", "pkg:generic/notesapp@1.2.3", ("notesapp",), ()),
    Part("zlib1g", "1.3", "Zlib", "pkg:deb/debian/zlib1g@1.3", ("_internal/libz.so.1",), ()),
    Part("wants", "2", "MIT", "pkg:pypi/wants@2", ("_internal/wants.cpython.so",), ()),
)
DESKTOP = [("share/applications/a.desktop", b"[Desktop Entry]\n"), ("share/man/man1/a.1", b".TH")]


def system_library(name: str) -> Path:
    found = [path for path in Path("/usr/lib").glob(f"*/{name}") if path.exists()]
    if not found:
        pytest.skip(f"{name} is not on this machine")
    return found[0].resolve()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle" / "notesapp"
    inside = folder / "_internal"
    (inside / "vlc/plugins/codec").mkdir(parents=True)
    (folder / "notesapp").write_bytes(b"#!/bin/sh\n")
    (inside / "vlc/plugins/codec/liba_plugin.so").write_bytes(b"")
    (inside / "libvlc.so.5").write_bytes(b"")
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "README.txt").write_text("all of them\n", "utf-8")
    (folder / LIST).write_text("{}\n", "utf-8")
    (inside / "resources").mkdir()
    (inside / "resources/notes.md").write_text("Q: ?\n", "utf-8")
    shutil.copy(system_library("libpulse-simple.so.0"), inside / "wants.cpython.so")
    shutil.copy(system_library("libpulse.so.0"), inside / "libpulse.so.0")
    shutil.copy(system_library("libz.so.1"), inside / "libz.so.1")
    (inside / "libz.so").symlink_to("libz.so.1")
    return folder


def made(bundle: Path, tmp_path: Path, out: str = "out") -> Path:
    said: list[str] = []
    args = (DESKTOP, PARTS, RELEASE, tmp_path / "work", tmp_path / out, said.append)
    path = build_deb(bundle, *args, quick=True)
    assert said == ["Packing notesapp_1.2.3_amd64.deb …"]
    return path


def names(deb: Path) -> dict[str, tarfile.TarInfo]:
    done = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(deb)], capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as tar:
        return {member.name.removeprefix("./"): member for member in tar}


def field(deb: Path, name: str) -> str:
    line = ["dpkg-deb", "--field", str(deb), name]
    return subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip()


def test_everything_has_its_place_and_mode(bundle: Path, tmp_path: Path):
    found = names(made(bundle, tmp_path))
    assert found["usr/bin/notesapp"].linkname == "../lib/notesapp/notesapp"
    assert found["usr/lib/notesapp/notesapp"].mode == 0o755
    assert found["usr/lib/notesapp/_internal/resources/notes.md"].mode == 0o644
    assert "usr/share/applications/a.desktop" in found
    assert "usr/share/man/man1/a.1.gz" in found
    assert "usr/share/doc/notesapp/changelog.gz" in found
    assert {(one.uid, one.gid, one.mtime) for one in found.values()} == {(0, 0, RELEASE.epoch)}


def test_what_debian_has_is_left_to_debian(bundle: Path, tmp_path: Path):
    deb = made(bundle, tmp_path)
    inside = {Path(name).name for name in names(deb)}
    assert "wants.cpython.so" in inside
    assert not inside & {"libpulse.so.0", "libz.so.1", "libz.so", "libvlc.so.5", "liba_plugin.so"}
    wanted = field(deb, "Depends").split(", ")
    assert "libpulse0" in wanted
    assert "zlib1g" not in wanted  # nothing here is linked with it
    assert "libvlc5" in field(deb, "Recommends")


def test_the_copyright_file_speaks_of_what_is_in_the_package(bundle: Path, tmp_path: Path):
    root = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "-R", str(made(bundle, tmp_path)), str(root)], check=True)
    text = (root / "usr/share/doc/notesapp/copyright").read_text("utf-8")
    assert "usr/lib/notesapp/_internal/wants.cpython.so\n" in text
    assert "libz.so.1" not in text  # Debian's, and left to it
    assert (root / "usr/share/doc/notesapp/licences/README.txt").is_file()
    assert not (root / "usr/lib/notesapp/licences").exists()
    assert "~/.config/notesapp" in (root / "DEBIAN/postrm").read_text("utf-8")
    sums = (root / "DEBIAN/md5sums").read_text("utf-8")
    assert "usr/lib/notesapp/notesapp" in sums
    assert "DEBIAN" not in sums


def test_the_bundle_itself_is_untouched(bundle: Path, tmp_path: Path):
    made(bundle, tmp_path)
    assert (bundle / "_internal/libvlc.so.5").exists()
    assert (bundle / "_internal/libpulse.so.0").exists()


def test_two_builds_are_the_same_bytes(bundle: Path, tmp_path: Path):
    first = made(bundle, tmp_path, "one").read_bytes()
    assert made(bundle, tmp_path, "two").read_bytes() == first


def test_where_it_cannot_be_packed_nothing_is_left(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    bad = Release("not a version", RELEASE.epoch)
    args = (DESKTOP, PARTS, bad, tmp_path / "work", tmp_path / "out", lambda text: None)
    with pytest.raises(SystemExit, match="dpkg-deb ended with"):
        build_deb(bundle, *args, quick=True)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_library_belongs_to_one_package():
    every = [f"lib{stem}.so.{n}" for stem in ("z", "ssl", "crypto", "dbus-1") for n in range(4)]
    assert packages_of(every) == {
        "libz.so.1": "zlib1g",
        "libssl.so.3": "libssl3",
        "libcrypto.so.3": "libssl3",
        "libdbus-1.so.3": "libdbus-1-3",
    }
    assert not packages_of(["libpython3.11.so.1.0", "libQt6Core.so.6", "libvpx-edb6.so.12"])
    assert len(LIBRARIES) > 30
