"""The preview shows page and description, plays stamps, opens nothing by itself, stays in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from notesapp.core.chapters import chapters_of
from notesapp.core.parser import parse
from notesapp.formats import description
from notesapp.formats.base import AudioInfo, Snapshot
from notesapp.formats.html_body import Jumps, body_html
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.panels.preview import DESCRIPTION, PAGE, Preview
from notesapp.ui.panels.preview_text import (
    MOST_CHARS,
    description_html,
    page_html,
    play_target,
    shortened,
)
from notesapp.ui.panels.right_panel import RightPanel

TEXT = """\
---
podcast: "The Small Garden"
episode: 12
title: "Tired soil & frost"
---

Ines answers.

Q: Is the soil worn out? [1:12.500]

A: It is hungry, see [the book](https://example.org/book). [1:38]

![A bed](https://example.org/bed.png)
"""


@pytest.fixture
def preview(qtbot, look: Look) -> Preview:
    preview = Preview(look)
    qtbot.addWidget(preview)
    preview.resize(344, 400)
    show(preview, TEXT)
    preview.show()
    return preview


def show(preview: Preview, text: str) -> None:
    notes = parse(text)
    snapshot = Snapshot(notes, chapters_of(notes), AudioInfo("a.mp3", 1_307_000), "a")
    body = body_html(notes, Jumps("a.mp3", "Play from {0}"))
    preview.show_rendered(snapshot.notes, snapshot.audio, body, description.write(snapshot))


def choose(preview: Preview, kind: str) -> None:
    preview.kind.setCurrentIndex(preview.kind.findData(kind))


def links(document: QTextDocument) -> list[str]:
    found = []
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            href = iterator.fragment().charFormat().anchorHref()
            if href:
                found.append(href)
            iterator += 1
        block = block.next()
    return list(dict.fromkeys(found))


def test_the_page_has_the_title_the_facts_and_the_words(preview: Preview) -> None:
    shown = preview.card.toPlainText()
    assert shown.startswith("Tired soil & frost\nThe Small Garden · Episode 12 · 22 min\n")
    assert "Q: Is the soil worn out?" in shown


def test_stamps_play_to_the_millisecond_and_links_only_ask(qtbot, preview: Preview) -> None:
    assert links(preview.card.document()) == [
        "play:72500",
        "https://example.org/book",
        "play:98000",
    ]
    with qtbot.waitSignal(preview.play_requested) as played:
        preview.card.anchorClicked.emit(QUrl("play:72500"))
    assert played.args == [72_500]
    with (
        qtbot.waitSignal(preview.link_activated) as link,
        qtbot.assertNotEmitted(preview.play_requested),
    ):
        preview.card.anchorClicked.emit(QUrl("https://example.org/book"))
    assert link.args == [QUrl("https://example.org/book")]
    with qtbot.assertNotEmitted(preview.link_activated):
        preview.card.anchorClicked.emit(QUrl("file:///etc/hosts"))
    assert "Q: Is the soil" in preview.card.toPlainText()


def test_nothing_is_loaded(tmp_path, preview: Preview) -> None:
    picture = tmp_path / "a.txt"
    picture.write_text("words", encoding="utf-8")
    kind = QTextDocument.ResourceType.ImageResource.value
    for url in (QUrl("https://example.org/bed.png"), QUrl.fromLocalFile(str(picture))):
        assert not preview.card.loadResource(kind, url)


def test_the_description_counts_its_room(preview: Preview) -> None:
    choose(preview, DESCRIPTION)
    assert "00:00 Intro" in preview.card.toPlainText()
    assert "play:72000" in links(preview.card.document())
    assert preview.room.left.text().endswith("characters left")
    assert preview.room.state() == ""
    assert preview.room.isVisible() and preview.hint.isVisible()
    choose(preview, PAGE)
    assert not preview.room.isVisible()


@pytest.mark.parametrize(
    ("count", "state", "words"),
    [
        (3599, "", "401 characters left"),
        (3600, "warn", "400 characters left"),
        (4000, "warn", "0 characters left"),
        (4212, "err", "212 characters too many"),
    ],
)
def test_the_meter_says_more_with_shape_and_words(
    preview: Preview, count: int, state: str, words: str
) -> None:
    choose(preview, DESCRIPTION)
    preview.room.show_count(count)
    assert preview.room.state() == state
    assert preview.room.left.text() == words
    assert preview.room.sign.isVisible() is bool(state)
    assert preview.room.meter.value() == min(1000, round(count / 4))


def test_copying_takes_the_text_and_the_page_with_its_form(preview: Preview) -> None:
    choose(preview, DESCRIPTION)
    preview.copy_button.click()
    notes = parse(TEXT)
    snapshot = Snapshot(notes, chapters_of(notes), AudioInfo("a.mp3", 1_307_000), "a")
    clipboard = QApplication.clipboard()
    assert clipboard.text() == description.write(snapshot)
    choose(preview, PAGE)
    preview.copy_button.click()
    assert 'class="segment question"' in clipboard.mimeData().html()
    assert "Is the soil worn out?" in clipboard.text()


def test_the_view_stays_where_it_was_scrolled_to(preview: Preview) -> None:
    long = TEXT + "\n\n".join(f"Paragraph {number}." for number in range(200))
    show(preview, long)
    preview.card.verticalScrollBar().setValue(900)
    show(preview, long + "\n\nOne more.")
    assert preview.card.verticalScrollBar().value() == 900
    choose(preview, DESCRIPTION)
    choose(preview, PAGE)
    assert preview.card.verticalScrollBar().value() == 900


def test_a_hidden_preview_waits_until_it_is_shown(preview: Preview) -> None:
    preview.hide()
    show(preview, "Q: Another? [0:05]")
    assert "Another" not in preview.card.toPlainText()
    preview.show()
    assert "Another" in preview.card.toPlainText()


def test_empty_notes_say_what_will_be_here(preview: Preview) -> None:
    show(preview, "\n")
    assert preview.card.toPlainText() == "What you write appears here."


def test_another_look_recolours_the_text(preview: Preview) -> None:
    dark = make_look(load_theme("dark"), load_fonts())
    preview.set_look(dark)
    cursor = preview.card.textCursor()
    cursor.setPosition(1)
    assert cursor.charFormat().foreground().color() == dark.color("ink")
    image = preview.card.viewport().grab().toImage()
    assert image.pixelColor(image.width() - 3, 3) == dark.color("surface")


def test_very_long_notes_are_cut_between_blocks() -> None:
    html = "<p>word</p>" * MOST_CHARS
    cut, missing = shortened(html)
    assert missing and cut.endswith("</p>") and MOST_CHARS // 2 < len(cut) <= MOST_CHARS
    assert shortened("<p>short</p>") == ("<p>short</p>", False)


def test_text_in_a_description_is_never_markup() -> None:
    html = description_html('1:12 <b>"x"</b> https://example.org/a?b=1&c=2.\n[2:04] y\nat 3:00')
    assert "<b>" not in html
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html
    assert html.count('href="play:') == 2
    assert 'href="play:124000"' in html


def test_only_stamps_are_play_targets() -> None:
    page = page_html('<h2 id="s1">A</h2><a href="https://example.org">x</a>')
    assert page == '<p class="h2">A</p><a href="https://example.org">x</a>'
    assert play_target(QUrl("https://example.org/#t=4")) is None
    assert play_target(QUrl("play:x")) is None
    assert play_target(QUrl("play:0")) == 0


def test_the_right_panel_shows_one_panel_and_the_count(qtbot, look: Look) -> None:
    from notesapp.core.problems import Problem, Severity

    panel = RightPanel(look)
    qtbot.addWidget(panel)
    panel.resize(344, 500)
    panel.show()
    narrow = panel.tabs.tabRect(1).width()
    with qtbot.waitSignal(panel.tab_changed) as tab:
        panel.show_tab("preview")
    assert tab.args == ["preview"] == [panel.current_tab()]
    assert panel.preview.isVisible() and not panel.details.isVisible()
    problems = tuple(Problem("id", Severity.NOTE, "", line, "x") for line in range(7))
    panel.problems.show_problems(problems)
    assert panel.tabs.accessibleTabName(1) == "Problems: 7"
    assert panel.tabs.tabRect(1).width() > narrow
    panel.problems.show_problems(())
    assert panel.tabs.tabRect(1).width() == narrow
