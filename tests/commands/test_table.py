"""The command table: what menus and shortcuts are made from."""

from __future__ import annotations

import re

import pytest

from notesapp.commands.context import Need, context_of
from notesapp.commands.table import COMMANDS, MENUS, command, key_list, keys_of, title_of
from notesapp.core.parser import parse

NOTES = parse("Title\n\nQ: Rye? [0:10]\n\nA: Yes.")


def test_ids_are_unique_and_named_noun_verb() -> None:
    ids = [entry.id for entry in COMMANDS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+\d?", entry) for entry in ids)


def test_no_key_stands_for_two_commands() -> None:
    keys = [key for entry in COMMANDS for key in entry.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda c: c.id)
def test_keys_keep_clear_of_input_methods_and_screen_readers(entry: object) -> None:
    for key in entry.keys:  # type: ignore[attr-defined]
        assert not re.fullmatch(r"Alt\+[A-Z]", key)
        assert not key.startswith(("Ctrl+Alt+", "Meta+"))
        assert key not in ("Ctrl+Space", "Shift+Space", "Ctrl+;", "Ctrl+.", "Insert", "Caps Lock")


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda c: c.id)
def test_every_command_stands_in_a_menu_and_is_titled_in_sentence_case(entry: object) -> None:
    assert entry.menu in MENUS  # type: ignore[attr-defined]
    title = entry.title  # type: ignore[attr-defined]
    assert title[0].isupper() or title[0].isdigit()
    assert not title.endswith(".")


def test_titles_name_the_object_as_it_is_now() -> None:
    at_question = context_of(NOTES, 2, audio=True)
    at_answer = context_of(NOTES, 4, audio=True)
    assert title_of(command("segment.stamp"), at_question) == "Restamp this question"
    assert title_of(command("segment.stamp"), at_answer) == "Stamp this answer"
    assert title_of(command("segment.next"), at_question) == "Next answer, stamped"
    assert title_of(command("segment.next"), at_answer) == "Next question, stamped"


def test_needs_are_answered_by_the_context() -> None:
    stamp = command("segment.stamp")
    assert context_of(NOTES, 2, audio=False).missing(stamp.needs) is Need.AUDIO
    assert context_of(NOTES, 2, audio=True).missing(stamp.needs) is None
    assert context_of(None, 0, audio=True).missing(stamp.needs) is Need.NOTES
    hear = command("segment.hear")
    assert context_of(NOTES, 4, audio=True).missing(hear.needs) is Need.STAMP


def test_own_keys_replace_the_default_ones() -> None:
    stamp = command("segment.stamp")
    assert keys_of(stamp, {"segment.stamp": ["F8"]}) == ("F8",)
    assert keys_of(stamp, {}) == ("Ctrl+J", "F8")
    assert any(row[1] == "Undo" for row in key_list({}))
