"""Titles by rule: short, cut where words end, and silent where there is nothing to gain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.parser import parse
from notesapp.core.suggesting import ADVISED, short_title, suggest_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("So, what is product operations?", "Product operations"),
        ("Can you tell us a bit about your pricing model?", "Pricing model"),
        ("And how do you know when the bread is done?", "How to know when the bread is done"),
        ("I was wondering about the frost in May. Is it dangerous?", "Frost in May"),
        (
            "Hi Melissa. How should we prioritise bugs, and who decides on them?",
            "How to prioritise bugs",
        ),
        ("What's your take on roadmaps?", "Roadmaps"),
        (
            "How can an organization make the pivot from projects to products?",
            "How can an organization make the pivot",
        ),
        ("Wie erkenne ich, dass der Teig fertig gegangen ist und ruhen darf?", None),
        ("Sam's kitchen is cold. How can his dough rise?", "Sam's kitchen is cold"),
        ("Why?", "Why"),
        ("", ""),
        ("So?", "So"),
    ],
)
def test_the_gist_of_a_question(text: str, title: str | None) -> None:
    if title is None:
        title = "Wie erkenne ich"
    assert short_title(text) == title


@pytest.mark.parametrize(
    ("notes", "title"),
    [
        ("Q: So, what is product operations? [0:10]", "Product operations"),
        ("A: So, what is product operations? [0:10]", ""),
        ('Q: So, what is ops? [0:10]\n{: chapter="Ops" }', ""),
        ("Q: Product operations? [0:10]", ""),
        ("Q: Why?", ""),
    ],
)
def test_only_a_question_without_a_title_gets_one_offered(notes: str, title: str) -> None:
    assert suggest_title(parse(notes).segments[0]) == title


@given(
    st.text()
    | st.lists(
        st.sampled_from(["so", "what", "is", "the", "bread", "how", "can", "you,", "?", "."])
    ).map(" ".join)
)
def test_a_title_is_short_and_made_of_the_words_that_were_there(text: str) -> None:
    made = short_title(text)
    assert len(made) <= ADVISED
    assert made == made.strip()
    words = {word.strip(",;:.!?…–—-").casefold() for word in text.split()} | {"how", "to"}
    if len(text.split()) > 1 and made and text.isascii() and len(max(text.split(), key=len)) < 20:
        assert {w.strip(",;:.!?…–—-").casefold() for w in made.split()} <= words | {""}
