from __future__ import annotations

import pytest

from notesapp.checking.previous import CHECKS
from notesapp.core.parser import parse
from tests.checking.fixing import found_in, problems_of

HEAD = "---\nepisode: {number}\ntitle: {title}\nguests: [{guest}]\n---\n\n"
SUMMARY = "Bees sleep at night, all of them together, and nobody knows what they dream of."
GREETING = "Welcome to Bee Talk, where we ask everybody about everything, week after week."
BIO = "Ana Flores keeps forty hives on the roofs of Lisbon and writes about each of them."
PAIR = "Q: a? [0:10]\n\nA: b [0:20]"


def notes(number: int, title: str, guest: str, *parts: str) -> str:
    head = HEAD.format(number=number, title=title, guest=guest)
    return head + "\n\n".join(parts) + "\n"


BEFORE = parse(notes(50, "Bees", "Ana Flores", GREETING, SUMMARY, PAIR, BIO))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (notes(51, "Bees", "Ben Ito", PAIR), [("same-title", 3)]),
        (notes(51, "Ants", "Ben Ito", GREETING, SUMMARY, PAIR), [("same-summary", 9)]),
        (notes(51, "Ants", "Ben Ito", SUMMARY.upper(), PAIR), [("same-summary", 7)]),
        (notes(51, "Ants", "Ben Ito", PAIR, BIO), [("same-guest", 11)]),
        (notes(51, "Ants", "Ben Ito", BIO, PAIR), [("same-guest", 7)]),
        (notes(51, "Ants", "Ben Ito", PAIR, f"**Guest** {BIO}"), [("same-guest", 11)]),
    ],
)
def test_what_is_still_of_the_episode_before_is_found(text: str, expected: list[tuple[str, int]]):
    assert found_in(CHECKS, text, previous=BEFORE) == expected


@pytest.mark.parametrize(
    "text",
    [
        notes(51, "Ants", "Ben Ito", GREETING, "Ants never sleep.", PAIR),
        notes(51, "Ants", "Ben Ito", GREETING, PAIR),
        notes(51, "Ants", "Ben Ito", PAIR, SUMMARY),
        notes(51, "Ants", "Ana Flores", PAIR, BIO),
        notes(51, "Ants", "Ben Ito", PAIR, "Last week Ana Flores told us about her hives."),
        notes(51, "Ants", "Ben Ito", "TK summary", PAIR),
        notes(51, "Ants", "Ben Ito", "{{guest}} " + SUMMARY, PAIR),
        notes(51, "Ants", "Ben Ito", SUMMARY.replace("dream of", "dream of, but Ben Ito"), PAIR),
        notes(51, "", "", ""),
        "",
    ],
)
def test_what_a_show_always_says_is_left_alone(text: str):
    assert found_in(CHECKS, text, previous=BEFORE) == []


def test_without_an_episode_before_nothing_is_said():
    assert found_in(CHECKS, notes(51, "Bees", "Ben Ito", SUMMARY, PAIR, BIO)) == []


def test_the_episode_is_named_by_its_number():
    (problem,) = problems_of(CHECKS, notes(51, "Bees", "Ben Ito"), previous=BEFORE)
    assert "episode 50" in problem.message
    bare = parse("Bees\n\nText")
    (problem,) = problems_of(CHECKS, "Bees\n\nOther words", previous=bare)
    assert "the episode before" in problem.message and problem.line == 1


def test_two_summaries_that_share_only_their_form_are_two():
    form = "In this episode {} tells how {} came about and what is to be learned from it now."
    before = parse(notes(50, "a", "Ana Flores", form.format("Ana Flores", "honey"), PAIR))
    text = notes(51, "b", "", form.format("our friend", "silk"), PAIR)
    assert found_in(CHECKS, text, previous=before) == []
