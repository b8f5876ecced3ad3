"""What must be said of everything inside: licence texts, Debian's copyright file.

The copyright file is in the format of debian.org's copyright-format 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from building.parts import Part
from building.release import COMMAND, TITLE

__all__ = ["FOLDER", "copyright_file", "write_licences"]

FOLDER = "licences"
FORMAT = "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"


def write_licences(parts: Sequence[Part], folder: Path) -> None:
    """Write a folder for each part, one copy of each text, and a list. Raises OSError."""
    rows, kept = [], dict[bytes, str]()
    for part in parts:
        places = []
        for name, text in part.texts:
            if text not in kept:
                is_common = bool(re.match(r"^(L?GPL|MPL|Apache)-[\d.]+\.txt$", name))
                place = f"common/{name}" if is_common else f"{_safe(part.name)}/{name}"
                kept[text] = place
                target = folder / place
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text)
            places.append(kept[text])
        rows.append(f"{part.name} {part.version}\n    {part.licence}\n")
        rows += [f"    {place}\n" for place in places]
    head = f"{TITLE} and everything that is packed with it: licence, and the files with its text.\n"
    (folder / "README.txt").write_text(head + "\n" + "\n".join(rows), "utf-8")


def copyright_file(parts: Sequence[Part], documents: str) -> bytes:
    """Debian's copyright file; ``documents`` is where the licence texts lie in the package."""
    lines = [f"Format: {FORMAT}", f"Upstream-Name: {TITLE}", ""]
    names: dict[str, str] = {}
    for part in parts:
        is_program = part is parts[0]
        patterns = ["*"] if is_program else _patterns(part.files)
        if not patterns:
            continue
        lines.append("Files:" + "".join(f"\n {pattern}" for pattern in patterns))
        owner = f"The {TITLE} Authors" if is_program else f"the authors of {part.name}"
        year = "2026 " if is_program else ""
        lines += [f"Copyright: {year}{owner}", f"License: {_word(part.licence)}"]
        names.setdefault(_word(part.licence), part.name)
        if not is_program:
            lines.append(f"Comment: {part.name} {part.version}".rstrip())
        lines.append("")
    for word, name in names.items():
        lines.append(f"License: {word}")
        if word == "GPL-3.0-or-later":
            lines.append(
                " This program is free software: you can redistribute it and/or modify it under the"
            )
            lines.append(
                " terms of the GNU General Public License, version 3 or any later version."
            )
            lines.append(" .")
            lines.append(" The full text is in /usr/share/common-licenses/GPL-3.")
        else:
            lines.append(f" The full text, with the notices of {name} and of every other part")
            lines.append(f" under this licence, is in {documents}.")
        lines.append("")
    return "\n".join(lines).encode()


def _patterns(files: Sequence[str]) -> list[str]:
    """The files below the program's folder, whole folders of one part as one pattern."""
    deep: dict[str, int] = {}
    for file in files:
        pieces = file.split("/")
        key = file if len(pieces) == 2 else "/".join(pieces[:2]) + "/*"
        deep[key] = deep.get(key, 0) + 1
    found = []
    for key, count in deep.items():
        whole = not any(word in key for word in (".libs/", "PySide6/")) or count > 20
        if whole:
            found.append(key)
        else:
            found += [file for file in files if file.startswith(key[:-1])]
    return [f"usr/lib/{COMMAND}/{pattern}" for pattern in found]


def _word(licence: str) -> str:
    """An expression as one word, as the format wants a short name to be."""
    return re.sub(r"[^\w.+-]+", "-", licence).strip("-") or "other"


def _safe(name: str) -> str:
    return re.sub(r"[^\w.+-]+", "-", name).strip("-")
