"""Which programs read which format, how near they come, and what they are known to do."""

from __future__ import annotations

from typing import Any

from tests.interop import text_readers as by
from tests.interop.programs import Row, with_node, with_python
from tests.interop.reader import Reader, holds_all, item_facts, item_words
from tests.interop.samples import CHAPTERS_URL
from tests.interop.text_readers import of_node, of_python

PYTHON, NODE = ("python",), ("node",)
FLOORED = {"tolerance_ms": 999}
NOT_GOLDEN = ("lab", "many")
NO_NAMES = "Reads events and times; not the names of Resolve's markers."
IN_FEED = (("namespaces", "feed"),)
ANGLES = str.maketrans("<>", "‹›")


def angles(title: str) -> str:
    return title.translate(ANGLES)


def unnamed(_: str) -> str:
    return ""


def marker_name(title: str) -> str:
    """Nothing can be said about a stroke in an EDL but that it is none."""
    return title.replace("|", "/")


def chapters_js(kind: str, **more: Any) -> Reader:
    """@mtillmann/chapters, told which format it is."""
    return Reader("@mtillmann/chapters", of_node(f"chapters:{kind}"), NODE, **more)


def chapter_tools(function: str, **more: Any) -> Reader:
    return Reader("podcast-chapter-tools", of_python(f"chapter_tools_{function}"), PYTHON, **more)


def ffprobe(**more: Any) -> Reader:
    return Reader("ffprobe", by.ffprobe_chapters, ("ffprobe",), **more)


def table_by(length: str = "End", **more: Any) -> tuple[Reader, Reader]:
    """Two parsers of tables; that a program takes these columns is not proven by them."""

    def python(path: Any) -> list[Row]:
        return by.marker_rows(with_python("csv_rows", path), length)

    def node(path: Any) -> list[Row]:
        return by.marker_rows(with_node("csv", path), length)

    quirk = "Reads the table; that the program itself takes these columns is not proven."
    return (
        Reader("Python csv", python, PYTHON, quirk=quirk, **more),
        Reader("csv-parse", node, NODE, quirk=quirk, **more),
    )


def description(preset: str, kind: str) -> tuple[Reader, Reader]:
    more: dict[str, Any] = {"preset": preset, "titles": angles, **FLOORED}
    stops = "Ends a title at the first bracket."
    return (
        chapter_tools("description", samples=NOT_GOLDEN, quirk=stops, **more),
        chapters_js(kind, options=(("parts", "chapters"),), **more),
    )


TEXT_READERS: dict[str, tuple[Reader, ...]] = {
    "markdown": (
        *(
            Reader(name, of_python(function), PYTHON, samples=("lines",), compares=holds_all)
            for name, function in (("markdown-it-py", "markdown_it"), ("commonmark", "commonmark"))
        ),
        chapter_tools("description", samples=("lines",), **FLOORED),
    ),
    "html": (
        Reader("html5lib, strict", of_python("html5lib"), PYTHON),
        Reader("tidy", by.tidy, ("tidy",)),
        Reader("JSON-LD by html5lib", of_python("jsonld"), PYTHON, **FLOORED),
    ),
    "html-feed": (
        Reader(
            "html5lib, strict",
            of_python("feed_html"),
            PYTHON,
            titles=angles,
            compares=holds_all,
            samples=NOT_GOLDEN,
        ),
        chapter_tools("html", samples=NOT_GOLDEN, titles=angles, **FLOORED),
    ),
    "html-embed": (
        Reader("html5lib, strict", of_python("html5lib_strict"), PYTHON),
        Reader(
            "html5lib, strict",
            of_python("html5lib_strict"),
            PYTHON,
            samples=NOT_GOLDEN,
            options=(("notes", "yes"), ("theme", "studio")),
        ),
    ),
    "rss-item": (
        Reader("feedparser", of_python("feedparser_psc"), PYTHON, urls=True),
        Reader(
            "podcastparser",
            of_python("podcastparser_psc"),
            PYTHON,
            urls=True,
            **FLOORED,
            quirk="Cuts to whole seconds.",
        ),
        chapters_js("PodloveSimpleChapters", urls=True),
        Reader("feedparser", of_python("feedparser_psc"), PYTHON, urls=True, options=IN_FEED),
        Reader(
            "podcast-partytime",
            of_node("partytime"),
            NODE,
            samples=NOT_GOLDEN,
            options=(("chapters_url", CHAPTERS_URL),),
            compares=item_facts,
        ),
        Reader(
            "feedparser",
            of_python("feedparser_entry"),
            PYTHON,
            samples=NOT_GOLDEN,
            compares=item_words,
        ),
    ),
    "text": (
        chapter_tools("description", samples=("lines",), **FLOORED),
        Reader(
            "@mtillmann/chapters",
            by.stamped_lines,
            NODE,
            samples=("lines",),
            **FLOORED,
            quirk="Gets the stamped lines alone: it takes nothing before them.",
        ),
    ),
    "description": (
        *description("strict", "Youtube"),
        *description("apple", "Youtube"),
        *description("youtube", "Youtube"),
        *description("spotify", "SpotifyA"),
        *description("spotify-dash", "SpotifyB"),
        *description("transistor", "TransistorFM"),
        *description("podcastpage", "PodcastPage"),
        *description("podigee", "PodigeeText"),
        *description("riverside", "Youtube"),
    ),
    "json": (
        Reader("jsonschema", by.with_schema, PYTHON),
        chapters_js("ChaptersJson", urls=True),
        chapter_tools("json", urls=True, **FLOORED, quirk="Cuts to whole seconds."),
    ),
    "psc": (
        Reader("xmllint, RELAX NG", by.xmllint_schema, ("xmllint",)),
        Reader("feedparser", of_python("feedparser_psc"), PYTHON, urls=True),
        chapters_js("PodloveSimpleChapters", urls=True),
        Reader("xmllint", by.psc_by_xmllint, ("xmllint",), urls=True, samples=("lab", "golden")),
    ),
    "psc-json": (chapters_js("PodloveJson", urls=True),),
    "matroska": (
        Reader("mkvmerge", by.mkvmerge, ("mkvmerge", "mkvextract")),
        chapters_js("MKVMergeXML"),
        Reader("xmllint", by.xmllint, ("xmllint",)),
    ),
    "mp4chaps": (
        chapters_js("MP4Chaps", titles=angles),
        Reader(
            "mp3chapters",
            of_python("mp3chapters"),
            PYTHON,
            titles=angles,
            tolerance_ms=1,
            quirk="Counts in floating point, downwards.",
        ),
        chapters_js("MP4Chaps", titles=angles, options=(("links", "yes"),), urls=True),
    ),
    "ogm": (
        Reader("mkvmerge", by.mkvmerge, ("mkvmerge", "mkvextract")),
        chapters_js("MKVMergeSimple"),
    ),
    "webvtt": (
        Reader("webvtt-parser", of_node("webvtt-parser"), NODE, ends=True),
        Reader("node-webvtt", of_node("node-webvtt"), NODE, ends=True),
        Reader("webvtt-py", of_python("webvtt_py"), PYTHON, ends=True),
        Reader("pysubs2", of_python("pysubs2_vtt"), PYTHON, ends=True),
        Reader("ffprobe", by.ffmpeg_cues, ("ffprobe",), ends=True),
    ),
    "srt": (
        Reader("pysubs2", of_python("pysubs2"), PYTHON, ends=True),
        Reader("subtitle", of_node("subtitle"), NODE, ends=True),
        Reader("ffprobe", by.ffmpeg_cues, ("ffprobe",), ends=True),
    ),
    "ffmetadata": (
        ffprobe(ends=True),
        Reader("mpv", lambda p: by.mpv(f"--chapters-file={p}", by.SILENCE), ("mpv",)),
    ),
    "cue": (
        *(
            Reader(name, read, needs, tolerance_ms=14, titles=by.cue_title)
            for name, read, needs in (
                ("cueprint", by.cueprint, ("cueprint", "cuebreakpoints")),
                ("mpv", by.mpv_cue, ("mpv", "ffmpeg")),
                ("CueParser", of_python("cueparser"), PYTHON),
                ("cue-parser", of_node("cue"), NODE),
            )
        ),
    ),
    "audacity": (
        Reader("mp3chapters", of_python("mp3chapters"), PYTHON),
        Reader("mp3chapters", of_python("mp3chapters"), PYTHON, options=(("marks", "regions"),)),
    ),
    "reaper": (*table_by(), *table_by(ends=True, options=(("marks", "regions"),))),
    "audition": (
        *table_by(),
        *table_by("Duration", ends=True, options=(("marks", "regions"), ("bom", "yes"))),
    ),
    "edl": (
        Reader(
            "pycmx", of_python("pycmx"), PYTHON, tolerance_ms=40, titles=unnamed, quirk=NO_NAMES
        ),
        Reader(
            "OpenTimelineIO",
            of_python("opentimelineio"),
            PYTHON,
            tolerance_ms=40,
            titles=unnamed,
            quirk=NO_NAMES,
        ),
        Reader(
            "OpenTimelineIO",
            of_python("opentimelineio"),
            PYTHON,
            tolerance_ms=40,
            titles=marker_name,
            options=(("flavour", "avid"),),
        ),
    ),
    "csv": table_by(urls=True),
}
