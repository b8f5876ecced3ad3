"""Prints which program reads what, as a table: ``python -m tests.interop.listing``."""

from __future__ import annotations

import json
import re
from importlib.metadata import distributions
from itertools import groupby

from tests.interop.audio_table import AUDIO_READERS
from tests.interop.programs import NODE_FOLDER, READERS, both_outputs
from tests.interop.reader import Reader
from tests.interop.text_table import TEXT_READERS

# The option that shows the version, where it is not --version; what carries another name.
ASKED = {"ffprobe": "-version", "exiftool": "-ver", "cueprint": "-V", "xmllint": "--version"}
CALLED = {
    "mkvmerge": "mkvmerge",
    "libVLC": "",
    "Python csv": "",
    "html5lib, strict": "html5lib",
    "JSON-LD by html5lib": "html5lib",
    "eyeD3, contents": "eyeD3",
    "xmllint, RELAX NG": "xmllint",
}


def version(reader: Reader) -> str:
    """The installed version, or nothing where none is shown."""
    name = CALLED.get(reader.name, reader.name)
    if "python" in reader.needs:
        folders = [str(path) for path in READERS.glob("lib/*/site-packages")]
        found = {d.name.casefold(): d.version for d in distributions(path=folders)}
        return found.get(name.casefold(), "")
    if "node" in reader.needs:
        package = NODE_FOLDER / "node_modules" / name / "package.json"
        return json.loads(package.read_text("utf-8"))["version"]
    if not name:
        return ""
    said = re.search(r"\d+(?:\.\d+)+|\d{5}", both_outputs(name, ASKED.get(name, "--version")))
    return said[0] if said else ""


def lines() -> list[str]:
    """One row for each program and format; several presets and options are one row."""
    rows = ["| what | reader | version | tolerance | known |", "| --- | --- | --- | --- | --- |"]
    for key, readers in {**TEXT_READERS, **AUDIO_READERS}.items():
        ordered = sorted(readers, key=lambda r: (r.name, -len(r.quirk)))
        for _, same in groupby(ordered, key=lambda r: r.name):
            reader = next(same)
            room = f"{reader.tolerance_ms} ms" if reader.tolerance_ms else "exact"
            rows.append(f"| {key} | {reader.name} | {version(reader)} | {room} | {reader.quirk} |")
    return rows


if __name__ == "__main__":
    print("\n".join(lines()))
