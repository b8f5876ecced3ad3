"""The header's keys as one table: what each holds, in users' words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class KeyType(StrEnum):
    """What a header value is."""

    TEXT = "text"
    NUMBER = "number"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class HeaderKey:
    """One key. ``allowed`` limits the values where it is not empty."""

    key: str
    type: KeyType
    title: str
    help: str
    allowed: tuple[str, ...] = ()


HEADER_KEYS: tuple[HeaderKey, ...] = (
    HeaderKey("podcast", KeyType.TEXT, "Podcast", "The show's name."),
    HeaderKey("episode", KeyType.NUMBER, "Number", "The episode's number."),
    HeaderKey("season", KeyType.NUMBER, "Season", "The season's number, if the show has seasons."),
    HeaderKey("title", KeyType.TEXT, "Title", "The episode's title, without its number."),
    HeaderKey("audio", KeyType.TEXT, "Audio", "The audio file, relative to the notes."),
    HeaderKey("audio_url", KeyType.TEXT, "Audio address", "Where listeners download the audio."),
    HeaderKey("image", KeyType.TEXT, "Picture", "The episode's picture: an address or a file."),
    HeaderKey("link", KeyType.TEXT, "Page", "The address of the episode's own page."),
    HeaderKey("guid", KeyType.TEXT, "Id", "The feed's unchanging id of this episode."),
    HeaderKey("date", KeyType.TEXT, "Date", "The day it appears, as 2026-05-14."),
    HeaderKey("guests", KeyType.LIST, "Guests", "Who is on the show."),
    HeaderKey("speakers", KeyType.LIST, "Speakers", "The first asks, the others answer."),
    HeaderKey("labels", KeyType.LIST, "Labels", "Own words for question and answer."),
    HeaderKey("language", KeyType.TEXT, "Language", "The notes' language, as en or de-AT."),
    HeaderKey("stamps", KeyType.TEXT, "Stamp style", "For example [m:ss.mmm] end."),
    HeaderKey(
        "chapters",
        KeyType.TEXT,
        "Chapters from",
        "Which segments become chapters.",
        ("questions", "answers", "all", "marked"),
    ),
    HeaderKey("intro", KeyType.TEXT, "Intro", "The title of the chapter at 0:00, or no for none."),
    HeaderKey("links", KeyType.LIST, "Links", "Addresses that belong to the episode."),
    HeaderKey("silenced", KeyType.LIST, "Silenced checks", "Checks that are not shown."),
)

KEYS_BY_NAME = {entry.key: entry for entry in HEADER_KEYS}
