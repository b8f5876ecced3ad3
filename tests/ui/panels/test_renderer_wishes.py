"""What somebody asked for by a command comes before previews, and waits for no rest."""

from __future__ import annotations

import sys

import pytest

from notesapp.destinations.render_server import Reply
from notesapp.formats.base import AudioInfo
from notesapp.ui.panels import renderer as rendering
from notesapp.ui.panels.renderer import Renderer

AUDIO = AudioInfo("a.mp3", 60_000, 1000, "audio/mpeg")
STUCK = [sys.executable, "-c", "import time; time.sleep(60)"]
TEXT = "Title\n\nQ: One? [0:05]\n"


@pytest.fixture
def renderer(qtbot):
    made = Renderer()
    yield made
    made.close()


def test_every_wish_is_answered_and_no_preview_replaces_it(qtbot, renderer: Renderer) -> None:
    fetched: list[Reply] = []
    rendered: list[Reply] = []
    renderer.fetched.connect(fetched.append)
    renderer.rendered.connect(rendered.append)
    first = renderer.fetch(TEXT, "notes", AUDIO, "youtube")
    second = renderer.fetch(TEXT, "notes", AUDIO, "wordpress")
    last = [renderer.render(f"Text {n}.\n", "notes", AUDIO, "feed") for n in range(9)][-1]
    qtbot.waitUntil(lambda: any(r.number == last for r in rendered), timeout=20_000)
    assert [(r.number, r.key) for r in fetched] == [(first, "youtube"), (second, "wordpress")]
    assert "0:05 One?" in fetched[0].plain and not fetched[0].html
    assert "<p>" in fetched[1].html
    assert {r.key for r in rendered} == {"feed"}


def test_a_wish_that_takes_too_long_is_refused(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(rendering, "command", lambda: STUCK)
    renderer = Renderer(limit_ms=200)
    with (
        qtbot.assertNotEmitted(renderer.given_up),
        qtbot.waitSignal(renderer.refused, timeout=10_000) as refused,
    ):
        number = renderer.fetch("Hostile.\n", "notes", AUDIO, "apple")
    assert refused.args == [number]
    renderer.close()


def test_a_wish_waits_for_no_rest(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(rendering, "command", lambda: STUCK)
    renderer = Renderer(limit_ms=200)
    with qtbot.waitSignal(renderer.given_up, timeout=10_000):
        renderer.render("Hostile.\n", "notes", AUDIO, "apple")
    renderer._rest.start(60_000)
    monkeypatch.undo()
    renderer._limit.setInterval(20_000)
    seen: list[Reply] = []
    renderer.rendered.connect(seen.append)
    renderer.render("Title\n\nLater.\n", "notes", AUDIO, "apple")
    with qtbot.waitSignal(renderer.fetched, timeout=20_000):
        renderer.fetch(TEXT, "notes", AUDIO, "apple")
    assert not seen, "the preview still rests"
    renderer.close()
