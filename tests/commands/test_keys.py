"""Keys of one's own: who gets a key, what clashes, and what else takes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.commands.keys import (
    TEXT,
    bindings,
    clash_sentence,
    holder_of,
    normal,
    normal_all,
    settled,
    types_text,
    usual_bindings,
    warning_of,
    with_keys,
    without_keys,
)
from notesapp.commands.presets import PRESETS, changes, overrides_of, preset, preset_in_force
from notesapp.commands.table import COMMANDS

SLOTS = [binding.slot for binding in usual_bindings()]
KEYS = ["F1", "F4", "Ctrl+J", "Ctrl+Shift+R", "Alt+Return", "Ctrl++", "Esc", "Ctrl+K"]
settings = st.dictionaries(st.sampled_from(SLOTS), st.lists(st.sampled_from(KEYS), max_size=3))


@pytest.mark.parametrize(
    ("key", "spelling"),
    [
        ("Ctrl+Return", "Ctrl+Enter"),
        ("shift+ctrl+j", "Ctrl+Shift+J"),
        ("Ctrl++", "Ctrl++"),
        ("Escape", "Esc"),
        ("Alt+PgUp", "Alt+PgUp"),
        ("+", "+"),
    ],
)
def test_one_key_has_one_spelling(key: str, spelling: str) -> None:
    assert normal(key) == spelling


def test_the_table_clashes_with_nothing() -> None:
    given_, clashes = settled({})
    assert clashes == ()
    assert given_ == usual_bindings()


def test_the_user_s_key_wins_over_the_one_a_command_comes_with() -> None:
    given_, clashes = settled({"segment.hear": ["Ctrl+J"]})
    keys = {binding.slot: binding.keys for binding in given_}
    assert keys["segment.hear"] == ("Ctrl+J",)
    assert "Ctrl+J" not in keys["segment.stamp"]
    assert [clash_sentence(clash) for clash in clashes] == [
        "“Ctrl+J” is set for “Hear it from just before” and for “Stamp this segment”."
        " It runs the first. Choose in the preferences, Keys."
    ]


def test_a_key_of_the_text_clashes_with_one_of_the_window() -> None:
    _, clashes = settled({"segment.hear": ["Esc"]})
    assert [clash.loser.slot for clash in clashes] == ["playback.toggle" + TEXT]


def test_keys_for_what_is_unknown_are_left_alone() -> None:
    assert bindings({"later.thing": ["F4"]}) == usual_bindings()


@given(settings, st.sampled_from(SLOTS), st.lists(st.sampled_from(KEYS), unique=True, max_size=3))
def test_taking_keys_leaves_none_of_them_twice(
    overrides: dict[str, list[str]], slot: str, keys: list[str]
) -> None:
    found = with_keys(overrides, slot, tuple(keys))
    given_ = {binding.slot: binding.keys for binding in settled(found)[0]}
    assert normal_all(given_[slot]) == normal_all(tuple(keys))
    for key in keys:
        assert [s for s, held in given_.items() if normal(key) in normal_all(held)] == [slot]
        assert holder_of(key, found, slot) is None


@given(settings, st.sampled_from(SLOTS))
def test_resetting_gives_a_command_its_keys_back(
    overrides: dict[str, list[str]], slot: str
) -> None:
    found = without_keys(overrides, slot)
    back = next(binding for binding in settled(found)[0] if binding.slot == slot)
    assert not back.is_changed
    assert slot not in found


@given(settings)
def test_settled_keys_are_each_given_once(overrides: dict[str, list[str]]) -> None:
    given_, _ = settled(overrides)
    held = [key for binding in given_ for key in normal_all(binding.keys)]
    assert len(held) == len(set(held))


def test_the_table_s_own_keys_warn_of_nothing() -> None:
    warned = {key: warning_of(key) for entry in COMMANDS for key in entry.keys}
    assert {key for key, sentence in warned.items() if sentence} == set()


@pytest.mark.parametrize("key", ["Alt+F", "Ctrl+Alt+T", "Ctrl+Space", "Insert", "Meta+L", "Alt+F4"])
def test_keys_that_others_take_say_so(key: str) -> None:
    assert warning_of(key).endswith(".")


def test_keys_that_write_are_ignored_in_a_settings_file() -> None:
    asked = {"playback.toggle": ["a"], "edit.find": ["Shift+Left", "F9"], "edit.undo": []}
    keys = {binding.slot: binding.keys for binding in bindings(asked)}
    usual = {binding.slot: binding.keys for binding in usual_bindings()}
    assert keys["playback.toggle"] == usual["playback.toggle"] != ()
    assert keys["edit.find"] == ("F9",)
    assert keys["edit.undo"] == ()


@pytest.mark.parametrize("key", ["A", "Shift+A", "Space", "Enter", "Tab", "Shift+Left", "Ö", "+"])
def test_keys_that_write_cannot_run_commands(key: str) -> None:
    assert types_text(key)


@pytest.mark.parametrize("key", ["F4", "Shift+F4", "Ctrl+A", "Alt+Up", "Esc", "Media Play"])
def test_other_keys_can(key: str) -> None:
    assert not types_text(key)


@pytest.mark.parametrize("entry", PRESETS, ids=lambda p: p.key)
def test_a_preset_gives_its_keys_and_clashes_with_nothing(entry: object) -> None:
    overrides = overrides_of(entry)  # type: ignore[arg-type]
    given_, clashes = settled(overrides)
    assert clashes == ()
    keys = {binding.slot: normal_all(binding.keys) for binding in given_}
    for slot, wanted in entry.keys:  # type: ignore[attr-defined]
        assert keys[slot] == normal_all(wanted)
    assert preset_in_force(overrides) == entry.key  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", PRESETS, ids=lambda p: p.key)
def test_a_preset_leaves_no_command_without_the_key_it_had(entry: object) -> None:
    lost = [c.before.slot for c in changes(entry, {}) if not c.after.keys]  # type: ignore[arg-type]
    assert lost == []


def test_what_a_preset_changes_is_said_before() -> None:
    found = {c.before.slot: c.after.keys for c in changes(preset("otranscribe"), {})}
    assert found["playback.back"] == ("F1", "Ctrl+1")
    assert "playback.toggle" in found
    assert changes(preset("own"), {}) == ()
    undone = changes(preset("own"), {"segment.stamp": ["Ctrl+Shift+F1"]})
    stamp = [(change.before.keys, change.after.keys) for change in undone]
    assert stamp == [(("Ctrl+Shift+F1",), ("Ctrl+J", "F8"))]
