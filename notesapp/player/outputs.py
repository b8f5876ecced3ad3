"""Which output to play on: what was asked for while it is there, the default otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.player.state import DEFAULT_OUTPUT

if TYPE_CHECKING:
    from notesapp.player.state import Output


class OutputWish:
    """The output that was asked for. ``choose`` is told what is there, again and again."""

    def __init__(self) -> None:
        self._wanted = DEFAULT_OUTPUT
        self._is_missed = False

    @property
    def is_special(self) -> bool:
        """Whether it is another than the system's default."""
        return self._wanted.id != ""

    def want(self, output_id: str, present: tuple[Output, ...]) -> None:
        """Ask for an output by id, there or not; "" is the system's default."""
        known = (*present, self._wanted)
        unknown = type(self._wanted)(output_id, "")
        self._wanted = next((o for o in known if o.id == output_id), unknown)
        self._is_missed = False

    def choose(self, present: tuple[Output, ...]) -> tuple[str, str]:
        """Return the id to play on now, and a sentence the first time it is not the one wanted."""
        wanted = self._wanted
        if wanted.id == "" or any(output.id == wanted.id for output in present):
            self._is_missed = False
            return wanted.id, ""
        was_missed, self._is_missed = self._is_missed, True
        return "", "" if was_missed else _missed(wanted)


def _missed(wanted: Output) -> str:
    name = f"“{wanted.name}”" if wanted.name else "The chosen output"
    return f"{name} is not there. Playing on the system default until it is back."
