"""Which programs read which format, and what they are known to do."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from tests.interop.programs import (
    Row,
    as_rows,
    both_outputs,
    clock_ms,
    output,
    seconds_ms,
    with_node,
    with_python,
)

SCHEMAS = Path(__file__).resolve().parents[1] / "formats"
SILENCE = "av://lavfi:anullsrc=d=400"


def of_python(function: str):
    """Read with a function of read_with_python.py."""
    return lambda path: (lambda found: None if found is None else as_rows(found))(
        with_python(function, path)
    )


def of_node(reader: str):
    """Read with a reader of read_with_node.mjs."""
    return lambda path: (lambda found: None if found is None else as_rows(found))(
        with_node(reader, path)
    )


def mpv(*words: str) -> list[Row]:
    """What mpv lists while it plays."""
    command = ("mpv", "--no-config", "--ao=null", "--vo=null", "--length=0.2")
    said = both_outputs(*command, "--term-playing-msg=CHAPTERS=${=chapter-list}", *words)
    line = next((w for w in said.splitlines() if "CHAPTERS=" in w), None)
    assert line, said[-2000:]
    found = json.loads(line.partition("CHAPTERS=")[2])
    return [(seconds_ms(c["time"]), None, c.get("title", ""), "") for c in found]


def ffprobe_chapters(path: Path) -> list[Row]:
    entries = "chapter=start_time,end_time:chapter_tags=title"
    said = output("ffprobe", "-v", "error", "-show_entries", entries, "-of", "json", path)
    return [
        (
            seconds_ms(c["start_time"]),
            seconds_ms(c["end_time"]),
            c.get("tags", {}).get("title", ""),
            "",
        )
        for c in json.loads(said)["chapters"]
    ]


def ffmpeg_cues(path: Path) -> list[Row]:
    """Cues of WebVTT and SRT; ffprobe gives their text as it stands in the file."""
    entries = ("-show_packets", "-show_entries", "packet=pts_time,duration_time,data")
    said = output("ffprobe", "-v", "error", *entries, "-show_data", "-of", "json", path)
    rows = []
    for packet in json.loads(said)["packets"]:
        start = seconds_ms(packet["pts_time"])
        rows.append(
            (
                start,
                start + seconds_ms(packet["duration_time"]),
                html.unescape(_dumped(packet["data"])),
                "",
            )
        )
    return rows


def _dumped(lines: str) -> str:
    """Bytes from ffprobe's hexadecimal dump."""
    pairs = [line.partition(": ")[2][:40].replace(" ", "") for line in lines.strip().splitlines()]
    return bytes.fromhex("".join(pairs)).decode("utf-8")


def matroska_xml(text: str) -> list[Row]:
    """Chapters as mkvextract prints them."""
    rows = []
    for atom in ElementTree.fromstring(text.lstrip("\ufeff").encode()).iter("ChapterAtom"):
        end = atom.findtext("ChapterTimeEnd")
        title = atom.findtext("ChapterDisplay/ChapterString") or ""
        start = clock_ms(atom.findtext("ChapterTimeStart") or "")
        rows.append((start, clock_ms(end) if end else None, title, ""))
    return rows


def mkvmerge(path: Path) -> list[Row]:
    """Into a Matroska file and out again."""
    made = path.with_name("made.mka")
    output("mkvmerge", "-q", "-o", made, "--chapter-charset", "UTF-8", "--chapters", path)
    return matroska_xml(output("mkvextract", made, "chapters", "-"))


def cueprint(path: Path) -> list[Row]:
    """Titles by cueprint, times by cuebreakpoints, which leaves the first track out."""
    titles = output("cueprint", "-t", "%t\\n", path).splitlines()
    points = output("cuebreakpoints", path).split()
    starts = [0, *(_frames_ms(point) for point in points)]
    return [(start, None, title, "") for start, title in zip(starts, titles, strict=True)]


def _frames_ms(text: str) -> int:
    clock, _, frames = text.partition(".")
    return clock_ms(clock) + int(frames) * 1000 // 75


def mpv_cue(path: Path) -> list[Row]:
    """mpv opens the audio that the sheet names."""
    name = re.search(r'^FILE "(.*)"', path.read_text("utf-8"), re.MULTILINE)
    assert name
    silence = ("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "400", "-b:a", "8k")
    output("ffmpeg", "-v", "error", "-y", *silence, path.with_name(name[1]))
    return mpv(str(path))


def xmllint_schema(path: Path) -> None:
    output("xmllint", "--noout", "--nonet", "--relaxng", SCHEMAS / "psc.rng", path)


def xmllint(path: Path) -> None:
    output("xmllint", "--noout", "--nonet", path)


def psc_by_xmllint(path: Path) -> list[Row]:
    """Attributes by XPath, in the words of libxml2."""
    rows = []
    count = int(float(output("xmllint", "--xpath", "count(//*[local-name()='chapter'])", path)))
    for number in range(1, min(count, 8) + 1):
        place = f"(//*[local-name()='chapter'])[{number}]"
        start, title, href = (
            output("xmllint", "--xpath", f"string({place}/@{name})", path).rstrip("\n")
            for name in ("start", "title", "href")
        )
        rows.append((clock_ms(start), None, title, href))
    return rows


def tidy(path: Path) -> None:
    """No error and no warning, but for elements that tidy does not know yet."""
    said = both_outputs("tidy", "-q", "-e", "-utf8", "--show-warnings", "yes", path)
    known = ("proprietary attribute", "trimming empty", 'lacks "summary"')
    wrong = [line for line in said.splitlines() if not any(word in line for word in known)]
    assert not wrong, "\n".join(wrong)


def with_schema(path: Path) -> None:
    with_python("jsonschema", path, SCHEMAS / "chapters.schema.json")


def marker_rows(cells: Sequence[Sequence[str]], length: str = "End") -> list[Row]:
    """Rows of a table of markers, by the names of its columns."""
    head = [name.casefold() for name in cells[0]]
    titles = head.index("title" if "title" in head else "name")
    rows = []
    for row in cells[1:]:
        start = clock_ms(row[head.index("start")])
        end: int | None = None
        if length == "End" and "end" in head and row[head.index("end")]:
            end = clock_ms(row[head.index("end")])
        if length == "Duration" and clock_ms(row[head.index("duration")]):
            end = start + clock_ms(row[head.index("duration")])
        url = row[head.index("url")] if "url" in head else ""
        rows.append((start, end, row[titles], url))
    return rows


def cue_title(title: str) -> str:
    """Straight quotes cannot be written in a cue sheet."""
    return title.replace('"', "'")


def stamped_lines(path: Path) -> list[Row]:
    """The lines that begin with a time, as a list of their own."""
    lines = path.read_text("utf-8").splitlines()
    block = "\n".join(line for line in lines if re.match(r"\d\d:\d\d ", line))
    alone = path.with_name("lines.txt")
    alone.write_text(block, "utf-8")
    return as_rows(with_node("chapters:Youtube", alone))
