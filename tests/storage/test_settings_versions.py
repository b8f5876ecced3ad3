"""Older settings files are read as they were meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.commands.options import OPTIONS
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.settings_versions import (
    MIGRATIONS,
    Migration,
    migrate,
    newest,
    renamed,
    version_of,
)

TWO = (
    Migration(1, "one", renamed("a.old", "a.middle")),
    Migration(2, "two", renamed("a.middle", "a.new")),
)
ANY = st.dictionaries(
    st.text(max_size=8) | st.sampled_from(["version", *(row.key for row in OPTIONS)]),
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.integers()),
)


def test_the_steps_are_numbered_without_a_gap():
    assert [step.to for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
    assert all(step.why for step in MIGRATIONS)


def test_every_step_that_is_missing_is_made_in_order():
    assert migrate({"a.old": 3, "b": 4}, TWO) == {"version": 2, "a.new": 3, "b": 4}
    assert migrate({"version": 1, "a.old": 3, "a.middle": 5}, TWO) == {
        "version": 2,
        "a.old": 3,
        "a.new": 5,
    }


def test_a_name_taken_already_keeps_its_value():
    assert renamed("old", "new")({"old": 1, "new": 2}) == {"new": 2}


def test_a_newer_file_stays_as_it_is():
    raw = {"version": 9, "a.old": 3}
    assert migrate(raw, TWO) == raw


@pytest.mark.parametrize("number", [None, -1, 0, True, 1.0, "2", [1], {}])
def test_what_is_no_number_counts_as_none(number):
    assert version_of({"version": number}) == 0
    assert migrate({"version": number, "x": 1}, TWO) == {"version": 2, "x": 1}


@given(ANY)
def test_nothing_unknown_is_lost_and_twice_is_once(raw):
    done = migrate(dict(raw))
    assert migrate(dict(done)) == done
    assert {k: v for k, v in raw.items() if k != "version"} == {
        k: v for k, v in done.items() if k != "version"
    }
    assert version_of(done) >= newest()


def test_a_file_without_a_number_gets_one_at_the_next_choice(tmp_path: Path):
    file = SettingsFile(tmp_path / "settings.json")
    file.path.write_text('{"look.theme": "dark", "future.thing": 1}')
    assert file.read().word("look.theme") == "dark"
    assert "version" not in file.path.read_text()
    file.choose("player.volume", 10)
    assert json.loads(file.path.read_text()) == {
        "version": newest(),
        "look.theme": "dark",
        "future.thing": 1,
        "player.volume": 10,
    }


def test_a_file_of_a_newer_program_keeps_its_number(tmp_path: Path):
    file = SettingsFile(tmp_path / "settings.json")
    file.path.write_text('{"version": 1000, "look.theme": "dark"}')
    file.choose("look.theme", "light")
    assert json.loads(file.path.read_text()) == {"version": 1000, "look.theme": "light"}
