from __future__ import annotations

import json
from typing import Any

from notesapp.formats.base import AudioInfo
from notesapp.formats.registry import format_of
from tests.formats.episodes import TEXTS, snapshot_of

ENTRY = format_of("json")


def written(text: str, audio: AudioInfo | None = None) -> dict[str, Any]:
    return json.loads(ENTRY.write(snapshot_of(text, audio)))


def test_times_are_numbers_whole_where_they_are():
    found = written("[0:00] a\n[1:01.500] b\n[1:02.001] c\n[100:00:01.999] d")
    starts = [chapter["startTime"] for chapter in found["chapters"]]
    assert starts == [0, 61.5, 62.001, 360001.999]
    assert isinstance(starts[0], int)
    assert found["version"] == "1.2.0"


def test_ends_stand_only_where_they_were_written_and_fit():
    found = written("[0:00 - 0:10] a\n[0:20 - 0:50] b\n[0:30] c\n[0:40 - 0:39] d")
    assert [chapter.get("endTime") for chapter in found["chapters"]] == [10, None, None, None]


def test_silent_chapters_are_kept_as_such():
    found = written('Q: a [0:00]\n{: toc="no" }\n\nQ: b [0:10]')
    assert [chapter.get("toc") for chapter in found["chapters"]] == [False, None]


def test_addresses_are_cleaned_and_others_reported():
    text = (
        'Q: a [0:00]\n{: url="https://ä.org/ö" image="https://a.b/c.jpg" }\n\n'
        'Q: b [0:10]\n{: url="javascript:x" image="local.jpg" }\n'
    )
    first, second = written(text)["chapters"]
    assert first["url"] == "https://xn--4ca.org/%C3%B6"
    assert first["img"] == "https://a.b/c.jpg"
    assert "url" not in second and "img" not in second
    losses = ENTRY.losses(snapshot_of(text))
    assert [loss.message.split()[0] for loss in losses] == ["Pictures", "Links"]


def test_order_repeats_and_the_end_of_the_audio():
    found = written("[0:30] b\n[0:00] a\n[0:30] b\n[9:00] late", AudioInfo("a.mp3", 60_000))
    assert [c["title"] for c in found["chapters"]] == ["a", "b"]
    assert found["fileName"] == "a.mp3"


def test_titles_are_clean_lines():
    found = written('Q: a [0:00]\n{: chapter="e\u0301\u202e-->\\"x\\" ]]>" }')
    assert found["chapters"][0]["title"] == 'é-->"x" ]]>'


def test_every_text_gives_a_fitting_document():
    for text in TEXTS.values():
        document = written(text)
        starts = [chapter["startTime"] for chapter in document["chapters"]]
        assert starts == sorted(starts)
        assert all(chapter["title"] for chapter in document["chapters"])
        assert all(start >= 0 for start in starts)
