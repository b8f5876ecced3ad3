"""Every call of every operation that writes, broken once: old or new, words, nothing left."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from notesapp.storage.state_file import StateFile
from tests.torture.fault_walks import MODES, Operation, operations, walk

OPERATIONS = operations()


@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.name for one in OPERATIONS])
def test_every_call_that_breaks_leaves_old_or_new(operation: Operation, tmp_path: Path) -> None:
    walked = walk(operation, tmp_path / "walk", (errno.ENOSPC,), MODES[:1])
    assert walked.points > 10
    assert walked.wrong == []


def test_a_state_that_cannot_be_read_just_now_is_not_written_over(tmp_path, failing_ops) -> None:
    path = tmp_path / "state.json"
    StateFile(path).mark_done("a")
    before = path.read_bytes()
    for place in range(4):
        broken = StateFile(path, failing_ops(place, errno.EIO).ops)
        assert not broken.mark_done("b")
        assert path.read_bytes() == before
