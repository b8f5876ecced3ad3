"""Notes that every format has to cope with, and how they become a snapshot."""

from __future__ import annotations

from pathlib import Path

from notesapp.core.parser import parse
from notesapp.formats.base import AudioInfo, Format, Snapshot
from notesapp.formats.publish import make_snapshot

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_NOTES = GOLDEN / "small-garden-12.md"
SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "episode-50.txt"
AUDIO = AudioInfo("small-garden-12.mp3", 330_000, 5_280_000, "audio/mpeg")

HOSTILE = """---
title: "</script><script>alert(1)</script>"
podcast: "\\" onload=\\"alert(1)"
guests: ["<img src=x onerror=alert(1)>"]
language: "\\"><script>alert(1)</script>"
date: "2026-99-99"
link: "javascript:alert(1)"
image: "data:image/svg+xml,<svg onload=alert(1)>"
audio_url: "javascript:alert(1)"
---

<script>alert("one")</script> <img src=x onerror=alert(2)> <style>*{display:none}</style>

[click](javascript:alert(3)) ![p](javascript:alert(4)) <javascript:alert(5)> [a](http://x.y/"onclick=1)

<iframe src="https://example.org"></iframe> <!-- hidden --> <b onclick="x()">bold</b> <b>kept</b>

Q: </p></div></main><script>alert(6)</script> [1:00]
{: chapter="</script><script>alert(7)</script>" url="javascript:alert(8)" }

[two [1:30]](https://example.org/[2:00]) \ue0000\ue001 {{ 7 * 7 }} {% raw %}
"""

TEXTS = {
    "golden": GOLDEN_NOTES.read_text("utf-8"),
    "empty": "",
    "blank": "\n \u00a0\n\n",
    "header only": '---\ntitle: "Alone"\nepisode: 3\n---\n',
    "emoji": "Épisode 3 - \U0001f468\u200d\U0001f469\n\n⏰ 0:30 L \U0001f99c\n1:00 \u202eabc\u202c",
    "one segment": "Q: Why? [0:10]",
    "hundred hours": "A show\n\n[100:00:01.999] Late\n[101:59:59] Later",
    "no chapters": "Just words.\n\nQ: Unstamped?\n\nA: Yes.",
    "hostile": HOSTILE,
    "controls": "a\x00b\x02c\x1fd \ud800 [0:01]\u2028x\ufeff",
    "brackets": "Title\n\n" + "[" * 20_000,
    "deep": "Title\n\n" + "> " * 3000 + "- " * 2000 + "x",
    "unclosed code": "Title\n\n```\nQ: not a question [1:00]\n<b>",
}


def snapshot_of(
    text: str, audio: AudioInfo | None = None, preset: str = "", **options: str
) -> Snapshot:
    return make_snapshot(parse(text), "small-garden-12", audio, preset=preset, options=options)


def golden_file(entry: Format) -> Path:
    return GOLDEN / f"small-garden-12{entry.suffix}"


def golden_text(entry: Format) -> str:
    return entry.write(snapshot_of(TEXTS["golden"], AUDIO))
