from __future__ import annotations

import pytest

from notesapp.formats.base import AudioInfo
from notesapp.formats.description import PRESETS
from notesapp.formats.registry import format_of
from tests.formats.episodes import snapshot_of

ENTRY = format_of("description")
EPISODE = """Episode 4: Bread

What bread wants.

Q: How warm? [0:20.900]

A: Warm. [0:40]

Q: How long? [1:02:03]
{: chapter="Time <b>heals</b>" }

Resources

- [Flour](https://example.org/flour)
"""


def block(text: str, preset: str = "", **options: str) -> str:
    return ENTRY.write(snapshot_of(text, None, preset, **options))


def messages(text: str, preset: str = "", audio: AudioInfo | None = None) -> str:
    return " ".join(loss.message for loss in ENTRY.losses(snapshot_of(text, audio, preset)))


def test_the_whole_description():
    assert block(EPISODE) == (
        "What bread wants.\n\n"
        "00:00:00 Intro\n"
        "00:00:20 How warm?\n"
        "01:02:03 Time ‹b›heals‹/b›\n\n"
        "Resources\n\n"
        "• Flour: https://example.org/flour\n"
    )


def test_the_chapters_alone():
    assert block(EPISODE, parts="chapters").splitlines()[0] == "00:00:00 Intro"
    assert "Flour" not in block(EPISODE, parts="chapters")


@pytest.mark.parametrize(
    ("preset", "line"),
    [
        ("strict", "00:20 How?"),
        ("youtube", "00:20 How?"),
        ("apple", "00:20 How?"),
        ("spotify", "(00:20) How?"),
        ("spotify-dash", "00:20-How?"),
        ("transistor", "00:20 - How?"),
        ("podcastpage", "(00:20) - How?"),
        ("podigee", "00:00:20 - How?"),
        ("riverside", "00:00:20 How?"),
    ],
)
def test_presets(preset: str, line: str):
    assert line in block("Q: How? [0:20]", preset).splitlines()


def test_every_preset_is_tried_above():
    assert [preset.key for preset in PRESETS] == list(ENTRY.presets)
    assert len(PRESETS) == 9


def test_times_have_one_width():
    lines = block("[59:59] a\n[60:00] b\n[100:00:00] c").splitlines()
    assert lines == ["000:00:00 Intro", "000:59:59 a", "001:00:00 b", "100:00:00 c"]


def test_a_long_episode_has_hours_everywhere():
    text = ENTRY.write(snapshot_of("[0:10] a", AudioInfo("a.mp3", 3_600_000)))
    assert text.splitlines() == ["00:00:00 Intro", "00:00:10 a"]


def test_after_flooring_the_first_of_a_second_stays():
    text = "[0:00.400] Start\n[0:20.100] One\n[0:20.900] Two\n[0:30] Three"
    assert block(text).splitlines() == ["00:00 Start", "00:20 One", "00:30 Three"]
    assert "same second" in messages(text)


def test_silent_chapters_stay_silent():
    text = 'Q: a [0:00]\n{: toc="no" }\n\nQ: b [0:20]\n\nQ: c [0:40]'
    assert block(text).splitlines() == ["00:00 Intro", "00:20 b", "00:40 c"]
    assert "Silent" in messages(text)


def test_what_platforms_would_not_show_is_said():
    assert "no chapters" in messages("Words only.")
    assert "Fewer than three" in messages("Q: a [0:20]")
    assert "0:00" in messages("---\nintro: no\n---\n\nQ: a [0:20]")
    assert "past" not in messages("Q: a [0:20]\n\nQ: b [9:00]")
    past = messages("Q: a [0:20]\n\nQ: b [9:00]", audio=AudioInfo("a.mp3", 60_000))
    assert "after the end" in past
    assert "shorter than ten seconds" in messages("[0:00] a\n[0:20] b\n[0:29] c")
    assert "shorter" not in messages("[0:00] a\n[0:20] b\n[0:30] c")
    title = "x" * 150
    assert "cut at 100" in messages(f'Q: a [0:20]\n{{: chapter="{title}" }}')


def test_all_that_a_line_cannot_hold_is_said():
    text = 'Q: a <b>? [0:20.250-0:25]\n{: url="https://a.b/" image="c.jpg" }\n\n'
    text += "Q: d [0:40]\n\nQ: e [1:00]"
    assert messages(text) == (
        "Links of chapters are left out. Pictures of chapters are left out."
        " Ends of chapters are left out: each lasts until the next one."
        " Times are rounded down to whole seconds. Angle brackets in titles become ‹ and ›."
    )
    assert messages("Q: a [0:00]\n\nQ: b [0:20]\n\nQ: c [0:40]") == ""
    silent_first = 'Q: a [0:00]\n{: toc="no" }\n\nQ: b [0:20]\n\nQ: c [0:40]'
    assert "“Intro” is added" in messages(silent_first)


def test_limits_are_counted_in_the_platforms_unit():
    text = "é" * 2500 + "\n\nmore\n\n[0:00] a\n[0:20] b\n[0:40] c"
    text = "Title\n\n" + text
    assert "4000 bytes" in messages(text, "apple")
    assert messages(text, "spotify") == messages(text, "youtube") == ""


def test_headings_over_nothing_but_segments_are_left_out():
    text = (
        "Title\n\nTimestamps\n\n- [0:00] a\n- [0:20] b\n\n## Part two\n\nQ: c [0:40]\n\nEnd words"
    )
    assert block(text) == "00:00 a\n00:20 b\n00:40 c\n\nEnd words\n"
