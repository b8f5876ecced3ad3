"""What the table says of a link: where it stands, how it is, what could be done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from notesapp.core.edits.web_link_edits import suggested_address
from notesapp.core.header_keys import KEYS_BY_NAME
from notesapp.core.web_links import LinkKind, LinkPlace, WebLink
from notesapp.ui.kit.sentences import said_sentence
from notesapp.web.verdict import LinkState, Verdict


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link, what the web said of its address, and the title its page has."""

    link: WebLink
    verdict: Verdict | None = None
    title: str = ""

    @property
    def better_address(self) -> str:
        """The address it could be given: where it moved to, or what its words say."""
        if self.verdict is not None and self.verdict.moved_to:
            return self.verdict.moved_to
        return suggested_address(self.link)


_SIGNS = {
    LinkState.OK: ("check", "ink2"),
    LinkState.MOVED: ("chevron-right", "warn"),
    LinkState.GONE: ("error", "err"),
    LinkState.UNTOLD: ("more", "ink2"),
    LinkState.SILENT: ("error", "err"),
    LinkState.UNTRUSTED: ("error", "err"),
    LinkState.NOT_ASKED: ("minus", "ink3"),
    LinkState.STOPPED: ("minus", "ink3"),
}


def sign(row: LinkRow) -> tuple[str, str]:
    """Icon and colour of a row's state; an empty icon where nothing is known."""
    if row.link.is_missing:
        return "warning", "warn"
    return _SIGNS[row.verdict.state] if row.verdict is not None else ("", "ink3")


def state_words(row: LinkRow) -> str:
    """The state in a word or two."""
    if row.link.is_missing:
        return _tr("No address")
    if row.verdict is None:
        return _tr("Not checked") if row.link.is_web else _tr("Not a web page")
    return {
        LinkState.OK: _tr("Answers"),
        LinkState.MOVED: _tr("Moved"),
        LinkState.GONE: _tr("Gone"),
        LinkState.UNTOLD: _tr("Cannot be told"),
        LinkState.SILENT: _tr("Does not answer"),
        LinkState.UNTRUSTED: _tr("Not trusted"),
        LinkState.NOT_ASKED: _tr("Not asked"),
        LinkState.STOPPED: _tr("Not checked"),
    }[row.verdict.state]


def place_words(link: WebLink) -> str:
    """Where a link stands, in a person's words."""
    if link.place is LinkPlace.HEADER:
        title = KEYS_BY_NAME[link.key].title
        return _tr("Details: {0}").format(QCoreApplication.translate("HeaderKey", title))
    if link.kind is LinkKind.ATTRIBUTE:
        return _tr("Chapter, line {0}").format(link.line + 1)
    words = link.key if link.place is LinkPlace.SECTION else _tr("Text")
    if link.place is LinkPlace.SEGMENT:
        words = _tr("Segment")
    return _tr("{0}, line {1}").format(words, link.line + 1)


def sentence(row: LinkRow) -> str:
    """What there is to say of a link below the table."""
    if row.link.is_missing:
        if row.better_address:
            words = _tr("These words lead nowhere. They look like “{0}”.")
            return words.format(row.better_address)
        return _tr("These words lead nowhere. Press F2 and write an address.")
    if row.title:
        return _tr("The page is called “{0}”.").format(row.title)
    if row.verdict is not None:
        return said_sentence(row.verdict.sentence)
    return ""


def count_words(rows: tuple[LinkRow, ...]) -> str:
    """How many links there are, and how many need a look."""
    if not rows:
        return _tr("No links in these notes yet.")
    count = _tr("1 link") if len(rows) == 1 else _tr("{0} links").format(len(rows))
    missing = sum(row.link.is_missing for row in rows)
    states = [row.verdict.state for row in rows if row.verdict is not None]
    silent, moved = states.count(LinkState.SILENT), states.count(LinkState.MOVED)
    dead = sum(row.verdict is not None and row.verdict.is_dead for row in rows) - silent
    facts = [count]
    facts += [_tr("{0} without address").format(missing)] if missing else []
    facts += [_tr("{0} dead").format(dead)] if dead else []
    facts += [_tr("{0} without answer").format(silent)] if silent else []
    facts += [_tr("{0} moved").format(moved)] if moved else []
    return ", ".join(facts)


def _tr(words: str) -> str:
    return QCoreApplication.translate("LinkWords", words)
