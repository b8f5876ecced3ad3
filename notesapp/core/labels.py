"""Which words make a line a question or an answer (ruling 6 of the format)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from notesapp.core.lines import LabelMark
from notesapp.core.model import Header, SegmentKind


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """A language's label words; the first of each is the short one."""

    code: str
    question: tuple[str, ...]
    answer: tuple[str, ...]


ENGLISH = LanguageWords("en", ("q", "question"), ("a", "answer"))

LANGUAGES: tuple[LanguageWords, ...] = (
    LanguageWords("de", ("f", "frage"), ("a", "antwort")),
    LanguageWords("fr", ("q", "question"), ("r", "réponse", "reponse")),
    LanguageWords("es", ("p", "pregunta"), ("r", "respuesta")),
    LanguageWords("pt", ("p", "pergunta"), ("r", "resposta")),
    LanguageWords("it", ("d", "domanda"), ("r", "risposta")),
    LanguageWords("nl", ("v", "vraag"), ("a", "antwoord")),
)


@dataclass(frozen=True, slots=True)
class LabelTable:
    """The label words of one document, casefolded, and the speakers' names as written."""

    language: str
    kinds: Mapping[str, SegmentKind]
    speakers: Mapping[str, str]

    def kind_of(self, mark: LabelMark | None) -> SegmentKind | None:
        """The kind a label mark stands for in this document, None where it is text."""
        return None if mark is None else self.kinds.get(mark.word.casefold())


def label_table(header: Header, marks: Iterable[LabelMark]) -> LabelTable:
    """Build the table from the header, else from what the whole document uses."""
    counts = Counter(mark.word.casefold() for mark in marks)
    language = header.text("language").split("-")[0].strip().lower()
    words = next((w for w in LANGUAGES if w.code == language), None)
    if words is None and not language:
        words = _recognised(counts)
    kinds: dict[str, SegmentKind] = {}
    for entry in (ENGLISH, words):
        if entry is not None:
            kinds.update(dict.fromkeys(entry.question, SegmentKind.QUESTION))
            kinds.update(dict.fromkeys(entry.answer, SegmentKind.ANSWER))
    _add_own_labels(header, kinds)
    speakers = _add_speakers(header, kinds)
    return LabelTable(language or (words.code if words else "en"), kinds, speakers)


def _recognised(counts: Counter[str]) -> LanguageWords | None:
    if any(counts[w] for w in ENGLISH.question) and any(counts[w] for w in ENGLISH.answer):
        return None
    best: tuple[int, LanguageWords] | None = None
    for words in LANGUAGES:
        questions = sum(counts[w] for w in words.question)
        answers = sum(counts[w] for w in words.answer)
        spelled = any(counts[w] for w in (*words.question[1:], *words.answer[1:]))
        enough = 1 if spelled else 2
        if min(questions, answers) < enough:
            continue
        own = sum(counts[w] for w in {*words.question, *words.answer})
        if best is None or own > best[0]:
            best = (own, words)
    return best[1] if best else None


def _add_own_labels(header: Header, kinds: dict[str, SegmentKind]) -> None:
    """``labels: [Frage, Antwort]``: the first asks, the others answer."""
    for place, word in enumerate(header.items("labels")):
        clean = word.strip().rstrip(":").casefold()
        if clean:
            kinds[clean] = SegmentKind.QUESTION if place == 0 else SegmentKind.ANSWER


def _add_speakers(header: Header, kinds: dict[str, SegmentKind]) -> dict[str, str]:
    names: dict[str, str] = {}
    for place, name in enumerate(header.items("speakers")):
        clean = name.strip().rstrip(":")
        if clean:
            names[clean.casefold()] = clean
            kinds[clean.casefold()] = SegmentKind.QUESTION if place == 0 else SegmentKind.ANSWER
    return names
