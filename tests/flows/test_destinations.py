"""What is published is chosen, seen, measured and copied for its destination in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from notesapp.core.destinations import destination_of
from notesapp.core.parser import parse
from notesapp.destinations.registry import OUTLETS, clip_for, shown_for, sizes_of
from notesapp.formats.base import Snapshot
from notesapp.formats.publish import make_snapshot
from notesapp.ui.copying.clips import CHARSET, HTML
from notesapp.ui.episode.episode import Episode
from notesapp.ui.panels.preview import PASTING, SHOWING
from notesapp.ui.program import Program
from tests.flows.driving import opened, ready

KEYS = tuple(outlet.destination.key for outlet in OUTLETS)
LONG_MS = 30_000


@pytest.fixture
def episode(start: Callable[..., Program], qtbot: QtBot, sample: Path) -> Episode:
    made = opened(start(), qtbot)
    made.window.resize(1440, 900)
    made.files.open_path(sample)
    ready(made, qtbot)
    return made


def snapshot(episode: Episode, options: dict[str, str] | None = None) -> Snapshot:
    notes = parse(episode.document.notes.text)
    return make_snapshot(notes, episode.base_name(), episode.audio_info(), options=options)


def choose(episode: Episode, key: str) -> None:
    """As a hand would, in the preview's list."""
    field = episode.window.panel.preview.kind
    field.setCurrentIndex(field.findData(key))
    field.activated.emit(field.currentIndex())


def shown(episode: Episode, qtbot: QtBot, key: str) -> None:
    preview = episode.window.panel.preview
    qtbot.waitUntil(lambda: preview._shown[0] == key, timeout=LONG_MS)


def copied(qtbot: QtBot, act: Callable[[], object]) -> tuple[str, str]:
    """Plain and rich text as the clipboard gives them after something was done."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    act()
    qtbot.waitUntil(lambda: clipboard.text() != "before", timeout=LONG_MS)
    rich = bytes(clipboard.mimeData().data(HTML).data()).decode("utf-8")
    return clipboard.text(), rich.removeprefix(CHARSET)


def test_the_list_names_those_who_show_and_those_where_one_pastes(episode: Episode) -> None:
    field = episode.window.panel.preview.kind
    rows = [field.itemData(row) for row in range(field.count())]
    assert rows == [*(d.key for d in SHOWING), None, *(d.key for d in PASTING)]
    assert {key for key in rows if key} == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_what_is_copied_is_what_the_destination_is_given_to_the_byte(
    episode: Episode, qtbot: QtBot, key: str
) -> None:
    episode.actions.run("view.preview")
    choose(episode, key)
    shown(episode, qtbot, key)
    button = episode.window.panel.preview.copy_button
    assert button.accessibleName().startswith("Copy for ")
    clip = clip_for(key, snapshot(episode))
    assert copied(qtbot, button.click) == (clip.plain, clip.html)
    command = episode.actions.actions[f"publish.copy_{key}"]
    assert copied(qtbot, command.trigger) == (clip.plain, clip.html)


def test_youtube_gets_plain_text_alone(episode: Episode, qtbot: QtBot) -> None:
    copied(qtbot, episode.actions.actions["publish.copy_youtube"].trigger)
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


@pytest.mark.parametrize("key", ["apple", "spotify", "youtube", "buzzsprout"])
def test_the_meter_and_the_status_line_say_the_same_room(
    episode: Episode, qtbot: QtBot, key: str
) -> None:
    episode.actions.run("view.preview")
    choose(episode, key)
    shown(episode, qtbot, key)
    found = destination_of(key)
    assert found is not None
    size = sizes_of(snapshot(episode), [key])[key]
    room, locale = episode.window.panel.preview.room, episode.window.locale()
    unit = "bytes" if found.in_bytes else "characters"
    left = f"{locale.toString(found.limit - size)} {unit} left"
    assert room.left.text() == left
    assert room.used.text() == f"{locale.toString(size)} of {locale.toString(found.limit)}"
    status = episode.window.status.room
    assert status.text() == f"{found.name.removesuffix(' Podcasts')}: {left}"
    episode.actions.run("view.details")
    assert status.isVisible(), "the room is of interest while nobody looks at the preview"


def test_where_there_is_no_limit_there_is_no_meter(episode: Episode, qtbot: QtBot) -> None:
    episode.actions.run("view.preview")
    choose(episode, "feed")
    shown(episode, qtbot, "feed")
    assert not episode.window.panel.preview.room.isVisible()
    assert not episode.window.status.room.isVisible()


def test_stamps_that_jump_there_play_here(episode: Episode, qtbot: QtBot) -> None:
    episode.actions.run("view.preview")
    choose(episode, "youtube")
    shown(episode, qtbot, "youtube")
    last = snapshot(episode).chapters[-1].start_ms // 1000 * 1000
    assert f'data-start-ms="{last}"' in shown_for("youtube", snapshot(episode)).html
    assert f'href="play:{last}"' in episode.window.panel.preview._shown[1]
    with qtbot.waitSignal(episode.window.panel.preview.play_requested) as played:
        episode.window.panel.preview.card.anchorClicked.emit(QUrl(f"play:{last}"))
    assert played.args == [last]
    qtbot.waitUntil(lambda: episode.playback.state.is_playing, timeout=LONG_MS)
    assert episode.playback.position_ms() >= last - 100


def test_the_one_key_copies_for_the_last_chosen_and_says_so(episode: Episode, qtbot: QtBot) -> None:
    choose(episode, "spotify")
    plain, _ = copied(qtbot, lambda: episode.actions.run("publish.copy"))
    assert plain == clip_for("spotify", snapshot(episode)).plain
    bar = episode.window.bar
    qtbot.waitUntil(lambda: bar.current() is not None, timeout=LONG_MS)
    size = episode.window.locale().toString(sizes_of(snapshot(episode), ["spotify"])["spotify"])
    message = bar.current()
    assert message is not None and message.kind == "note"
    assert message.sentence.startswith(f"Copied for Spotify: {size} characters, ")
    assert message.sentence.endswith(" chapters.")


def test_that_the_answers_were_left_out_is_said_where_one_copies(
    episode: Episode, qtbot: QtBot
) -> None:
    long = [f"Q: Number {n}? [{n}:00]\n\nA: {'Frost tonight. ' * 60}\n" for n in range(1, 9)]
    episode.window.editor.setPlainText("\n".join(long))
    episode.document.settle()
    plain, _ = copied(qtbot, lambda: episode.actions.run("publish.copy_apple"))
    assert "Frost tonight" not in plain
    bar = episode.window.bar
    qtbot.waitUntil(lambda: bar.current() is not None, timeout=LONG_MS)
    message = bar.current()
    assert message is not None
    assert "the summary and the chapters are sent." in message.sentence


def test_what_breaks_a_rule_there_is_said_with_the_way_to_it(
    episode: Episode, qtbot: QtBot
) -> None:
    episode.window.editor.setPlainText("Q: One? [0:01]\n\nA: Yes. [0:05]\n\nQ: Two? [0:09]\n")
    episode.document.settle()
    copied(qtbot, lambda: episode.actions.run("publish.copy_youtube"))
    bar = episode.window.bar
    qtbot.waitUntil(lambda: bar.current() is not None, timeout=LONG_MS)
    message = bar.current()
    assert message is not None and message.kind == "warning"
    assert message.sentence.startswith("Copied for YouTube: ")
    assert message.action == "Show problems"
    bar.action.click()
    assert episode.window.panel.current_tab() == "problems"


def test_the_choice_is_remembered_and_taken_by_other_windows(
    episode: Episode, start: Callable[..., Program], qtbot: QtBot
) -> None:
    choose(episode, "wordpress")
    assert episode.actions.choices["publish.destination"]["wordpress"].isChecked()
    again = opened(start(), qtbot)
    qtbot.waitUntil(lambda: again.window.panel.preview.destination.key == "wordpress")
    again.actions.choices["publish.destination"]["apple"].trigger()
    assert again.window.panel.preview.destination.key == "apple"
    episode.window.activated.emit()
    assert episode.window.panel.preview.destination.key == "apple"


def test_what_is_in_it_is_chosen_kept_and_copied(episode: Episode, qtbot: QtBot) -> None:
    episode.actions.run("view.preview")
    choose(episode, "apple")
    shown(episode, qtbot, "apple")
    before = clip_for("apple", snapshot(episode))
    wanted = clip_for("apple", snapshot(episode, {"chapters": "last"}))
    assert before != wanted
    preview = episode.window.panel.preview
    preview.options_button.click()
    entries = {action.text(): action for action in preview.options_menu.actions()}
    entries["Chapters at the end"].trigger()
    preview.options_menu.close()
    given = copied(qtbot, lambda: episode.actions.run("publish.copy"))
    assert given == (wanted.plain, wanted.html)


def test_what_a_show_wants_is_kept_with_the_show(episode: Episode, qtbot: QtBot, places) -> None:
    from notesapp.storage.show_store import ShowStore

    store = ShowStore(places.data / "shows")
    name = episode.document.notes.header.text("podcast")
    store.write("own", f'---\npodcast: "{name}"\nshow_set: ["html.theme=paper"]\n---\n')
    episode.features.get("copying").chosen.choose("apple")
    episode.window.panel.preview.option_chosen.emit("content", "short")
    assert store.read("own").settings == ("html.theme=paper", "apple.content=short")
    wanted = clip_for("apple", snapshot(episode, {"content": "short"}))
    assert copied(qtbot, lambda: episode.actions.run("publish.copy")) == (wanted.plain, wanted.html)


def test_sizes_are_measured_after_a_rest_though_nobody_looks(
    episode: Episode, qtbot: QtBot
) -> None:
    assert episode.window.panel.current_tab() != "preview"
    measured: list[dict[str, int]] = []
    episode.previewing.sizes_changed.connect(measured.append)
    episode.window.editor.textCursor().insertText("Well, ")
    episode.document.settle()
    wanted = sizes_of(snapshot(episode), ("apple", "spotify", "youtube", "buzzsprout"))
    qtbot.waitUntil(lambda: bool(measured) and measured[-1] == wanted, timeout=LONG_MS)
    assert episode.window.status.room.text().startswith("Apple: ")
