"""Which words of a line are spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.spelling import dictionary_for, is_known, names_of, word_at, words_in


def read(text: str, *covered: tuple[int, int]) -> list[str]:
    return [word.text for word in words_in(text, covered)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It isn’t theirs'", ["It", "isn't", "theirs"]),
        ("Use `recieve()` here", ["Use", "here"]),
        ("See [the page](https://exampel.org/teh)", ["See", "the", "page"]),
        ("Go to www.exampel.org/teh or teh.mp3", ["Go", "to", "or"]),
        ("Write to joe@exampel.org, #taging @hanle", ["Write", "to"]),
        ("NASA, iPhone and 3rd, mp3s, A", ["and"]),
        ('Text {: link="teh"}', ["Text"]),
        ("A <span>taged</span> word &nbsp;", ["taged", "word"]),
        ("Über-große Tür", ["Über", "große", "Tür"]),
        ("naïve **bold**ly _very_", ["naïve", "bold", "ly", "very"]),
    ],
)
def test_only_prose_is_spelled(text: str, words: list[str]) -> None:
    assert read(text) == words


def test_labels_and_stamps_are_covered() -> None:
    assert read("Quesion: who? [12:04]", (0, 8)) == ["who"]
    assert read("Done [1 h teh]", (5, 14)) == ["Done"]


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3))
def test_words_stand_where_they_say(text: str, spans: list[tuple[int, int]]) -> None:
    covered = [(min(span), max(span)) for span in spans]
    at = 0
    for word in words_in(text, covered):
        assert at <= word.start < word.end
        assert text[word.start : word.end].replace("’", "'") == word.text
        assert not any(a < word.end and word.start < b for a, b in covered)
        at = word.end


def test_the_word_at_a_caret_is_the_one_it_stands_in_or_behind() -> None:
    words = words_in("two words")
    assert word_at(words, 3) == words[0]
    assert word_at(words, 4) == words[1]
    assert word_at(words_in("a  b"), 2) is None


def test_names_are_known_with_and_without_an_s() -> None:
    own = names_of(["Ada Lovelace", "Jens"])
    for word in ("Lovelace", "ada", "Lovelace's", "Ada's", "Jens'"):
        assert is_known(word, own)
    assert not is_known("Lovelaces", names_of(["Ada"]))


@pytest.mark.parametrize(
    ("language", "there", "chosen"),
    [
        ("en", ["en_AU", "en_GB", "en_US"], "en_US"),
        ("en", ["en_AU", "en_GB"], "en_AU"),
        ("de-AT", ["de_DE", "de_AT"], "de_AT"),
        ("de-AT", ["de_DE", "de_CH"], "de_DE"),
        ("it", ["it_IT"], "it_IT"),
        ("eo", ["eo"], "eo"),
        ("nb-NO", ["nn_NO"], ""),
        ("", ["en_US"], ""),
        ("e", ["en_US"], ""),
    ],
)
def test_the_dictionary_that_fits_best(language: str, there: list[str], chosen: str) -> None:
    assert dictionary_for(language, there) == chosen
