"""Whoever reads a problem can read why it is one, and whose rule it is."""

from __future__ import annotations

import re

import pytest

from notesapp.checking.check import Check
from notesapp.checking.table import CHECKS, FIXES, check_of, fix_of
from notesapp.core.destinations import destination_of

ROWS = [pytest.param(entry, id=f"{entry.id}/{entry.destination}") for entry in CHECKS]


@pytest.mark.parametrize("entry", ROWS)
def test_every_check_says_why(entry: Check):
    assert entry.explanation.endswith(".") and len(entry.explanation) > 30
    assert entry.title and not entry.title.endswith(".")
    assert check_of(entry.id, entry.destination) is entry


@pytest.mark.parametrize("entry", [row for row in ROWS if row.values[0].destination])
def test_a_rule_of_a_destination_has_a_source_and_a_date(entry: Check):
    assert destination_of(entry.destination) is not None
    assert entry.source
    assert re.fullmatch(r"20\d\d-\d\d", entry.read_on)


def test_fixes_have_names_of_their_own():
    keys = [entry.key for entry in FIXES]
    assert len(keys) == len(set(keys))
    for entry in FIXES:
        assert ":" not in entry.key
        assert entry.title[0].isupper() and not entry.title.endswith(".")
        assert fix_of(entry.key) is fix_of(f"{entry.key}:what it needs") is entry
