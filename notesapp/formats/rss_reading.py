"""An episode out of an RSS or Atom feed: its chapters, and its notes as lines to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from notesapp.core.importer_html import html_lines, is_html
from notesapp.core.timecode import TIME_PATTERN, parse_time
from notesapp.errors import FileTrouble
from notesapp.formats.base import Option
from notesapp.formats.hygiene import clean_title, web_url
from notesapp.formats.podlove import read_chapters
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.reading_rows import Found, chosen
from notesapp.formats.xml_reading import Element, parse_xml, root_name, walk

_ROOTS = frozenset({"rss", "RDF", "feed", "channel", "item", "entry"})
_EPISODES = ("item", "entry")
_BRACKETS = str.maketrans({"‹": "<", "›": ">"})
_STAMP_LINE = re.compile(rf"[\[(]?(?P<time>{TIME_PATTERN})[\])]?[ \t]*[-–—:]?[ \t]*(?P<title>.*)")


def recognises(text: str) -> bool:
    """XML whose root is a feed, or one episode of it."""
    return root_name(text) in _ROOTS


def read(text: str, options: Mapping[str, str]) -> ChapterReading:
    """The chosen episode: its Podlove chapters, and the lines of its description as kept.

    Without such chapters the reading has none, and the kept lines are the notes to import.
    """
    root = parse_xml(text)
    episodes = [element for element in walk(root) if element.name in _EPISODES]
    if not episodes:
        raise FileTrouble("This feed has no episodes in it.")
    found = Found()
    place = min(chosen(options, "item", 1), len(episodes))
    if len(episodes) > 1:
        which = f"number {place} from the top was read"
        found.remark(0, f"This feed has {len(episodes):,} episodes; {which}.")
    episode = episodes[place - 1]
    _read_chapters(episode, found)
    _keep_description(episode, found)
    if episode.text:
        found.keep(episode.line, " ".join(episode.text.split()))
    return found.reading(
        "rss-item",
        text,
        title=episode.value("title", "") or episode.value("title"),
        podcast=_podcast(root),
        audio=_audio(episode),
    )


def _read_chapters(episode: Element, found: Found) -> None:
    lists = [element for element in episode.named("chapters") if element.named("chapter")]
    if lists:
        read_chapters(lists[0], found)
    for element in lists[1:]:
        found.remark(element.line, "A second list of chapters; its titles are kept as words.")
        for chapter in element.named("chapter"):
            values = chapter.attributes
            found.keep(chapter.line, f"{values.get('start', '')} {values.get('title', '')}")
    for element in episode.named("chapters"):
        url = clean_title(element.attributes.get("url", ""))
        if url:
            found.remark(element.line, f"More chapters are at {url[:200]}: save and import them.")


def _description(episode: Element) -> Iterator[tuple[int, str]]:
    """The lines of what describes the episode, those that say the same only once."""
    sources = [*episode.named("encoded"), *episode.named("content"), *episode.named("description")]
    seen: set[str] = set()
    for source in sources or episode.named("summary"):
        markup = "\n".join(part.text for part in walk(source) if part.text)
        fresh = [line for line in _lines(markup) if clean_title(line) not in seen]
        seen.update(words for line in fresh if (words := clean_title(line)))
        yield from ((source.line, line) for line in ["", *fresh])


def _lines(markup: str) -> list[str]:
    return html_lines(markup) if is_html(markup, "feed.html") else markup.split("\n")


def _keep_description(episode: Element, found: Found) -> None:
    """Blank lines stay where the description is all there is: they part its paragraphs."""
    known = {(c.start_ms // 1000, c.title.translate(_BRACKETS)) for c in found.chapters}
    for line, words in _description(episode):
        if words.strip():
            if _stamped(words) not in known:
                found.kept.append((line, words))
        elif found.kept and found.kept[-1][1] and not known:
            found.kept.append((line, ""))


def _stamped(words: str) -> tuple[int, str] | None:
    """Second and title of a line that only repeats a chapter, for apps that read no others."""
    match = _STAMP_LINE.fullmatch(words.strip())
    if match is None:
        return None
    title = clean_title(match["title"].translate(_BRACKETS))
    return (parse_time(match["time"]) or 0) // 1000, title


def _podcast(root: Element) -> str:
    for element in walk(root):
        if element.name in ("channel", "feed"):
            return element.value("title", "") or element.value("title")
    return ""


def _audio(episode: Element) -> str:
    """The address of the audio file."""
    urls = (web_url(element.attributes.get("url", "")) for element in episode.named("enclosure"))
    return next(filter(None, urls), "")


READER = ChapterReader(
    "rss-item",
    "RSS feed",
    recognises,
    read,
    (Option("item", "1", "Which episode, counted from the top"),),
)
