"""What can be published has one key each, and what shows remember is still understood."""

from __future__ import annotations

import pytest

from notesapp.core.shows import read_show
from notesapp.errors import UsageError
from notesapp.formats.registry import FORMATS
from notesapp.publishing.items import (
    USUAL,
    Kind,
    block_destinations,
    chosen_set,
    item_of,
    parse_keys,
    set_of,
    settings_of,
)


def test_no_two_items_write_the_same_file() -> None:
    keys = [entry.key for entry in FORMATS] + [entry.key for entry in block_destinations()]
    keys += ["description:youtube", "description:podigee"]
    names = [name for key in keys for name in item_of(key).names("rye")]
    assert len(names) == len({name.casefold() for name in names}) > len(keys)


def test_the_names_of_blocks_are_known_beforehand() -> None:
    assert item_of("apple").names("rye") == ("rye.apple.txt", "rye.apple.html")
    assert item_of("description:podigee").names("") == ("notes.podigee.description.txt",)
    assert item_of("apple").kind is Kind.BLOCK
    assert item_of("html").destination == "web"


@pytest.mark.parametrize("text", ["html,nothing", "", "html,", "description:nobody"])
def test_unknown_keys_are_refused_in_words(text: str) -> None:
    with pytest.raises(UsageError) as trouble:
        parse_keys(text)
    assert "Choose from" in trouble.value.sentence


def test_keys_are_read_once_each_in_their_order() -> None:
    assert parse_keys("html, apple,embed,html") == ("html", "apple", "embed")


def test_what_a_show_remembers_is_understood_whenever_it_was_written() -> None:
    assert chosen_set(None) == set_of(None) == USUAL
    assert chosen_set(()) == ()
    assert chosen_set(("html", "description", "gone", "description:podigee")) == (
        *("html", "apple", "spotify", "youtube", "description:podigee"),
    )
    assert chosen_set(("description:apple", "apple")) == ("apple",)


def test_the_show_s_options_hold_and_those_asked_for_are_stronger() -> None:
    show = read_show(
        "rye",
        "---\npodcast: Rye\nshow_set: [rss-item.namespaces=feed, youtube.chapters=last, a.b=c]\n"
        "---\n",
    )
    settings, unknown = settings_of(show, ["rss-item.namespaces=item"])
    assert settings["rss-item"] == {"namespaces": "item"}
    assert settings["youtube"] == {"chapters": "last"}
    assert unknown == ("a.b=c",)
    with pytest.raises(UsageError):
        settings_of(show, ["a.b=c"])
