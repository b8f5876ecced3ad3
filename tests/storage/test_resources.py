from __future__ import annotations

import sys
from pathlib import Path

import pytest

import notesapp
from notesapp.errors import FileTrouble
from notesapp.storage.resources import resource, resources_folder


def test_from_source():
    assert resources_folder() == Path(notesapp.__file__).parents[1] / "resources"


def test_from_a_bundle(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    (tmp_path / "resources" / "icons" / "a.svg").write_bytes(b"")
    assert resource("icons", "a.svg") == tmp_path / "resources" / "icons" / "a.svg"
    with pytest.raises(FileTrouble, match=r"A part of the program is missing: icons/b\.svg"):
        resource("icons", "b.svg")
