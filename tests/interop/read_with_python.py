"""Reads one file with one library that is not ours; runs in .venv-readers, not with the tests.

Called with the reader's name and the file; prints rows of [start_ms, end_ms, title, url] as JSON,
or null where the library only checks.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Rows = list[list[Any]] | None


def ms(seconds: float) -> int:
    return round(seconds * 1000)


def clock_ms(text: str) -> int:
    """Read [[H:]M:]S with a fraction."""
    total = 0.0
    for part in text.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return ms(total)


SPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}


def in_feed(path: Path) -> str:
    """Put an item, or the chapters of one, into the smallest feed."""
    text = path.read_text("utf-8")
    item = text[text.index("<item") :] if "<item" in text else f"<item>{_element(text)}</item>"
    names = "" if "xmlns:psc" in item else "".join(f' xmlns:{n}="{u}"' for n, u in SPACES.items())
    return f'<rss version="2.0"{names}><channel><title>Feed</title>{item}</channel></rss>'


def _element(text: str) -> str:
    return text[text.index("<psc:chapters") :]


def feedparser_psc(path: Path) -> Rows:
    import feedparser

    feed = feedparser.parse(in_feed(path).encode())
    assert not feed.bozo, feed.bozo_exception
    found = feed.entries[0].psc_chapters.chapters
    return [[ms(c.start_parsed.total_seconds()), None, c.title, c.get("href", "")] for c in found]


def feedparser_entry(path: Path) -> Rows:
    """Give the title and the page as one row each; the description is the page's plain text."""
    import feedparser

    feed = feedparser.parse(in_feed(path).encode(), sanitize_html=False)
    assert not feed.bozo, feed.bozo_exception
    entry = feed.entries[0]
    return [[0, None, entry.title, ""], [0, None, entry.content[0].value, ""]]


def podcastparser_psc(path: Path) -> Rows:
    import io

    import podcastparser

    parsed = podcastparser.parse("https://example.org/feed", io.BytesIO(in_feed(path).encode()))
    found = parsed["episodes"][0]["chapters"]
    return [[ms(c["start"]), None, c["title"], c.get("href") or ""] for c in found]


def chapter_tools_description(path: Path) -> Rows:
    from podcast_chapter_tools.extractors import extract_description_chapters

    found = extract_description_chapters(path.read_text("utf-8"))
    return [[ms(c.start), None, c.title, c.url or ""] for c in found or []]


def chapter_tools_html(path: Path) -> Rows:
    from podcast_chapter_tools.extractors import extract_description_chapters

    found = extract_description_chapters(path.read_text("utf-8"), strip_html=True)
    return [[ms(c.start), None, c.title, ""] for c in found or []]


def chapter_tools_each(path: Path) -> Any:
    """Read the chapters of each of a list of texts or pages: starts and titles."""
    from podcast_chapter_tools.extractors import extract_description_chapters

    texts = json.loads(path.read_text("utf-8"))
    found = (extract_description_chapters(text, strip_html="<p>" in text) for text in texts)
    return [[[ms(c.start), c.title] for c in chapters or []] for chapters in found]


def html5lib_each(path: Path) -> Any:
    """Parse each of a list of fragments strictly; give its elements, attributes and addresses."""
    import html5lib

    said = []
    for text in json.loads(path.read_text("utf-8")):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree = parser.parseFragment(text)
        elements = [element for element in tree.iter() if element is not tree]
        names = sorted({f"{e.tag} {name}" for e in elements for name in e.attrib})
        said.append([sorted({e.tag for e in elements}), names])
    return said


def chapter_tools_json(path: Path) -> Rows:
    from podcast_chapter_tools.extractors import extract_pci_chapters

    found = extract_pci_chapters(json.loads(path.read_text("utf-8")))
    return [[ms(c.start), None, c.title, c.url or ""] for c in found or []]


def chapter_tools_id3(path: Path) -> Rows:
    from podcast_chapter_tools.id3 import extract_id3_chapters

    found = extract_id3_chapters(path)
    return [[ms(c.start), None, c.title, c.url or ""] for c in found or []]


def webvtt_py(path: Path) -> Rows:
    import html

    import webvtt

    found = webvtt.read(str(path))
    return [[clock_ms(c.start), clock_ms(c.end), html.unescape(c.raw_text), ""] for c in found]


def pysubs2(path: Path) -> Rows:
    import pysubs2

    found = pysubs2.load(str(path), keep_unknown_html_tags=True, keep_html_tags=True)
    return [[e.start, e.end, e.text, ""] for e in found]


def pysubs2_vtt(path: Path) -> Rows:
    import html

    return [[s, e, html.unescape(t), u] for s, e, t, u in pysubs2(path) or []]


def mp3chapters(path: Path) -> Rows:
    """The reader of chapter lists and of Audacity's labels, which wants a name of its own."""
    import contextlib
    import io
    import shutil

    import mp3chaps

    named = path.with_name("audio.chapters.txt")
    shutil.copyfile(path, named)
    with contextlib.redirect_stdout(io.StringIO()):
        found = mp3chaps.parse_chapters_file(str(named.with_name("audio.mp3")))
    return [[round(start), None, title, ""] for start, title in found]


def cueparser(path: Path) -> Rows:
    """Times by ourselves from the library's text: it takes frames for hundredths."""
    from cueparser import CueSheet

    sheet = CueSheet()
    sheet.setOutputFormat("%title%", "%title%")
    sheet.setData(path.read_text("utf-8"))
    sheet.parse()
    rows: list[list[Any]] = []
    for track in sheet.tracks:
        minutes, seconds, frames = map(int, track.offset.split(":"))
        rows.append([(minutes * 60 + seconds) * 1000 + frames * 1000 // 75, None, track.title, ""])
    return rows


def pycmx(path: Path) -> Rows:
    """Give the record times of each event at 25 frames a second, from the first hour on."""
    import pycmx

    with path.open(encoding="utf-8", newline="") as file:
        edits = [edit for event in pycmx.parse_cmx3600(file).events for edit in event.edits]

    def place(text: str) -> int:
        hours, minutes, seconds, frames = map(int, text.split(":"))
        return ((hours - 1) * 3600 + minutes * 60 + seconds) * 1000 + frames * 40

    return [[place(e.record_in), place(e.record_out), "", ""] for e in edits]


def opentimelineio(path: Path) -> Rows:
    import opentimelineio as otio

    timeline = otio.adapters.read_from_file(
        str(path), rate=25, ignore_timecode_mismatch=True, adapter_name="cmx_3600"
    )
    rows: list[list[Any]] = []
    for clip in timeline.tracks[0].find_clips():
        start = clip.source_range.start_time
        for marker in clip.markers or [None]:
            name = marker.name if marker else ""
            rows.append([ms(start.to_seconds()) - 3_600_000, None, name, ""])
    return rows


def enzyme(path: Path) -> Rows:
    from enzyme import MKV

    with path.open("rb") as file:
        found = MKV(file).chapters
    # Its ends are nanoseconds where its starts are times.
    return [[ms(c.start.total_seconds()), c.end and c.end // 10**6, c.string, ""] for c in found]


def eyed3(path: Path) -> Rows:
    """Chapters in the order of the table of contents, then those that are not in it."""
    import eyed3.id3.frames

    audio = eyed3.load(str(path))
    rows = {}
    for chapter in audio.tag.chapters:
        start, end = chapter.times
        url = (chapter.user_url or "").rstrip("\0")
        rows[chapter.element_id] = [start, end, chapter.title, url]
    listed = [i for toc in audio.tag.table_of_contents for i in toc.child_ids]
    assert all(toc.toplevel and toc.ordered for toc in audio.tag.table_of_contents)
    assert set(listed) <= set(rows), "the table of contents names what is not there"
    return sorted(rows.values())


def eyed3_listed(path: Path) -> Rows:
    """Only the chapters of the table of contents, in its order."""
    import eyed3

    audio = eyed3.load(str(path))
    chapters = {c.element_id: c for c in audio.tag.chapters}
    tables = list(audio.tag.table_of_contents)
    assert len(tables) == 1, tables
    found = [chapters[i] for i in tables[0].child_ids]
    return [[c.times[0], c.times[1], c.title, (c.user_url or "").rstrip("\0")] for c in found]


def eyed3_pictures(path: Path) -> Rows:
    """The kind and the digest of each chapter's picture."""
    import hashlib

    import eyed3

    rows: list[list[Any]] = []
    for chapter in eyed3.load(str(path)).tag.chapters:
        for frame in chapter.sub_frames.get(b"APIC") or []:
            digest = hashlib.sha256(frame.image_data).hexdigest()
            rows.append([chapter.times[0], None, frame.mime_type, digest])
    return sorted(rows)


def mutagen_id3(path: Path) -> Rows:
    from mutagen.id3 import ID3

    rows = []
    for chapter in ID3(path).getall("CHAP"):
        links = [f.url for f in chapter.sub_frames.values() if f.FrameID == "WXXX"]
        title = chapter.sub_frames["TIT2"].text[0]
        rows.append([chapter.start_time, chapter.end_time, title, links[0] if links else ""])
    return sorted(rows)


def mutagen_mp4(path: Path) -> Rows:
    from mutagen.mp4 import MP4

    return [[ms(c.start), None, c.title, ""] for c in MP4(path).chapters]


def mutagen_comments(path: Path) -> Rows:
    import re

    import mutagen

    tags = {k.upper(): v[0] for k, v in dict(mutagen.File(path).tags).items()}
    keys = [k for k in sorted(tags) if re.fullmatch(r"CHAPTER\d{3}", k)]
    return [[clock_ms(tags[k]), None, tags[k + "NAME"], tags.get(k + "URL", "")] for k in keys]


def html5lib(path: Path) -> Rows:
    """Parse strictly; rows are the elements that have a time of their own and a name."""
    import html5lib

    text = path.read_text("utf-8")
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    whole = text.lstrip().lower().startswith("<!doctype")
    tree = parser.parse(text) if whole else parser.parseFragment(text)
    rows = []
    for link in tree.iter("a"):
        if link.get("class") == "chapter":
            name = next(e for e in link.iter("span") if e.get("class") == "name")
            rows.append([int(link.get("data-start-ms")), None, "".join(name.itertext()), ""])
    return rows or None


def html5lib_strict(path: Path) -> Rows:
    """Parse strictly; there is nothing to find."""
    html5lib(path)
    return None


def feed_html(path: Path) -> Rows:
    """Parse strictly; only what every app shows may be there. One row with all the text."""
    import html5lib

    text = path.read_text("utf-8")
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parseFragment(text)
    tags = {e.tag for e in tree.iter()} - {tree.tag}
    assert tags <= {"p", "br", "a", "ul", "ol", "li"}, tags
    assert all(set(e.attrib) <= ({"href"} if e.tag == "a" else set()) for e in tree.iter())
    return as_page(path, text)


def jsonld(path: Path) -> Rows:
    """The clips that search engines read from the page."""
    import html5lib

    tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    blocks = [e.text for e in tree.iter("script") if e.get("type") == "application/ld+json"]
    parts = [part for block in map(json.loads, blocks) for part in block.get("hasPart", [])]
    return [[ms(p["startOffset"]), ms(p["endOffset"]), p["name"], ""] for p in parts]


def as_page(path: Path, text: str) -> Rows:
    """Read a rendered page as a podcast app reads a description."""
    import html5lib

    tree = html5lib.parseFragment(text, namespaceHTMLElements=False)
    links = [[0, None, "".join(a.itertext()), a.get("href")] for a in tree.iter("a")]
    return [[0, None, "".join(tree.itertext()), ""], *links]


def markdown_it(path: Path) -> Rows:
    """One row with all the text, then one for each link."""
    from markdown_it import MarkdownIt

    return as_page(path, MarkdownIt("commonmark").render(path.read_text("utf-8")))


def commonmark(path: Path) -> Rows:
    """One row with all the text, then one for each link."""
    import commonmark

    return as_page(path, commonmark.commonmark(path.read_text("utf-8")))


def csv_rows(path: Path) -> Rows:
    """The cells of a table, as text: the first row names them."""
    import csv

    text = path.read_text("utf-8-sig")
    first = text.splitlines()[0]
    separator = "\t" if "\t" in first else ";" if ";" in first else ","
    return [list(row) for row in csv.reader(text.splitlines(), delimiter=separator, strict=True)]


def jsonschema(path: Path) -> Rows:
    """Check against the schema given as third argument."""
    import jsonschema

    schema = json.loads(Path(sys.argv[3]).read_text("utf-8"))
    checker = jsonschema.Draft202012Validator
    checker.check_schema(schema)
    checker(schema).validate(json.loads(path.read_text("utf-8")))
    return None


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2]))))
