"""Writing while listening, counted: a typist at 60 words a minute against speech at 1.4 times.

Three questions with answers, as long as those of a real episode and at its times. Speech goes on
at 150 words a minute, so in two pairs of three the answer begins while the question is still being
typed. A key takes the typist 200 ms, a chord too. What she hears begin she stamps with the next
key she presses: with "mark ahead" while she still types, with "next segment" when she is done.

Stamping when one arrives, as without marks ahead, is the same typist with the same text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.storage.resources import resource
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from tests.flows.driving import opened, ready
from tests.flows.simulated import SimulatedPlayer

Start = Callable[..., Program]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RATE = 1.4
KEY_MS = 60_000 / (60 * 5)  # a word is five characters
SPOKEN_WPM = 150

SPOKEN = (
    (
        "question",
        124_000,
        "You have kept bees on a roof in the middle of the city for eleven years now, and every "
        "spring somebody tells you that there is nothing for them to eat up there. How do you "
        "find out what a colony lives on before the first lime trees are in flower in June?",
    ),
    (
        "answer",
        152_000,
        "I look at their legs. The pollen they carry in has a colour, and after a while you know "
        "it: willow is a warm yellow, horse chestnut is brick red, and the dark blue is from the "
        "squill in the cemetery. I keep a card at the entrance and mark what comes in for ten "
        "minutes every second day. After three seasons the card told me more than any book about "
        "this city. People think of parks, but the best weeks in April are those of the railway "
        "embankment, where nobody mows. So my advice is to sit down, watch the entrance with a "
        "cup of tea, and write the colours down before you plant a single thing for the bees.",
    ),
    (
        "question",
        519_000,
        "What would you tell somebody who has just been given a swarm and owns nothing but a "
        "cardboard box, really?",
    ),
    (
        "answer",
        559_000,
        "That the box is fine until the evening. Put it in the shade, leave a gap of two fingers "
        "at the bottom, and let those that are still flying find the way in. They are full of "
        "honey and they have nothing to defend, so it is the calmest you will ever see them. "
        "Then ring the nearest club, because there is always a member with a spare hive in the "
        "shed. What you should not do is feed them on the first day. Give them two days, so that "
        "they use up what they brought, and with it whatever they carried of the old diseases. "
        "On the third day they are yours.",
    ),
    (
        "question",
        876_000,
        "There is a number that goes round every winter: that a third of all colonies do not see "
        "the spring. You have lost two in eleven years, and your neighbour on the next roof has "
        "lost nine in four, with the same bees and the same weather. If it is not the weather "
        "then, what is it that you do differently in those months?",
    ),
    (
        "answer",
        906_000,
        "Less, mostly. I treat against the mite in July, when the honey is off and there is still "
        "time to raise winter bees that are well, and not in October when it is only good for my "
        "conscience. After that I weigh the hives from behind with a luggage scale, twice, and I "
        "never open one when it is colder than the room I sit in. My neighbour cares more than I "
        "do, and he looks in on them every week. Bees do not need company in December. They need "
        "to be dry, heavy and left alone.",
    ),
)


@dataclass
class Typist:
    """Presses real keys in the real window, each of which takes her a fifth of a second."""

    episode: Episode
    player: SimulatedPlayer
    pressed: Counter[str]

    def press(self, what: str, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        QTest.keyClick(self.episode.window.editor, key, modifiers)
        self.pressed[what] += 1
        self.player.pass_time(KEY_MS)

    def type(self, character: str) -> None:
        QTest.keyClicks(self.episode.window.editor, character)
        self.pressed["text"] += 1
        self.player.pass_time(KEY_MS)

    def next(self, what: str) -> None:
        self.press(what, Qt.Key.Key_Return, CTRL)

    def mark_ahead(self) -> None:
        self.press("stamp", Qt.Key.Key_Return, CTRL | SHIFT)

    def listen_until(self, ms: int) -> None:
        self.player.pass_time(max(0.0, (ms - self.player.position_ms()) / RATE))

    def write(self, *, ahead: bool) -> None:
        """The whole of what is spoken; ``ahead`` uses marks, else stamps when she gets there."""
        heard = written = 0
        left = ""
        while left or written < len(SPOKEN):
            begun = heard < len(SPOKEN) and self.player.position_ms() >= SPOKEN[heard][1]
            if begun and (not left or ahead):
                if not left and heard == written:
                    self.next("stamp")
                    left = SPOKEN[written][2]
                    written += 1
                else:
                    self.mark_ahead()
                heard += 1
            elif left:
                self.type(left[0])
                left = left[1:]
            elif written < heard:
                self.next("walk")
                left = SPOKEN[written][2]
                written += 1
            else:
                self.listen_until(SPOKEN[heard][1])


@pytest.fixture
def typist(start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Typist:
    player = SimulatedPlayer(20 * 60_000)
    shown = start()
    monkeypatch.setattr(shown.services.engines, "make", lambda wanted: (player, ""))
    episode = opened(shown, qtbot)
    episode.actions.run("file.new")
    audio = tmp_path / "roof.mp3"
    audio.write_bytes(resource("sample", "sample-episode.mp3").read_bytes())
    episode.playback.load(audio)
    ready(episode, qtbot)
    episode.playback.seek(120_000)
    episode.playback.set_rate(RATE)
    episode.playback.toggle()
    player.asked.clear()
    episode.window.editor.setFocus()
    return Typist(episode, player, Counter())


def lateness_ms(episode: Episode) -> list[int]:
    """How much later than the truth each stamp is."""
    segments = episode.document.fresh_notes().segments
    starts = [segment.start_ms for segment in segments]
    assert None not in starts
    return [(at or 0) - true for at, (_, true, _) in zip(starts, SPOKEN, strict=True)]


def test_the_speech_is_as_fast_as_speech_and_faster_than_fingers() -> None:
    """Guards the figure: two answers of three begin before their question is typed."""
    begun_while_typing = []
    for (kind, start, text), (_, after, _) in pairwise(SPOKEN):
        assert len(text.split()) / SPOKEN_WPM * 60_000 <= after - start
        begun_while_typing.append(kind == "question" and len(text) * KEY_MS * RATE > after - start)
    assert sum(begun_while_typing) == 2


def test_six_true_stamps_for_one_chord_each_without_a_pause(typist: Typist) -> None:
    typist.write(ahead=True)
    episode = typist.episode
    segments = episode.document.fresh_notes().segments
    assert [(str(s.kind), s.text) for s in segments] == [(kind, text) for kind, _, text in SPOKEN]
    within_a_key = KEY_MS * RATE
    assert all(0 <= late <= within_a_key for late in lateness_ms(episode))

    words = sum(len(text) for _, _, text in SPOKEN)
    assert typist.pressed["text"] == words
    assert typist.pressed["stamp"] == len(SPOKEN)
    # Going on to a segment that was marked ahead stands for the line break that the text has there.
    breaks = len(SPOKEN) - 1
    assert typist.pressed["walk"] == 2 <= breaks
    by_hand = "\n\n".join(f"{kind[0].upper()}: {text}" for kind, _, text in SPOKEN)
    assert typist.pressed.total() < len(by_hand) + len(SPOKEN)

    assert typist.player.asked == []
    assert episode.playback.state.is_playing


def test_stamping_on_arrival_is_late_by_tens_of_seconds(typist: Typist) -> None:
    typist.write(ahead=False)
    late = lateness_ms(typist.episode)
    assert [place for place, ms in enumerate(late) if ms > 20_000] == [1, 5]
    assert typist.pressed["stamp"] == len(SPOKEN)


def test_a_mark_leaves_caret_selection_and_view_and_is_undone_by_itself(typist: Typist) -> None:
    editor, document = typist.episode.window.editor, typist.episode.document
    typist.next("stamp")
    for character in "Why rye":
        typist.type(character)
    place, scroll = editor.place(), editor.verticalScrollBar().value()
    typist.mark_ahead()
    typist.mark_ahead()
    assert editor.place() == place
    assert editor.verticalScrollBar().value() == scroll
    for character in " bread":
        typist.type(character)
    kinds = [str(s.kind) for s in document.fresh_notes().segments]
    assert kinds == ["question", "answer", "question"]
    assert document.fresh_notes().segments[0].text == "Why rye bread"
    texts, places = [], []
    for _ in range(4):
        QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
        texts.append([s.text for s in document.fresh_notes().segments])
        places.append(editor.place())
    assert texts == [["Why rye", "", ""], ["Why rye", ""], ["Why rye"], [""]]
    assert places[:3] == [place] * 3


def test_undoing_the_next_segment_goes_back_before_the_stamp(typist: Typist) -> None:
    editor, document = typist.episode.window.editor, typist.episode.document
    typist.next("stamp")
    typist.type("a")
    place = editor.place()
    typist.next("stamp")
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.place() == place
    typist.type("b")
    assert [s.text for s in document.fresh_notes().segments] == ["ab"]
