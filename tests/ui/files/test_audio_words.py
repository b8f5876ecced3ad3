"""What is said about audio that changed."""

from __future__ import annotations

import pytest

from notesapp.storage.state_file import RememberedAudio
from notesapp.ui.files.audio_memory import AudioChange, AudioWish, change_between
from notesapp.ui.files.audio_words import LONGEST_NAME, change_sentence, length_words, shown_name


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (30, "0.03 s"),
        (400, "0.4 s"),
        (1000, "1 s"),
        (1040, "1 s"),
        (9_900, "9.9 s"),
        (42_300, "42 s"),
        (119_400, "119 s"),
        (200_000, "3 min 20 s"),
        (3_599_600, "1 h 0 min"),
        (3_900_000, "1 h 5 min"),
    ],
)
def test_lengths_are_said_as_people_say_them(ms: int, words: str) -> None:
    assert length_words(ms) == words


@pytest.mark.parametrize("by_ms", [None, 0, 42_000, -42_000])
def test_a_change_says_what_is_and_what_to_do(by_ms: int | None) -> None:
    sentence = change_sentence(AudioChange(by_ms))
    assert sentence.startswith("The audio is ")
    assert sentence.endswith((". Check the stamps.", ". Check the stamps, or shift them."))
    assert ("42 s" in sentence) == bool(by_ms)
    assert ("−" in sentence or "-" in sentence) is False


def test_a_name_fits_one_line() -> None:
    assert shown_name("a.mp3") == "a.mp3"
    assert shown_name("a\n\u202e.mp3") == "a��.mp3"
    long = shown_name("x" * 200 + ".mp3")
    assert len(long) == LONGEST_NAME + 1
    assert long.endswith(".mp3")


def audio(digest: str, duration_ms: int, *, is_exact: bool = True) -> RememberedAudio:
    return RememberedAudio("/a.mp3", "", 1, 1, duration_ms, is_exact, digest)


BEFORE = audio("frames.1:aa", 60_000)


@pytest.mark.parametrize(
    ("now", "change"),
    [
        (audio("frames.1:aa", 60_000), None),
        (audio("frames.1:aa", 59_000, is_exact=False), None),
        (audio("frames.1:bb", 60_000), AudioChange(0)),
        (audio("frames.1:bb", 60_015), AudioChange(0)),
        (audio("frames.1:bb", 60_300), AudioChange(300)),
        (audio("frames.1:bb", 18_000), AudioChange(-42_000)),
        (audio("frames.1:bb", 60_000, is_exact=False), AudioChange(None)),
        (audio("frames.1:bb", 0), AudioChange(None)),
        # Converted: the sound cannot be compared, only its length.
        (audio("wav.1:bb", 60_050), None),
        (audio("wav.1:bb", 61_000), AudioChange(1_000)),
        (audio("wav.1:bb", 61_000, is_exact=False), None),
        # A newer program digests in another way.
        (audio("frames.2:aa", 60_000), None),
    ],
)
def test_what_counts_as_another(now: RememberedAudio, change: AudioChange | None) -> None:
    assert change_between(BEFORE, now) == change


def test_without_a_digest_nothing_is_compared() -> None:
    assert change_between(audio("", 1_000), BEFORE) is None


def test_memory_counts_only_for_the_audio_the_notes_still_name() -> None:
    memory = RememberedAudio("/old/a.mp3", named="a.mp3", digest="x")
    assert AudioWish(None, "", memory).known == memory
    assert AudioWish(None, "", memory).name == "a.mp3"
    assert AudioWish(None, "a.mp3", memory).known == memory
    assert AudioWish(None, "audio/a.mp3", memory).known == memory
    assert AudioWish(None, "episode 13.mp3", memory).known is None
    assert AudioWish(None, "episode 13.mp3", memory).name == "episode 13.mp3"
    renamed = RememberedAudio("/old/final.mp3", named="a.mp3", digest="x")
    assert AudioWish(None, "a.mp3", renamed).known == renamed
    assert AudioWish(None).name == ""
