from __future__ import annotations

import os
from pathlib import Path

import pytest

from notesapp.storage.open_file import open_for_reading


def test_a_file_is_read_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"notes")
    with open_for_reading(path) as file:
        assert file.read() == b"notes"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs queues")
def test_a_queue_that_nobody_fills_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "queue")
    with pytest.raises(OSError, match=r"."):
        open_for_reading(tmp_path / "queue")
