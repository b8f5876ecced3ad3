from __future__ import annotations

import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from notesapp.errors import FileTrouble
from notesapp.formats import feed_html, rss_item
from notesapp.formats.base import AudioInfo
from notesapp.formats.readers import reader_of
from notesapp.formats.reading import ChapterReading
from notesapp.formats.xml_writing import cdata, fit
from tests.formats.episodes import AUDIO, TEXTS, snapshot_of

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
HEAD = """---
title: "Frost & <fleece>"
episode: 12
season: 2
guid: "a-stable-id"
date: 2026-11-02T10:00:00+01:00
audio_url: "https://example.org/12.mp3?a=1&b=2"
---

Words with ]]> inside.
"""


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)


def read(text: str, **options: str) -> ChapterReading:
    reader = reader_of(text)
    assert reader is not None and reader.key == "rss-item"
    return reader.read(text, options)


@pytest.mark.parametrize("name", TEXTS)
def test_any_notes_give_an_item_that_a_strict_parser_reads(name: str):
    snapshot = snapshot_of(TEXTS[name], AUDIO)
    item = ET.fromstring(rss_item.write(snapshot))
    assert item.tag == "item" and item.findtext("title")
    markup = feed_html.write(snapshot).strip()
    assert (item.findtext(CONTENT) or "").split() == fit(markup).split()


def test_what_a_feed_wants_stands_in_the_item():
    item = ET.fromstring(rss_item.write(snapshot_of(HEAD, AudioInfo("x.mp3", 1_530_999, 77))))
    assert item.findtext("title") == "Frost & <fleece>"
    assert (item.findtext(ITUNES + "episode"), item.findtext(ITUNES + "season")) == ("12", "2")
    assert item.findtext("pubDate") == "Mon, 02 Nov 2026 10:00:00 +0100"
    assert item.findtext("guid") == "a-stable-id"
    assert item.findtext(ITUNES + "duration") == "1530"
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {
        "url": "https://example.org/12.mp3?a=1&b=2",
        "length": "77",
        "type": "audio/mpeg",
    }
    assert item.findtext("description") == "<p>Words with ]]&gt; inside.</p>"


def test_an_end_mark_inside_is_split():
    assert cdata("a]]>b\x00") == "<![CDATA[a]]]]><![CDATA[>b]]>"
    assert ET.fromstring(f"<a>{cdata('a]]>b')}</a>").text == "a]]>b"


def test_namespaces_may_stand_on_the_feed():
    text = rss_item.write(snapshot_of(TEXTS["golden"], AUDIO, namespaces="feed"))
    assert text.startswith("<item>\n") and "xmlns" not in text
    assert len(read(text).chapters) == 7


def test_what_is_missing_is_said():
    said = " ".join(loss.message for loss in rss_item.losses(snapshot_of("[0:00] a")))
    for word in ("guid", "day", "enclosure"):
        assert word in said
    full = HEAD.replace("Words with", "[0:00] Words with")
    said = " ".join(loss.message for loss in rss_item.losses(snapshot_of(full)))
    assert said == "The enclosure says 0 bytes: the audio file is not at hand."
    assert rss_item.losses(snapshot_of(full, AUDIO)) == ()


def test_the_description_repeats_no_chapter_and_loses_no_word():
    found = read(rss_item.write(snapshot_of(TEXTS["golden"], AUDIO)))
    kept = [words for _, words in found.kept]
    assert kept[0].startswith("What to do when frost comes")
    assert "A: Beans, then squash. As we said at [0:52], the valley matters." in kept
    assert not [words for words in kept if "Welcome back" in words]
    assert len(kept) == len(set(kept))


FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Small Garden</title>
<item><title>Second</title>
  <description>short</description>
  <content:encoded><![CDATA[<p>Hello &amp; welcome</p>
    <p>0:00 Intro<br>1:30 Frost</p>]]></content:encoded>
  <enclosure url="https://example.org/a%20b/ep2.mp3" length="1" type="audio/mpeg"/>
  <podcast:chapters url="https://example.org/ep2.json" type="application/json+chapters"/>
</item>
<item><itunes:title>one</itunes:title><title>First</title><psc:chapters>
  <psc:chapter start="0:10" title="a"/></psc:chapters></item>
</channel></rss>"""


def test_an_episode_without_chapters_gives_its_notes():
    found = read(FEED)
    assert (found.title, found.podcast) == ("Second", "The Small Garden")
    assert found.audio == "https://example.org/a%20b/ep2.mp3"
    assert found.chapters == ()
    assert [words for _, words in found.kept] == [
        "Hello & welcome",
        "",
        "0:00 Intro",
        "1:30 Frost",
        "",
        "short",
    ]
    said = [remark.message for remark in found.remarks]
    assert "2 episodes" in said[0] and "ep2.json" in said[1]


def test_another_episode_of_the_feed():
    for item in ("2", "99"):
        found = read(FEED, item=item)
        assert (found.title, [c.start_ms for c in found.chapters]) == ("First", [10_000])
    assert read(FEED, item="no").title == "Second"


def test_atom_is_read_too():
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Show</title><entry><title>One</title>'
        '<content type="html">&lt;p&gt;Hello&lt;/p&gt;</content></entry></feed>'
    )
    found = read(text)
    assert (found.title, found.podcast, found.kept) == ("One", "Show", ((1, "Hello"),))


def test_a_feed_without_episodes_is_refused():
    with pytest.raises(FileTrouble, match="no episodes"):
        read("<rss><channel/></rss>")


def test_nothing_in_the_notes_becomes_markup_of_the_item():
    text = rss_item.write(snapshot_of(TEXTS["hostile"], AUDIO))
    markup = ET.fromstring(text).findtext("description") or ""
    found = Tags()
    found.feed(markup)
    assert found.seen <= {"p", "br", "a"}
    assert "javascript:" not in (ET.fromstring(text).findtext("link") or "")
