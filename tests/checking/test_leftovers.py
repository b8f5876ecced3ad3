from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.checking import blanks, leftovers
from notesapp.checking.run import plan_safe_fixes
from notesapp.checking.subject import subject_of
from notesapp.core.lines import plain
from notesapp.core.parser import parse
from tests.checking.fixing import fixed_all, fixed_once, found_in, problems_of

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "episode-50.txt"
CHECKS = (*leftovers.CHECKS, *blanks.CHECKS)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Show\n\nText\n\nGuest User", [("cms-leftover", 5)]),
        ("Show\n\nText\n\n Guest User \n", [("cms-leftover", 5)]),
        ("Show\n\nGuest User\n\nUncategorized\n\nText", [("cms-leftover", 3)]),
        ("Show\n\nGuest User\n\nText\n\nGuest User", [("cms-leftover", 3), ("cms-leftover", 7)]),
        ("Show\n\n&nbsp;\n\nText", [("cms-leftover", 3)]),
        ("Show\n\nRead More", [("cms-button", 3)]),
        ("Show\n\n<!-- wp:paragraph -->\nText\n<!-- /wp:paragraph -->", [("cms-comments", 3)]),
        ('Show\n\n[caption id="a" width="3"]x[/caption]', [("cms-code", 3)]),
        (f"Show\n\n{NBSP}\n{NBSP} \n\nText", [("invisible-blanks", 3)]),
        ("Show\n\n\u200b\n\nText\n\n\ufeff", [("invisible-blanks", 3), ("invisible-blanks", 7)]),
        ("Show\n\nSome\u200b words", [("invisible-inside", 3)]),
        ("Show\n\nSubscribe via:\n\n", [("empty-links", 3)]),
        ("Show\n\nSubscribe via:\n\n## Links\n", [("empty-links", 3)]),
        ("Show\n\n**Abonniert uns überall:**\n\nFrage: a?\n\nAntwort: b", [("empty-links", 3)]),
        ("Show\n\nSuscríbete en tu plataforma favorita:\n\n---\n", [("empty-links", 3)]),
        ("Show\n\nListen on your favourite app:\n\nQ: a? [0:10]\n\nA: b", [("empty-links", 3)]),
    ],
)
def test_what_an_editor_left_is_found(text: str, expected: list[tuple[str, int]]):
    assert found_in(CHECKS, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Guest User\n\nText",  # the title
        "Show\n\nOur guest user tells all",
        "Show\n\nGuest User: who is that?",
        "---\ntitle: Show\nx: |\n  Guest User\n---\n\nText",
        "Show\n\n```\nGuest User\n\u00a0\n\n<!-- wp:x -->\n```",
        "Show\n\nRead more about it",
        "Show\n\n<!-- a comment of mine -->",
        "Show\n\n[caption](https://example.org) and [gallery] and [the caption of it]",
        f"Show\n\n10{NBSP}km",
        "Show\n\n\n\nText",
        "Show\n\nไทย\u200bไทย",
        "Show\n\nMan\u200c and \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "Show\n\n1\u200b:16 Topic",
        "Show\n\nSubscribe via:\n\n[Apple](https://example.org)",
        "Show\n\nSubscribe via:\n\nApple | Spotify | Overcast",
        "Show\n\nSubscribe via:\n\n- my own feed, which is the best of all there are to have\n",
        "Show\n\nSubscribe at https://example.org:\n\n",
        "Show\n\nSubscribe now\n\n",
        "Show\n\nWhat we said:\n\n",
    ],
)
def test_what_only_resembles_it_is_left_alone(text: str):
    assert found_in(CHECKS, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb\n\nGuest User", "a\n\nb"),
        ("a\n\nb\n\nGuest User\n", "a\n\nb\n"),
        ("a\n\nGuest User\n\nb\n", "a\n\nb\n"),
        ("a\nb\nGuest User\nc", "a\nb\n\nc"),
        ("a\n\nb\nGuest User\n\nc", "a\n\nb\n\nc"),
        ("a\n\nGuest User\nc", "a\n\nc"),
        ("a\n\n\nGuest User\n\nc", "a\n\n\nc"),
        ("a\n\nGuest User\n\nUncategorized\n\nc", "a\n\nc"),
        ("a\r\n\r\nGuest User\r\n\r\nc\r\n", "a\r\n\r\nc\r\n"),
        ("a\r\nb\r\nGuest User\r\nc", "a\r\nb\r\n\r\nc"),
    ],
)
def test_the_line_goes_and_what_stands_around_stays_apart(text: str, expected: str):
    assert fixed_all(CHECKS, text, "remove-leftover") == expected


def test_invisible_lines_become_one_empty_line():
    text = f"a\n\n{NBSP}\n{NBSP}\n\nb\r\n{NBSP}\r\nc\n{NBSP}"
    assert fixed_all(CHECKS, text, "empty-blanks") == "a\n\nb\r\n\r\nc\n"


def test_invisible_characters_go_where_the_line_reads_the_same():
    text = "Show\n\nsome\u200b wo\ufeffrds\n\n1\u200b:16 Topic\n\nmore\u2060"
    fixed = fixed_all(CHECKS, text, "drop-invisible")
    assert fixed == "Show\n\nsome words\n\n1\u200b:16 Topic\n\nmore"


@pytest.mark.parametrize(
    "line",
    [
        "see https://a.org\u200band more",
        "see https://a.org/x\u200by",
        "word\u200bhttps://a.org",
    ],
)
def test_an_address_never_grows_or_goes_with_an_invisible_character(line: str):
    (problem,) = problems_of(CHECKS, f"Show\n\n{line}")
    assert (problem.id, problem.line, problem.fix) == ("invisible-inside", 3, "")


def test_a_block_that_is_only_a_comment_keeps_its_address():
    text = 'Show\n\n<!-- wp:embed {"url":"https:\\/\\/a.org"} /-->\n\n<!-- wp:more /-->\n\nb\n'
    assert "a.org" in fixed_all(CHECKS, text, "remove-comments")
    assert "wp:more" not in fixed_all(CHECKS, text, "remove-comments")


def test_the_comments_of_the_editor_go_all_at_once():
    text = (
        '<!-- wp:heading {"level":2} -->\n## a\n<!-- /wp:heading -->\n\n'
        "<!-- wp:paragraph -->\nb\n<!-- /wp:paragraph -->\n\n<!-- wp:x /-->\n"
    )
    (problem,) = problems_of(leftovers.CHECKS, text)
    assert fixed_once(text, problem) == "## a\n\nb\n"


def test_a_line_that_asks_for_a_subscription_is_only_removed_by_hand():
    text = "a\n\nSubscribe via:\n\nQ: b? [0:10]\n\nA: c"
    (problem,) = problems_of(leftovers.CHECKS, text)
    assert fixed_once(text, problem) == "a\n\nQ: b? [0:10]\n\nA: c"
    changed = text.replace("Subscribe via:", "Goodbye:")
    assert fixed_once(changed, problem) == changed


WORDS = st.sampled_from(
    [
        *("a", "b c", "", "", NBSP, f" {NBSP}", "\u200b", "\ufeff", "Guest User", "Uncategorized"),
        *("&nbsp;", "<!-- wp:x -->", "wo\u200brd", "Subscribe via:", "Q: a? [0:10]", "```", "---"),
        *("Guest User\r", "\r", "a\r", "3\u200b:16", "*\u200ba*", "- x", "# h", "Read More"),
    ]
)
SAFE = ("remove-leftover", "empty-blanks", "drop-invisible", "remove-comments")


@given(st.lists(WORDS, max_size=14), st.sampled_from(SAFE))
def test_fixes_come_to_rest_and_keep_the_words(lines: list[str], fix: str):
    text = "\n".join(lines)
    fixed = fixed_all(CHECKS, text, fix)
    assert fixed_all(CHECKS, fixed, fix) == fixed
    gone = {"Guest User", "Uncategorized", "<!-- wp:x -->", ""}

    def words(of: str) -> list[str]:
        return [w for line in of.split("\n") if (w := plain(line)) not in gone]

    assert words(fixed) == words(text)
    assert parse(fixed).title == parse(text).title or "title" not in parse(text).header.values


@given(st.text(alphabet=f"a: \n\r{NBSP}\u200b\ufeff*`[]&;<>!-wp/GuestUr"))
def test_the_checks_and_fixes_are_total(text: str):
    for problem in problems_of(CHECKS, text):
        fixed_once(text, problem)
        assert fixed_once("", problem) == ""


@pytest.mark.skipif(not SEED.exists(), reason="the seed is not here")
def test_the_seed_names_its_leftovers():
    text = SEED.read_text("utf-8")
    assert found_in(CHECKS, text) == [
        ("empty-links", 8),
        ("invisible-blanks", 10),
        ("cms-leftover", 32),
    ]
    for fix in SAFE:
        text = fixed_all(CHECKS, text, fix)
    old = SEED.read_text("utf-8").replace(f"\n\n{NBSP}\n{NBSP}\n\n", "\n\n")
    assert text == old.removesuffix("\n\nGuest User")
    assert found_in(CHECKS, text) == [("empty-links", 8)]
    plan = plan_safe_fixes(subject_of(parse(SEED.read_text("utf-8"))))
    assert plan.text == text
    assert {problem.id for problem in plan.fixed} == {"invisible-blanks", "cms-leftover"}
