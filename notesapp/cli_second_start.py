"""Whether a start is the first of its profile, or gives its file to the program that runs.

Asked before Qt is loaded, so that the second process is gone before it could paint anything.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from notesapp.cli import OpenWindow
from notesapp.storage.places import places_from_environment
from notesapp.storage.second_start import Lock, Request, door_names, hand_over, take_lock

ANSWER_S = 1.5
START_S = 5.0
_PAUSE_S = 0.05


@dataclass(frozen=True, slots=True)
class Begun:
    """``is_first``: this process keeps the profile's session and may be asked for windows.

    ``is_done``: the program that runs has taken the file. ``lock`` stays open as long as we run.
    """

    is_first: bool = False
    is_done: bool = False
    lock: int | None = None


def begin(wanted: OpenWindow) -> Begun:
    """Take the profile, or give the file that is wanted to the program that has it.

    A program that hangs is not waited for longer than 1.5 seconds, one that is about to start or
    to end not longer than 5: this one then opens a window of its own and leaves the session
    alone. So does one that shall not share: a new instance, a temporary profile; the sample is
    never handed over.
    """
    if wanted.new_instance or wanted.temporary:
        return Begun()
    env = os.environ
    state = places_from_environment(env, sys.platform, Path.home()).state
    lock = take_lock(state)
    if lock.fd is not None:
        return Begun(is_first=True, lock=lock.fd)
    if wanted.demo:
        return Begun(is_first=not lock.is_taken)
    until_s = time.monotonic() + START_S
    names = door_names(state, env, sys.platform)
    return _knock(state, names, Request(wanted.path, _token(env)), lock, until_s)


def _knock(
    state: Path, names: tuple[str, ...], request: Request, lock: Lock, until_s: float
) -> Begun:
    """The one who runs may not listen yet or no more: its lock is asked for between two tries."""
    while True:
        taken = hand_over(names, request, ANSWER_S)
        if taken:
            return Begun(is_done=True)
        if taken is False:
            return Begun()
        if not lock.is_taken:
            return Begun(is_first=True)
        if time.monotonic() >= until_s or not names:
            return Begun()
        time.sleep(_PAUSE_S)
        lock = take_lock(state)
        if lock.fd is not None:
            return Begun(is_first=True, lock=lock.fd)


def _token(env: Mapping[str, str]) -> str:
    """What the desktop gave this start so that a window may come to the front."""
    return (env.get("XDG_ACTIVATION_TOKEN") or env.get("DESKTOP_STARTUP_ID") or "")[:1_024]
