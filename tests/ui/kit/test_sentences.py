"""Sentences from below reach the window in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from notesapp.checking.subject import subject_of
from notesapp.core.parser import parse
from notesapp.errors import FileTrouble
from notesapp.storage.note_file import load_notes
from notesapp.ui.episode.live import derive
from notesapp.ui.kit.sentences import said_sentence

GERMAN = {
    "Line {0} of {1} cannot be read.": "In {1} ist Zeile {0} nicht lesbar.",
    "Everything is saved.": "Alles ist gesichert.",
    "This answer has no question before it. Add one, or change it to a question.": (
        "Dieser Antwort fehlt die Frage."
    ),
}


class German(QTranslator):
    """Knows two sentences."""

    def translate(self, context: str, source: str, note: str = "", count: int = -1) -> str:
        return GERMAN.get(source, "") if context == "Sentences" else ""

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translator = German()
    assert qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("german")
def test_names_and_numbers_stand_where_the_translation_wants_them() -> None:
    assert said_sentence("Line 12 of “a {0} b.md” cannot be read.") == (
        "In “a {0} b.md” ist Zeile 12 nicht lesbar."
    )
    assert said_sentence("Everything is saved.") == "Alles ist gesichert."
    assert said_sentence("Nobody translated 7 of these.") == "Nobody translated 7 of these."


def test_without_a_translation_every_sentence_stays_as_it_is(qapp: QApplication) -> None:
    with pytest.raises(FileTrouble) as caught:
        load_notes(Path("not-there {1} 5.md"))
    assert said_sentence("") == ""
    assert said_sentence(caught.value.sentence) == caught.value.sentence


@pytest.mark.usefixtures("german")
def test_problems_are_said_in_the_users_language() -> None:
    facts = derive(subject_of(parse("Title\n\nA: Yes. [0:10]")))
    assert "Dieser Antwort fehlt die Frage." in [p.message for p in facts.problems]
