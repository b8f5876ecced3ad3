"""One self-contained, accessible web page with an audio player whose stamps jump."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import asdict
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from notesapp.core.assemble import split_title
from notesapp.core.chapters import Chapter, shorten
from notesapp.core.lines import classify, plain
from notesapp.core.model import NodeKind, Notes
from notesapp.core.people import read_link
from notesapp.core.timecode import format_time
from notesapp.errors import NotesError, UsageError
from notesapp.formats.base import Format, Loss, Snapshot
from notesapp.formats.chapter_list import list_losses, ready_chapters
from notesapp.formats.html_body import Jumps, body_html
from notesapp.formats.html_clean import clean_page
from notesapp.formats.html_data import episode_data, guests_of, page_language, published_on
from notesapp.formats.html_sandbox import render_own
from notesapp.formats.html_themes import (
    OPTIONS,
    Theme,
    accent_of,
    colours_style,
    scheme_of,
    theme_of,
    unusable,
)
from notesapp.formats.html_words import direction_of, words_for
from notesapp.formats.hygiene import clean_title, clean_url, web_url
from notesapp.storage.resources import resource

if TYPE_CHECKING:
    from jinja2 import Template

ABOUT_LENGTH = 300
_BARE = re.compile(r'<a (href="([^"<>]*)"[^<>]*>\2</a>)')


def write(snapshot: Snapshot) -> str:
    """The page as one file. Nothing in the notes or a theme can add a script to it.

    Raises UsageError for a theme or a colour that cannot be used.
    """
    from jinja2 import TemplateError
    from markupsafe import Markup

    theme = theme_of(snapshot.options)
    scheme = scheme_of(snapshot.options)
    style = page_style(theme, scheme, accent_of(snapshot.options))
    context = page_context(snapshot)
    try:
        content = clean_page(_content(theme, context), str(context["audio"]))
        context |= {"content": Markup(content), "style": Markup(style)}
        context["schemes"] = "light dark" if scheme == "auto" else scheme
        return template("page.html").render(context) + "\n"
    except TemplateError as error:
        raise NotesError("The page's template cannot be used.", repr(error)) from error


def _content(theme: Theme, context: dict[str, Any]) -> str:
    if not theme.page.strip():
        return template("body.html").render(context)
    try:
        return render_own(theme.page, context)
    except UsageError as trouble:
        raise unusable(theme.name, trouble) from trouble


def page_style(theme: Theme, scheme: str, accent: str) -> str:
    """The page's style sheet: colours first, so that a theme may use them, and paper last."""
    colours = colours_style(theme, scheme, accent)
    parts = (colours, part("page.css"), theme.style, part("print.css"))
    return "\n".join(text for text in parts if text)


@lru_cache(maxsize=4)
def template(name: str) -> Template:
    """One of the program's own templates, compiled; it escapes what it is given."""
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(part(name))


@lru_cache(maxsize=8)
def part(name: str) -> str:
    """A piece of a page as it comes with the program."""
    return resource("templates", name).read_text("utf-8").rstrip("\n")


def _address(item: str) -> str:
    """Where a link of the header leads; it may have words of its own."""
    return read_link(item).address or item


def page_context(snapshot: Snapshot) -> dict[str, Any]:
    """What a template may print. Everything is escaped, but for what is sanitised already."""
    from markupsafe import Markup

    notes, header = snapshot.notes, snapshot.notes.header
    language = page_language(notes)
    words = words_for(language)
    audio_href = audio_address(snapshot)
    chapters = tuple(chapter for chapter in ready_chapters(snapshot) if chapter.toc)
    about = summary_of(notes)
    script = "\n" + part("page.js") + "\n"
    return {
        "language": language,
        "direction": direction_of(language),
        "words": asdict(words),
        "title": clean_title(notes.title) or snapshot.base,
        "number": _number_words(notes, words.episode),
        "podcast": clean_title(header.text("podcast")),
        "date": published_on(header.text("date")),
        "guests": ", ".join(guests_of(snapshot)),
        "about": about,
        "page": web_url(header.text("link")),
        "image": web_url(header.text("image")),
        "links": [url for item in header.items("links") if (url := clean_url(_address(item)))],
        "audio": audio_href,
        "mime": snapshot.audio.mime if audio_href else "",
        "chapters": _chapter_rows(chapters, audio_href),
        # The notes' own words, sanitised block by block; the rest of the context is escaped.
        "body": Markup(_marked(body_html(notes, Jumps(audio_href, words.play)))),
        "data": Markup(episode_data(snapshot, chapters, audio_href, about)),
        "script": Markup(script),
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }


def _marked(body: str) -> str:
    """Links whose words are their address: on paper it is not said a second time."""
    return _BARE.sub(r'<a class="bare" \1', body)


def audio_address(snapshot: Snapshot) -> str:
    """Where the page finds the audio: its public address, else the file beside the page."""
    url = web_url(snapshot.notes.header.text("audio_url"))
    if url:
        return url.partition("#")[0]
    name = snapshot.audio.name.encode("utf-8", "replace")
    return quote(name, safe="!$'()*+,=@~") if name else ""


def _chapter_rows(chapters: tuple[Chapter, ...], audio_href: str) -> list[dict[str, str | int]]:
    return [
        {
            "start_ms": chapter.start_ms,
            "time": format_time(chapter.start_ms),
            "title": chapter.title,
            "href": _chapter_href(chapter, audio_href),
            "url": clean_url(chapter.url),
        }
        for chapter in chapters
    ]


def _chapter_href(chapter: Chapter, audio_href: str) -> str:
    """Into the audio, else to the stamp; an added intro has none, so it is the notes' top."""
    if not audio_href and chapter.kind == "intro":
        return "#notes"
    return f"{audio_href}#t={chapter.start_ms // 1000}"


def _number_words(notes: Notes, episode: str) -> str:
    """The number as the title line writes it, else as the language does."""
    if notes.title_line is not None and not notes.header.text("title"):
        line = notes.lines[notes.title_line]
        whole = plain(line[classify(line).body :])
        title = split_title(whole)[2]
        if whole.endswith(title) and len(title) < len(whole):
            return whole[: -len(title)].rstrip(" :.-–—|")
    if notes.number is None:
        return ""
    return f"{episode} {notes.number}"


def summary_of(notes: Notes) -> str:
    """The first paragraph that is not a question, as one plain line."""
    for node in notes.nodes:
        if node.kind is NodeKind.TEXT:
            lines = " ".join(notes.lines[node.first_line : node.last_line + 1])
            return shorten(clean_title(plain(lines)), ABOUT_LENGTH)
    return ""


def beside_words(audio: str) -> Loss:
    """What somebody has to do who moves the page: it plays a file of this name."""
    name = PurePosixPath(audio).name
    words = f"The page plays “{name}” from its own folder: put both in one place."
    return Loss(words, by_design=True)


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What the page needs beside it, and what it cannot show."""
    found = list(list_losses(snapshot))
    address = audio_address(snapshot)
    if not address:
        found.append(Loss("The page has no player: these notes name no audio."))
    elif "://" not in address:
        found.append(beside_words(snapshot.audio.name))
    image = snapshot.notes.header.text("image")
    if image and not web_url(image):
        found.append(Loss("The picture is left out: it has no web address."))
    pictures = sum(bool(chapter.image) for chapter in ready_chapters(snapshot))
    if pictures:
        found.append(Loss("Pictures of chapters are left out.", pictures))
    return tuple(found)


FORMAT = Format(
    key="html",
    title="Web page",
    suffix=".html",
    mime="text/html",
    summary="One accessible page with a player whose stamps jump.",
    write=write,
    losses=losses,
    options=OPTIONS,
)
