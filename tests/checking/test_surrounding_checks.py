"""Pictures, templates and sizes."""

from __future__ import annotations

import pytest

from notesapp.checking import pictures, sizes, templates
from notesapp.core.destinations import DESTINATIONS
from notesapp.core.problems import Severity
from tests.checking.fixing import found_in, problems_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Show\n\n![](https://a.org/b.png)", [("picture-no-words", 3)]),
        ("Show\n\n![IMG_2041](b.png)", [("picture-no-words", 3)]),
        ("Show\n\n![photo.jpeg](b.png)", [("picture-no-words", 3)]),
        ('Show\n\nQ: a? [0:10]\n{: image="the one with Ana" }', [("picture-unknown", 4)]),
        ("---\nimage: none yet\n---\n\nShow", [("picture-unknown", 2)]),
        ("---\nimage: ftp://a.org/b.png\n---\n\nShow", [("picture-unknown", 2)]),
    ],
)
def test_pictures_that_say_nothing(text: str, expected: list[tuple[str, int]]):
    assert found_in(pictures.CHECKS, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Show\n\n![Ana and her bees](b.png)",
        "Show\n\n[](https://a.org) `![](b.png)`",
        'Show\n\nQ: a? [0:10]\n{: image="pictures/ana 1.png" }',
        'Show\n\nQ: a? [0:10]\n{: image="https://a.org/b" }',
        "---\nimage: ../cover.jpg\n---\n\nShow",
        "```\n![](b.png)\n```",
    ],
)
def test_pictures_that_say_enough(text: str):
    assert found_in(pictures.CHECKS, text) == []


def test_variables_that_nobody_filled_in():
    text = (
        "---\ntitle: '{{title}}'\n---\n\nWith {{guest}} and {{ guest }}, {{date}}\n\n{{}} {{x y}}"
    )
    problems = problems_of(templates.CHECKS, text)
    assert [(p.id, p.line) for p in problems] == [
        ("unfilled-variable", 2),
        ("unfilled-variable", 5),
    ]
    assert "{{guest}} and {{date}} are" in problems[1].message
    assert found_in(templates.CHECKS, "Show\n\n```\n{{guest}}\n```\n{guest}") == []


def test_what_is_too_large_is_said_in_the_destinations_unit():
    (problem,) = problems_of(sizes.CHECKS, "Show", sizes={"apple": 4212})
    assert problem.message.startswith(
        "The notes take 4,212 of 4,000 bytes for Apple Podcasts: 212 too many."
    )
    assert (problem.severity, problem.destination) == (Severity.RULE, "apple")
    (problem,) = problems_of(sizes.CHECKS, "Show", sizes={"youtube": 5001})
    assert "5,001 of 5,000 characters for YouTube: 1 too many" in problem.message


def test_what_is_nearly_too_large_is_noted():
    (problem,) = problems_of(sizes.CHECKS, "Show", sizes={"spotify": 3600})
    assert (problem.severity, problem.destination) == (Severity.NOTE, "spotify")
    assert "400 are left" in problem.message
    assert found_in(sizes.CHECKS, "Show", sizes={"spotify": 3599, "web": 10**9}) == []


def test_unknown_sizes_are_not_guessed():
    assert found_in(sizes.CHECKS, "Show\n\n" + "x" * 9000) == []
    limited = {entry.key for entry in DESTINATIONS if entry.limit and entry.source}
    assert {check.destination for check in sizes.CHECKS} == limited >= {"apple", "spotify"}
