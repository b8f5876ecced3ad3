"""Which of the collected libraries are reached from something that is loaded by name. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

__all__ = ["is_loaded_by_name", "reached"]

_LIBRARY_FOLDERS = ("PySide6/Qt/lib", "av.libs", "numpy.libs", "hunspell", "chunspell.libs")
_LIBRARY = re.compile(r"^lib.*\.so(\.|$)")
_BY_NAME = ("libvlc.so.5", "libvlc_pulse.so.0", "libpython")


def is_loaded_by_name(place: str) -> bool:
    """Whether nobody has to be linked against a file for it to be wanted.

    Python's modules and plugins are; a library among libraries is only there for others.
    """
    path = PurePosixPath(place)
    if path.name.startswith(_BY_NAME):
        return True
    among = str(path.parent) in (".", *_LIBRARY_FOLDERS)
    return not (among and _LIBRARY.match(path.name) and "cpython" not in path.name)


def reached(needs: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The places that stay. ``needs`` gives for each place the file names that it is linked with.

    A name stands for every place whose file has it: the loader takes one of them.
    """
    by_name: dict[str, list[str]] = {}
    for place in needs:
        by_name.setdefault(PurePosixPath(place).name, []).append(place)
    open_, found = [place for place in needs if is_loaded_by_name(place)], set[str]()
    while open_:
        place = open_.pop()
        if place in found:
            continue
        found.add(place)
        for name in needs[place]:
            open_ += by_name.get(name, ())
    return found
