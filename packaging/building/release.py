"""What is being released: its name, its version, its day. Every builder asks here."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP_ID = "org.notesapp.ShowNotes"
COMMAND = "notesapp"
TITLE = "Show Notes"
SUMMARY = "Write a podcast's show notes while listening"
# Until there is an address of its own: RFC 2606 keeps .invalid from ever being one.
HOMEPAGE = "https://notesapp.invalid"
MAINTAINER = "The Show Notes Authors <authors@notesapp.invalid>"
FIRST_DAY = 1_763_600_000


@dataclass(frozen=True, slots=True)
class Release:
    """One version as it is built; ``epoch`` is the second that every file in it is dated."""

    version: str
    epoch: int

    @property
    def day(self) -> datetime.date:
        """The day of the release, in UTC."""
        return datetime.datetime.fromtimestamp(self.epoch, datetime.UTC).date()


def this_release(version: str = "") -> Release:
    """Give the checkout's version, or another one's word, and the second of its last commit.

    SOURCE_DATE_EPOCH goes before the commit, as reproducible-builds.org has it. Outside of git
    the second is a fixed one, so that two builds are still the same.
    """
    return Release(version or package_version(), _epoch())


def package_version() -> str:
    """The version that ``notesapp`` itself says, read without importing it."""
    text = (ROOT / "notesapp/__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise SystemExit('build.py: notesapp/__init__.py has no line __version__ = "...".')
    return found[1]


def _epoch() -> int:
    wanted = os.environ.get("SOURCE_DATE_EPOCH", "")
    if wanted.isdigit():
        return int(wanted)
    line = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(line, capture_output=True, text=True)
    except OSError:
        return FIRST_DAY
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else FIRST_DAY
