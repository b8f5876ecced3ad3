"""CHANGELOG.md as releases: for the package's changelog and for software centres."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from email.utils import format_datetime

from building.release import COMMAND, MAINTAINER, ROOT, Release

__all__ = ["Change", "changes", "debian_changelog"]


@dataclass(frozen=True, slots=True)
class Change:
    """One release: its version, its day (None before it is one), and its lines without marks."""

    version: str
    day: datetime.date | None
    lines: tuple[str, ...]


def changes(text: str | None = None) -> tuple[Change, ...]:
    """Every release of the changelog, newest first. Raises SystemExit for a heading it lacks."""
    if text is None:
        text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = []
    for block in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        read = re.match(r"(\d+\.\d+\.\d+) \((.+)\)\s*$", head)
        if read is None:
            raise SystemExit(f"build.py: CHANGELOG.md has “## {head}”, not “## 1.2.3 (day)”.")
        try:
            day = datetime.date.fromisoformat(read[2])
        except ValueError:
            day = None
        items = re.split(r"^- ", body, flags=re.MULTILINE)[1:]
        lines = (" ".join(re.split(r"\n\s*\n", item)[0].split()) for item in items)
        found.append(Change(read[1], day, tuple(line.replace("`", "") for line in lines)))
    return tuple(found)


def debian_changelog(release: Release) -> bytes:
    """Debian Policy 4.4: the changelog of the package, which for users is in NEWS."""
    blocks = []
    for change in changes():
        day = change.day or release.day
        moment = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
        version = release.version if change.day is None else change.version
        blocks.append(
            f"{COMMAND} ({version}) stable; urgency=medium\n\n"
            f"  * What is new stands in NEWS.md.gz beside this file.\n\n"
            f" -- {MAINTAINER}  {format_datetime(moment)}\n"
        )
    return "\n".join(blocks).encode()
