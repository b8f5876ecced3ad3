from __future__ import annotations

import errno
import os

import pytest

from notesapp.storage.fsops import REAL, read_all, stat_or_none


def test_reading_stops_at_the_limit(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * 3_000_000)
    assert len(read_all(path, 2_500_000, REAL)) == 2_500_000
    assert len(read_all(path, 9_000_000, REAL)) == 3_000_000


def test_nothing_stands_there(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert stat_or_none(tmp_path / "gone", REAL) is None
    assert stat_or_none(tmp_path / "file" / "below", REAL) is None


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_disk_without_hard_links(tmp_path, monkeypatch, code):
    def link(*args: object, **named: object) -> None:
        raise OSError(code, "no hard links here")

    monkeypatch.setattr(os, "link", link)
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"new")
    REAL.place_new(source, target)
    assert target.read_bytes() == b"new"
    source.write_bytes(b"newer")
    with pytest.raises(FileExistsError):
        REAL.place_new(source, target)
    assert target.read_bytes() == b"new"
