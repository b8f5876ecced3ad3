"""What recurs in an episode's notes: making the template of a show out of one of its episodes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notesapp.core.assemble import TITLE_PATTERN
from notesapp.core.header import HeaderValue, write_value
from notesapp.core.lines import classify, plain
from notesapp.core.model import Node, NodeKind, Notes
from notesapp.core.parser import parse
from notesapp.core.timecode import StampStyle, describe_style

_VARIES: dict[str, HeaderValue] = {
    "episode": "{{number}}",
    "title": "{{title}}",
    "audio": "{{audio}}",
    "date": "{{date}}",
    "guests": ("{{guests}}",),
}
_ONE_EPISODES = frozenset({"audio_url", "image", "link", "guid", "links"})
_SUMMARY = "TK summary"
_GONE = (NodeKind.HEADER, NodeKind.SEGMENT, NodeKind.ATTRIBUTES)
_VALUE = re.compile(r"\{\{\w+\}\}")
_ADDRESS = re.compile(r"https?://|www\.|\]\(|\S@\S+\.\w")
# How listeners are asked for something, and greeted, in the languages whose labels are known.
_ASKING = re.compile(
    r"\b(?:subscribe\b|follow (?:us|me|the)|submit|send (?:us|me|in|your)|ask (?:us|me|your)"
    r"|have a question|got a question|your question|write (?:to )?us|e-?mail us|rate (?:us|and|the)"
    r"|review|newsletter|support (?:us|the|this)|become a|join (?:us|our|the)|sponsor|patreon|"
    r"listen on|find us|visit|share (?:this|the)|favou?rite platform|welcome to|hello and"
    r"|thank(?:s| you) for|until next|hosted by"
    r"|produced by|abonnier\w*|folg(?:t|en sie) uns|schick\w*|schreib\w*|frag(?:t|en) uns|"
    r"unterstütz\w*|willkommen|abonne\w*|posez|écrivez|soutenez|bienvenue|suscr[ií]b\w*|env[ií]a\w*"
    r"|síguenos|apóya\w*|bienvenid\w*|inscrev\w*|subscrev\w*|siga|apoi\w*|bem-vind\w*|iscriv\w*"
    r"|seguici|scrivi\w*|sosten\w*|benvenut\w*|abonneer\w*|volg ons|stuur|steun|welkom)",
    re.IGNORECASE,
)


def make_template(text: str, others: Sequence[str] = ()) -> str:
    """The notes of an episode without what is its own: the template for the next ones.

    Questions, answers, stamps and the episode's values go; values that differ become variables,
    and ``{{caret}}`` stands where the first question goes. Of the words around, what asks the
    listener for something, what is a section and what it lists stays; with ``others`` (earlier
    episodes of the same show) exactly what stands in one of them too. The result has no segment
    and no stamp, whatever the text.
    """
    notes = parse(text.replace("\r\n", "\n"))
    head = _header(notes)
    kept = _body(notes, [parse(other) for other in others])
    body = _tidy(kept)
    while body:
        made = "\n".join([*head, *body])
        bare = _VALUE.sub("", made)  # what is left where an episode has no such value
        at = _still_timed(parse(made)) | _still_timed(parse(bare))
        if not at:
            break
        body = [line for number, line in enumerate(body, start=len(head)) if number not in at]
    return "\n".join([*head, *_tidy(body)]).rstrip("\n") + "\n"


def _still_timed(notes: Notes) -> set[int]:
    """Lines that still read as a segment or hold a stamp."""
    found = {stamp.line for stamp in notes.stamps}
    for segment in notes.segments:
        found.update(range(segment.first_line, segment.last_line + 1))
    return found


# --- header


def _header(notes: Notes) -> list[str]:
    """The header's lines for the template, its fences and a blank line below included."""
    rows: list[str] = []
    header = notes.header
    seen: set[str] = set()
    for key, (first, last) in sorted(header.places.items(), key=lambda item: item[1]):
        if key in seen or key in _ONE_EPISODES or key.startswith("show_"):
            continue
        seen.add(key)
        if key in _VARIES:
            rows.append(write_value(key, _VARIES[key]))
        elif key == "speakers" or not header.readable:
            if key in header.values:
                rows.append(write_value(key, _without_guests(notes, header.values[key])))
        else:
            rows += notes.lines[first : last + 1]
    in_text = _in_title(notes)
    missing = [k for k in ("episode", "title") if k not in seen and k not in in_text]
    rows += [write_value(key, _VARIES[key]) for key in missing]
    if "language" not in seen and notes.language != "en":
        rows.append(write_value("language", notes.language))
    if "stamps" not in seen and notes.segments and notes.style != StampStyle():
        rows.append(write_value("stamps", describe_style(notes.style)))
    return ["---", *rows, "---", ""] if rows else []


def _without_guests(notes: Notes, value: HeaderValue) -> HeaderValue:
    if not isinstance(value, tuple):
        return value
    guests = {name.casefold() for name in notes.header.items("guests")}
    return tuple("{{guest}}" if item.casefold() in guests else item for item in value)


def _in_title(notes: Notes) -> frozenset[str]:
    """The values that stand in the text's own title line."""
    if notes.title_line is None or "title" in notes.header.values:
        return frozenset()
    line = notes.lines[notes.title_line]
    match = TITLE_PATTERN.match(line[classify(line).body :].rstrip())
    numbered = match is not None and (match["number"] or match["number2"] or match["number3"])
    return frozenset({"title", "episode"} if numbered else {"title"})


# --- body


def _body(notes: Notes, others: Sequence[Notes]) -> list[str]:
    """The lines that stay, ``{{caret}}`` among them."""
    recurring = _recurring(others)
    first = min((s.first_line for s in notes.segments), default=None)
    last = max((s.last_line for s in notes.segments), default=-1)
    keep: list[str] = []
    zone = "summary"
    for block in _blocks(notes):
        node = block[0]
        if "{{caret}}" not in keep and _caret_goes_before(node, first):
            keep += ["{{caret}}", ""]
            zone = "answer" if first is not None else zone
        if node.kind is NodeKind.TITLE and "title" not in notes.header.values:
            keep += [_title_line(notes), ""]
        elif node.kind not in _GONE:
            lines = _standing(notes, block, recurring)
            asks = bool(lines) and (
                node.kind is not NodeKind.TEXT or any(map(asks_listeners, lines))
            )
            within = first is not None and first <= node.first_line <= last
            if within:
                stays = recurring is not None or node.kind is NodeKind.SECTION or _all_ask(lines)
            else:
                zone = "standing" if asks else zone
                stays = bool(lines) if recurring is not None else zone == "standing"
            if not stays and not within and zone == "summary" and _SUMMARY not in keep:
                lines, stays = [_SUMMARY], True
            keep += [*lines, ""] if stays and lines else []
    return keep if "{{caret}}" in keep else [*keep, "{{caret}}"]


def _all_ask(lines: Sequence[str]) -> bool:
    return bool(lines) and all(map(asks_listeners, lines))


def _caret_goes_before(node: Node, first: int | None) -> bool:
    if first is not None:
        return node.first_line >= first
    return node.kind in (NodeKind.SECTION, NodeKind.RULE)


def _blocks(notes: Notes) -> Iterator[tuple[Node, ...]]:
    """Runs of neighbouring nodes of one kind, which are one paragraph or list; no blank ones."""
    run: list[Node] = []
    for node in notes.nodes:
        if run and (node.kind is not run[0].kind or node.kind is not NodeKind.TEXT):
            yield tuple(run)
            run = []
        if node.kind is not NodeKind.BLANK:
            run.append(node)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _standing(notes: Notes, block: tuple[Node, ...], recurring: frozenset[str] | None) -> list[str]:
    """The lines of a block that may stand in every episode, with variables for what differs."""
    lines = [line for node in block for line in notes.lines[node.first_line : node.last_line + 1]]
    if recurring is not None and block[0].kind is not NodeKind.CODE:
        return [line for line in lines if _squeezed(line) in recurring]
    guests = [name for name in notes.header.items("guests") if len(name) > 3]
    kept = []
    for line in lines:
        if any(name in line for name in guests) and _ADDRESS.search(line):
            continue
        for name in guests:
            line = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "{{guest}}", line)
        kept.append(_with_title(notes, line))
    return kept


def _with_title(notes: Notes, line: str) -> str:
    return line.replace(notes.title, "{{title}}") if len(notes.title) > 7 else line


def _recurring(others: Sequence[Notes]) -> frozenset[str] | None:
    if not others:
        return None
    found: set[str] = set()
    for other in others:
        timed = {n for s in other.segments for n in range(s.first_line, s.last_line + 1)}
        rows = enumerate(other.lines)
        found.update(_squeezed(line) for number, line in rows if number not in timed)
    return frozenset(found - {""})


def _squeezed(line: str) -> str:
    return " ".join(line.split()).casefold()


def asks_listeners(line: str) -> bool:
    """Whether a line asks the listener for something, or greets: words of every episode."""
    return _ASKING.search(plain(line)) is not None


def _title_line(notes: Notes) -> str:
    line = notes.lines[notes.title_line or 0]
    body = classify(line).body
    match = TITLE_PATTERN.match(line[body:].rstrip())
    if match is None:
        return f"{line[:body]}{{{{title}}}}"
    marks: list[tuple[int, int, str]] = [(match.start("title"), match.end("title"), "{{title}}")]
    numbers = (name for name in ("number", "number2", "number3") if match[name] is not None)
    marks += [(match.start(name), match.end(name), "{{number}}") for name in numbers]
    text = line[body:]
    for start, end, variable in sorted(marks, reverse=True):
        text = text[:start] + variable + text[end:]
    return line[:body] + text.rstrip()


def _tidy(lines: Sequence[str]) -> list[str]:
    """The lines without blank ones at the ends, and never two blank ones in a row."""
    kept: list[str] = []
    for line in lines:
        if line.strip(" \t\r\u00a0") or (kept and kept[-1]):
            kept.append(line.rstrip("\r") if line.strip(" \t\r\u00a0") else "")
    while kept and not kept[-1]:
        kept.pop()
    return kept
