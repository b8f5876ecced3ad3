"""Checks of what the editor of a website left in the text when it was copied from there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.edits.base import Edits, Position, TextEdit, removed_lines
from notesapp.core.lines import LineKind, classify, plain
from notesapp.core.model import Node, NodeKind, Notes
from notesapp.core.problems import Problem, Severity
from notesapp.core.query import node_at_line

_BLANKS = " \t\r\u00a0\u200b\u2060\ufeff"
# Whole lines that no author writes: who put a page there, and its shelf, where nobody was named.
_CERTAIN = {
    "Guest User": "Squarespace",
    "Uncategorized": "WordPress",
    "Like Loading...": "WordPress",
    "Proudly powered by WordPress": "WordPress",
    "Powered by Squarespace": "Squarespace",
    "&nbsp;": "a web editor",
}
# Buttons of pages, which an author may also have written: only shown.
_LIKELY = ("Read More", "Leave a comment", "Leave a Comment", "Share this:", "Like this:")
_FIRST = frozenset(word[0] for word in (*_CERTAIN, *_LIKELY))
_COMMENT = re.compile(r"(?:<!-- /?wp:[^<>]{0,2000}-->[ \t\r]*)+")
_WHOLE_BLOCK = re.compile(r":\\?/\\?/[^<>]*/-->")  # its address stands nowhere else
_CODE = re.compile(
    r"\[caption\s[^\[\]]{0,500}\]|\[/caption\]|\[gallery\s+[a-z]+=[^\[\]]{0,500}\]"
    r"|\[/?(?:vc|et_pb)_[a-z_]+[^\[\]]{0,500}\]|\[/?powerpress[^\[\]]{0,500}\]"
)
_ADDRESS = re.compile(r"https?://|www\.|\]\(|\S@\S+\.\w", re.IGNORECASE)
# How listeners are asked to subscribe, in the languages whose labels are known.
_SUBSCRIBE = re.compile(
    r"\b(?:subscribe\b|listen (?:on|via|in|to us|now|wherever)|follow (?:us|me|the|along)"
    r"|available on|find (?:us|me|the (?:show|podcast)) on|favou?rite (?:\w+ )?(?:platform|app|"
    r"player)|abonnier\w*|folg(?:t|en sie) uns|(?:an)?hör(?:t|en sie|bar)|abonne\w*|écout(?:ez|e)\b"
    r"|suivez|suscr[ií]b\w*|escúcha\w*|síguenos|inscrev\w*|subscrev\w*|assin(?:e|em)\b|ouça\b|siga"
    r"|iscriv\w*|abbona\w*|ascolta\w*|seguici|abonneer\w*|luister|volg ons)",
    re.IGNORECASE,
)
_LONGEST_ASKING = 160
_NAMES_AT_MOST = 8


# --- whole lines


def _words(subject: Subject) -> Iterator[Finding]:
    for number, word in _certain_lines(subject.notes):
        yield Finding(
            number + 1,
            f"“{word}” was left by {_CERTAIN[word]}. Remove the line.",
            "remove-leftover",
        )


def _buttons(subject: Subject) -> Iterator[Finding]:
    for number, word in _lines_of(subject.notes, frozenset(_LIKELY)):
        yield Finding(
            number + 1,
            f"“{word}” reads like a button of a web page. Remove the line if it is one.",
            "remove-line:button",
        )


def _certain_lines(notes: Notes) -> Iterator[tuple[int, str]]:
    """The first line of each run of lines that are certainly left over; blank ones may part it."""
    before = -1
    for number, word in _lines_of(notes, frozenset(_CERTAIN)):
        if before < 0 or any(map(_is_text, notes.lines[before + 1 : number])):
            yield number, word
        before = number


def _lines_of(notes: Notes, words: frozenset[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(notes.lines):
        bare = line.strip(_BLANKS) if line else ""
        if bare and bare[0] in _FIRST and bare in words and _is_prose(notes, number):
            yield number, bare


def _is_prose(notes: Notes, number: int) -> bool:
    """Whether a line is ordinary text of the notes: no header, no code, not their title."""
    node = node_at_line(notes, number)
    return node is not None and node.kind not in (
        *(NodeKind.HEADER, NodeKind.CODE, NodeKind.TITLE, NodeKind.BLANK),
    )


def _is_text(line: str) -> bool:
    return classify(line).kind is not LineKind.BLANK


def _without_leftovers(notes: Notes, problem: Problem) -> Edits:
    """Without the run of leftovers that begins at the problem's line."""
    first = last = problem.line - 1
    if not 0 <= first < len(notes.lines) or not _is_certain(notes, first):
        return ()
    for number in range(first + 1, len(notes.lines)):
        if _is_certain(notes, number):
            last = number
        elif _is_text(notes.lines[number]):
            break
    return (_removed(notes, first, last),)


def _is_certain(notes: Notes, number: int) -> bool:
    return notes.lines[number].strip(_BLANKS) in _CERTAIN and _is_prose(notes, number)


def _removed(notes: Notes, first: int, last: int) -> TextEdit:
    """Lines taken out: what stands around stays apart, and blank lines do not pile up."""
    lines = notes.lines
    before, after = first, last + 1
    while before > 0 and not _is_text(lines[before - 1]):
        before -= 1
    while after < len(lines) and not _is_text(lines[after]):
        after += 1
    above, below = first - before, after - last - 1
    if after == len(lines):  # the text ends here; whether with a line break stays as it is
        return removed_lines(lines, before, last + max(0, below - 1))
    if before == 0:
        return removed_lines(lines, first, last + below)
    if not above and not below:
        end = "\r" if lines[last].endswith("\r") else ""
        return TextEdit(Position(first, 0), Position(last, len(lines[last])), end)
    return removed_lines(lines, first, last + min(above, below))


# --- what editors write between the paragraphs


def _comments(subject: Subject) -> Iterator[Finding]:
    lines = list(_comment_lines(subject.notes))
    if lines:
        count = "A line is a comment" if len(lines) == 1 else f"{len(lines)} lines are comments"
        yield Finding(
            lines[0] + 1,
            f"{count} of WordPress's editor. Remove them: they are no words of the notes.",
            "remove-comments",
        )


def _comment_lines(notes: Notes) -> Iterator[int]:
    for number, line in enumerate(notes.lines):
        node = node_at_line(notes, number) if _is_comment(line) else None
        if node is not None and node.kind not in (NodeKind.HEADER, NodeKind.CODE):
            yield number


def _is_comment(line: str) -> bool:
    """Whether a line is nothing but comments of blocks, and no block that has only a comment."""
    return (
        "<!-- " in line
        and _COMMENT.fullmatch(line.strip(_BLANKS)) is not None
        and _WHOLE_BLOCK.search(line) is None
    )


def _without_comments(notes: Notes, _: Problem) -> Edits:
    edits: list[TextEdit] = []
    until = -1
    for number in _comment_lines(notes):
        if number <= until:
            continue
        last = number
        while last + 1 < len(notes.lines) and _is_comment(notes.lines[last + 1]):
            last += 1
        edit = _removed(notes, number, last)
        if not edits or edit.start >= edits[-1].end:
            edits.append(edit)
        until = last
    return tuple(edits)


def _shortcodes(subject: Subject) -> Iterator[Finding]:
    notes = subject.notes
    for number, line in enumerate(notes.lines):
        code = _CODE.search(line) if "[" in line else None
        if code is not None and code.string[code.end() : code.end() + 1] != "(":
            if not _is_prose(notes, number):
                continue
            yield Finding(
                number + 1,
                f"“{_short(code[0])}” is a code of WordPress and is shown as text elsewhere. "
                "Remove it, and keep what it frames.",
            )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


# --- links that did not come along


def _empty_subscribe(subject: Subject) -> Iterator[Finding]:
    notes = subject.notes
    for place, node in enumerate(notes.nodes):
        if node.kind is NodeKind.TEXT and _asks(notes.lines[node.last_line]):
            if _links_follow(notes, place + 1):
                continue
            yield Finding(
                node.last_line + 1,
                f"“{_short(plain(notes.lines[node.last_line]))}” is followed by no links. "
                "Add them, or remove the line.",
                "remove-line:asking",
            )


def _asks(line: str) -> bool:
    """Whether a line asks to subscribe and ends with a colon, without an address of its own."""
    bare = line.rstrip(_BLANKS + "*_")
    return (
        bare.endswith((":", "："))
        and len(bare) <= _LONGEST_ASKING
        and _SUBSCRIBE.search(bare) is not None
        and _ADDRESS.search(bare) is None
    )


def _links_follow(notes: Notes, place: int) -> bool:
    """Whether what stands next can be the links that were announced, or their names."""
    node = _next_shown(notes, place)
    if node is None:
        return False
    line = notes.lines[node.first_line]
    if _ADDRESS.search(line):
        return True
    if node.kind is not NodeKind.TEXT or _asks(line):
        return False
    return classify(line).item or len(line.split()) <= _NAMES_AT_MOST


def _next_shown(notes: Notes, place: int) -> Node | None:
    for after in range(place, len(notes.nodes)):
        if notes.nodes[after].kind is not NodeKind.BLANK:
            return notes.nodes[after]
    return None


def _without_line(notes: Notes, problem: Problem) -> Edits:
    number = problem.line - 1
    if not 0 <= number < len(notes.lines) or not _is_prose(notes, number):
        return ()
    line = notes.lines[number]
    still = {"asking": _asks(line), "button": line.strip(_BLANKS) in _LIKELY}
    wanted = still.get(problem.fix.partition(":")[2], False)
    return (_removed(notes, number, number),) if wanted else ()


CHECKS: tuple[Check, ...] = (
    Check(
        *("cms-leftover", Severity.ADVICE, "", "Words left by a web editor", _words),
        explanation="Squarespace and WordPress print such words around a page, and they come along "
        "when the page is copied. Listeners would read them as part of the notes.",
    ),
    Check(
        *("cms-button", Severity.NOTE, "", "Button of a web page", _buttons),
        explanation="Such words are buttons on a web page; without it they lead nowhere.",
    ),
    Check(
        *("cms-comments", Severity.ADVICE, "", "Comments of WordPress's editor", _comments),
        explanation="WordPress marks its blocks with comments. Elsewhere they are rubbish.",
    ),
    Check(
        *("cms-code", Severity.ADVICE, "", "Code of WordPress", _shortcodes),
        explanation="Only WordPress understands its codes in brackets; others show them as text.",
    ),
    Check(
        *("empty-links", Severity.ADVICE, "", "Links announced, but none there", _empty_subscribe),
        explanation="A line asks to subscribe, and the links it announces are gone. "
        "This happens when a page is copied whose links were pictures.",
    ),
)

FIXES: tuple[Fix, ...] = (
    Fix("remove-leftover", "Remove what was left over", _without_leftovers, safe=True),
    Fix("remove-comments", "Remove the comments", _without_comments, safe=True),
    Fix("remove-line", "Remove the line", _without_line),
)
