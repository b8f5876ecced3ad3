"""A letter for every entry of a menu."""

from __future__ import annotations

from notesapp.ui.kit.menu_letters import choose_letters


def test_first_letters_first() -> None:
    assert choose_letters({"a": "Undo", "b": "Redo", "c": "Undo all"}) == {
        "a": "u",
        "b": "r",
        "c": "a",
    }


def test_one_gives_way_where_the_last_has_no_letter_left() -> None:
    titles = {"1": "Ab", "2": "Ba", "3": "Bac"}
    letters = choose_letters(titles)
    assert sorted(letters) == ["1", "2", "3"]
    assert len(set(letters.values())) == 3
    assert all(letter in titles[key].lower() for key, letter in letters.items())


def test_too_many_entries_leave_some_without() -> None:
    letters = choose_letters({str(n): "Ab" for n in range(3)})
    assert sorted(letters.values()) == ["a", "b"]
