"""What is said of recovered notes."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QApplication

from notesapp.ui.recovery import recovery_words as words
from notesapp.ui.recovery.finds import Choice, Find, find_of
from tests.ui.recovery.conftest import AT_S, DISK, Left


def test_a_time_of_today_stands_alone_and_another_has_its_date(qapp: QApplication) -> None:
    now = time.time()
    clock = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(now)).time(), QLocale.ShortFormat)
    assert words.moment(now) == clock
    assert words.moment(AT_S).endswith(
        QLocale().toString(QDateTime.fromSecsSinceEpoch(int(AT_S)).time(), QLocale.ShortFormat)
    )
    assert len(words.moment(AT_S)) > len(clock) + 4


def test_the_tiles_say_how_much_newer_and_longer(qapp: QApplication, find: Find) -> None:
    assert words.recovered_detail(find) == (f"{words.moment(AT_S)}, 4 minutes newer, 1 line more")
    assert words.disk_detail(find).endswith("as you last saved it")
    assert words.amount(find) == "1 line changed, 1 added"
    assert words.row_amount(find) == "2 lines differ"


def test_a_file_that_is_newer_is_said_so(qapp: QApplication, left: Left, notes: Path) -> None:
    older = find_of(replace(left(notes, DISK.strip(), known="x"), kept_at_s=AT_S - 240 - 7200))
    assert "2 hours older" in words.recovered_detail(older)
    assert words.disk_detail(older).endswith("written elsewhere")
    assert words.about_file(older).startswith("Another program changed the file at")


def test_the_first_sentence_never_says_too_much(qapp: QApplication, left: Left) -> None:
    whole, part = find_of(left(name="a.md")), find_of(left(kept_aside=Path("doc.damaged")))
    nothing = find_of(left(text="", kept_aside=Path("doc.damaged")))
    assert words.headline([whole]) == "Nothing was lost"
    assert words.headline([whole, part]) != "Nothing was lost"
    assert words.headline([nothing]) != words.headline([part])
    assert words.about_damage(whole) == ""
    for damaged in (part, nothing):
        assert "“doc.damaged”" in words.about_damage(damaged)
    assert words.about_damage(part) != words.about_damage(nothing)


def test_each_name_and_number_is_in_the_sentence(qapp: QApplication, left: Left) -> None:
    whole = find_of(left(name="a.md"))
    said = words.introduction([whole])
    assert f"unsaved text of a.md, until {words.moment(whole.left.kept_at_s)}, is here" in said
    assert "unexpectedly at" not in said
    assert "of 3 notes" in words.introduction([whole] * 3)
    assert "without a file" in words.introduction([find_of(left())])
    assert words.called(find_of(left())) == "Untitled"


def test_the_button_says_what_it_does(qapp: QApplication) -> None:
    recovered, disk = Choice.RECOVERED, Choice.DISK
    assert words.go_words([recovered]) == "Open recovered text"
    assert words.go_words([recovered] * 5) == "Open 5 recovered texts"
    assert words.go_words([recovered, disk]) == "Open as chosen"


def test_what_is_not_opened_is_said_to_be_kept(qapp: QApplication, find: Find, left: Left) -> None:
    untitled = find_of(left())
    one = [(find, Choice.RECOVERED)]
    assert words.kept_words(one, 30) == "The other version is kept for 30 days."
    assert words.kept_words(one, 0) == "The other version is kept."
    assert words.kept_words([(untitled, Choice.RECOVERED)], 30) == ""
    assert words.kept_words([(untitled, Choice.LET_GO)], 30) == "The text is kept for 30 days."
    assert words.kept_words([*one, (untitled, Choice.RECOVERED)], 30).startswith("What is not")
