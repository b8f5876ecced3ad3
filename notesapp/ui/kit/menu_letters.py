"""The letters that choose an entry of an open menu."""

from __future__ import annotations


def choose_letters(titles: dict[str, str]) -> dict[str, str]:
    """A letter to press in an open menu for each id, none twice.

    First every entry may have its first letter, then those left an initial, else any letter;
    where none is free, another entry gives way to a letter of its own that is. An entry stays
    without only where there are not enough letters for all.
    """
    taken: dict[str, str] = {}
    for key, title in titles.items():
        letter = title[:1].lower()
        if letter.isalnum() and letter not in taken:
            taken[letter] = key
    for key in titles:
        if key not in taken.values():
            _find(key, titles, taken, set())
    return {key: letter for letter, key in taken.items()}


def _find(key: str, titles: dict[str, str], taken: dict[str, str], asked: set[str]) -> bool:
    """Give an entry a letter, moving others along; an augmenting path of a bipartite matching."""
    letters = [letter for letter in _letters(titles[key]) if letter not in asked]
    for letter in letters:
        if letter not in taken:
            taken[letter] = key
            return True
    for letter in letters:
        asked.add(letter)
        if _find(taken[letter], titles, taken, asked):
            taken[letter] = key
            return True
    return False


def _letters(title: str) -> list[str]:
    initials = "".join(word[0] for word in title.split())
    return [letter for letter in dict.fromkeys((initials + title).lower()) if letter.isalnum()]


def with_letter(title: str, letter: str) -> str:
    """The title with its letter marked, at the start of a word where it has one there."""
    places = [i for i, c in enumerate(title) if letter and c.lower() == letter]
    first = [i for i in places if i == 0 or title[i - 1] == " "] or places
    safe = title.replace("&", "&&")
    return f"{title[: first[0]]}&{title[first[0] :]}" if first and safe == title else safe
