"""What is said of everything inside."""

from __future__ import annotations

from pathlib import Path

import pytest
from building.licences import copyright_file, write_licences
from building.parts import Part
from building.wheel_libraries import owner_of, texts_of

GPL = ("GPL-3.txt", b"the GPL\n")
PARTS = (
    Part("notesapp", "1.2.3", "GPL-3.0-or-later", "pkg:generic/n@1", ("notesapp",), (GPL,)),
    Part("Some Library (in av)", "7", "MIT", "pkg:generic/s@7", ("_internal/av.libs/s.so",), ()),
    Part(
        "x", "1", "GPL-3.0-or-later", "pkg:generic/x@1", ("_internal/x/a", "_internal/x/b"), (GPL,)
    ),
)


def test_one_copy_of_each_text_and_a_list_of_all(tmp_path: Path):
    write_licences(PARTS, tmp_path)
    files = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file())
    assert files == ["README.txt", "common/GPL-3.txt"]
    text = (tmp_path / "README.txt").read_text("utf-8")
    assert text.count("    common/GPL-3.txt\n") == 2
    assert "Some Library (in av) 7\n    MIT\n" in text


def test_debians_copyright_file_names_every_part_and_every_licence():
    text = copyright_file(PARTS, "/usr/share/doc/notesapp/licences").decode()
    assert text.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format")
    assert "Files:\n *\nCopyright: 2026 The Show Notes Authors\n" in text
    assert "Files:\n usr/lib/notesapp/_internal/x/*\n" in text
    assert "Files:\n usr/lib/notesapp/_internal/av.libs/s.so\n" in text
    assert text.count("\nLicense: MIT\n The full text") == 1


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("libx265-f5385bb8.so.216", "x265"),
        ("libavcodec.so.61", "FFmpeg"),
        ("libswscale-88e9f973.so.9.5.102", "FFmpeg"),
        ("libXau-154567c4.so.6.0.0", "libXau"),
        ("libicudata.so.73", "ICU"),
        ("libQt6Core.so.6", None),
        ("libXau.so.6", None),
    ],
)
def test_libraries_of_wheels_are_known_by_name(name: str, owner: str | None):
    found = owner_of(name)
    assert (found.name if found else None) == owner


@pytest.mark.skipif(
    not Path("/usr/share/common-licenses/GPL-3").exists(), reason="Debian keeps these texts"
)
def test_an_expression_gives_each_of_its_texts():
    names = [name for name, _ in texts_of("LGPL-3.0-only OR GPL-2.0-only")]
    assert names == ["LGPL-3.txt", "GPL-2.txt"]
    assert [n for n, _ in texts_of("GPL-3.0-or-later WITH GCC-exception-3.1")] == ["GPL-3.txt"]
    assert texts_of("MIT") == []
