from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.checking.labels import nearly
from notesapp.core.parser import parse
from tests.checking.finding import fixed, places, problems_of

PAIR = "\n\nQ: a [1:00]\n\nA: b [1:30]\n"
SPEAKERS = "---\nspeakers: [Ana, Jonathan Weiss]\n---\n"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Questoin: why?", "Question"),
        ("QUESITON 2: why?", "QUESTION"),
        ("Awnser: because [2:00]", "Answer"),
        ("**Anwser:** because", "Answer"),
        ("answr: because", "answer"),
        ("- Answe: because", "Answer"),
    ],
)
def test_a_label_with_a_typing_error_is_named_and_can_be_written(line: str, word: str):
    text = "Show" + PAIR + "\n" + line + "\n"
    (problem,) = problems_of(text, "unknown-label")
    assert problem.line == 7 and problem.fix == f"known-label:{word}"
    after = fixed(text, "unknown-label")
    assert after.split("\n")[:6] == text.split("\n")[:6]
    assert len(parse(after).segments) > 2
    assert parse(after).segments[-1].label.word == word
    assert places(after, "unknown-label") == []


def test_speakers_names_are_labels():
    text = SPEAKERS + "Ana: why? [1:00]\n\nJonathan Wiess: so. [1:30]\n\nAnna: and? [2:00]\n"
    assert places(text, "unknown-label") == [("", 6), ("", 8)]
    assert "Jonathan Weiss: so." in fixed(text, "unknown-label")


def test_own_labels_count_too():
    text = "---\nlabels: [Frage, Antwort]\n---\nFrage: a [1:00]\n\nAntwrot: b [1:30]\n"
    assert places(text, "unknown-label") == [("", 6)]
    assert "\nAntwort: b" in fixed(text, "unknown-label")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Note: this",
            "Questions: send them in",
            "Answers: below",
            "Quote: yes",
            "Mission: bread",
        ),
        *("Request: more", "And: more", "Link: https://example.org", "Answered: all", "Q. more"),
        *(
            "Question: known",
            "Guest: Ana",
            "Quest: a game",
            "https://answre.example.org",
            "Anas: x",
        ),
    ],
)
def test_words_with_a_colon_are_no_misspelled_labels(line: str):
    assert places("Show" + PAIR + "\n" + line + "\n", "unknown-label") == []
    assert places(SPEAKERS + "Ana: a [1:00]\n\n" + line + "\n", "unknown-label") == []


def test_only_where_a_block_begins():
    middle = "Show" + PAIR + "\nsome words\nquestoin: and more words\n"
    assert places(middle, "unknown-label") == []
    tight = "Question: a [1:00]\nAwnser: b [1:30]\nQuestion: c [2:00]\n"
    assert places(tight, "unknown-label") == [("", 2)]
    code = "```\nQuestoin: a\n```\n" + PAIR
    assert places(code, "unknown-label") == []


@given(st.text("questionawr", min_size=1, max_size=12))
def test_no_word_is_nearly_itself(word: str):
    assert not nearly(word, word)
    assert not nearly(word + "s", word) or len(word) < 3
