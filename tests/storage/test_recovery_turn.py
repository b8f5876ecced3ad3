"""Only one program at a time asks about what was left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from notesapp.storage.recovery_turn import RecoveryTurn


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    first, second = (RecoveryTurn(tmp_path / "state" / "turn") for _ in range(2))
    assert first.take()
    assert first.take()
    if sys.platform != "win32":
        assert not second.take()
    first.give_back()
    assert second.take()
    second.give_back()


@pytest.mark.skipif(sys.platform == "win32", reason="files are not locked there")
def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "turn"
    code = (
        "import sys; from pathlib import Path\n"
        "from notesapp.storage.recovery_turn import RecoveryTurn\n"
        "turn = RecoveryTurn(Path(sys.argv[1])); print(turn.take(), flush=True)\n"
        "sys.stdin.read()\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdin is not None
    with program:
        assert program.stdout.readline() == "True\n"
        turn = RecoveryTurn(path)
        assert not turn.take()
        program.send_signal(signal.SIGKILL)
    assert turn.take()
    turn.give_back()


def test_where_no_file_can_be_made_everybody_asks(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file is in the way", "utf-8")
    turn = RecoveryTurn(tmp_path / "state" / "turn")
    assert turn.take()
    turn.give_back()
