from __future__ import annotations

import datetime

import pytest
from building.release import package_version, this_release

import notesapp


def test_the_version_is_the_programs_own():
    assert package_version() == notesapp.__version__


def test_the_day_is_the_one_that_was_given(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763600000")
    release = this_release("9.9.9")
    assert (release.version, release.epoch) == ("9.9.9", 1_763_600_000)
    assert release.day == datetime.date(2025, 11, 20)


def test_without_a_day_it_is_the_commits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert this_release().epoch == this_release().epoch > 1_700_000_000
