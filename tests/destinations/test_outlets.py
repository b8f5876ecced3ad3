"""What holds for every destination and all notes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesapp.core.destinations import DESTINATIONS, PLATFORMS
from notesapp.destinations.base import Outlet
from notesapp.destinations.registry import (
    OUTLETS,
    clip_for,
    outlet_of,
    settings_of,
    shown_for,
    sizes_of,
    with_options,
)
from notesapp.errors import UsageError
from notesapp.formats.registry import FORMATS
from tests.destinations import judge
from tests.destinations.making import Made, made_notes
from tests.destinations.sample import AUDIO, BREAD, GOLDEN, golden_texts, snapshot_of
from tests.formats.episodes import SEED, TEXTS
from tests.hostile.payloads import SCRIPTS

EACH = pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.destination.key)
LONG = AUDIO.__class__("long.mp3", 40_000_000)
SHOWN_TAGS = judge.SEMANTIC_TAGS | judge.DOCUMENT_TAGS
BODY_TAGS = SHOWN_TAGS | {
    *("div", "span", "table", "thead", "tbody", "tr", "th", "td", "img", "hr", "pre", "code"),
    *("h5", "h6", "u", "s", "small", "sub", "sup", "kbd", "mark", "del", "ins"),
}
JUMP = re.compile(r"#t=\d+|https?://.*|mailto:.*", re.DOTALL)


@EACH
def test_the_golden_notes_come_out_as_agreed(outlet: Outlet):
    for name, text in golden_texts(outlet).items():
        assert text == (GOLDEN / name).read_bytes().decode("utf-8"), name


def test_there_is_a_row_for_every_destination_but_the_audio():
    keys = [outlet.destination.key for outlet in OUTLETS]
    assert set(keys) == {entry.key for entry in DESTINATIONS} - {"audio"}
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {entry.key for entry in FORMATS}
    assert all(outlet.summary.endswith(".") for outlet in OUTLETS)
    with pytest.raises(UsageError, match=r"no destination “audio”.*apple, spotify"):
        outlet_of("audio")


@EACH
def test_options_are_words_that_can_be_set(outlet: Outlet):
    key = outlet.destination.key
    for option in outlet.options:
        assert option.default in option.allowed
        for value in option.allowed:
            found = settings_of([f"{key}.{option.name}={value}", "html-feed.chapters=no"])
            assert found == {key: {option.name: value}, "html-feed": {"chapters": "no"}}
            chosen = with_options(snapshot_of(BREAD), key, found)
            assert chosen.options == {option.name: value}
            assert clip_for(key, chosen).plain and shown_for(key, chosen).html


@EACH
@settings(max_examples=40)
@given(made=made_notes())
def test_no_word_is_lost(outlet: Outlet, made: Made):
    key = outlet.destination.key
    snapshot = snapshot_of(made.text, LONG, content="notes", stamps="yes")
    clip = clip_for(key, snapshot)
    words = re.sub(r"\]\([^)]*\)|https?://\S+|&amp;|^Q:|^A:|[\d:]+", " ", made.text[19:])
    wanted = set(re.findall(r"[^\W\d_]+", words))
    assert not wanted - set(re.findall(r"[^\W\d_]+", clip.plain))
    if clip.html:
        shown = " ".join(judge.Page(clip.html).lines)
        assert not wanted - set(re.findall(r"[^\W\d_]+", shown))


@EACH
@settings(max_examples=40)
@given(made=made_notes())
def test_only_elements_that_it_takes(outlet: Outlet, made: Made):
    clip = clip_for(outlet.destination.key, snapshot_of(made.text, LONG))
    if not clip.html:
        assert outlet.destination.key == "youtube"
        return
    page = judge.Page(clip.html)
    assert page.tags <= judge.TAGS[outlet.destination.key]
    assert {(tag, name) for tag, name, _ in page.attributes} <= {("a", "href"), ("ol", "start")}
    assert "\u00a0" not in clip.html and "&nbsp;" not in clip.html


@pytest.mark.parametrize("key", [entry.key for entry in PLATFORMS])
@settings(max_examples=60)
@given(made=made_notes(), content=st.sampled_from(("auto", "notes", "short")))
def test_a_platform_finds_exactly_the_chapters(key: str, made: Made, content: str):
    clip = clip_for(key, snapshot_of(made.text, LONG, content=content))
    assert judge.chapters(clip.plain.split("\n")) == list(made.chapters)
    if clip.html:
        assert judge.chapters(judge.Page(clip.html).lines) == list(made.chapters)
    if content == "auto":
        assert judge.flaws(key, clip.plain, clip.html) == []


@EACH
@settings(max_examples=40)
@given(made=made_notes())
def test_the_chapters_that_are_shown_jump(outlet: Outlet, made: Made):
    key = outlet.destination.key
    shown = shown_for(key, snapshot_of(made.text, LONG))
    jumps = [int(ms) for ms in re.findall(r'class="stamp"[^>]* data-start-ms="(\d+)"', shown.html)]
    starts = [start * 1000 for start, _ in made.chapters]
    if key in ("apple", "spotify", "feed"):
        assert jumps[: len(starts)] == starts
    if key == "youtube":
        assert jumps[-len(starts) :] == starts
    assert not any("shows no chapters" in remark for remark in shown.remarks)


@EACH
@given(
    text=st.text(st.sampled_from('Q:A [1230.5](ab)*_`<>#-\n|{}="&;!\\é\ue000\ue001'), max_size=80)
)
def test_any_text_at_all_comes_out(outlet: Outlet, text: str):
    key = outlet.destination.key
    snapshot = snapshot_of(text)
    clip, shown = clip_for(key, snapshot), shown_for(key, snapshot)
    judge.Page(clip.html)
    judge.Page(shown.html)
    assert shown.size == clip.size(outlet.destination) == sizes_of(snapshot, [key])[key]
    assert all(remark.endswith((".", "”.")) for remark in shown.remarks)


@EACH
@pytest.mark.parametrize("name", [*TEXTS, *["seed"] * SEED.exists()])
def test_hard_notes_come_out(outlet: Outlet, name: str):
    text = SEED.read_text("utf-8") if name == "seed" else TEXTS[name]
    for content in ("auto", "notes", "short"):
        snapshot = snapshot_of(text, content=content)
        judge.Page(outlet.clip(snapshot).html)
        judge.Page(outlet.show(outlet.clip(snapshot), snapshot).html)


@EACH
@pytest.mark.parametrize("payload", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_nothing_runs(outlet: Outlet, payload: str):
    key = outlet.destination.key
    text = f"{payload}\n\n{payload}\n\nQ: {payload}? [1:00]\n\n> {payload}\n\n[a]({payload})\n"
    snapshot = snapshot_of(text)
    clip, shown = clip_for(key, snapshot), shown_for(key, snapshot)
    for markup, tags in ((clip.html, SHOWN_TAGS), (shown.html, BODY_TAGS)):
        page = judge.Page(markup)
        assert page.tags <= tags
        names = {name for _, name, _ in page.attributes}
        assert names <= {"href", "class", "data-start-ms", "start", "src", "alt", "title", "id"}
        addresses = [value for _, name, value in page.attributes if name in ("href", "src")]
        assert all(JUMP.fullmatch(address) for address in addresses)


def test_a_clip_that_is_no_one_elses_is_shown_safely():
    outlet = outlet_of("apple")
    hostile = (
        '<p onclick="x()" class="stamp">a<script>alert(1)</script><a href="javascript:x">b</a>'
    )
    clip = outlet.clip(snapshot_of("")).__class__("", hostile)
    page = judge.Page(outlet.show(clip, snapshot_of("")).html)
    assert page.tags <= {"p", "a"} and "javascript" not in str(page.attributes)


def test_sizes_are_in_the_destinations_units():
    snapshot = snapshot_of("Title\n\n" + "é" * 100)
    sizes = sizes_of(snapshot, ["apple", "spotify", "youtube", "audio", "nobody"])
    assert sizes == {"apple": 208, "spotify": 108, "youtube": 101}
    sizes = sizes_of(snapshot_of(BREAD), ["apple"], {"apple": {"chapters": "none"}})
    assert sizes["apple"] < sizes_of(snapshot_of(BREAD), ["apple"])["apple"]
