"""Snippets: their variables, and the file they are kept in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.snippets import (
    DEFAULTS,
    VARIABLES,
    Snippet,
    expand,
    read_snippets,
    variables_in,
    write_snippets,
)
from tests.core.texts import any_text, texts

names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1)


def test_variables_are_filled_in_and_the_caret_stands_where_its_mark_was() -> None:
    made = expand("At {{time}} {{ guest }}: {{caret}}!{{caret}}", {"time": "2:04", "guest": "Bo"})
    assert made.text == "At 2:04 Bo: !"
    assert made.caret == len("At 2:04 Bo: ")


def test_what_is_no_variable_stays() -> None:
    text = "{{unknown}} {time} {{Time}} {{ }}"
    assert expand(text, {"time": "2:04"}) == expand(text, {})
    assert expand(text, {}).text == text
    assert expand(text, {}).caret is None


@given(any_text, any_text)
def test_a_value_is_never_expanded_again(before: str, value: str) -> None:
    made = expand(before.replace("{", "") + "{{title}}", {"title": value})
    assert made.text == before.replace("{", "") + value


@given(st.lists(st.tuples(names, texts), max_size=4))
def test_snippets_come_back_from_their_file(pairs: list[tuple[str, str]]) -> None:
    kept = [Snippet(name, text.replace("\r", "").strip("\n")) for name, text in pairs]
    assert read_snippets(write_snippets(kept)) == tuple(kept)


def test_a_file_by_hand_is_read() -> None:
    text = "Mine.\n\n# One\ntext\n\n## Heading\n\\# not a name\n# Two\n"
    assert read_snippets(text) == (
        Snippet("One", "text\n\n## Heading\n# not a name"),
        Snippet("Two", ""),
    )


def test_the_defaults_use_known_variables() -> None:
    known = {name for name, _ in VARIABLES}
    assert {name for snippet in DEFAULTS for name in variables_in(snippet.text)} <= known
    assert read_snippets(write_snippets(DEFAULTS)) == DEFAULTS
