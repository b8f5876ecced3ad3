"""The changelog as releases, and what software centres and Debian's tools make of it."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from building.changes import changes, debian_changelog
from building.metainfo import SCREENSHOTS, metainfo
from building.release import ROOT, Release, package_version

RELEASE = Release("1.2.3", 1_763_600_000)
TEXT = """# Changes

## 1.1.0 (2026-12-01)

### Writing

- A key `F9` for
  this.
- Another.

## 1.0.0 (not yet released)

- First.
"""


def test_releases_are_read():
    new, old = changes(TEXT)
    assert (new.version, new.day) == ("1.1.0", datetime.date(2026, 12, 1))
    assert new.lines == ("A key F9 for this.", "Another.")
    assert (old.version, old.day, old.lines) == ("1.0.0", None, ("First.",))


def test_a_heading_that_is_no_release_is_said():
    with pytest.raises(SystemExit, match="has “## Soon”"):
        changes("# Changes\n\n## Soon\n\n- x\n")


def test_the_changelog_begins_with_the_version_that_the_program_says():
    assert changes()[0].version == package_version()


def test_software_centres_can_read_it(tmp_path: Path):
    path = tmp_path / "org.notesapp.ShowNotes.metainfo.xml"
    path.write_bytes(metainfo(RELEASE))
    root = ElementTree.parse(path).getroot()
    assert root.findtext("id") == "org.notesapp.ShowNotes"
    assert root.find("releases/release").get("version") == "1.2.3"  # type: ignore[union-attr]
    assert len(root.findall("screenshots/screenshot")) == len(SCREENSHOTS)
    if not shutil.which("appstreamcli"):
        pytest.skip("appstreamcli is not on this machine")
    line = ["appstreamcli", "validate", "--no-net", "--no-color", str(path)]
    done = subprocess.run(line, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_pictures_are_there_in_the_size_that_is_said():
    for name, _ in SCREENSHOTS:
        data = (ROOT / "docs/screenshots" / name).read_bytes()
        size = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
        assert size == (1280, 800)


def test_debian_can_read_its_changelog(tmp_path: Path):
    text = debian_changelog(RELEASE)
    assert text.startswith(b"notesapp (1.2.3) stable; urgency=medium\n")
    assert text == debian_changelog(RELEASE)
    if not shutil.which("dpkg-parsechangelog"):
        pytest.skip("dpkg-parsechangelog is not on this machine")
    path = tmp_path / "changelog"
    path.write_bytes(text)
    line = ["dpkg-parsechangelog", "-l", str(path), "-S", "Version"]
    done = subprocess.run(line, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("1.2.3\n", "")
