"""Both engines, for real: libVLC into its dummy output, Qt Multimedia with or without a card."""

from __future__ import annotations

import gc
import math
import struct
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from notesapp.errors import AudioTrouble
from notesapp.player import libvlc
from notesapp.player.choose import QT, VLC, make_engine
from notesapp.player.state import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

MEDIA = Path(__file__).parent / "media"
DUMMY = ("--aout=dummy",)
WAIT_MS = 10_000


def why_no_libvlc() -> str:
    try:
        libvlc.find()
    except AudioTrouble as trouble:
        return f"{trouble.sentence} ({trouble.detail})"
    return ""


@pytest.fixture(autouse=True)
def collected_at_once() -> Iterator[None]:
    """Collect all that a player leaves."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def libvlc_trouble() -> str:
    return why_no_libvlc()


@pytest.fixture
def needs_libvlc(libvlc_trouble: str) -> None:
    if libvlc_trouble:
        pytest.skip(libvlc_trouble)


@pytest.fixture(params=[VLC, QT])
def player(request: pytest.FixtureRequest, qapp: object, libvlc_trouble: str) -> Iterator[Any]:
    if request.param == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    engine = make_engine(request.param, DUMMY)
    yield engine
    engine.close()


@pytest.fixture
def make_wav(tmp_path: Path) -> Callable[..., Path]:
    """Write a quiet tone; mono, 8 kHz."""

    def make(seconds: float = 5.0, name: str = "tone.wav") -> Path:
        path = tmp_path / name
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            samples = (round(900 * math.sin(i / 3)) for i in range(round(seconds * 8000)))
            file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
        return path

    return make


@pytest.fixture
def wait_phase(qtbot: QtBot, player: Any) -> Callable[..., None]:
    """Wait until the player is in one of the phases given."""

    def wait(*phases: Phase) -> None:
        qtbot.waitUntil(lambda: player.state.phase in phases, timeout=WAIT_MS)

    return wait


@pytest.fixture
def load(player: Any, wait_phase: Callable[..., None]) -> Callable[[Path], None]:
    """Load a file and wait until the engine has made up its mind."""

    def load_file(path: Path) -> None:
        player.load(path)
        wait_phase(Phase.READY, Phase.FAILED)

    return load_file


@pytest.fixture
def wait_past(qtbot: QtBot, player: Any) -> Callable[[int], None]:
    """Wait until the position is past a moment."""

    def wait(ms: int) -> None:
        qtbot.waitUntil(lambda: player.position_ms() > ms, timeout=WAIT_MS)

    return wait
