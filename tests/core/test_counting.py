"""Words and characters of notes."""

from __future__ import annotations

from hypothesis import given

from notesapp.core.counting import Counts, count_lines, count_notes
from notesapp.core.parser import parse
from tests.core.texts import any_text, nasty_text

NOTES = """---
title: Not counted
---
Q: Why so flat? [0:20]
{: chapter="Not counted" }

- It’s – fine"""


def test_header_attributes_and_lone_marks_are_no_words() -> None:
    assert count_notes(parse(NOTES)) == Counts(words=5 + 2, characters=22 + 13)


@given(any_text | nasty_text)
def test_no_more_is_counted_than_stands_there(text: str) -> None:
    counts = count_lines(text.split("\n"))
    assert counts.words <= len(text.split())
    assert counts.characters <= len(text)
