"""Previews follow what is looked at; sizes follow a rest in typing; hostile notes are given up."""

from __future__ import annotations

import sys

import pytest

from notesapp.core.destinations import destination_of
from notesapp.core.parser import parse
from notesapp.destinations.registry import sizes_of
from notesapp.destinations.render_server import Reply
from notesapp.formats.base import AudioInfo
from notesapp.formats.publish import make_snapshot
from notesapp.ui.episode import previewing as timing
from notesapp.ui.episode.previewing import LONG_CHARS, LONG_SIZES_MS, MEASURED, Previewing
from notesapp.ui.panels import renderer as rendering

AUDIO = AudioInfo("a.mp3", 60_000, 1000, "audio/mpeg")
TEXT = "Title\n\nQ: One? [0:05]\n\nA: Yes. [0:09]\n"
LONG_MS = 20_000
STUCK = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def previewing(qtbot, monkeypatch):
    monkeypatch.setattr(timing, "SIZES_MS", 20)
    made = Previewing(lambda: AUDIO, lambda: "notes")
    yield made
    made.close()


def sizes(text: str) -> dict[str, int]:
    return sizes_of(make_snapshot(parse(text), "notes", AUDIO), MEASURED)


def test_what_has_a_limit_is_measured() -> None:
    assert MEASURED == ("apple", "spotify", "youtube", "buzzsprout")
    assert all((found := destination_of(key)) and found.limit for key in MEASURED)


def test_sizes_come_though_nobody_looks(qtbot, previewing: Previewing) -> None:
    previewing.choose("web")
    with qtbot.waitSignal(previewing.sizes_changed, timeout=LONG_MS) as measured:
        previewing.take(parse(TEXT))
    assert measured.args == [sizes(TEXT)]


def test_a_preview_in_between_does_not_lose_the_sizes(qtbot, previewing: Previewing) -> None:
    previewing.choose("apple")
    with qtbot.waitSignal(previewing.sizes_changed, timeout=LONG_MS) as measured:
        previewing.take(parse("Other.\n"))
        previewing._measure()
        previewing._measure()  # waits for its turn
        previewing.take(parse(TEXT))
        previewing._render()  # takes that turn
    while measured.args != [sizes(TEXT)]:
        with qtbot.waitSignal(previewing.sizes_changed, timeout=LONG_MS) as measured:
            pass


def test_nothing_is_rendered_before_a_destination_is_chosen(qtbot, previewing: Previewing) -> None:
    previewing.take(parse(TEXT))
    previewing.want(True)
    previewing._render()
    assert previewing._renderer is None


def test_the_chosen_one_is_rendered_with_the_settings_of_now(qtbot, previewing: Previewing) -> None:
    previewing.settings = lambda: {"wordpress": {"chapters": "none"}}
    previewing.want(True)
    previewing.take(parse(TEXT))
    with qtbot.waitSignal(previewing.shown_changed, timeout=LONG_MS) as shown:
        previewing.choose("wordpress")
    rendered = shown.args[0]
    assert rendered.reply.key == "wordpress" and rendered.notes.text == TEXT
    assert "00:00 Intro" not in rendered.reply.plain and "One?" in rendered.reply.plain


def test_long_notes_wait_for_a_long_rest(previewing: Previewing) -> None:
    previewing.choose("apple")
    previewing.take(parse("Word. " * (LONG_CHARS // 6 + 1)))
    assert previewing._sizes_later.remainingTime() > LONG_SIZES_MS // 2


def test_notes_that_take_too_long_are_given_up_and_the_process_rests(
    qtbot, monkeypatch, previewing: Previewing
) -> None:
    monkeypatch.setattr(rendering, "command", lambda: STUCK)
    previewing._process()._limit.setInterval(200)
    previewing.choose("apple")
    with qtbot.waitSignal(previewing.given_up, timeout=LONG_MS):
        previewing.take(parse("Hostile.\n"))
    rest = previewing._process()._rest
    rest.start(60_000)
    previewing._measure()
    assert previewing._process()._asked is None, "no processor is busy while it rests"
    monkeypatch.undo()
    previewing._process()._limit.setInterval(LONG_MS)
    with qtbot.waitSignal(previewing.sizes_changed, timeout=LONG_MS) as measured:
        previewing.take(parse(TEXT))
        previewing._measure()
        rest.start(0)
    assert measured.args == [sizes(TEXT)]


def test_what_is_fetched_is_made_for_its_own_destination(
    qtbot, monkeypatch, previewing: Previewing
) -> None:
    got: list[Reply | None] = []
    previewing.choose("apple")
    previewing.fetch(parse(TEXT), "document", got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=LONG_MS)
    assert got[0] is not None and got[0].key == "document" and "One?" in got[0].html
    previewing.close()
    monkeypatch.setattr(rendering, "command", lambda: STUCK)
    previewing._process()._limit.setInterval(200)
    previewing.fetch(parse(TEXT), "document", got.append)
    qtbot.waitUntil(lambda: len(got) == 2, timeout=LONG_MS)
    assert got[1] is None
