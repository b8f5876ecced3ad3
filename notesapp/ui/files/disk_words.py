"""What other programs did to the notes, in words."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from notesapp.storage.lock_owner import LockOwner
from notesapp.storage.note_look import Found
from notesapp.ui.files.audio_words import shown_name
from notesapp.ui.files.disk_side import DiskNews


def _tr(text: str) -> str:
    return QCoreApplication.translate("DiskWords", text)


def clock(at_s: float) -> str:
    """A moment, as seconds since 1970, as a time of day."""
    at = time.localtime(at_s)
    moment = QTime(at.tm_hour, at.tm_min)
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def news_sentence(news: DiskNews, name: str) -> str:
    """What became of the file; empty where there is nothing to say."""
    at, name = clock(news.at_s), shown_name(name)
    if news.was_read:
        words = _tr("These notes were changed by another program at {0} and read again.")
        return words.format(at)
    seen = news.seen
    if seen.found is Found.CHANGED:
        words = _tr("Another program changed these notes at {0}.")
        if news.was_refused:
            words = _tr("Not saved: another program changed these notes at {0}.")
        return words.format(at)
    if seen.found is Found.EMPTY:
        words = _tr("Another program emptied these notes at {0}. Your text is safe here.")
        if news.was_refused:
            words = _tr("Not saved: another program emptied these notes at {0}.")
        return words.format(at)
    if seen.found is Found.MOVED and seen.path is not None:
        return _tr("{0} is now called {1}.").format(name, shown_name(seen.path.name))
    if seen.found is Found.OTHER:
        return _tr("{0} is no longer a file with notes. Your text is safe here.").format(name)
    if seen.found is Found.GONE:
        return _tr("{0} is not where it was. Your text is safe here.").format(name)
    return ""


def owner_sentence(owner: LockOwner, *, myself: bool) -> str:
    """Who else has the notes open."""
    since = _tr(" since {0}").format(clock(owner.since_s)) if owner.since_s else ""
    if owner.is_this_machine and myself:
        return _tr("These notes are open in another window too{0}.").format(since)
    who = owner.user or _tr("Somebody")
    if owner.host and not owner.is_this_machine:
        return _tr("{0} has these notes open on {1}{2}.").format(who, owner.host, since)
    return _tr("{0} has these notes open{1}.").format(who, since)


def dead_owner_sentence(owner: LockOwner) -> str:
    """Whose lock was taken over."""
    words = _tr("These notes were left open on {0}, which is silent. They are yours now.")
    return words.format(owner.host or _tr("another machine"))
