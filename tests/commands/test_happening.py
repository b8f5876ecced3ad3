"""What a command would do now, in words."""

from __future__ import annotations

import pytest

from notesapp.commands.context import context_of
from notesapp.commands.happening import Moment, what_now
from notesapp.commands.table import COMMANDS, command
from notesapp.core.parser import parse

NOTES = parse("Title\n\nQ: Rye? [0:50]\n\nA: Yes.\n\nQ: Wheat? [2:00]")


def moment(line: int, *, audio: bool = True) -> Moment:
    return Moment(
        notes=NOTES,
        line=line,
        context=context_of(NOTES, line, audio=audio),
        moment_ms=86_400 if audio else None,
        position_ms=86_400,
        back_ms=3000,
        forward_ms=10_000,
        hear_before_ms=1000,
        my_speed=1.5,
        name="loaf.md",
    )


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("segment.stamp", 2, "Question 1: 1:26 replaces 0:50"),
        ("segment.stamp", 4, "Answer 1: 1:26"),
        ("segment.stamp", 0, "1:26"),
        ("segment.next", 2, "At 1:26"),
        ("segment.remove_stamp", 2, "Question 1 loses 0:50"),
        ("segment.hear", 2, "From 0:49"),
        ("segment.play", 2, "From 0:50"),
        ("segment.hear", 4, ""),
        ("segment.previous", 4, "Question 1"),
        ("segment.following", 4, "Question 2"),
        ("segment.following", 6, ""),
        ("segment.later", 2, "0:50 becomes 0:51"),
        ("segment.earlier_fine", 2, "0:50 becomes 0:49.9"),
        ("playback.toggle", 2, "At 1:26"),
        ("playback.back", 2, "To 1:23"),
        ("playback.forward", 2, "To 1:36"),
        ("playback.my_speed", 2, "1.5×"),
        ("file.save", 2, "loaf.md"),
        ("help.about", 2, ""),
    ],
)
def test_what_would_happen(name: str, line: int, words: str) -> None:
    assert what_now(name, moment(line)) == words


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda c: c.id)
@pytest.mark.parametrize("line", [0, 1, 2, 3, 4, 6])
@pytest.mark.parametrize("audio", [True, False])
def test_every_command_may_be_asked_anywhere(entry: object, line: int, audio: bool) -> None:
    words = what_now(entry.id, moment(line, audio=audio))  # type: ignore[attr-defined]
    assert "\n" not in words


def test_without_audio_nothing_is_promised() -> None:
    assert what_now(command("segment.stamp").id, moment(2, audio=False)) == ""
