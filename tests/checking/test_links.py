from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.checking.links import CHECKS
from notesapp.core.problems import Severity
from tests.checking.fixing import fixed_all, fixed_once, found_in, problems_of

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "episode-50.txt"
ASKED = "Show\n\nQ: a? [0:10]\n"
LIST = "Show\n\n## Resources\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIST + "Ana on LinkedIn | Twitter", [("link-no-address", 5)]),
        (LIST + "- Ana's book", [("link-no-address", 5)]),
        (LIST + "Example.com", [("link-no-address", 5)]),
        ("Show\n\nYou may submit one here and wait.", [("link-no-address", 3)]),
        ("Show\n\nKlicken Sie hier", [("link-no-address", 3)]),
        ("Show\n\nsee [words]() there", [("link-no-address", 3)]),
        ("Show\n\nsee [words](htp://a.org) there", [("link-malformed", 3)]),
        ("Show\n\nsee https//a.org there", [("link-malformed", 3)]),
        ("Show\n\nsee http:/a.org.", [("link-malformed", 3)]),
        ("Show\n\nsee https://https://a.org", [("link-malformed", 3)]),
        ("Show\n\nsee [a](https://)", [("link-malformed", 3)]),
        ("Show\n\nsee [a](https://a.org/x y)", [("link-malformed", 3)]),
        ("Show\n\nsee [a](notes.pdf), [b](/episodes/12)", [("link-malformed", 3)] * 2),
        ("Show\n\nsee www.example.org", [("link-no-scheme", 3)]),
        ("Show\n\nsee [a](example.org/x)", [("link-no-scheme", 3)]),
        ("Show\n\nsee http://a.org and <http://b.org>", [("link-not-https", 3)] * 2),
        (LIST + "- https://a.org\n- [a](https://www.a.org/)", [("link-twice", 6)]),
        ("Show\n\nsee https://a.org/?fbclid=1", [("link-tracking", 3)]),
        ("---\nlink: http://a.org\n---\n\nShow", [("link-not-https", 2)]),
        ("---\naudio_url: a.mp3\n---\n\nShow", [("link-malformed", 2)]),
        ("---\nlinks: [a.org, https://b.org/?gclid=1]\n---\n\nShow", [
            ("link-no-scheme", 2),
            ("link-tracking", 2),
        ]),
        ('Show\n\nQ: a? [0:10]\n{: url="www.a.org" }\n\nA: b', [("link-no-scheme", 4)]),
        ('Show\n\nQ: a? [0:10]\n{: image="http://a.org/b.png" }\n\nA: b', [("link-not-https", 4)]),
    ],
)  # fmt: skip
def test_links_that_lead_nowhere_are_found(text: str, expected: list[tuple[str, int]]):
    assert sorted(found_in(CHECKS, text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Show\n\nAna on LinkedIn | Twitter",
        LIST + "- [Ana](https://a.org) | [Ben](https://b.org)",
        LIST + "All of this was made by people who like it.",
        "Show\n\nSubmit one [here](https://a.org) and wait. We are here to submit.",
        "Show\n\nQ: Do I click here? [0:10]",
        "Show\n\n`https//a.org` and `[a]()`",
        "Show\n\n```\nsee https//a.org www.example.org [a]()\n```",
        "Show\n\nHTTP/2 and http/1.1 begin with https:// in a browser",
        "Show\n\nsee [2:04](#t=124) and [a](#part)",
        'Show\n\n[a](https://a.org "with a title")',
        "Show\n\nhttps://web.archive.org/web/2020/http://a.org",
        "Show\n\nhttps://a.org and again https://a.org",
        "---\naudio_url: https://cdn.example.org/a.mp3?utm_source=rss\nimage: cover.png\n---\n\nS",
        "Show\n\n## Sponsors\n\nhttps://a.org/?utm_source=ours",
        "Show\n\nhttps://a.org/?utm_medium=podcast",
        "Show\n\nhttps://a.org/?utm_medium=description",
        "Show\n\n20% off at https://a.org/?utm_source=x",
        "Show\n\nThis episode is brought to you by [A](https://a.org/?utm_source=x).",
        "---\npodcast: Hive Talk\n---\n\nShow\n\nhttps://a.org/?utm_source=hive_talk",
        "Show\n\nsee [a](#c.2), and f[i](j), or (d)[e](3)",
        "Show\n\n4//5 and a:/b and either//or",
    ],
)
def test_what_only_resembles_it_is_left_alone(text: str):
    assert found_in(CHECKS, text) == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (LIST + "- Example.com\n", LIST + "- https://Example.com\n"),
        ("Show\n\n[a](www.a.org)", "Show\n\n[a](https://www.a.org)"),
        ("Show\n\nsee https//a.org/x.\r\nb", "Show\n\nsee https://a.org/x.\r\nb"),
        ("---\nlink: a.org # ours\n---\n\nS", "---\nlink: https://a.org # ours\n---\n\nS"),
        (ASKED + '{: url="http://a.org" }', ASKED + '{: url="https://a.org" }'),
    ],
)  # fmt: skip
def test_the_address_that_was_meant_is_written(text: str, fixed: str):
    problem = next(p for p in problems_of(CHECKS, text) if p.fix)
    assert fixed_once(text, problem) == fixed
    assert fixed_once(fixed, problem) == fixed


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("- Ana on LinkedIn", Severity.ADVICE),
        ("- Ana's newsletter", Severity.ADVICE),
        ("Ana | Ben", Severity.ADVICE),
        ("- [Ana]()", Severity.ADVICE),
        ("- The Life of the Bee, by Maurice Maeterlinck", Severity.NOTE),
        ("- The Hive (film, 1998)", Severity.NOTE),
    ],
)
def test_a_book_in_a_list_of_links_is_only_noted(line: str, severity: Severity):
    (problem,) = problems_of(CHECKS, LIST + line)
    assert (problem.id, problem.severity) == ("link-no-address", severity)


def test_tracking_goes_out_of_all_addresses_of_a_line():
    text = (
        '---\nlinks: ["https://a.org/?utm_source=x#y"]\n---\n\nShow\n\n'
        "[a](https://a.org/?id=1&fbclid=2) and https://youtu.be/x?si=1&t=4, done\r\n"
    )
    fixed = fixed_all(CHECKS, text, "strip-tracking")
    assert fixed == (
        '---\nlinks: ["https://a.org/#y"]\n---\n\nShow\n\n'
        "[a](https://a.org/?id=1) and https://youtu.be/x?t=4, done\r\n"
    )


def test_a_header_that_cannot_be_read_is_not_touched():
    text = "---\ntitle: a: b\nlink: http://a.org/?fbclid=1\n---\n\nShow"
    assert [p.fix for p in problems_of(CHECKS, text)] == [""]


def test_one_line_says_once_what_has_no_address():
    (problem,) = problems_of(CHECKS, LIST + "Ana | Ben | Cleo | Dora")
    assert "“Ana” and “Ben” and “Cleo” and 1 more" in problem.message


@given(
    st.lists(
        st.sampled_from(
            [
                *("## Resources", "", "Ana | Ben", "Example.com", "[a]()", "see https//a.org x"),
                *("https://a.org/?utm_source=1&id=2", "http://b.org", "www.c.org", "`https//x.y`"),
                *("[a](https://a.org?fbclid=1#x)\r", "Q: a? [0:10]", '{: url="www.a.org" }', "---"),
                *("link: https://a.org?gclid=1", "links: [a.org, Ana]", "x: {", "```"),
                "](http:// a",
            ]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_fixes_come_to_rest_and_are_total(lines: list[str]):
    text = "\n".join(lines)
    for fix in ("strip-tracking", "write-address"):
        fixed = fixed_all(CHECKS, text, fix)
        assert fixed_all(CHECKS, fixed, fix) == fixed
        assert fixed.count("\n") == text.count("\n")
    for problem in problems_of(CHECKS, text):
        assert fixed_once("", problem) == ""


@pytest.mark.skipif(not SEED.exists(), reason="the seed is not here")
def test_the_seed_names_its_links_without_address():
    problems = problems_of(CHECKS, SEED.read_text("utf-8"))
    assert [(p.id, p.line, p.fix) for p in problems] == [
        ("link-no-address", 6, ""),
        ("link-no-address", 28, ""),
        ("link-no-address", 30, "write-address:MelissaPerri.com"),
    ]
