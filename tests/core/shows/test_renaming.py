"""A rename reaches header, labels, text and attributes, and nothing else."""

from __future__ import annotations

import re

from hypothesis import given

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.renaming import people_in, rename
from notesapp.core.parser import parse
from tests.core.texts import texts

TEXT = """---
podcast: "The Garden"
speakers: ["Nora", "Tom Ashby"]  # both
guests: ["Tom Ashby"]
---

Tom Ashby, and not Tom Ashbyson: [Tom Ashby](https://example.org/Tom Ashby)

Nora: Why, Tom Ashby? [1:00]
{: chapter="Tom Ashby says" url="https://example.org/TomAshby" }

Tom Ashby: Because `Tom Ashby`. [2:00]
"""


def test_a_rename_is_carried_everywhere() -> None:
    notes = parse(TEXT)
    done = rename(notes, "Tom Ashby", "Tom Ashley")
    after = apply_edits(TEXT, done.edits)
    assert (done.in_header, done.in_labels, done.in_text, done.count) == (2, 1, 4, 7)
    assert 'speakers: ["Nora", "Tom Ashley"]  # both' in after
    assert "Tom Ashbyson" in after
    assert 'chapter="Tom Ashley says" url="https://example.org/TomAshby"' in after
    assert "Tom Ashley: Because `Tom Ashby`." in after
    new = parse(after)
    assert [s.kind for s in new.segments] == [s.kind for s in notes.segments]
    assert [s.start_ms for s in new.segments] == [s.start_ms for s in notes.segments]
    assert people_in(new) == ("Nora", "Tom Ashley")


@given(texts)
def test_renaming_there_and_back_gives_the_same_words(text: str) -> None:
    notes = parse(text)
    done = rename(notes, "Bees", "Zebras")
    after = apply_edits(text, done.edits)
    if "Zebras" in text:
        return
    if done.in_header == 0 and not any("{:" in notes.lines[n] for n in done.lines):
        assert after.replace("Zebras", "Bees") == text
    untouched = [line for n, line in enumerate(notes.lines) if n not in done.lines]
    assert [line for line in after.split("\n") if line in untouched or "Zebras" in line] or not (
        untouched
    )
    if "`" not in text and "](" not in text and not re.search(r"https?:|www|@", text):
        body = "\n".join(after.split("\n")[parse(after).header.last_line + 1 :])
        fenced = any(node.kind == "code" for node in notes.nodes)
        assert fenced or not re.search(r"(?<!\w)Bees(?!\w)", body)


def test_nothing_where_nothing_is_named() -> None:
    notes = parse(TEXT)
    assert rename(notes, "", "x").edits == ()
    assert rename(notes, "Tom Ashby", " Tom  Ashby ").edits == ()
    assert rename(notes, "Nobody", "x").count == 0
