"""What was open is opened again: real programs one after another with the same places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize
from pytestqt.qtbot import QtBot

from notesapp.storage.places import Places
from notesapp.storage.session_file import Session, SessionFile
from notesapp.ui.episode.episode import Episode
from notesapp.ui.kit.message_bar import MessageBar
from notesapp.ui.program import Program
from tests.flows.driving import opened, ready

LONG = "Title\n\n" + "".join(f"Q: Question {n}? [0:{n:02}]\n\nA: Yes.\n\n" for n in range(1, 60))

Begin = Callable[..., Program]


@pytest.fixture
def begin(start: Begin, qtbot: QtBot) -> Begin:
    """A start as ``app`` makes it: one window, then the session, until all is open."""

    def begun(path: Path | None = None) -> Program:
        shown = start()
        episode = opened(shown, qtbot)
        if path is not None:
            episode.files.open_path(path)
        done: list[bool] = []
        shown.session.begin(has_file=path is not None, done=lambda: done.append(True))
        qtbot.waitUntil(lambda: bool(done), timeout=15_000)
        return shown

    return begun


@pytest.fixture
def notes(tmp_path: Path) -> list[Path]:
    found = []
    for name in ("one.md", "two.md", "three.md"):
        path = tmp_path / name
        path.write_text(LONG, "utf-8")
        found.append(path)
    return found


@pytest.fixture
def kept(places: Places) -> Callable[[], Session]:
    return SessionFile(places.session_file).read


def quit_program(shown: Program) -> None:
    shown.quit()
    shown.close()
    assert shown.episodes == []


def killed(shown: Program) -> None:
    """As after kill -9: what was written last stays, and no end is kept."""
    shown.session.keeper.look()
    shown.services.writer.submit(lambda: None).result(timeout=30)
    shown.session.keeper.begin = lambda _: None  # type: ignore[method-assign]
    keeper = shown.session.keeper
    keeper._is_on = False
    keeper._look.stop()
    keeper._soon.stop()
    shown.abandon()


def names(shown: Program) -> list[str]:
    return [e.session.name for e in shown.episodes]


def open_in(shown: Program, paths: list[Path]) -> None:
    for path in paths:
        shown.episodes[0].files.open_path(path)


def place(episode: Episode) -> tuple[int, int]:
    editor = episode.window.editor
    return editor.textCursor().position(), editor.verticalScrollBar().value()


def notice(shown: Program) -> MessageBar:
    front = shown.session.keeper.active
    assert front is not None
    window = front.window
    bar = window.bar if window.works else window.start.findChild(MessageBar)
    assert bar is not None
    return bar


def test_quit_with_several_windows_opens_all_of_them_again(
    begin: Begin, notes: list[Path], qtbot: QtBot
) -> None:
    shown = begin()
    open_in(shown, notes)
    sizes = [QSize(780, 700), QSize(740, 640), QSize(790, 720)]
    for n, (episode, size) in enumerate(zip(shown.episodes, sizes, strict=True)):
        episode.window.resize(size)
        episode.window.move(QPoint(10 + 20 * n, 30))
        episode.window.editor.show_line(60 + n)
    shown.episodes[1].window.activated.emit()
    places_before = [place(e) for e in shown.episodes]
    assert all(scroll > 0 for _, scroll in places_before)
    quit_program(shown)
    again = begin()
    assert names(again) == ["one.md", "two.md", "three.md"]
    assert [e.window.size() for e in again.episodes] == sizes
    qtbot.waitUntil(lambda: [place(e) for e in again.episodes] == places_before, timeout=5_000)
    assert again.session.keeper.active is again.episodes[1]
    assert all(e.window.isVisible() for e in again.episodes)


@pytest.mark.parametrize(("outline", "panel"), [(False, True), (True, False)])
def test_the_columns_of_each_window_come_back(
    begin: Begin, notes: list[Path], outline: bool, panel: bool
) -> None:
    shown = begin()
    open_in(shown, notes[:2])
    window = shown.episodes[1].window
    window.resize(1_400, 720)  # wider than the screen of this test, which cuts it on the way back
    window.set_outline_wanted(outline)
    window.set_panel_wanted(panel)
    window.panel.show_tab("problems")
    quit_program(shown)
    window = begin().episodes[1].window
    window.resize(1_400, 720)
    assert (window.outline_open, window.panel_open) == (outline, panel)
    assert window.panel.current_tab() == "problems"


def test_the_audio_stands_where_it_stood_also_after_a_kill(
    begin: Begin, sample: Path, qtbot: QtBot
) -> None:
    shown = begin(sample)
    episode = shown.episodes[0]
    ready(episode, qtbot)
    shown.session.keeper.look()
    episode.playback.seek(42_000)
    qtbot.waitUntil(lambda: abs(episode.playback.position_ms() - 42_000) < 500, timeout=10_000)
    killed(shown)
    again = begin()
    ready(again.episodes[0], qtbot)
    qtbot.waitUntil(
        lambda: abs(again.episodes[0].playback.position_ms() - 42_000) < 1_000, timeout=10_000
    )


def test_what_was_open_at_a_kill_is_opened_again_with_the_caret(
    begin: Begin, notes: list[Path], qtbot: QtBot
) -> None:
    shown = begin()
    open_in(shown, notes[:2])
    shown.session.keeper.look()
    shown.episodes[1].window.editor.show_line(30)
    stood = place(shown.episodes[1])
    killed(shown)
    again = begin()
    assert names(again) == ["one.md", "two.md"]
    qtbot.waitUntil(lambda: place(again.episodes[1]) == stood, timeout=5_000)


def test_a_window_closed_before_the_last_is_forgotten_the_last_is_not(
    begin: Begin, notes: list[Path], kept: Callable[[], Session], qtbot: QtBot
) -> None:
    shown = begin()
    open_in(shown, notes)
    shown.episodes[0].window.close()
    qtbot.waitUntil(lambda: [w.notes_path for w in kept().windows] == notes[1:], timeout=10_000)
    shown.episodes[0].window.close()
    shown.episodes[0].window.close()
    shown.close()
    assert [w.notes_path for w in kept().windows] == notes[2:]
    assert names(begin()) == ["three.md"]


def test_a_desktop_that_closes_every_window_forgets_none(
    begin: Begin, notes: list[Path], kept: Callable[[], Session]
) -> None:
    shown = begin()
    open_in(shown, notes)
    shown.session.ending()
    for episode in list(shown.episodes):
        episode.window.close()
    shown.close()
    assert [w.notes_path for w in kept().windows] == notes


def test_a_quit_that_is_refused_leaves_a_session_of_what_is_open(
    begin: Begin, notes: list[Path], answers: Any, kept: Callable[[], Session], qtbot: QtBot
) -> None:
    shown = begin()
    open_in(shown, notes[:2])
    third = shown.new_window()
    third.window.show()
    third.files.new()
    third.window.editor.insertPlainText("Words")
    answers.put("unsaved", "cancel")
    shown.quit()
    assert len(shown.episodes) == 3
    assert all(episode.window.isVisible() for episode in shown.episodes)
    wanted = [*notes[:2], None]
    qtbot.waitUntil(lambda: [w.notes_path for w in kept().windows] == wanted, timeout=10_000)


def test_a_start_with_a_file_opens_only_that_and_forgets_nothing(
    begin: Begin, notes: list[Path], tmp_path: Path
) -> None:
    shown = begin()
    open_in(shown, notes[:2])
    quit_program(shown)
    looks = [tmp_path / "look.md", tmp_path / "glance.md"]
    for path in looks:
        path.write_text("Title\n", "utf-8")
        other = begin(path)
        assert names(other) == [path.name]
        quit_program(other)
    again = begin()
    assert names(again) == ["one.md", "two.md", "glance.md"]
    quit_program(again)
    assert names(begin()) == ["one.md", "two.md", "glance.md"]


def test_who_wants_no_session_gets_none(begin: Begin, notes: list[Path]) -> None:
    shown = begin()
    open_in(shown, notes)
    shown.services.settings.choose("session.restore", False)
    quit_program(shown)
    again = begin()
    assert len(again.episodes) == 1
    assert not again.episodes[0].session.is_open


def test_notes_that_are_gone_are_named_once_and_the_rest_opens(
    begin: Begin, notes: list[Path], kept: Callable[[], Session], answers: Any
) -> None:
    shown = begin()
    open_in(shown, notes)
    quit_program(shown)
    notes[0].unlink()
    notes[2].write_bytes(b"\0" * 40)
    notes[2].unlink()
    notes[2].mkdir()
    again = begin()
    assert names(again) == ["two.md"]
    message = notice(again).current()
    assert message is not None
    assert "“one.md” and “three.md”" in message.sentence
    assert answers.told == []


def test_what_is_gone_is_said_in_the_window_in_front(begin: Begin, notes: list[Path]) -> None:
    shown = begin()
    open_in(shown, notes)
    shown.session.keeper.activated(shown.episodes[2])
    quit_program(shown)
    notes[0].unlink()
    again = begin()
    assert names(again) == ["two.md", "three.md"]
    assert again.episodes[0].window.bar.current() is None
    assert again.episodes[1].window.bar.current() is not None


def test_when_all_are_gone_the_start_screen_says_so(begin: Begin, notes: list[Path]) -> None:
    shown = begin(notes[0])
    quit_program(shown)
    notes[0].unlink()
    again = begin()
    assert not again.episodes[0].window.works
    assert notice(again).isVisible()
    assert "“one.md”" in notice(again).sentence.text()


def test_a_file_that_ends_the_program_twice_is_only_offered(
    begin: Begin, notes: list[Path], kept: Callable[[], Session], qtbot: QtBot
) -> None:
    shown = begin()
    open_in(shown, notes)
    quit_program(shown)
    for tries in (1, 2):
        shown = begin()
        assert len(shown.episodes) == 3
        killed(shown)
        assert kept().tries == tries
    shown = begin()
    assert [e.session.is_open for e in shown.episodes] == [False]
    bar = notice(shown)
    assert bar.isVisible()
    assert bar.action.text() == "Open them"
    quit_program(shown)
    # Not forgotten by a start that only offers it, nor offered instead of what works.
    shown = begin()
    assert [e.session.is_open for e in shown.episodes] == [False]
    notice(shown).action.click()
    qtbot.waitUntil(lambda: names(shown) == ["one.md", "two.md", "three.md"], timeout=10_000)
    assert kept().tries == 1
    assert kept().held == ()


def test_an_offer_that_is_closed_is_not_made_again(
    begin: Begin, notes: list[Path], kept: Callable[[], Session], qtbot: QtBot, places: Places
) -> None:
    file = SessionFile(places.session_file)
    quit_program(begin(notes[0]))
    file.write(Session(kept().windows, tries=2))
    shown = begin()
    assert kept().held
    notice(shown).close_button.click()
    qtbot.waitUntil(lambda: kept().held == (), timeout=10_000)
    quit_program(shown)
    again = begin()
    assert again.episodes[0].window.start.findChild(MessageBar) is None


def test_a_session_that_lives_is_no_try_any_more(
    begin: Begin, notes: list[Path], kept: Callable[[], Session], qtbot: QtBot
) -> None:
    quit_program(begin(notes[0]))
    shown = begin()
    assert kept().tries == 1
    shown.session.keeper._live()
    qtbot.waitUntil(lambda: kept().tries == 0, timeout=10_000)


def test_typing_writes_no_session(begin: Begin, notes: list[Path], kept: Callable[[], Session]):
    shown = begin(notes[0])
    shown.session.keeper.look()
    shown.services.writer.submit(lambda: None).result(timeout=30)
    before = shown.session.keeper.session
    shown.episodes[0].window.editor.insertPlainText("words " * 20)
    assert shown.session.keeper.session is before
    shown.session.keeper.look()
    assert shown.session.keeper.session == before


def test_the_sample_in_a_session_is_not_opened_from_the_program(begin: Begin) -> None:
    shown = begin()
    shown.episodes[0].files.open_sample()
    shown.session.keeper.look()
    killed(shown)
    assert not begin().episodes[0].session.is_open
