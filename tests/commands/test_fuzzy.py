"""Titles found by some of their letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.commands.fuzzy import match


@pytest.mark.parametrize(
    ("words", "title", "letters"),
    [
        ("stamp", "Stamp here", "Stamp"),
        ("hear", "Hear it from just before", "Hear"),
        ("amp", "Stamp here", "amp"),
        ("sth", "Stamp here", "Sth"),
        ("it hear", "Hear it from just before", "Hearit"),
        ("1x", "1× or my speed", None),
        ("speed", "1× or my speed", "speed"),
        ("zq", "Stamp here", None),
        ("ereh", "Stamp here", None),
    ],
)
def test_what_is_found(words: str, title: str, letters: str | None) -> None:
    found = match(words, title)
    assert (None if found is None else "".join(title[i] for i in found.places)) == letters


@pytest.mark.parametrize(
    ("words", "better", "worse"),
    [
        ("stamp", "Stamp here", "Previous stamp"),
        ("next", "Next answer", "Go to next segment"),
        ("play", "Play", "Playback settings…"),
        ("loop", "Loop this segment", "Show the whole episode"),
    ],
)
def test_what_comes_first(words: str, better: str, worse: str) -> None:
    first, second = match(words, better), match(words, worse)
    assert first is not None
    assert second is None or first.score > second.score


@given(st.text(max_size=40), st.text(max_size=90))
def test_places_are_letters_of_the_title(words: str, title: str) -> None:
    found = match(words, title)
    if found is not None:
        assert list(found.places) == sorted(set(found.places))
        assert all(0 <= place < len(title) for place in found.places)


@given(st.text(alphabet="abcdefgh ", min_size=1, max_size=30))
def test_a_title_is_found_by_itself(title: str) -> None:
    assert match(title, title) is not None
