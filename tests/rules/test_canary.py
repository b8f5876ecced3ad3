"""The binding that eats ``None`` stays away: PySide6 6.12.0 on Python before 3.12.

It drops one reference to ``None`` at every Qt call that returns nothing, and the interpreter
aborts after some thousand calls.
"""

from __future__ import annotations

import re
import sys
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.rules.source_files import ROOT

CALLS = 10_000
LOCKED = re.compile(r"^(pyside6-\w+|shiboken6)==(\S+)", re.MULTILINE)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_none_keeps_its_references():
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
    assert abs(sys.getrefcount(None) - before) < CALLS // 100


def test_the_ranges_leave_it_out():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ranges = [Requirement(text) for text in project["dependencies"]]
    qt = [r for r in ranges if r.name.startswith("PySide6")]
    assert {r.name for r in qt} == {"PySide6-Essentials", "PySide6-Addons"}
    assert all("6.11.3" in r.specifier and "6.12.0" not in r.specifier for r in qt)


@pytest.mark.parametrize("kind", ["run", "test"])
def test_the_locks_leave_it_out(kind: str):
    text = (ROOT / "packaging" / f"requirements-{kind}.txt").read_text("utf-8")
    versions = dict(LOCKED.findall(text))
    assert set(versions) == {"pyside6-essentials", "pyside6-addons", "shiboken6"}
    assert len(set(versions.values())) == 1
    assert tuple(map(int, versions["shiboken6"].split("."))) < (6, 12)
