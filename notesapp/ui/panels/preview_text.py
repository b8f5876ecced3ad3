"""What the preview shows, as the HTML a text browser understands, in the colours of the look."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QUrl

from notesapp.core.model import Notes
from notesapp.ui.kit.look import Look

PLAY = "play"
MOST_CHARS = 40_000

_STAMP = re.compile(r'<a class="stamp"[^>]*?data-start-ms="(?P<ms>\d+)"[^>]*>(?P<time>[^<]*)</a>')
_HEAD = re.compile(r"<h([1-6])\b[^>]*>")  # whose sizes Qt would not leave to the style sheet
_HEAD_END = re.compile(r"</h[1-6]>")
_PICTURE = re.compile(r"<img\b[^>]*>")
_LISTED = re.compile(r'(?:<p>|<br>|<li>)\s*\(?<a class="stamp"[^>]*?data-start-ms="(?P<ms>\d+)"')
_ALT = re.compile(r'\balt="([^"]*)"')
_BLOCK_ENDS = ("</div>", "</p>", "</ul>", "</ol>", "</pre>")


def play_target(url: QUrl) -> int | None:
    """The position in milliseconds a stamp's link stands for; None for other links."""
    if url.scheme() != PLAY or not url.path().isdigit():
        return None
    return int(url.path())


def page_html(body: str) -> str:
    """The show notes page: its stamps as chips that ask to play, exact to the millisecond."""
    return _plain_heads(_STAMP.sub(lambda found: _chip(int(found["ms"]), found["time"]), body))


def shown_html(html: str, *, chips: bool, pictures: tuple[str, str]) -> str:
    """What a destination shows: its stamps that jump ask to play, its pictures are words.

    ``chips``: with the sign of a stamp, else as mere times. ``pictures`` are the words for one with
    and one without alternative text, as "Picture: {0}" and "Picture".
    """

    def stamp(found: re.Match[str]) -> str:
        ms, time = int(found["ms"]), found["time"]
        return _chip(ms, time) if chips else f'<a class="time" href="{PLAY}:{ms}">{time}</a>'

    def words(found: re.Match[str]) -> str:
        alt = _ALT.search(found[0])
        with_words, without = pictures
        said = with_words.format(alt[1]) if alt and alt[1].strip() else without
        return f'<span class="rest">{said}</span>'

    return _plain_heads(_PICTURE.sub(words, _STAMP.sub(stamp, html)))


def listed_stamps(html: str) -> int:
    """How many moments begin a line: the chapters, where any are read, though listed twice."""
    return len(set(_LISTED.findall(html)))


def _plain_heads(html: str) -> str:
    return _HEAD_END.sub("</p>", _HEAD.sub(r'<p class="h\1">', html))


def _chip(ms: int, time: str) -> str:
    return f'<a class="stamp" href="{PLAY}:{ms}">&nbsp;▸&nbsp;{time}&nbsp;</a>'


def heading_html(notes: Notes, duration_ms: int | None, episode: str, minutes: str) -> str:
    """Title, show, number and length above the text; words as in "Episode {0}" and "{0} min"."""
    facts = [notes.header.text("podcast")]
    if notes.number is not None:
        facts.append(episode.format(notes.number))
    if duration_ms:
        facts.append(minutes.format(max(1, round(duration_ms / 60_000))))
    title = f'<p class="h1">{escape(notes.title)}</p>' if notes.title else ""
    line = " · ".join(escape(fact) for fact in facts if fact)
    return title + (f'<p class="facts">{line}</p>' if line else "")


def shortened(html: str) -> tuple[str, bool]:
    """The first part of very long notes, cut between blocks, and whether something is missing."""
    if len(html) <= MOST_CHARS:
        return html, False
    ends = (html.rfind(mark, 0, MOST_CHARS) + len(mark) for mark in _BLOCK_ENDS if mark in html)
    cut = max((end for end in ends if end > MOST_CHARS // 2), default=MOST_CHARS)
    return html[:cut], True


def sheet(look: Look) -> str:
    """The style sheet of the document, from the tokens of the look."""
    fonts, hexes = look.fonts, look.theme.hex
    return f"""
    body {{ color: {hexes("ink")}; font-size: {fonts.px(13)}px; }}
    p, li {{ line-height: 145%; margin-top: 0; margin-bottom: 10px; }}
    li {{ margin-bottom: 2px; }}
    .h1 {{ font-size: {fonts.px(15)}px; font-weight: 600; line-height: 135%;
      margin-top: 0; margin-bottom: 8px; }}
    .h2, .h3, .h4, .h5, .h6 {{ font-size: {fonts.px(14)}px; font-weight: 600; margin-top: 12px;
      margin-bottom: 6px; }}
    .facts, .rest {{ color: {hexes("ink3")}; font-size: {fonts.px(12)}px; }}
    .question {{ font-weight: 600; }}
    .label {{ font-weight: 700; }}
    a {{ color: {hexes("accent")}; text-decoration: underline; }}
    a.stamp {{ background-color: {hexes("soft")}; color: {hexes("accent")};
      text-decoration: none; font-size: {fonts.px(12)}px; font-weight: 500; }}
    a.time {{ color: {hexes("accent")}; text-decoration: none; font-weight: 500; }}
    pre, code {{ color: {hexes("ink2")}; }}
    blockquote {{ color: {hexes("ink2")}; margin-left: 12px; }}
    """
