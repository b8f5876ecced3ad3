"""Threads for work beside the window that can be left behind: a job that hangs holds up nobody."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

MOST_LEFT = 4  # hung threads; a fifth would hang as well

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Hand:
    """One thread. ``since_s`` is when its job began, None while it has none."""

    thread: threading.Thread | None = None
    since_s: float | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    future: Future[Any]
    work: Callable[[], Any]

    def run(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.work()
        except BaseException as error:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)


class Worker(Executor):
    """Jobs in the order in which they came, on so many threads that end with the program.

    Python waits at its end for the threads of its own pool, for good where one hangs. Here
    ``close`` waits as long as it is told to, and the program then ends whoever still works.
    With ``patience_s``, ``look`` leaves a job that takes longer to itself: what waits behind it
    goes on with a new thread, and its result still arrives, if ever.
    """

    def __init__(
        self,
        name: str,
        threads: int = 1,
        *,
        patience_s: float = 0.0,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._name = name
        self._most = threads
        self._patience_s = patience_s
        self._now = now
        self._jobs: deque[_Job] = deque()
        self._hands: list[_Hand] = []
        self._left: list[_Hand] = []
        self._is_closed = False
        self._changed = threading.Condition()

    @property
    def left_count(self) -> int:
        """How many threads were left behind with a job that has not ended."""
        with self._changed:
            return len(self._left)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a function called. Raises RuntimeError once it is closed."""
        future: Future[Any] = Future()
        with self._changed:
            if self._is_closed:
                raise RuntimeError(f"no jobs for {self._name} any more")
            self._jobs.append(_Job(future, lambda: fn(*args, **kwargs)))
            self._hire()
            self._changed.notify_all()
        return future

    def look(self) -> int:
        """Leave jobs that take too long to themselves; returns how many were left now."""
        if not self._patience_s:
            return 0
        with self._changed:
            began = self._now() - self._patience_s
            late = [h for h in self._hands if h.since_s is not None and h.since_s < began]
            late = late[: MOST_LEFT - len(self._left)]
            for hand in late:
                self._hands.remove(hand)
                self._left.append(hand)
            if late and self._jobs:
                self._hire()
        for hand in late:
            _log.error("A job of %s takes too long. It is at:\n%s", self._name, _place_of(hand))
        return len(late)

    def close(self, limit_s: float, *, finish: bool = False) -> bool:
        """Take nothing more, and wait at most so long for what runs; returns whether all ended.

        Jobs that wait are dropped, or done first with ``finish``: what was not done by then is
        done afterwards, as long as the program runs.
        """
        with self._changed:
            self._is_closed = True
            dropped = [] if finish else list(self._jobs)
            if not finish:
                self._jobs.clear()
            self._changed.notify_all()
        for job in dropped:
            job.future.cancel()
        with self._changed:
            ended = self._changed.wait_for(self._has_ended, limit_s)
            return ended and not self._left

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor; whoever does not want to wait for good calls ``close``."""
        self.close(threading.TIMEOUT_MAX if wait else 0.0, finish=not cancel_futures)

    def _has_ended(self) -> bool:
        return not self._jobs and all(hand.since_s is None for hand in self._hands)

    def _hire(self) -> None:
        """One more thread where all are busy; the lock is held."""
        idle = sum(hand.since_s is None for hand in self._hands)
        if len(self._hands) < self._most and idle < len(self._jobs):
            hand = _Hand()
            name = f"{self._name}-{len(self._hands) + len(self._left)}"
            hand.thread = threading.Thread(target=self._run, args=(hand,), name=name, daemon=True)
            self._hands.append(hand)
            hand.thread.start()

    def _run(self, hand: _Hand) -> None:
        while (job := self._next(hand)) is not None:
            job.run()
            del job

    def _next(self, hand: _Hand) -> _Job | None:
        with self._changed:
            hand.since_s = None
            self._changed.notify_all()
            if hand in self._left:
                self._left.remove(hand)
                return None
            self._changed.wait_for(lambda: self._jobs or self._is_closed)
            if not self._jobs:
                self._hands.remove(hand)
                return None
            hand.since_s = self._now()
            return self._jobs.popleft()


def _place_of(hand: _Hand) -> str:
    """Where a thread is now, without any values."""
    ident = hand.thread.ident if hand.thread is not None else None
    with suppress(KeyError):
        return "".join(traceback.format_stack(sys._current_frames()[ident or 0])).rstrip()
    return "(ended)"
