"""The audit, on folders made of this machine's own libraries."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

pytest.importorskip("elftools", reason="pyelftools is in the building environment only")
if not sys.platform.startswith("linux"):
    pytest.skip("looks at Linux libraries", allow_module_level=True)

from building.audit import audit
from building.elf import is_elf, read_library


def system_library(name: str) -> Path:
    found = [path for path in Path("/usr/lib").glob(f"*/{name}") if path.exists()]
    if not found:
        pytest.skip(f"{name} is not on this machine")
    return found[0].resolve()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    folder.mkdir()
    shutil.copy(system_library("libpulse-simple.so.0"), folder / "libpulse-simple.so.0")
    return folder


def test_what_nobody_brings_is_named(bundle: Path):
    found = audit(bundle)
    assert "libpulse.so.0 for libpulse-simple.so.0" in found.missing
    assert found.trouble.startswith("Not in the bundle, nor on every desktop: ")
    assert "libc.so.6" in found.from_the_system
    assert found.glibc >= (2, 2)


def test_what_is_brought_is_not_missing(bundle: Path):
    before = audit(bundle).missing
    shutil.copy(system_library("libpulse.so.0"), bundle / "libpulse.so.0")
    assert "libpulse.so.0 for libpulse-simple.so.0" in before
    assert not any(one.startswith("libpulse.so.0 ") for one in audit(bundle).missing)


def test_links_that_lead_nowhere_are_named(tmp_path: Path):
    (tmp_path / "libgone.so").symlink_to("libgone.so.1")
    found = audit(tmp_path)
    assert found.dangling == ("libgone.so",)
    assert found.trouble == "Links in the bundle that lead nowhere: libgone.so."


def test_a_library_says_its_name(bundle: Path):
    library = read_library(bundle / "libpulse-simple.so.0")
    assert library.soname == "libpulse-simple.so.0"
    assert "libpulse.so.0" in library.needed


def test_text_is_no_library(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"text")
    assert not is_elf(tmp_path / "a")
    (tmp_path / "b").write_bytes(b"\x7fELFxx")
    with pytest.raises(ValueError, match="b: "):
        read_library(tmp_path / "b")
