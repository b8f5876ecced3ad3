"""The preview's process: it answers, it is stopped where it takes too long, it comes again."""

from __future__ import annotations

import sys

import pytest

from notesapp.destinations.render_server import Reply
from notesapp.formats.base import AudioInfo
from notesapp.ui.panels import renderer as rendering
from notesapp.ui.panels.renderer import Renderer

AUDIO = AudioInfo("a.mp3", 60_000, 1000, "audio/mpeg")


@pytest.fixture
def renderer(qtbot):
    made = Renderer()
    yield made
    made.close()


def reply_to(qtbot, renderer: Renderer, text: str) -> Reply:
    with qtbot.waitSignal(renderer.rendered, timeout=20_000) as got:
        renderer.render(text, "notes", AUDIO)
    return got.args[0]


def test_it_renders_what_the_page_says(qtbot, renderer: Renderer) -> None:
    reply = reply_to(qtbot, renderer, "Q: Why *now*? [0:05]\n\nA: Because. [0:09]\n")
    assert 'data-start-ms="5000"' in reply.body and "<em>now</em>" in reply.body
    assert "0:05 Why now?" in reply.description


def test_no_break_spaces_and_high_characters_arrive(qtbot, renderer: Renderer) -> None:
    reply = reply_to(qtbot, renderer, "Title\n\nWords\u00a0here \U0001f399 caf\u00e9\n")
    assert "Words\u00a0here \U0001f399 caf\u00e9" in reply.body.replace("&nbsp;", "\u00a0")


def test_the_newest_text_wins(qtbot, renderer: Renderer) -> None:
    seen: list[Reply] = []
    renderer.rendered.connect(seen.append)
    for number in range(20):
        renderer.render(f"Title\n\nText {number}.\n", "notes", AUDIO)
    qtbot.waitUntil(lambda: bool(seen) and "Text 19." in seen[-1].body, timeout=20_000)
    assert len(seen) <= 2, "texts nobody waits for any more are not rendered"


def test_a_process_that_takes_too_long_is_stopped_and_the_next_text_gets_another(
    qtbot, monkeypatch
) -> None:
    stuck = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(rendering, "command", lambda: stuck)
    renderer = Renderer(limit_ms=200)
    with qtbot.waitSignal(renderer.given_up, timeout=10_000):
        renderer.render("Hostile.\n", "notes", AUDIO)
    monkeypatch.undo()
    renderer._limit.setInterval(20_000)
    reply = reply_to(qtbot, renderer, "Title\n\nTame.\n")
    assert "Tame." in reply.body
    renderer.close()


def test_a_process_that_dies_is_said_and_the_next_text_gets_another(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(rendering, "command", lambda: [sys.executable, "-c", "pass"])
    renderer = Renderer(limit_ms=100)
    with qtbot.waitSignal(renderer.given_up, timeout=10_000):
        renderer.render("Any.\n", "notes", AUDIO)
    monkeypatch.undo()
    renderer._limit.setInterval(20_000)
    assert "Again." in reply_to(qtbot, renderer, "Title\n\nAgain.\n").body
    renderer.close()


def test_a_program_that_is_not_there_is_given_up(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(rendering, "command", lambda: ["no-such-program-at-all"])
    renderer = Renderer(limit_ms=5000)
    with qtbot.waitSignal(renderer.given_up, timeout=10_000):
        renderer.render("Any.\n", "notes", AUDIO)
    renderer.close()


@pytest.mark.parametrize("text", ["[" * 20_000, "*_" * 9000, "> " * 5000, "`" * 20_000])
def test_hostile_text_gets_its_words_shown(qtbot, renderer: Renderer, text: str) -> None:
    assert reply_to(qtbot, renderer, f"Title\n\nBefore.\n\n{text}\n").body.count("Before.") == 1


@pytest.mark.parametrize("text", ["[" * 20_000, "*_" * 9000, "1:00 " * 9000, "https://a" * 5000])
def test_hostile_text_is_shown_for_a_destination_and_measured(
    qtbot, renderer: Renderer, text: str
) -> None:
    keys = ("apple", "youtube")
    with qtbot.waitSignal(renderer.rendered, timeout=20_000) as got:
        renderer.render(f"Title\n\nBefore.\n\n{text}\n", "notes", AUDIO, "feed", keys)
    assert "Before." in got.args[0].shown and set(got.args[0].sizes) == set(keys)
