"""The people of a show: their file, names completed, names that are nearly right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import apply_edits
from notesapp.core.parser import parse
from notesapp.core.people import (
    Link,
    Person,
    distance,
    name_problems,
    near_misses,
    person_line,
    read_link,
    read_people,
    spell_name,
    suggestion,
    with_person,
    write_people,
)
from tests.core.texts import texts

MEL = Person(
    "Melissa Perri",
    "Writes about products.",
    (Link("LinkedIn", "https://example.org/in"), Link("Her page", "")),
)
NAMES = ("Melissa Perri", "Tom Ashby", "Tom Field")

name_text = st.from_regex(r"[A-Z][a-zé]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True)
plain_text = st.from_regex(r"([A-Za-z,.]{1,9}( [A-Za-z,.]{1,9}){0,4})?", fullmatch=True)
links = st.builds(
    Link,
    st.from_regex(r"[A-Za-z]{1,9}( [a-z]{1,9})?", fullmatch=True),
    st.from_regex(r"(https://example\.org/[a-z]{0,9})?", fullmatch=True),
)
people = st.lists(
    st.builds(Person, name_text, plain_text, st.lists(links, max_size=3).map(tuple)),
    max_size=4,
    unique_by=lambda person: person.name.casefold(),
)


@given(people)
def test_people_come_back_from_their_file(found: list[Person]) -> None:
    assert read_people(write_people(found)) == tuple(found)


@given(texts)
def test_any_text_is_read_as_people(text: str) -> None:
    found = read_people(text)
    assert read_people(write_people(found)) is not None
    assert len({person.name.casefold() for person in found}) == len(found)


def test_a_person_is_one_line_for_the_resources() -> None:
    line = "Melissa Perri — Writes about products. [LinkedIn](https://example.org/in) | Her page"
    assert person_line(MEL) == line
    assert person_line(Person("Bo", "", MEL.links[:1])) == "Bo: [LinkedIn](https://example.org/in)"
    assert person_line(Person("Bo")) == "Bo"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[Her page](https://a.org)", Link("Her page", "https://a.org")),
        ("Her page: https://a.org", Link("Her page", "https://a.org")),
        ("Her page, https://a.org", Link("Her page", "https://a.org")),
        ("https://a.org", Link("", "https://a.org")),
        ("Her page", Link("Her page", "")),
    ],
)
def test_links_are_read_as_people_write_them(text: str, link: Link) -> None:
    assert read_link(text) == link


def test_a_person_replaces_the_one_of_that_name() -> None:
    new = Person("melissa perri", "New.")
    assert with_person((MEL, Person("Bo")), new) == (new, Person("Bo"))


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("As Mel", "issa Perri"),
        ("As Melissa ", "Perri"),
        ("As Me", ""),
        ("As mel", ""),
        ("Caramel", ""),
        ("Tom", ""),  # two begin so
        ("Tom A", "shby"),
        ("Tom Ashby", ""),
        ("https://Mel", ""),
        ("x@Mel", ""),
        ("", ""),
    ],
)
def test_a_name_is_completed_only_where_one_begins_so(written: str, rest: str) -> None:
    assert suggestion(written, NAMES) == rest


@given(texts)
def test_a_completion_ends_in_a_name(written: str) -> None:
    rest = suggestion(written, NAMES)
    assert not rest or (written + rest).endswith(NAMES)


def test_a_name_nearly_right_is_said_and_set_right() -> None:
    text = (
        "Melisa says so, `Melisa`, [x](https://Melisa.org), Melissa’s.\n\nQ: Ashbi? Ashbys [1:00]"
    )
    notes = parse(text)
    found = near_misses(notes, NAMES)
    assert [(miss.line, miss.written, miss.meant) for miss in found] == [
        (0, "Melisa", "Melissa"),
        (2, "Ashbi", "Ashby"),
    ]
    problem = name_problems(notes, NAMES)[0]
    assert (problem.line, problem.message) == (1, "“Melisa” may be “Melissa”.")
    edits = spell_name(notes, 0, "Melisa", "Melissa")
    fixed = apply_edits(text, edits)
    assert fixed == text.replace("Melisa says", "Melissa says")
    assert [m.written for m in near_misses(parse(fixed), NAMES)] == ["Ashbi"]


@pytest.mark.parametrize("word", ["Field", "Fields", "Yield", "felt", "Perri", "Perri’s", "Tim"])
def test_other_words_are_left_alone(word: str) -> None:
    assert near_misses(parse(f"So, {word}."), NAMES) == ()


def test_the_check_can_be_silenced() -> None:
    notes = parse('---\nsilenced: ["name-spelling"]\n---\n\nMelisa')
    assert name_problems(notes, NAMES) == ()


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_even_handed_and_bounded(one: str, other: str) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) <= 3
    assert (distance(one, other, 2) == 0) == (one == other)


def test_a_swap_is_one_step() -> None:
    assert distance("melsisa", "melissa", 2) == 1
