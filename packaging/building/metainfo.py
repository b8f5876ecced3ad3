"""AppStream's file for software centres (freedesktop.org's AppStream 1.0)."""

from __future__ import annotations

import xml.etree.ElementTree as Tree

from building.changes import changes
from building.release import APP_ID, COMMAND, HOMEPAGE, SUMMARY, TITLE, Release

__all__ = ["SCREENSHOTS", "metainfo"]

SCREENSHOTS = (
    ("window-light-1280x800.png", "Notes, stamps and the waveform of an episode"),
    ("window-dark-1280x800.png", "The same window in the dark"),
)
_ABOUT = (
    "Open an episode, listen, and type its questions and answers. One key starts the next segment, "
    "stamped with the moment that sounds; a click on a stamp plays that moment again.",
    "When you are done, the same text becomes a web page, the description for each platform, "
    "chapter files, and chapters inside the audio.",
)
_POINTS = (
    "Stamps are what the ear heard, in every format, also at other speeds",
    "Every key is kept: after a crash the notes are offered back",
    "Checks for Apple Podcasts, Spotify, YouTube and feeds before publishing",
    "Works without an account and without the network",
)
_RELEASES = 5
_LINES = 12


def metainfo(release: Release) -> bytes:
    """Make the file; the releases are those of CHANGELOG.md."""
    root = Tree.Element("component", type="desktop-application")

    def add(parent: Tree.Element, tag: str, text: str = "", **attributes: str) -> Tree.Element:
        made = Tree.SubElement(parent, tag, attributes)
        made.text = text or None
        return made

    add(root, "id", APP_ID)
    add(root, "metadata_license", "CC0-1.0")
    add(root, "project_license", "GPL-3.0-or-later")
    add(root, "name", TITLE)
    add(root, "summary", SUMMARY)
    developer = add(root, "developer", id="org.notesapp")
    add(developer, "name", f"The {TITLE} Authors")
    about = add(root, "description")
    for paragraph in _ABOUT:
        add(about, "p", paragraph)
    points = add(about, "ul")
    for point in _POINTS:
        add(points, "li", point)
    add(root, "launchable", f"{APP_ID}.desktop", type="desktop-id")
    provides = add(root, "provides")
    add(provides, "binary", COMMAND)
    add(provides, "mediatype", "text/x-show-notes")
    add(root, "url", HOMEPAGE, type="homepage")
    categories = add(root, "categories")
    for name in ("AudioVideo", "Audio"):
        add(categories, "category", name)
    add(root, "content_rating", type="oars-1.1")
    shots = add(root, "screenshots")
    for number, (name, caption) in enumerate(SCREENSHOTS):
        shot = add(shots, "screenshot", **({"type": "default"} if number == 0 else {}))
        add(shot, "caption", caption)
        address = f"{HOMEPAGE}/screenshots/{name}"
        add(shot, "image", address, type="source", width="1280", height="800")
    releases = add(root, "releases")
    for change in changes()[:_RELEASES]:
        day = change.day or release.day
        version = release.version if change.day is None else change.version
        kind = "development" if change.day is None else "stable"
        one = add(releases, "release", version=version, date=day.isoformat(), type=kind)
        words = add(one, "description")
        lines = add(words, "ul")
        for line in change.lines[:_LINES]:
            add(lines, "li", line)
    Tree.indent(root)
    text: str = Tree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
