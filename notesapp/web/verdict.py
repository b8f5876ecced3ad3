"""What became of a link, in one word and one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """What an address turned out to be."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    UNTOLD = "untold"
    SILENT = "silent"
    UNTRUSTED = "untrusted"
    NOT_ASKED = "not asked"
    STOPPED = "stopped"


DEAD = (LinkState.GONE, LinkState.SILENT, LinkState.UNTRUSTED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``moved_to`` is set where it moved for good; ``title`` where titles were asked for."""

    address: str
    state: LinkState
    sentence: str
    moved_to: str = ""
    title: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether a reader who follows the link gets no page."""
        return self.state in DEAD


_UNTOLD = (401, 402, 403, 405, 406, 407, 418, 423, 426, 428, 429, 451, 999)


def of_status(address: str, status: int, moved_to: str, *, downgraded: bool) -> Verdict:
    """The verdict on the last answer's status, after every redirect was followed."""
    if 200 <= status < 300:
        return _of_page(address, moved_to, downgraded=downgraded)
    if status in (404, 410):
        return Verdict(address, LinkState.GONE, f"Gone: the server says {status}.")
    if status in _UNTOLD:
        words = f"Cannot be told: the server answers only browsers ({status})."
        return Verdict(address, LinkState.UNTOLD, words)
    if 500 <= status < 600:
        words = f"Does not answer: the server has trouble of its own ({status})."
        return Verdict(address, LinkState.SILENT, words)
    return Verdict(address, LinkState.UNTOLD, f"Cannot be told: the server says {status}.")


def _of_page(address: str, moved_to: str, *, downgraded: bool) -> Verdict:
    less = " It leads from https to plain http." if downgraded else ""
    if moved_to:
        words = f"Moved for good to “{moved_to}”.{less}"
        return Verdict(address, LinkState.MOVED, words, moved_to)
    return Verdict(address, LinkState.OK, f"Answers.{less}")


def silent(address: str, why: str) -> Verdict:
    """Nobody answered."""
    return Verdict(address, LinkState.SILENT, f"Does not answer: {why}.")


def stopped(address: str) -> Verdict:
    """It was not asked to the end."""
    return Verdict(address, LinkState.STOPPED, "Stopped before it was asked.")
