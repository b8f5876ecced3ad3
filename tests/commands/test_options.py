from __future__ import annotations

import re

import pytest

from notesapp.commands.options import OPTIONS, default, option, parse_text, validate
from notesapp.errors import UsageError


@pytest.mark.parametrize("row", OPTIONS, ids=lambda row: row.key)
def test_every_row_is_sound(row):
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", row.key)
    assert validate(row.key, row.default) == row.default
    assert row.title[0].isupper()
    assert not row.title.endswith(".")
    assert row.help.endswith(".")
    assert re.fullmatch(r"\d+\.\d+\.\d+", row.since)
    assert row.key.endswith("_ms") == (row.unit == "ms")
    assert row.limits is not None or row.type not in (int, float)
    assert row.limits is None or row.type in (int, float, dict)


def test_keys_are_unique():
    assert len({row.key for row in OPTIONS}) == len(OPTIONS)


SCALARS = [row for row in OPTIONS if row.limits and row.type is not dict]


@pytest.mark.parametrize("row", SCALARS, ids=lambda row: row.key)
def test_limits_are_inclusive(row):
    low, high = (row.type(limit) for limit in row.limits)
    assert validate(row.key, low) == low
    assert validate(row.key, high) == high
    for value in (low - 1, high + 1, float("nan"), float("inf"), 10**400, "5", None, True):
        with pytest.raises(UsageError):
            validate(row.key, value)


@pytest.mark.parametrize("row", [row for row in OPTIONS if row.allowed], ids=lambda row: row.key)
def test_choices(row):
    for word in row.allowed:
        assert parse_text(row.key, f" {word}") == word
    with pytest.raises(UsageError, match=f"“{row.key}” takes .* or {row.allowed[-1]}"):
        validate(row.key, "other")


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("editor.autosave", "No", False),
        ("editor.autosave", "true", True),
        ("editor.text_size_px", "18", 18),
        ("player.my_speed", "2", 2.0),
        ("player.my_speed", "1.75", 1.75),
        ("publish.folder", " a folder ", " a folder "),
        ("player.output_delays", '{"Headphones": 180}', {"Headphones": 180}),
        ("keys.overrides", '{"stamp": ["Ctrl+J", "F8"], "play": []}', None),
    ],
)
def test_values_written_as_text(key, text, value):
    expected = {"stamp": ["Ctrl+J", "F8"], "play": []} if value is None else value
    found = parse_text(key, text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("editor.autosave", "maybe", "yes or no"),
        ("editor.text_size_px", "1.5", "a whole number from 11 to 28"),
        ("player.my_speed", "nan", "a number from 0.5 to 3"),
        ("player.my_speed", "fast", "a number from 0.5 to 3"),
        ("player.output_delays", '{"a": 2001}', "names with whole numbers from 0 to 2000"),
        ("player.output_delays", '{"a": "5"}', "names with whole numbers from 0 to 2000"),
        ("player.output_delays", '{"a": true}', "names with whole numbers from 0 to 2000"),
        ("keys.overrides", "{", "names with lists of keys"),
        ("keys.overrides", '{"a": "b"}', "names with lists of keys"),
        ("keys.overrides", '{"a": [1]}', "names with lists of keys"),
        ("keys.overrides", "[" * 100_000, "names with lists of keys"),
    ],
)
def test_text_that_does_not_fit_says_what_does(key, text, words):
    with pytest.raises(UsageError) as caught:
        parse_text(key, text)
    assert caught.value.sentence == f"The setting “{key}” takes {words}."


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(UsageError) as caught:
        option("look.them")
    assert caught.value.sentence == ("There is no setting “look.them”. Did you mean “look.theme”?")
    with pytest.raises(UsageError, match=r"There is no setting “xyzzy”\.$"):
        default("xyzzy")


def test_the_default_of_a_list_is_a_copy():
    value = default("keys.overrides")
    assert isinstance(value, dict)
    value["a"] = ["b"]
    assert default("keys.overrides") == {}
