"""Hostile texts in every place come out of every door as words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from notesapp.errors import UsageError
from notesapp.formats.registry import format_of
from tests.formats.episodes import AUDIO, TEXTS, snapshot_of
from tests.hostile.documents import DOCUMENTS, MARKS, in_words
from tests.hostile.judge import judge_page, judge_piece
from tests.hostile.outputs import TURNS, judge_styled, made, outputs
from tests.hostile.payloads import GROUPS, PAYLOADS

EACH = pytest.mark.parametrize("name", PAYLOADS)
WHOLE = ("html plain", "html paper", "html studio", "html-embed yes", "html-feed", "preview")


def test_there_are_payloads_enough():
    assert len(PAYLOADS) == sum(map(len, GROUPS.values())) >= 60
    assert len(set(PAYLOADS.values())) == len(PAYLOADS)


@EACH
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
def test_nothing_unsafe_comes_out(document: Callable[[str], str], name: str):
    payload = PAYLOADS[name]
    faults = []
    for output, judge, markup in outputs(document(payload), turn_of(document, name)):
        verdict = judge(markup)
        faults += [f"{output}: {fault}" for fault in verdict.faults]
        if document is in_words and output in WHOLE:
            faults += [f"{output}: lost {word}" for word in lost_words(payload, verdict.text)]
            wanted = set(MARKS) - ({"aatitle"} if output in ("html-feed", "preview") else set())
            faults += [f"{output}: lost {mark}" for mark in wanted if mark not in verdict.text]
    assert faults == []


def turn_of(document: Callable[[str], str], name: str) -> int:
    """Whose turn it is: each payload's documents are given to all that take turns."""
    return DOCUMENTS.index(document) + list(PAYLOADS).index(name)


def test_every_payload_and_every_document_meet_every_output():
    assert all(len(row) <= len(DOCUMENTS) for row in TURNS)
    for row in TURNS:
        for name in PAYLOADS:
            assert {turn_of(document, name) % len(row) for document in DOCUMENTS} == set(
                range(len(row))
            )
        for document in DOCUMENTS:
            assert {turn_of(document, name) % len(row) for name in PAYLOADS} == set(range(len(row)))


def lost_words(payload: str, seen: str) -> set[str]:
    """Words of a payload that nobody sees; an entity may be shown as itself or as its sign."""
    found = words_of(seen) | words_of(html.unescape(seen))
    return words_of(payload) & words_of(html.unescape(payload)) - found


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", text.lower()))


@EACH
@pytest.mark.parametrize("key", ["html", "html-embed"])
def test_settings_are_known_or_refused(key: str, name: str):
    payload = PAYLOADS[name]
    for option in ("accent", "theme"):
        with pytest.raises(UsageError) as found:
            format_of(key).write(snapshot_of("T", AUDIO, **{option: payload}))
        assert "\n" not in found.value.sentence
    odd = {"scheme": payload, "notes": payload, "chapters": payload}
    markup = format_of(key).write(snapshot_of(TEXTS["golden"], AUDIO, **odd))
    judge = judge_page if key == "html" else judge_styled
    assert judge(markup).faults == ()


@EACH
def test_a_file_name_is_only_a_name(name: str):
    audio = replace(AUDIO, name=PAYLOADS[name], mime=PAYLOADS[name])
    assert judge_page(made("html", snapshot_of("Q: a [1:00]", audio))).faults == ()


@pytest.mark.parametrize(
    "piece",
    [
        "<script>1</script>",
        "<b onclick=x>a</b>",
        "<a href='java\tscript:x'>a</a>",
        "<a href=' javascript:x'>a</a>",
        "<a href='//evil.example'>a</a>",
        "<img src='mailto:a@b'>",
        "<svg></svg>",
        "<b style='color:red'>a</b>",
        "<!-- a -->",
        "<p id=document>a</p>",
        "<style>a{}</style>",
        "<iframe></iframe>",
        "<form></form>",
    ],
)
def test_the_judge_sees_what_is_unsafe(piece: str):
    assert judge_piece(piece).faults
    assert judge_piece("<p>a <a href='https://a.example/'>b</a></p>").faults == ()


def test_the_judge_of_pages_knows_a_changed_page():
    sound = made("html", snapshot_of(TEXTS["golden"], AUDIO))
    assert judge_page(sound).faults == ()
    for old, new in (
        ('"use strict"', '"use loose"'),
        ("script-src", "script-src *"),
        ("</body>", "<script>1</script></body>"),
        ('<meta name="color-scheme"', '<meta http-equiv="refresh"'),
        (":root {", "a { background: url(x) } :root {"),
    ):
        assert judge_page(sound.replace(old, new, 1)).faults, new
