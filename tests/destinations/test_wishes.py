"""What the options do, and what is said about what a destination changes."""

from __future__ import annotations

import pytest

from notesapp.destinations.registry import clip_for, shown_for
from tests.destinations import judge
from tests.destinations.sample import BREAD, snapshot_of
from tests.formats.episodes import SEED

THREE = "Sum up.\n\nQ: One? [0:20]\n\nA: Yes. [0:25]\n\nQ: Two? [1:00]\n\nQ: Three? [2:00]\n\n"
TAIL = "Below\n\n- [Words](https://example.org/)\n"
BLOCK = "00:00 Intro\n00:20 One?\n01:00 Two?\n02:00 Three?"


def plain(text: str, key: str = "apple", **options: str) -> str:
    return clip_for(key, snapshot_of(text, **options)).plain


def remarks(text: str, key: str, **options: str) -> str:
    return " ".join(shown_for(key, snapshot_of(text, **options)).remarks)


@pytest.mark.skipif(not SEED.exists(), reason="the example episode is not beside this checkout")
@pytest.mark.parametrize("key", ["apple", "spotify", "youtube"])
def test_the_seed_is_sent_whole_and_breaks_no_rule(key: str):
    snapshot = snapshot_of(SEED.read_text("utf-8"))
    clip = clip_for(key, snapshot)
    assert judge.flaws(key, clip.plain, clip.html) == []
    assert "where the biggest gaps are." in clip.plain
    found = judge.chapters(clip.plain.split("\n"))
    assert [start for start, _ in found] == [0, 124, 519, 876]


def test_what_fits_is_sent_whole_else_the_short_form():
    assert plain("Title\n\n" + THREE + TAIL) == (
        f"Sum up.\n\n{BLOCK}\n\nQ: One?\n\nA: Yes.\n\nQ: Two?\n\nQ: Three?\n\n"
        "Below\n\n• Words: https://example.org/\n"
    )
    long = "Title\n\n" + THREE.replace("Yes.", "Yes and no. " * 400) + TAIL
    short = f"Sum up.\n\n{BLOCK}\n\nBelow\n\n• Words: https://example.org/\n"
    assert plain(long) == short
    assert "more than 4,000 bytes: the summary and the chapters are sent" in remarks(long, "apple")
    assert len(plain(long, content="notes")) > 4000
    assert "too many, so the end may be missing" in remarks(long, "apple", content="notes")
    assert plain("Title\n\n" + THREE + TAIL, content="short") == short
    endless = "Title\n\n" + THREE.replace("Yes.", "Yes and no. " * 4000) + TAIL
    assert plain(endless) == short and "more than 4,000 bytes" in remarks(endless, "apple")


@pytest.mark.parametrize("size", [4000, 4001])
def test_the_whole_fits_to_the_last_byte(size: int):
    text = "Title\n\nA. \n\nQ: One? [0:20]\n\nQ: Two? [0:40]\n\nQ: Three? [1:00]\n\nA: "
    room = size - len(clip_for("apple", snapshot_of(text + "x", content="notes")).html.encode())
    clip = clip_for("apple", snapshot_of(text + "x" * (room + 1)))
    assert (len(clip.html.encode()) == size) == (size == 4000)


def test_where_the_chapters_stand():
    text = "Title\n\n" + THREE + TAIL
    assert plain(text, chapters="last").endswith(f"\n\n{BLOCK}\n")
    assert BLOCK not in plain(text, chapters="none")
    assert "Q: One? [0:20]" in plain(text, chapters="none")
    assert "Q: One? [0:20]" in plain(text, stamps="yes")
    assert "Q: One? (0:20)" in plain(text, "feed")
    assert BLOCK not in plain(text, "web") and BLOCK in plain(text, "web", chapters="first")


def test_a_list_of_times_stands_once():
    text = (
        "Title\n\nSum.\n\nTimestamps\n\n- 0:00 One\n- 1:00 Two\n- 2:00 Three\n\nResources\n\nMore."
    )
    once = "Sum.\n\n00:00 One\n01:00 Two\n02:00 Three\n\nResources\n\nMore.\n"
    assert plain(text) == plain(text, "document").partition("\n\n")[2] == once
    kept = text.replace("- 1:00 Two", "- 1:00 [Two](https://example.org/2)")
    assert "Timestamps\n\n• Two: https://example.org/2\n\nResources" in plain(kept)
    assert "• 1:00 Two" in plain(text, "web")


def test_a_list_of_times_without_bullets_stands_once():
    text = "Title\n\nSum.\n\nKapitel\n\n0:00 One <b\n1:00 Two\n[2:00] Three\n\nMore.\n"
    once = "Sum.\n\n00:00 One ‹b\n01:00 Two\n02:00 Three\n\nMore.\n"
    assert plain(text) == plain(text, "feed") == once
    assert plain(text.replace("1:00 Two\n", "\n1:00 Two\n\n")) == once
    linked = text.replace("1:00 Two", "1:00 [Two](https://example.org/2)")
    assert plain(linked) == once.replace("More.", "Two: https://example.org/2\n\nMore.")
    for kept in (
        text.replace("1:00 Two", "1:00 – 1:30 Two"),
        text.replace("1:00 Two", "1:00 Two. And more than the title says."),
        text.replace("[2:00] Three\n", ""),
        text.replace("Kapitel", "## What we said"),
        text.replace("1:00 Two\n", "1:00 Two\nwith words below\n"),
    ):
        assert "\n\nOne " in plain(kept) and "Two" in plain(kept).partition("\n\nOne ")[2]


def test_code_keeps_its_gaps_and_lists_of_two_kinds_stand_apart():
    code = "Title\n\n```\na:\n    b\n\n\nc\n```\n\n- x\n- y\n\n1. one\n2. two\n"
    assert plain(code) == "a:\n    b\n\nc\n\n• x\n• y\n\n1. one\n2. two\n"
    assert "b<br><br>c</p>" in clip_for("apple", snapshot_of(code)).html


def test_an_address_stands_once_however_it_is_written():
    text = "Title\n\nSee https://example.jp/日本 now.\n"
    assert plain(text) == "See https://example.jp/%E6%97%A5%E6%9C%AC now.\n"


def test_neighbours_share_one_element_and_headings_are_bold_anyway():
    text = "Title\n\n*By [Acme](https://a.example/) alone.*\n\n## **Part** one\n"
    assert clip_for("wordpress", snapshot_of(text)).html == (
        '<p><em>By <a href="https://a.example/">Acme</a> alone.</em></p>\n<h2>Part one</h2>\n'
    )


def test_an_unknown_option_counts_as_none():
    assert plain(BREAD, chapters="top", other="x") == plain(BREAD)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just words.", "no line begins with a time"),
        ("Q: One? [0:00]\n\nQ: Two? [1:00]", "there are fewer than three"),
        (f"---\nintro: no\n---\n\n{THREE}", "the first does not start at 0:00"),
    ],
)
@pytest.mark.parametrize("key", ["apple", "spotify", "youtube"])
def test_why_there_are_no_chapters_is_said(key: str, text: str, said: str):
    assert f"shows no chapters: {said}" in remarks("Title\n\n" * (text[0] != "-") + text, key)


def test_only_youtube_minds_short_chapters():
    text = "Title\n\n" + THREE.replace("1:00", "0:29")
    assert "“One?” is shorter than ten seconds" in remarks(text, "youtube")
    assert "shows no chapters" not in remarks(text, "apple")
    assert 'class="stamp"' in shown_for("apple", snapshot_of(text)).html


@pytest.mark.parametrize("key", ["apple", "spotify", "youtube", "feed", "buzzsprout"])
def test_times_of_day_that_begin_a_line_are_no_chapters(key: str):
    lines = ("10:30 AM Doors open", "- **11:15pm** is too late", "Back at 8:00.", "> 9:59:00 am")
    text = "Title\n\n10:30 AM first\n\n" + THREE + "\n\n".join(lines) + "\n"
    sent = plain(text, key)
    for words in (
        "10\u223630 AM first",
        "\n10\u223630 AM Doors open",
        "• 11\u223615pm is too late",
    ):
        assert words in sent
    assert "Back at 8:00." in sent and "“9\u223659\u223600 am”" in sent
    if key != "feed":
        assert [title for _, title in judge.chapters(sent.split("\n"))] == [
            *("Intro", "One?", "Two?", "Three?"),
        ]
        assert "shows no chapters" not in remarks(text, key)
    assert "Times of day that begin a line get another colon" in remarks(text, key)
    assert "10:30 AM Doors open" in plain(text, key, chapters="none")
    assert "10:30 AM Doors open" in plain(text, "wordpress")


def test_nothing_is_said_where_nothing_changes():
    text = "Title\n\nSum up.\n\nQ: One? [0:20]\n\nQ: Two? [1:00]\n\nQ: Three? [2:00]\n"
    assert remarks(text, "apple", stamps="yes") == ""
    assert remarks(text, "wordpress") == remarks(text, "web") == ""
    assert remarks(BREAD, "web") == ""
    assert "One heading" not in remarks(BREAD, "apple")
    assert "Two headings are shown as plain lines." in remarks(BREAD, "apple")


def test_wordpress_finds_no_address_that_it_would_embed():
    html = clip_for("wordpress", snapshot_of("Title\n\nhttps://example.org/a is it.\n")).html
    assert html == '<p><a href="https://example.org/a">example.org/a</a> is it.</p>\n'
    assert "https://example.org/a is" in plain("Title\n\nhttps://example.org/a is it.", "wordpress")


def test_what_people_paste_keeps_its_headings_and_quotes():
    html = clip_for("wordpress", snapshot_of(BREAD)).html
    assert "<h2>Resources</h2>" in html and "<blockquote>\n<p>Bread is patience.</p>" in html
    assert "<strong>Q:</strong> How warm is warm? [0:20]" in html
    assert clip_for("document", snapshot_of(BREAD)).html.startswith(
        "<h1>Episode 4: Bread &amp; patience</h1>\n<p>What bread wants: <b>time</b>"
    )
