"""What the window says of recovered notes: times, amounts, and what became of the file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from notesapp.ui.files.audio_words import shown_name
from notesapp.ui.recovery.finds import Choice, Find, Standing

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 24 * 3600


def tr(words: str) -> str:
    """The words in the user's language."""
    return QCoreApplication.translate("RecoveryWords", words)


def moment(at_s: float) -> str:
    """A time of day as the locale writes it, with the date where it is not today's."""
    at, locale = QDateTime.fromSecsSinceEpoch(int(at_s)), QLocale()
    time = locale.toString(at.time(), QLocale.FormatType.ShortFormat)
    if at.date() == QDateTime.currentDateTime().date():
        return time
    return f"{locale.toString(at.date(), QLocale.FormatType.ShortFormat)}, {time}"


def called(find: Find) -> str:
    """The name of the notes; those without one are called what a window calls them."""
    return shown_name(find.name) if find.name else tr("Untitled")


def headline(finds: Sequence[Find]) -> str:
    """The first sentence. It is not said that nothing was lost where a journal is damaged."""
    damaged = [find for find in finds if find.left.kept_aside is not None]
    if not damaged:
        return tr("Nothing was lost")
    return tr("This could be read") if any(f.left.text for f in finds) else tr("Damaged notes")


def introduction(finds: Sequence[Find]) -> str:
    """What happened, what is here, and when it was typed: nobody knows when the program ended."""
    when = moment(max(find.left.kept_at_s for find in finds))
    if len(finds) > 1:
        words = tr(
            "Show Notes closed unexpectedly. The unsaved text of {1} notes, until {0}, is here."
        )
        return words.format(when, len(finds))
    (find,) = finds
    words = tr("Show Notes closed unexpectedly. The unsaved text of {1}, until {0}, is here.")
    if not find.left.text and find.left.kept_aside is not None:
        words = tr("Show Notes closed unexpectedly.")
    elif find.standing is Standing.UNTITLED and not find.name:
        words = tr("Show Notes closed unexpectedly. Notes without a file, until {0}, are here.")
    return words.format(when, called(find))


def about_file(find: Find) -> str:
    """What became of the file since."""
    if find.standing is Standing.KNOWN:
        return tr("The file on disk has not been touched.")
    if find.standing is Standing.CHANGED and find.disk is not None:
        words = tr("Another program changed the file at {0}. The recovered text lacks that change.")
        return words.format(moment(find.disk.mtime_ns / 1e9))
    if find.standing is Standing.GONE:
        return tr("The file is not where it was. Save the recovered text to have it again.")
    if find.standing is Standing.UNREADABLE:
        return tr("The file on disk cannot be read now. It stays as it is.")
    return ""


def about_damage(find: Find) -> str:
    """What could be read, and where the rest lies; empty where all could."""
    if find.left.kept_aside is None:
        return ""
    words = tr("What was kept is damaged: this is what could be read. All of it lies in “{0}”.")
    if not find.left.text:
        words = tr("What was kept is damaged, and nothing of it could be read. It lies in “{0}”.")
    return words.format(find.left.kept_aside)


def recovered_detail(find: Find) -> str:
    """The small line of the tile: when, how much newer, how many lines more."""
    parts = [moment(find.left.kept_at_s)]
    if find.newer_by_s is not None:
        parts.append(_newer(find.newer_by_s))
        parts.append(_more(find.lines_more))
    return ", ".join(part for part in parts if part)


def disk_detail(find: Find) -> str:
    """The small line of the file's tile."""
    if find.disk is None:
        return tr("Not where it was")
    when = moment(find.disk.mtime_ns / 1e9)
    if find.standing is Standing.CHANGED:
        return tr("{0}, written elsewhere").format(when)
    return tr("{0}, as you last saved it").format(when)


def choice_name(choice: Choice) -> str:
    """What a tile and a row call a choice."""
    return {
        Choice.RECOVERED: tr("Recovered text"),
        Choice.DISK: tr("File on disk"),
        Choice.BOTH: tr("Open both"),
        Choice.LET_GO: tr("Let it go"),
    }[choice]


def choice_detail(find: Find, choice: Choice) -> str:
    """The small line under it."""
    if choice is Choice.RECOVERED:
        return recovered_detail(find)
    if choice is Choice.DISK:
        return disk_detail(find)
    if choice is Choice.BOTH:
        return tr("In two windows")
    return tr("Nothing is opened")


def amount(find: Find) -> str:
    """How much differs: "1 line changed, 1 added"; how much there is, where there is no file."""
    if find.disk is None:
        return row_amount(find)
    counts = find.counts
    parts = []
    if counts.changed:
        one, many = tr("1 line changed"), tr("{0} lines changed")
        parts.append(_counted(counts.changed, one, many))
    for count, word in ((counts.added, tr("{0} added")), (counts.removed, tr("{0} removed"))):
        if count:
            line = tr("1 line") if count == 1 else tr("{0} lines").format(_number(count))
            parts.append(word.format(_number(count) if parts else line))
    return ", ".join(parts)


def row_amount(find: Find) -> str:
    """How much differs, for a row of the list."""
    total = find.counts.total
    if find.disk is None:
        return _counted(total, tr("1 line"), tr("{0} lines"))
    return _counted(total, tr("1 line differs"), tr("{0} lines differ"))


def kept_words(decisions: Sequence[tuple[Find, Choice]], days: int) -> str:
    """What becomes of what is not opened. ``days`` is how long versions stay, 0 for unsaid."""
    leaves = [
        choice is Choice.LET_GO or (find.disk is not None and choice is not Choice.BOTH)
        for find, choice in decisions
        if find.left.text
    ]
    if not any(leaves):
        return ""
    if len(decisions) > 1:
        many, few = (
            tr("What is not opened is kept for {0} days."),
            tr("What is not opened is kept."),
        )
    elif decisions[0][1] is Choice.LET_GO:
        many, few = tr("The text is kept for {0} days."), tr("The text is kept.")
    else:
        many, few = tr("The other version is kept for {0} days."), tr("The other version is kept.")
    return many.format(_number(days)) if days else few


def go_words(choices: Sequence[Choice]) -> str:
    """What the one button does."""
    if len(choices) == 1:
        return {
            Choice.RECOVERED: tr("Open recovered text"),
            Choice.DISK: tr("Open file on disk"),
            Choice.BOTH: tr("Open both"),
            Choice.LET_GO: tr("Let it go"),
        }[choices[0]]
    if set(choices) == {Choice.RECOVERED}:
        return tr("Open {0} recovered texts").format(len(choices))
    return tr("Open as chosen")


def _newer(by_s: float) -> str:
    minutes, hours, days = (round(abs(by_s) / unit) for unit in (_MINUTE_S, _HOUR_S, _DAY_S))
    if days >= 2:
        said = tr("{0} days").format(_number(days))
    elif hours >= 2:
        said = tr("{0} hours").format(_number(hours))
    elif minutes >= 1:
        said = _counted(minutes, tr("1 minute"), tr("{0} minutes"))
    else:
        return tr("just after it") if by_s >= 0 else tr("just before it")
    return (tr("{0} newer") if by_s > 0 else tr("{0} older")).format(said)


def _more(lines: int) -> str:
    if lines > 0:
        return _counted(lines, tr("1 line more"), tr("{0} lines more"))
    return _counted(-lines, tr("1 line fewer"), tr("{0} lines fewer")) if lines else ""


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(_number(count))


def _number(count: int) -> str:
    return QLocale().toString(count)
