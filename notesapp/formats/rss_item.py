"""One episode as an ``<item>`` for a podcast's RSS feed, chapters inside."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

from notesapp.formats import feed_html
from notesapp.formats.base import Carries, Format, Loss, Option, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses
from notesapp.formats.html_page import summary_of
from notesapp.formats.hygiene import clean_title, web_url
from notesapp.formats.podlove import NAMESPACE, rows
from notesapp.formats.xml_writing import attributes, cdata, escaped

CARRIES = Carries(url=True, picture="address")

NAMESPACES = {
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
    "xmlns:psc": NAMESPACE,
}


def write(snapshot: Snapshot) -> str:
    """The item; ``namespaces=feed`` leaves them to the feed's own ``<rss>`` element."""
    own = snapshot.options.get("namespaces", "item") == "item"
    declared = "".join(f'\n    {name}="{uri}"' for name, uri in NAMESPACES.items()) if own else ""
    lines = [*_about(snapshot), *_audio(snapshot), *_notes(snapshot)]
    inside = "".join(f"  {line}\n" for line in lines if line)
    return f"<item{declared}>\n{inside}{_chapters(snapshot)}</item>\n"


def _about(snapshot: Snapshot) -> list[str]:
    notes, header = snapshot.notes, snapshot.notes.header
    title = clean_title(notes.title) or snapshot.base
    guid = clean_title(header.text("guid"))
    link = "true" if web_url(guid) == guid and guid == header.text("link").strip() else "false"
    return [
        _element("title", title),
        _element("itunes:title", title),
        _element("itunes:episode", str(notes.number or "")),
        _element("itunes:season", str(notes.season or "")),
        _element("itunes:episodeType", "full"),
        f'<guid isPermaLink="{link}">{escaped(guid)}</guid>' if guid else "",
        _element("pubDate", _published(snapshot)),
        _element("link", web_url(header.text("link"))),
        _empty("itunes:image", href=web_url(header.text("image"))),
    ]


def _audio(snapshot: Snapshot) -> list[str]:
    audio = snapshot.audio
    url = web_url(snapshot.notes.header.text("audio_url"))
    length = str(audio.size_bytes or 0)
    seconds = (audio.duration_ms or 0) // 1000
    return [
        _empty("enclosure", url=url, length=length, type=audio.mime or "audio/mpeg"),
        _element("itunes:duration", str(seconds or "")),
    ]


def _notes(snapshot: Snapshot) -> list[str]:
    markup = feed_html.write(_plain(snapshot)).strip()
    if not markup:
        return []
    return [
        f"<description>{cdata(markup)}</description>",
        f"<content:encoded>{cdata(markup)}</content:encoded>",
        _element("itunes:summary", summary_of(snapshot.notes)),
    ]


def _plain(snapshot: Snapshot) -> Snapshot:
    """The snapshot as the notes' own format gets it: with its options, not with ours."""
    return Snapshot(snapshot.notes, snapshot.chapters, snapshot.audio, snapshot.base)


def _chapters(snapshot: Snapshot) -> str:
    url = web_url(snapshot.options.get("chapters_url", ""))
    linked = _empty("podcast:chapters", url=url, type="application/json+chapters")
    chapters = carried_chapters(snapshot, CARRIES)
    parts = f"  {linked}\n" if linked else ""
    if chapters:
        inside = rows(chapters, "    ")
        parts += f'  <psc:chapters version="1.2">\n{inside}  </psc:chapters>\n'
    return parts


def _element(name: str, text: str) -> str:
    return f"<{name}>{escaped(text)}</{name}>" if text else ""


def _empty(name: str, **values: str) -> str:
    """An element without content; none at all where the first value is empty."""
    return f"<{name}{attributes(**values)}/>" if next(iter(values.values())) else ""


def _published(snapshot: Snapshot) -> str:
    """The header's date as RFC 2822 in English; a day alone begins at midnight UTC."""
    try:
        date = datetime.fromisoformat(snapshot.notes.header.text("date").strip())
    except ValueError:
        return ""
    try:
        return format_datetime(date if date.tzinfo else date.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return ""


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What a feed wants and the notes do not say, and what of the chapters is left out."""
    header = snapshot.notes.header
    url = web_url(header.text("audio_url"))
    missing = (
        (not clean_title(header.text("guid")), "The item has no guid: the header has no “guid”."),
        (not _published(snapshot), "The item has no day: the header has no “date”."),
        (not url, "The item has no enclosure: the header has no “audio_url”."),
        (
            bool(url) and not snapshot.audio.size_bytes,
            "The enclosure says 0 bytes: the audio file is not at hand.",
        ),
    )
    found = [Loss(message) for is_missing, message in missing if is_missing]
    long = feed_html.too_long(feed_html.write(_plain(snapshot)))
    return (*carried_losses(snapshot, CARRIES), *found, *long)


FORMAT = Format(
    key="rss-item",
    title="RSS item",
    suffix=".rss-item.xml",
    mime="application/rss+xml",
    summary="One episode for the podcast's feed, with notes and chapters.",
    write=write,
    losses=losses,
    options=(
        Option("namespaces", "item", "Where the namespaces stand", ("item", "feed")),
        Option("chapters_url", "", "Where the JSON chapters are published"),
    ),
    clipboard=True,
    carries=CARRIES,
    more=True,
)
