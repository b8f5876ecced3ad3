"""Write the golden files anew: ``python -m tests.formats.regold``, then read the difference."""

from __future__ import annotations

from notesapp.formats.registry import FORMATS
from tests.formats.episodes import golden_file, golden_text


def main() -> None:
    for entry in FORMATS:
        golden_file(entry).write_bytes(golden_text(entry).encode("utf-8"))
        print(golden_file(entry).name)


if __name__ == "__main__":
    main()
