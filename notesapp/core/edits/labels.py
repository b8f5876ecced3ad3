"""Labels as these notes write them, and putting one in front of a segment or a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from notesapp.core.edits.base import Edits, insertion, replacement
from notesapp.core.labels import LANGUAGES, LanguageWords
from notesapp.core.lines import classify
from notesapp.core.model import Form, Label, NodeKind, Notes, Place, Segment, SegmentKind
from notesapp.core.query import node_at_line, segment_at_line

MOST_LABELS = 6
_LOOKED_AT = 60
_BLANKS = " \t\r\u00a0"
_CARRY_NONE = (NodeKind.HEADER, NodeKind.SECTION, NodeKind.CODE, NodeKind.RULE, NodeKind.ATTRIBUTES)


@dataclass(frozen=True, slots=True)
class ShowLabel:
    """A label of this show: the word without its colon, and what it makes of a line."""

    word: str
    kind: SegmentKind


def show_labels(notes: Notes) -> tuple[ShowLabel, ...]:
    """The labels of these notes in their order, at most ``MOST_LABELS``.

    The speakers of the header, then the two words for question and answer; the words first where
    the notes use only them, and left out where two speakers or more stand for them.
    """
    used = _used(notes)
    speakers = _speakers(notes)
    words = _words(notes, used)
    worded = any(not s.label.speaker for s in used if s.label)
    spoken = any(s.label.speaker for s in used if s.label)
    if worded and not spoken:
        found = words + speakers
    elif worded or len(speakers) < 2:
        found = speakers + words
    else:
        found = speakers
    return tuple(found[:MOST_LABELS])


def _used(notes: Notes) -> list[Segment]:
    return [s for s in islice(notes.segments, _LOOKED_AT) if s.label is not None]


def _speakers(notes: Notes) -> list[ShowLabel]:
    names = [name.strip().rstrip(":") for name in notes.header.items("speakers")]
    kinds = (SegmentKind.QUESTION, SegmentKind.ANSWER)
    return [ShowLabel(name, kinds[place > 0]) for place, name in enumerate(names) if name]


def _words(notes: Notes, used: list[Segment]) -> list[ShowLabel]:
    found = []
    for kind in (SegmentKind.QUESTION, SegmentKind.ANSWER):
        own = (s.label.word for s in used if s.kind is kind and s.label and not s.label.speaker)
        found.append(ShowLabel(next(own, "") or _kind_word(notes, kind), kind))
    return found


def label_text(notes: Notes, line: int, kind: SegmentKind, word: str = "") -> str:
    """The label for a new segment behind a line, as the notes write it, with the next number.

    ``word`` asks for one label of several; without it the last of the kind is repeated.
    """
    model = _model(notes, line, kind, word)
    if model is not None and model.label is not None:
        source = model.label.source.rstrip(_BLANKS)
        number = _digits(source)
        if not number:
            return source
        return source.replace(number, str(_number(notes, line, kind, int(number))), 1)
    other = next((s.label for s in notes.segments if s.label is not None), None)
    new = word or _first_word(notes, kind)
    return f"{new}:" if other is None else _reworded(other, new)


def list_marks(notes: Notes, line: int, kind: SegmentKind) -> str:
    """What stands before the labels of a kind where they are list items; else empty."""
    model = _model(notes, line, kind, "")
    if model is None or model.label is None or model.form is not Form.ITEM:
        return ""
    stamp = model.stamp
    if stamp and stamp.place is Place.START and stamp.start < model.label.start:
        return ""
    return notes.lines[model.first_line][: model.label.start]


def relabel(notes: Notes, segment: Segment, wanted: ShowLabel) -> Edits:
    """Give a segment another label, in the emphasis of its own; empty where it has that one.

    A segment without a label gets one in front of its words. Its stamp and words stay.
    """
    label = segment.label
    if label is None:
        new = label_text(notes, segment.first_line, wanted.kind, wanted.word)
        return (insertion(segment.first_line, _label_column(notes, segment), f"{new} "),)
    if label.word.casefold() == wanted.word.casefold():
        return ()
    new = _reworded(label, wanted.word)
    number = _digits(new)
    if number and wanted.kind is not segment.kind:
        own = str(_number(notes, segment.first_line - 1, wanted.kind, int(number) - 1))
        new = new.replace(number, own, 1)
    return (replacement(label.line, label.start, label.end, new),)


def set_label(notes: Notes, line: int, place: int) -> Edits:
    """Give the segment or the paragraph at a line the show's label number ``place``, from 0.

    On a blank line the label is written and the caret of the edit stands behind it. Empty where
    there are not so many labels, and where a line carries none (header, code, section words).
    """
    labels = show_labels(notes)
    if not 0 <= place < len(labels):
        return ()
    wanted = labels[place]
    segment = segment_at_line(notes, line)
    if segment is not None:
        return relabel(notes, segment, wanted)
    node = node_at_line(notes, line)
    if node is None or node.kind in _CARRY_NONE:
        return ()
    new = label_text(notes, line, wanted.kind, wanted.word) + " "
    if node.kind is NodeKind.BLANK:
        return (insertion(line, 0, new, caret=len(new)),)
    first = line if classify(notes.lines[line]).item else node.first_line
    return (insertion(first, classify(notes.lines[first]).body, new),)


def other_label(notes: Notes, segment: Segment | None) -> ShowLabel:
    """What changing a segment's kind makes of it: an answer of a question and the other way round.

    Of more than two speakers it is the next one; what has no label becomes a question.
    """
    labels = show_labels(notes)
    label = segment.label if segment is not None else None
    if segment is None or label is None:
        return next((e for e in labels if e.kind is SegmentKind.QUESTION), labels[0])
    named = [entry for entry in labels if entry.word.casefold() == label.word.casefold()]
    speakers = _speakers(notes)
    if named and label.speaker and len(speakers) > 1:
        family = [entry for entry in labels if entry in speakers]
        return family[(family.index(named[0]) + 1) % len(family)]
    kind = SegmentKind.ANSWER if segment.kind is SegmentKind.QUESTION else SegmentKind.QUESTION
    if label.speaker:
        return ShowLabel(_first_word(notes, kind), kind)
    return next(entry for entry in _words(notes, _used(notes)) if entry.kind is kind)


def change_kind(notes: Notes, line: int) -> Edits:
    """Make an answer of the question at a line, and the other way round; see ``other_label``.

    A paragraph becomes a question. Empty where the line carries no label.
    """
    segment = segment_at_line(notes, line)
    if segment is not None:
        return relabel(notes, segment, other_label(notes, segment))
    wanted = other_label(notes, None)
    return set_label(notes, line, show_labels(notes).index(wanted))


def _label_column(notes: Notes, segment: Segment) -> int:
    """Where a label goes in a segment without one: behind a stamp that is written before labels."""
    body = classify(notes.lines[segment.first_line]).body
    stamp = segment.stamp
    if stamp is None or stamp.place is not Place.START:
        return body
    bare = stamp.source[:1].isdigit()
    if not bare and not stamps_before_labels(notes):
        return body
    text = notes.lines[segment.first_line]
    return stamp.end + len(text[stamp.end :]) - len(text[stamp.end :].lstrip(_BLANKS + "*_"))


def stamps_before_labels(notes: Notes) -> bool:
    """Whether these notes write a segment's stamp in front of its label."""
    return any(
        s.stamp and s.label and s.stamp.line == s.label.line and s.stamp.start < s.label.start
        for s in notes.segments
    )


def _model(notes: Notes, line: int, kind: SegmentKind, word: str) -> Segment | None:
    same = [
        s
        for s in notes.segments
        if s.kind is kind
        and s.label is not None
        and (not word or s.label.word.casefold() == word.casefold())
    ]
    before = [s for s in same if s.first_line <= line]
    return (before[-1] if before else same[0]) if same else None


def _digits(source: str) -> str:
    return "".join(c for c in source if c.isdigit())


def _number(notes: Notes, line: int, kind: SegmentKind, last: int) -> int:
    """The number of a new label: questions count on, an answer has its question's."""
    if kind is SegmentKind.QUESTION:
        return last + 1
    asked = [s for s in notes.segments if s.kind is SegmentKind.QUESTION and s.first_line <= line]
    digits = _digits(asked[-1].label.source) if asked and asked[-1].label else ""
    return int(digits) if digits else last + 1


def _reworded(label: Label, word: str) -> str:
    if label.word.isupper() and len(label.word) > 1 and not label.speaker:
        word = word.upper()
    return label.source.rstrip(_BLANKS).replace(label.word, word, 1)


def _first_word(notes: Notes, kind: SegmentKind) -> str:
    """The word of a kind that the notes have not used yet; a speaker where they name some."""
    names = _speakers(notes)
    worded = any(s.label and not s.label.speaker for s in notes.segments)
    if len(names) > 1 and not worded:
        return names[kind is not SegmentKind.QUESTION].word
    return _kind_word(notes, kind)


def _kind_word(notes: Notes, kind: SegmentKind) -> str:
    """The word of a kind in the header's labels, else in the language, as short as the other's."""
    asks = kind is SegmentKind.QUESTION
    names = notes.header.items("labels")
    if len(names) > 1:
        return names[0 if asks else 1].strip().rstrip(":")
    other = next((s.label for s in notes.segments if s.label and not s.label.speaker), None)
    short = other is None or len(other.word) == 1
    for words in LANGUAGES:
        if words.code == notes.language:
            return _of_language(words, asks=asks, short=short)
    return ("Q" if asks else "A") if short else ("Question" if asks else "Answer")


def _of_language(words: LanguageWords, *, asks: bool, short: bool) -> str:
    word = (words.question if asks else words.answer)[0 if short else 1]
    return word[:1].upper() + word[1:]
