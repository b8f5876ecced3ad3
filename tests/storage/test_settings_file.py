from __future__ import annotations

import errno
import json

import pytest

from notesapp.commands.options import OPTIONS, default
from notesapp.errors import FileTrouble, UsageError
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.settings_versions import newest


@pytest.fixture
def file(tmp_path):
    return SettingsFile(tmp_path / "config" / "settings.json")


def write(file: SettingsFile, text: str | bytes) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_bytes(text.encode() if isinstance(text, str) else text)


def test_without_a_file_the_defaults_hold(file):
    settings = file.read()
    assert settings.said == ()
    assert all(settings.value(row.key) == row.default for row in OPTIONS)
    assert not file.path.exists()


def test_a_choice_is_kept(file):
    assert file.choose("editor.text_size_px", 18).whole("editor.text_size_px") == 18
    file.choose("player.my_speed", 2)
    file.choose("keys.overrides", {"stamp": ["Ctrl+J"]})
    settings = file.read()
    assert settings.whole("editor.text_size_px") == 18
    assert settings.decimal("player.my_speed") == 2.0
    assert settings.lists("keys.overrides") == {"stamp": ["Ctrl+J"]}
    assert settings.is_on("editor.autosave")
    assert settings.word("look.theme") == "system"


def test_the_default_is_not_stored(file):
    file.choose("look.theme", "dark")
    file.choose("look.theme", "system")
    file.choose("player.volume", 50)
    assert file.reset("player.volume").whole("player.volume") == 80
    assert json.loads(file.path.read_text()) == {"version": newest()}


def test_a_value_outside_the_table_is_refused(file):
    with pytest.raises(UsageError):
        file.choose("look.theme", "pink")
    with pytest.raises(UsageError):
        file.choose("look.them", "dark")
    assert not file.path.exists()


def test_unknown_keys_and_unusable_values_stay(file):
    raw = {"future.thing": [1, None], "editor.text_size_px": 900, "look.theme": "dark"}
    write(file, json.dumps(raw))
    settings = file.choose("player.volume", 10)
    assert settings.whole("editor.text_size_px") == default("editor.text_size_px")
    assert settings.word("look.theme") == "dark"
    assert settings.said == (
        "The setting “editor.text_size_px” takes a whole number from 11 to 28.",
    )
    assert json.loads(file.path.read_text()) == {
        "version": newest(),
        **raw,
        "player.volume": 10,
    }


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[1]", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000, b'{"a": 1} x', b"null"],
)
def test_a_broken_file_is_set_aside_and_said(file, broken):
    write(file, broken)
    settings = file.read()
    assert settings.chosen == {}
    assert settings.said == (
        "The settings could not be read and start afresh. "
        "The old ones are in “settings.broken-1.json”.",
    )
    assert file.path.with_name("settings.broken-1.json").read_bytes() == broken
    assert file.read().said == ()
    write(file, b"again {")
    file.choose("look.theme", "dark")
    assert file.path.with_name("settings.broken-2.json").read_bytes() == b"again {"
    assert file.path.with_name("settings.broken-1.json").read_bytes() == broken
    assert file.read().word("look.theme") == "dark"


def test_a_broken_file_that_cannot_be_set_aside_is_not_overwritten(tmp_path, failing_ops):
    write(SettingsFile(tmp_path / "settings.json"), b"{")
    counted = failing_ops()
    SettingsFile(tmp_path / "settings.json", counted.ops).read()
    at = counted.calls.index("place_new")
    (tmp_path / "settings.broken-1.json").rename(tmp_path / "settings.json")
    file = SettingsFile(tmp_path / "settings.json", failing_ops(at, errno.EROFS).ops)
    assert "cannot be read" in file.read().said[0]
    file = SettingsFile(tmp_path / "settings.json", failing_ops(at, errno.EROFS).ops)
    with pytest.raises(FileTrouble):
        file.choose("look.theme", "dark")
    assert file.path.read_bytes() == b"{"


def test_a_file_one_cannot_read_is_said_and_kept(tmp_path, failing_ops):
    write(SettingsFile(tmp_path / "settings.json"), b'{"look.theme": "dark"}')
    file = SettingsFile(tmp_path / "settings.json", failing_ops(0, errno.EACCES).ops)
    assert file.read().said == (
        "Not opened: you may not read “settings.json”. Ask its owner, or copy it first.",
    )
    file = SettingsFile(tmp_path / "settings.json", failing_ops(0, errno.EACCES).ops)
    with pytest.raises(FileTrouble):
        file.choose("player.volume", 10)
    assert file.path.read_bytes() == b'{"look.theme": "dark"}'


def test_every_fault_of_a_choice_leaves_old_or_new(tmp_path, failing_ops):
    old, new = {"look.theme": "dark"}, {"version": newest(), "look.theme": "light"}
    path = tmp_path / "settings.json"
    write(SettingsFile(path), json.dumps(old))
    counted = failing_ops()
    SettingsFile(path, counted.ops).choose("look.theme", "light")
    for fail_at in range(len(counted.calls)):
        path.write_text(json.dumps(old))
        try:
            SettingsFile(path, failing_ops(fail_at, errno.EIO).ops).choose("look.theme", "light")
        except FileTrouble:
            assert json.loads(path.read_text()) == old
        else:
            assert json.loads(path.read_text()) == new
        assert list(tmp_path.iterdir()) == [path]


def test_a_reader_of_the_wrong_type_is_a_mistake(file):
    settings = file.read()
    for reader in (settings.is_on, settings.whole, settings.decimal, settings.lists):
        with pytest.raises(TypeError):
            reader("look.theme")
    with pytest.raises(TypeError):
        settings.word("editor.autosave")
    with pytest.raises(TypeError):
        settings.whole("editor.autosave")


def test_what_is_handed_out_is_a_copy(file):
    file.choose("keys.overrides", {"stamp": ["Ctrl+J"]})
    settings = file.read()
    settings.lists("keys.overrides")["stamp"].append("X")
    assert settings.lists("keys.overrides") == {"stamp": ["Ctrl+J"]}


def test_a_preference_that_cannot_be_written_counts_while_the_program_runs(file):
    file.path.parent.write_text("a file where the folder should be")
    assert not file.prefer("look.theme", "dark")
    assert file.read().word("look.theme") == "dark"
    with pytest.raises(UsageError):
        file.prefer("look.theme", "pink")
    file.path.parent.unlink()
    assert file.prefer("look.theme", "light")
    assert SettingsFile(file.path).read().word("look.theme") == "light"
    assert file.read().word("look.theme") == "light"


def test_a_file_that_something_else_set_aside_is_said_once(file):
    write(file, b"{")
    file.prefer("look.panel", False)
    assert file.read().said == ()
    (said,) = file.take_said()
    assert "settings.broken-1.json" in said
    assert file.take_said() == ()
