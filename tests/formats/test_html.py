from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.formats.registry import format_of
from notesapp.storage.resources import resource
from tests.formats.episodes import AUDIO, TEXTS, snapshot_of
from tests.formats.page_reader import Page, read_page, words_of

WRITE = format_of("html").write
WORD = st.text("cdefgh", min_size=1, max_size=6)
MARK = st.sampled_from(
    (
        *("**", "*", "_", "`", "[", "](see)", "](https://x.org/)", "](#a)", "![", "> ", "- ", "+ "),
        *("#", "<x", "<div>", "</div>", "<!--", "-->", "&amp;", "&", "\\", "|", ":", "[2:04]"),
        *("[2:04.560]", "[2:04]: ", "[2:04](see)", "[2:04](#t=1)", "Q: ", "**A:** ", "\n", "\n\n"),
        *(" ", "    ", "---\n", "===\n", "https://x.org/a", "<https://x.org>", "#50 – ", "~~ ~"),
        *("\ue000", "{: }", "@", "[^1]"),
    )
)
NOTES = st.lists(st.one_of(WORD, MARK), max_size=40).map("".join)


def page_of(text: str, audio=AUDIO) -> Page:
    return read_page(WRITE(snapshot_of(text, audio)))


@pytest.mark.parametrize("audio", [None, AUDIO], ids=["silent", "audio"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_page_is_sound(name: str, audio):
    page = page_of(TEXTS[name], audio)
    assert page.unbalanced == []
    assert [i for i, n in Counter(page.ids).items() if n > 1] == []
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    (root,) = page.all("html")
    assert re.fullmatch(r"[A-Za-z-]+", root["lang"])
    for _, found in page.tags:
        assert not [key for key in found if key.startswith("on")]
        for key in ("href", "src"):
            if found.get(key, "").startswith("#"):
                assert found[key][1:] in page.ids
            assert not re.match(r"\s*(javascript|data|vbscript|file):", found.get(key, ""), re.I)
    allowed = {"link", "style", "script", "audio", "section", "nav", "main", "header", "meta"}
    assert not {tag for tag, _ in page.tags} & {"iframe", "object", "form", "base", "svg"}
    assert {tag for tag, _ in page.tags} >= allowed - {"audio", "section", "nav", "link"}


@pytest.mark.parametrize("name", TEXTS)
def test_only_our_own_script_runs(name: str):
    page = page_of(TEXTS[name])
    (data, data_text), (own, own_text) = page.scripts
    assert data == {"type": "application/ld+json"}
    assert json.loads(data_text)["@type"] == "PodcastEpisode"
    assert own == {} and own_text.strip() == resource("templates", "page.js").read_text().strip()
    (policy,) = page.all("meta", http_equiv="Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(own_text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy["content"]


@given(NOTES)
def test_no_word_is_lost(text: str):
    page = page_of("T\n\n" + text)
    wanted = Counter(word for word in words_of(text) if word.isalpha())
    missing = wanted - Counter(page.words)
    assert not set(missing) - {"amp"}


@given(NOTES)
def test_any_notes_make_a_sound_page(text: str):
    page = page_of(text)
    assert page.unbalanced == []
    assert len(page.ids) == len(set(page.ids))
    assert len(page.scripts) == 2


STAMPED = "Show\n\nQ: Why? [2:04.560]\n\nA: So. [1:02:03]\n\nSee [2:04.560] again.\n"


def test_stamps_jump_with_and_without_script():
    page = page_of(STAMPED)
    stamps = page.all("a", **{"class": "stamp"})
    assert [s["href"] for s in stamps] == [
        "small-garden-12.mp3#t=124",
        "small-garden-12.mp3#t=3723",
        "small-garden-12.mp3#t=124",
    ]
    assert [s["data-start-ms"] for s in stamps] == ["124560", "3723000", "124560"]
    assert [s["aria-label"] for s in stamps][:2] == ["Play from 2:04", "Play from 1:02:03"]
    (player,) = page.all("audio")
    assert player["src"] == "small-garden-12.mp3" and "controls" in player
    assert "2:04.560" not in page.text


def test_without_audio_stamps_point_at_themselves():
    page = page_of(STAMPED, None)
    assert page.all("audio") == []
    stamps = page.all("a", **{"class": "stamp"})
    assert [s["href"] for s in stamps] == ["#t=124", "#t=3723", "#t=124"]
    assert {"t=124", "t=3723"} <= set(page.ids)


def test_chapters_are_a_list_of_jumps():
    page = page_of(TEXTS["golden"])
    (nav,) = page.all("nav")
    assert nav["aria-labelledby"] in page.ids
    starts = [c["data-start-ms"] for c in page.all("a", **{"class": "chapter"})]
    assert starts == ["0", "31250", "100020", "124000", "150000", "180000", "300000"]


def test_the_public_address_wins_over_the_file():
    text = '---\naudio_url: "https://cdn.example.org/ä b.mp3#x"\n---\n\nQ: a [1:00]'
    (player,) = page_of(text).all("audio")
    assert player["src"] == "https://cdn.example.org/%C3%A4b.mp3"
    assert not [
        x for x in format_of("html").losses(snapshot_of(text, AUDIO)) if "folder" in x.message
    ]


def test_pictures_of_chapters_are_not_shown_and_said():
    text = 'Q: a [1:00]\n{: image="https://a.b/c.jpg" }'
    said = [loss.message for loss in format_of("html").losses(snapshot_of(text, AUDIO))]
    assert "Pictures of chapters are left out." in said
    assert "c.jpg" not in format_of("html").write(snapshot_of(text, AUDIO))


def test_a_file_name_is_escaped_in_its_address():
    audio = replace(AUDIO, name='a b#1?"<ü>.mp3')
    (player,) = page_of("Q: a [1:00]", audio).all("audio")
    assert player["src"] == "a%20b%231%3F%22%3C%C3%BC%3E.mp3"


def test_data_for_search_engines():
    _, text = page_of(TEXTS["golden"]).scripts[0]
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    assert (data["name"], data["episodeNumber"]) == ("Frost, fleece & patience", 12)
    assert data["partOfSeries"] == {"@type": "PodcastSeries", "name": "The Small Garden"}
    assert data["datePublished"] == "2026-05-14"
    assert data["associatedMedia"]["contentUrl"] == "small-garden-12.mp3"
    assert data["associatedMedia"]["duration"] == "PT5M30S"
    clips = data["hasPart"]
    assert (clips[1]["name"], clips[1]["startOffset"], clips[1]["endOffset"]) == (
        "Frost in May",
        31.25,
        100.02,
    )


def test_the_page_speaks_the_notes_language():
    page = page_of("---\nlanguage: de-AT\n---\n\nF: Warum? [1:00]\n\nA: Darum. [2:00]")
    assert page.all("html")[0] == {"lang": "de-AT", "dir": "ltr"}
    assert "Kapitel" in page.text
    assert page.all("a", **{"class": "stamp"})[0]["aria-label"] == "Ab 1:00 abspielen"
    assert page_of("---\nlanguage: he\n---\n\na").all("html")[0]["dir"] == "rtl"


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ("a\nb", "<p>a<br>\nb</p>"),
        ("*a* **b** `c` <b>d</b>", "<p><em>a</em> <strong>b</strong> <code>c</code> <b>d</b></p>"),
        ("words:\n- a\n- b", "<p>words:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("• a\n• b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("[a]: b", "<p>[a]: b</p>"),
        ("#50 – Title", "<p>#50 – Title</p>"),
        ("[x](page.html)", "<p>[x](page.html)</p>"),
        ("![pic](a.png)", "<p>![pic](a.png)</p>"),
        ("see https://x.org/a_b_c.", 'href="https://x.org/a_b_c"'),
        ("    indented", "<p>indented</p>"),
        ("## Head *x* ##", "<h2>Head <em>x</em></h2>"),
        ("**Q: Why? [1:00]**", '<p><strong><span class="label">Q:</span> Why? <a class="stamp"'),
        ("- [1:00] a\n- b", "</a> a</li>\n<li>b</li>\n</ul>"),
    ],
)
def test_markdown_becomes_this(source: str, markup: str):
    assert markup in WRITE(snapshot_of(f"Title\n\nfirst\n\n{source}", AUDIO))


def test_a_long_list_of_links_stays_a_list():
    links = "\n".join(f"- [word{i}](https://x.org/{i})" for i in range(500))
    page = page_of(f"Title\n\nfirst\n\n{links}")
    assert len([a for a in page.all("a") if a.get("href", "").startswith("https://x.org/")]) == 500


def test_a_picture_with_an_address_is_shown():
    (picture,) = page_of("Title\n\nfirst\n\n![A](https://x.org/a.png)").all("img")
    assert picture == {"alt": "A", "src": "https://x.org/a.png"}
