"""The real program with real audio; only the file dialogs answer by themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import PySide6.QtMultimedia  # noqa: F401  its greeting goes through the tests' logger
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.player.choose import available
from notesapp.storage.places import Places, places_from_environment
from notesapp.storage.resources import resource
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.program import Program


class Answers(Dialogs):
    """Dialogs that answer what the test put in; a question nobody expected fails the test."""

    def __init__(self) -> None:
        self.next: dict[str, list[object]] = {}
        self.told: list[str] = []

    def put(self, name: str, answer: object) -> None:
        self.next.setdefault(name, []).append(answer)

    def _take(self, name: str) -> object:
        assert self.next.get(name), f"the program asked {name} and no answer was ready"
        return self.next[name].pop(0)

    def open_notes(self, parent: QWidget, folder: Path | None) -> Path | None:
        return self._take("open_notes")  # type: ignore[return-value]

    def open_audio(self, parent: QWidget, folder: Path | None) -> Path | None:
        return self._take("open_audio")  # type: ignore[return-value]

    def open_image(self, parent: QWidget, folder: Path | None) -> Path | None:
        return self._take("open_image")  # type: ignore[return-value]

    def import_notes(self, parent: QWidget, folder: Path | None) -> Path | None:
        return self._take("import_notes")  # type: ignore[return-value]

    def save_notes(self, parent: QWidget, suggestion: Path) -> Path | None:
        return self._take("save_notes")  # type: ignore[return-value]

    def save_pdf(self, parent: QWidget, suggestion: str) -> Path | None:
        return self._take("save_pdf")  # type: ignore[return-value]

    def printer(self, parent: QWidget) -> QPrinter | None:
        return self._take("printer")  # type: ignore[return-value]

    def unsaved(self, parent: QWidget, name: str, *, has_file: bool) -> str:
        return self._take("unsaved")  # type: ignore[return-value]

    def time(self, parent: QWidget, current: str) -> str | None:
        return self._take("time")  # type: ignore[return-value]

    def rate(self, parent: QWidget, current: str) -> str | None:
        return self._take("rate")  # type: ignore[return-value]

    def tell(self, parent: QWidget, title: str, sentence: str) -> None:
        self.told.append(sentence)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def places(home: Path) -> Places:
    environment = {
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    return places_from_environment(environment, "linux", home)


@pytest.fixture(params=["vlc", "qt"])
def engine(request: pytest.FixtureRequest) -> str:
    fact = next(f for f in available() if f.key == request.param)
    if not fact.is_available:
        pytest.skip(fact.trouble)
    return str(request.param)


@pytest.fixture
def start(qapp: QApplication, places: Places, answers: Answers) -> Iterator[Callable[..., Program]]:
    """Start the program; every start is closed at the end."""
    running: list[Program] = []

    def begin(engine: str = "auto") -> Program:
        shown = Program(qapp, places, answers, vlc_options=("--aout=dummy",))
        shown.services.settings.choose("player.engine", engine)
        running.append(shown)
        return shown

    yield begin
    for shown in running:
        shown.abandon()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample's folder, copied; returns the notes."""
    folder = tmp_path / "episode"
    folder.mkdir()
    for name in ("sample-episode.md", "sample-episode.mp3"):
        shutil.copy(resource("sample", name), folder / name)
    return folder / "sample-episode.md"
