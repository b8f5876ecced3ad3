"""Where publications are sent: what each destination reads, in numbers, with its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Destination:
    """One destination. 0 is no limit; ``limit`` counts bytes where ``in_bytes`` is set.

    ``least_ms`` is the shortest chapter that is shown, ``advised_ms`` the shortest that is advised;
    ``short_title`` is the advised length of a chapter's title, ``longest_title`` the largest.
    ``source`` says where the numbers stand, ``read_on`` when they were read, as 2026-09.
    """

    key: str
    name: str
    limit: int = 0
    in_bytes: bool = False
    least_chapters: int = 0
    least_ms: int = 0
    advised_ms: int = 0
    short_title: int = 0
    longest_title: int = 0
    source: str = ""
    read_on: str = ""


APPLE = Destination(
    *("apple", "Apple Podcasts"),
    limit=4000,
    in_bytes=True,
    least_chapters=3,
    source="podcasters.apple.com/support/5482-using-chapters-on-apple-podcasts",
    read_on="2026-09",
)
SPOTIFY = Destination(
    *("spotify", "Spotify"),
    limit=4000,
    least_chapters=3,
    advised_ms=30_000,
    short_title=40,
    source="Spotify for Creators help, “Creating and managing chapters”",
    read_on="2026-09",
)
YOUTUBE = Destination(
    *("youtube", "YouTube"),
    limit=5000,
    least_chapters=3,
    least_ms=10_000,
    short_title=70,
    longest_title=100,
    source="support.google.com/youtube/answer/9884579",
    read_on="2026-09",
)
FEED = Destination("feed", "Feed readers")
WEB = Destination("web", "Web page")
AUDIO = Destination("audio", "Chapters in the audio")
WORDPRESS = Destination("wordpress", "WordPress")
SQUARESPACE = Destination("squarespace", "Squarespace")
BUZZSPROUT = Destination("buzzsprout", "Buzzsprout", limit=4000)
DOCUMENT = Destination("document", "Google Docs")

PLATFORMS = (APPLE, SPOTIFY, YOUTUBE)
DESTINATIONS = (*PLATFORMS, FEED, WEB, AUDIO, WORDPRESS, SQUARESPACE, BUZZSPROUT, DOCUMENT)
CHECKED = (*PLATFORMS, FEED, WEB, AUDIO)

_BY_KEY = {entry.key: entry for entry in DESTINATIONS}


def destination_of(key: str) -> Destination | None:
    """The destination of a key; None where there is none."""
    return _BY_KEY.get(key)
