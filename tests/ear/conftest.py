"""A sound server for these tests, short timecode to play on it, and what was heard of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from notesapp.errors import AudioTrouble
from notesapp.player import libvlc
from notesapp.player.choose import QT, VLC
from tests import media
from tests.ear.hearing import Recording
from tests.ear.play import Done, play
from tests.ear.pulse import FRONT, NoPulse, Pulse, first_in_line
from tests.ear.record import Recorder

SECONDS = 90
Perform = Callable[[str, Path, list[list[Any]]], tuple[Recording, list[Done]]]


@pytest.fixture(scope="module")
def pulse() -> Iterator[Pulse]:
    server = Pulse()
    try:
        server.__enter__()
    except NoPulse as trouble:
        pytest.skip(f"no private sound server: {trouble}")
    yield server
    server.__exit__(None, None, None)


@pytest.fixture(scope="module")
def libvlc_trouble() -> str:
    try:
        libvlc.find()
    except AudioTrouble as trouble:
        return trouble.sentence
    return ""


@pytest.fixture(scope="module", params=[QT, VLC])
def engine(request: pytest.FixtureRequest, libvlc_trouble: str) -> str:
    """Each engine as it is shipped."""
    if request.param == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    return str(request.param)


@pytest.fixture(scope="session")
def no_xing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A VBR MP3 whose header does not say how long it is."""
    return media.make(tmp_path_factory.mktemp("ear-media"), "mp3-vbr-no-xing", SECONDS)


@pytest.fixture(scope="session")
def no_xing_apart_ms() -> float:
    """How much later its sound is than the timecode: a delay that no header mentions."""
    kind = media.KINDS["mp3-vbr-no-xing"]
    return kind.delay * 1000 / kind.rate


@pytest.fixture(scope="module")
def perform(pulse: Pulse, tmp_path_factory: pytest.TempPathFactory) -> Perform:
    """Play with an engine while the default output is recorded."""

    def run(name: str, path: Path, steps: list[list[Any]]) -> tuple[Recording, list[Done]]:
        folder = tmp_path_factory.mktemp("heard")
        with Recorder(pulse.environment, FRONT, folder, first_in_line()) as recorder:
            done = play(pulse.environment, folder, name, path, steps, 120)
        return Recording.of(recorder), done

    return run
