from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from notesapp.storage.versions import VersionStore
from notesapp.ui.files.version_keeper import VersionKeeper


def _now(work: Callable[[], object]) -> object:
    return work()


def test_nothing_touches_the_disk_before_its_turn(qapp: QApplication, tmp_path: Path) -> None:
    waiting: list[Callable[[], object]] = []
    keeper = VersionKeeper(VersionStore(tmp_path / "v"), waiting.append)
    keeper.keep("saved", "one", tmp_path / "a.md", "doc")
    assert not (tmp_path / "v").exists()
    waiting[0]()
    assert len(keeper.store.list_versions(tmp_path / "a.md")) == 1


def test_versions_go_along_when_the_file_was_renamed(qapp: QApplication, tmp_path: Path) -> None:
    keeper = VersionKeeper(VersionStore(tmp_path / "v"), _now)
    old, new = tmp_path / "a.md", tmp_path / "b.md"
    keeper.keep("opened", "one", old, "doc")
    new.write_text("one")
    keeper.keep("saved", "two", new, "doc")
    assert [one.reason for one in keeper.store.list_versions(new)] == ["saved", "opened"]


def test_a_copy_leaves_the_versions_with_the_first_file(qapp: QApplication, tmp_path: Path) -> None:
    keeper = VersionKeeper(VersionStore(tmp_path / "v"), _now)
    old = tmp_path / "a.md"
    old.write_text("one")
    keeper.keep("opened", "one", old, "doc")
    keeper.keep("saved", "two", tmp_path / "b.md", "doc")
    assert [one.reason for one in keeper.store.list_versions(old)] == ["opened"]


def test_what_cannot_be_kept_is_only_logged(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "v").write_text("a file where the folder belongs")
    keeper = VersionKeeper(VersionStore(tmp_path / "v"), _now)
    with caplog.at_level(logging.INFO):
        keeper.keep("saved", "secret words", tmp_path / "a.md", "doc")
    assert "not kept" in caplog.text
    assert "secret" not in caplog.text
