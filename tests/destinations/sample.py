"""Notes that every destination has to cope with, and their golden files."""

from __future__ import annotations

from pathlib import Path

from notesapp.core.parser import parse
from notesapp.destinations.base import Outlet
from notesapp.destinations.registry import OUTLETS, clip_for, shown_for
from notesapp.formats.base import AudioInfo, Snapshot
from notesapp.formats.publish import make_snapshot

GOLDEN = Path(__file__).parent / "golden"
AUDIO = AudioInfo("bread.mp3", 1_500_000, 24_000_000, "audio/mpeg")

BREAD = """Episode 4: Bread & patience

What bread wants: **time**, *warmth* & <salt>. Write to https://example.org/letters.

Subscribe:

- [Apple](https://example.org/apple)
- [Spotify](https://example.org/spotify?a=1&b=2)

Timestamps

- 3:20 Which flour?
- 7:40 Goodbye

Q: How warm is warm? [0:20]

A: Warm as a hand. [0:45]

> Bread is patience.

**Q:** How long? As long as it takes [2:10]
{: chapter="How long, then?" url="https://example.org/long" }

A: Look at it, as we said at [0:45], not at the clock.

## Shaping [5:00]

1. Fold
2. Rest
    - an hour
    - or two

| flour | water |
| --- | --- |
| 500 | 350 |

![A loaf](https://example.org/loaf.jpg)

## Resources

- [The book](https://example.org/book) | [Notes](http://example.org/notes)
"""


def snapshot_of(text: str, audio: AudioInfo = AUDIO, **options: str) -> Snapshot:
    return make_snapshot(parse(text), "bread-4", audio, options=options)


def golden_texts(outlet: Outlet) -> dict[str, str]:
    """What stands in the golden files of one outlet, by file name."""
    key = outlet.destination.key
    snapshot = snapshot_of(BREAD)
    clip, shown = clip_for(key, snapshot), shown_for(key, snapshot)
    remarks = "".join(f"{remark}\n" for remark in shown.remarks)
    texts = {f"{key}.txt": clip.plain, f"{key}.shown.html": shown.html, f"{key}.remarks": remarks}
    return texts | ({f"{key}.html": clip.html} if clip.html else {})


def write_golden() -> None:
    """Write the golden files anew: ``python -m tests.destinations.sample``; read the difference."""
    for outlet in OUTLETS:
        for name, text in golden_texts(outlet).items():
            (GOLDEN / name).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    write_golden()
