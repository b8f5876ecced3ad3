"""Checks of questions and answers."""

from __future__ import annotations

from collections.abc import Iterator

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.checking.times import name_of
from notesapp.core.model import SegmentKind
from notesapp.core.problems import Severity


def _no_words(subject: Subject) -> Iterator[Finding]:
    for segment in subject.notes.segments:
        if segment.label is not None and not segment.text.strip():
            words = f"This {name_of(segment)} has no words yet. Write them, or remove it."
            yield Finding(segment.first_line + 1, words)


def _answer_first(subject: Subject) -> Iterator[Finding]:
    for segment in subject.notes.segments:
        if segment.kind is SegmentKind.ANSWER and segment.pair is None:
            yield Finding(
                segment.first_line + 1,
                "This answer has no question before it. Add one, or change it to a question.",
            )


def _no_answer(subject: Subject) -> Iterator[Finding]:
    segments = subject.notes.segments
    answered = {s.pair for s in segments if s.kind is SegmentKind.ANSWER}
    if subject.writing:  # the last question's answer is not there yet
        answered.add(max((s.pair or 0 for s in segments), default=0))
    for segment in segments:
        if segment.kind is SegmentKind.QUESTION and segment.pair not in answered:
            yield Finding(segment.first_line + 1, "This question has no answer yet. Add one.")


CHECKS: tuple[Check, ...] = (
    Check(
        *("answer-first", Severity.ADVICE, "", "Answer without a question"),
        _answer_first,
        explanation="Each answer belongs to the question above it. Exports put the two together.",
    ),
    Check(
        *("no-answer", Severity.ADVICE, "", "Question without an answer"),
        _no_answer,
        explanation="Readers find the question with nothing below it.",
    ),
    Check(
        *("no-words", Severity.NOTE, "", "Question or answer without words"),
        _no_words,
        explanation="A label alone is published as an empty line.",
    ),
)

FIXES: tuple[Fix, ...] = ()
