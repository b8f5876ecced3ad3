"""Files made to keep a reader busy, as long as the limits allow, through the commands of ``fuzz``.

``python tests/torture/fuzz_big.py``: exits with 1 where the four commands took longer than twenty
seconds, died, let an exception out or needed more memory than the child of ``fuzz.py`` may have.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.torture.fuzz import NOTES, Child  # noqa: E402

MB = 1 << 20
MOST = 8 * MB


def clock(n: int) -> str:
    return f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}"


def rows(count: int, row: Callable[[int], str]) -> str:
    return "".join(row(n) for n in range(count))


def filled(head: str, unit: str, length: int = MOST - 100) -> str:
    return head + unit * ((length - len(head)) // len(unit))


BIG = {
    "pairs.md": rows(7_000, lambda n: f"Q: One {n}? [{clock(n)}]\n\nA: Two [{clock(n)}]\n\n"),
    "lone.txt": rows(14_000, lambda n: f"{clock(n)}\n\nTopic {n}\n"),
    "lines.txt": "a\n\n" * 24_000,
    "marks.txt": filled("", "*_", 1_990_000),
    "one-line.txt": rows(14_000, lambda n: f"Topic {n} [{clock(n)}]; "),
    "cues.vtt": "WEBVTT\n\n"
    + rows(9_900, lambda n: f"{clock(20 * n)}.000 --> {clock(20 * n + 1)}.000\nT\n\n"),
    "subtitles.srt": rows(
        14_000, lambda n: f"{n + 1}\n{clock(n)},000 --> {clock(n + 1)},000\nT\n\n"
    ),
    "list.chapters.txt": rows(9_900, lambda n: f"{clock(n)}.000 Title <http://a.org/{n}>\n"),
    "marked.chapters.txt": filled("00:00:00.000 a", "\u0301\u0327", MOST // 4),
    "hosts.chapters.txt": filled("", f"00:00:00.000 t <http://{'äöü' * 150}.de/>\n", MOST // 2),
    "escapes.ffmeta": filled(";FFMETADATA1\n", "\\="),
    "sheet.cue": filled('FILE "a.mp3" MP3\nTRACK 01 AUDIO\n', "\t" * 500 + "\n"),
    "deep.json": filled("", "[", 2 * MB),
    "title.json": filled('{"version":"1.2.0","chapters":[{"startTime":1,"title":"', "x") + '"}]}',
    "feed.xml": filled("<rss><channel><item><description><![CDATA[<p></p>", "<a b='  " + "x" * 40),
    "tags.html": filled("<p>x</p>", "<a b='> " + "x" * 25),
    "attributes.html": filled("<p>x</p><a ", "b "),
    "comments.html": filled("<p>x</p>", "<!-- -" + "x" * 25),
    "links.html": "<p>x</p>" + "<a href='http://a.org'>" * 99_000 + "x<br>" * 40_000,
}


def main() -> int:
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        (folder / "notes.md").write_text(NOTES, "utf-8")
        child = Child(folder)
        for name, text in BIG.items():
            path = folder / name
            path.write_text(text, "utf-8")
            wrong += [f"{name}: {said}" for said in child.try_file(name)]
            path.unlink()
        child.stop()
    for said in wrong:
        print(said)
    print(f"{len(BIG)} endless files, {child.done[0]} read, {child.done[1]} imported: {len(wrong)}")
    return int(bool(wrong or child.done[0] < len(BIG) // 2))


if __name__ == "__main__":
    sys.exit(main())
