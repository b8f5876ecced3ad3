"""What the preview shows, as the HTML a text browser understands, in the colours of the look."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QUrl

from notesapp.core.model import Notes
from notesapp.core.timecode import TIME_PATTERN, parse_time
from notesapp.ui.kit.look import Look

PLAY = "play"
MOST_CHARS = 40_000

_STAMP = re.compile(r'<a class="stamp"[^>]*?data-start-ms="(?P<ms>\d+)"[^>]*>(?P<time>[^<]*)</a>')
_TIME_FIRST = re.compile(rf"^(?P<open>[(\[]?)(?P<time>{TIME_PATTERN})(?=\W|$)", re.MULTILINE)
_HEAD = re.compile(r"<h([1-6])\b[^>]*>")  # whose sizes Qt would not leave to the style sheet
_HEAD_END = re.compile(r"</h[1-6]>")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_BLOCK_ENDS = ("</div>", "</p>", "</ul>", "</ol>", "</pre>")


def play_target(url: QUrl) -> int | None:
    """The position in milliseconds a stamp's link stands for; None for other links."""
    if url.scheme() != PLAY or not url.path().isdigit():
        return None
    return int(url.path())


def page_html(body: str) -> str:
    """The show notes page: its stamps as chips that ask to play, exact to the millisecond."""
    body = _STAMP.sub(lambda found: _chip(int(found["ms"]), found["time"]), body)
    return _HEAD_END.sub("</p>", _HEAD.sub(r'<p class="h\1">', body))


def _chip(ms: int, time: str) -> str:
    return f'<a class="stamp" href="{PLAY}:{ms}">&nbsp;▸&nbsp;{time}&nbsp;</a>'


def description_html(text: str) -> str:
    """A plain description as it would show: line breaks kept, leading times and addresses live."""
    blocks = [block for block in re.split(r"\n[ \t]*\n", text.strip("\n")) if block.strip()]
    return "".join(f"<p>{'<br>'.join(_live(block).split(chr(10)))}</p>" for block in blocks)


def _live(block: str) -> str:
    linked = _ADDRESS.sub(_link, escape(block, quote=False))
    return _TIME_FIRST.sub(_time_link, linked)


def _link(found: re.Match[str]) -> str:
    address = found[0]
    return f'<a href="{address.replace(chr(34), "%22")}">{address}</a>'


def _time_link(found: re.Match[str]) -> str:
    ms = parse_time(found["time"])
    return f'{found["open"]}<a class="time" href="{PLAY}:{ms}">{found["time"]}</a>'


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
