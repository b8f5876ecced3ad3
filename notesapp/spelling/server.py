"""The process that spells. Some dictionaries take seconds over a word, and hold the interpreter.

Messages go both ways as JSON, one a line, in ASCII.
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

WORD = "check-spelling"  # the argument that starts the process
MOST = 6


def is_installed() -> bool:
    """Whether Hunspell is there. It is not imported for that."""
    return importlib.util.find_spec("hunspell") is not None


def own_folder() -> Path | None:
    """The dictionaries that come with Hunspell; None without it."""
    found = importlib.util.find_spec("hunspell")
    places = found.submodule_search_locations if found is not None else None
    return Path(next(iter(places)), "dictionaries") if places else None


@dataclass
class Speller:
    """Answers requests; keeps the dictionary of the last one open."""

    path: str = ""
    dictionary: Any = None

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Which of some ``words`` are wrong, or what a word to ``suggest`` for may be meant as."""
        number = request["number"]
        try:
            self._open(request["dictionary"])
        except Exception as error:
            return {"number": number, "trouble": repr(error)}
        if "suggest" in request:
            return {"number": number, "suggestions": self._suggest(request["suggest"])}
        wrong = [word for word in request["words"] if not self._is_right(word)]
        return {"number": number, "wrong": wrong}

    def _open(self, path: str) -> None:
        if path == self.path:
            return
        from hunspell import Hunspell

        place = Path(path)
        self.dictionary = Hunspell(place.name, hunspell_data_dir=str(place.parent))
        self.path = path

    def _is_right(self, word: str) -> bool:
        try:
            return bool(self.dictionary.spell(word))
        except UnicodeError:  # letters that the dictionary does not have: it cannot judge
            return True

    def _suggest(self, word: str) -> list[str]:
        try:
            return [str(each) for each in self.dictionary.suggest(word)][:MOST]
        except UnicodeError:
            return []


def serve(requests: BinaryIO, replies: BinaryIO) -> int:
    """Answer one request after the other until there are no more; returns the exit code."""
    speller = Speller()
    for line in requests:
        replies.write(json.dumps(speller.answer(json.loads(line))).encode("ascii") + b"\n")
        replies.flush()
    return 0
