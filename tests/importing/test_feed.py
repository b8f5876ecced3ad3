from __future__ import annotations

from notesapp.importing.read_any import read_text
from tests.formats.test_rss import FEED


def test_an_episode_without_a_list_of_chapters_comes_in_as_show_notes():
    done = read_text(FEED)
    assert (done.key, done.episode_title) == ("rss-item", "Second")
    assert [(c.start_ms, c.title) for c in done.chapters] == [(0, "Intro"), (90_000, "Frost")]
    for words in ("Hello & welcome", 'podcast: "The Small Garden"', "ep2.mp3", "short"):
        assert words in done.notes_text
    assert "podcast" not in done.added_text and "[1:30] Frost" in done.added_text
    assert [option.name for option in done.options] == ["item"]
    assert "2 episodes" in done.remarks[0].message


def test_an_episode_with_a_list_keeps_the_list():
    done = read_text(FEED, options={"item": "2"})
    assert [(c.start_ms, c.title) for c in done.chapters] == [(10_000, "a")]
