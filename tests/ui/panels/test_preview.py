"""The preview shows what destinations will show, plays stamps, loads nothing, stays in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from notesapp.core.destinations import APPLE, SPOTIFY, destination_of
from notesapp.core.parser import parse
from notesapp.destinations.registry import clip_for, option_rows, shown_for
from notesapp.destinations.render_server import Reply
from notesapp.formats.base import AudioInfo
from notesapp.formats.publish import make_snapshot
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.panels.preview import Preview
from notesapp.ui.panels.preview_remarks import FEW
from notesapp.ui.panels.preview_text import (
    MOST_CHARS,
    page_html,
    play_target,
    shortened,
    shown_html,
)
from notesapp.ui.panels.right_panel import RightPanel
from notesapp.ui.panels.room import amount_words

TEXT = """\
---
podcast: "The Small Garden"
episode: 12
title: "Tired soil & frost"
---

Ines answers.

Q: Is the soil worn out? [1:12.500]

A: It is hungry, see [the book](https://example.org/book). [1:38]

Q: And frost? [2:04]

![A bed](https://example.org/bed.png)
"""


AUDIO = AudioInfo("a.mp3", 1_307_000)


@pytest.fixture
def preview(qtbot, look: Look) -> Preview:
    preview = Preview(look)
    qtbot.addWidget(preview)
    preview.resize(312, 600)
    preview.choose("web")
    show(preview, TEXT)
    preview.show()
    return preview


def show(preview: Preview, text: str, **changed: object) -> None:
    notes = parse(text)
    key = preview.destination.key
    snapshot = make_snapshot(notes, "a", AUDIO)
    clip, made = clip_for(key, snapshot), shown_for(key, snapshot)
    fields: dict[str, object] = {
        "shown": made.html,
        "remarks": made.remarks,
        "size": made.size,
        "plain": clip.plain,
        "html": clip.html,
    }
    reply = Reply(1, key=key, **(fields | changed))  # type: ignore[arg-type]
    preview.show_rendered(notes, AUDIO, reply)


def choose(preview: Preview, key: str, text: str = TEXT) -> None:
    preview.kind.setCurrentIndex(preview.kind.findData(key))
    preview.kind.activated.emit(preview.kind.currentIndex())
    show(preview, text)


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
    assert links(preview.card.document())[:3] == [
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


def test_pictures_are_words(preview: Preview) -> None:
    assert "Picture: A bed" in preview.card.toPlainText()
    bare = shown_html(
        '<p><img src="https://example.org/a.png"></p>', chips=False, pictures=("", "P")
    )
    assert bare == '<p><span class="rest">P</span></p>'


def test_the_room_is_that_of_the_destination(preview: Preview) -> None:
    assert not preview.room.isVisible()
    choose(preview, "apple")
    assert "00:00 Intro" in preview.card.toPlainText()
    assert "play:72000" in links(preview.card.document())
    assert preview.room.left.text().endswith("bytes left")
    assert preview.room.state() == ""
    assert preview.room.isVisible()
    choose(preview, "spotify")
    assert preview.room.left.text().endswith("characters left")
    choose(preview, "feed")
    assert not preview.room.isVisible()


@pytest.mark.parametrize(
    ("size", "state", "words"),
    [
        (1214, "", "2786 bytes left"),
        (3599, "", "401 bytes left"),
        (3600, "warn", "400 bytes left"),
        (3999, "warn", "1 byte left"),
        (4000, "warn", "0 bytes left"),
        (4212, "err", "212 bytes too many"),
    ],
)
def test_the_meter_says_more_with_shape_and_words(
    preview: Preview, size: int, state: str, words: str
) -> None:
    choose(preview, "apple")
    preview.room.show_size(APPLE, size)
    assert preview.room.state() == state
    assert preview.room.left.text() == words
    assert preview.room.used.text() == f"{size} of 4000"
    assert preview.room.sign.isVisible() is bool(state)
    assert preview.room.meter.value() == min(1000, round(size / 4))
    preview.room.show_size(SPOTIFY, 4001)
    assert preview.room.left.text() == "1 character too many"
    assert amount_words(1, True, preview.locale()) == "1 byte"


def test_whether_chapters_show_is_the_first_remark(preview: Preview) -> None:
    choose(preview, "youtube")
    assert preview.remarks.sentences()[0] == "3 chapters will show."
    choose(preview, "youtube", "Q: One? [0:00]\n")
    said = preview.remarks.sentences()
    assert not any("will show" in sentence for sentence in said)
    assert any("shows no chapters" in sentence for sentence in said)
    choose(preview, "wordpress")
    assert not any("will show" in sentence for sentence in preview.remarks.sentences())


def test_many_remarks_leave_the_room_to_what_they_are_about(preview: Preview) -> None:
    many = tuple(f"Remark {number}." for number in range(7))
    show(preview, TEXT, remarks=many)
    assert len(preview.remarks.rows) == FEW and preview.remarks.sentences() == many
    assert preview.remarks.more.text() == "4 more"
    preview.remarks.more.click()
    assert len(preview.remarks.rows) == 7 and not preview.remarks.more.isVisible()
    show(preview, TEXT, remarks=many[:4])
    assert len(preview.remarks.rows) == 4 and not preview.remarks.more.isVisible()
    show(preview, TEXT, remarks=())
    assert not preview.remarks.isVisible()


def test_the_panel_asks_and_does_nothing_itself(qtbot, preview: Preview) -> None:
    with qtbot.waitSignal(preview.destination_chosen) as chosen:
        choose(preview, "document")
    assert chosen.args == ["document"]
    assert preview.copy_button.accessibleName() == "Copy for Google Docs"
    assert preview.pasted.isVisible() and "Google Docs" in preview.pasted.text()
    with qtbot.waitSignal(preview.copy_requested) as asked:
        preview.copy_button.click()
    assert asked.args == ["document"]
    choose(preview, "apple")
    assert not preview.pasted.isVisible()


def test_what_is_in_it_is_chosen_in_the_menu(qtbot, preview: Preview) -> None:
    preview.options_wanted.connect(
        lambda: preview.set_options(option_rows()["apple"], {"content": "short"})
    )
    preview.options_button.click()
    assert preview.options_menu.isVisible()
    actions = [a for a in preview.options_menu.actions() if a.isCheckable()]
    checked = [a.text() for a in actions if a.isChecked()]
    assert checked[0] == "Without questions and answers" and len(checked) == 3
    other = next(a for a in actions if not a.isChecked())
    with qtbot.waitSignal(preview.option_chosen) as chosen:
        other.trigger()
    assert chosen.args == ["content", "auto"]
    preview.options_menu.close()


def test_what_belongs_to_another_destination_is_not_shown(preview: Preview) -> None:
    before = preview.card.toPlainText()
    preview.choose("apple")
    preview.show_rendered(parse("x"), AUDIO, Reply(1, key="spotify", shown="<p>Spotify</p>"))
    assert preview.card.toPlainText() == before
    preview.keep_last()
    assert preview.card.toPlainText() == "" and preview.stale.isVisible()
    show(preview, TEXT)
    assert not preview.stale.isVisible() and preview.card.toPlainText()
    preview.keep_last()
    assert preview.card.toPlainText() and "before" in preview.stale.text()
    preview.choose("audio")
    assert preview.destination == destination_of("apple")


def test_the_view_stays_where_it_was_scrolled_to(preview: Preview) -> None:
    long = TEXT + "\n\n".join(f"Paragraph {number}." for number in range(200))
    show(preview, long)
    preview.card.verticalScrollBar().setValue(900)
    show(preview, long + "\n\nOne more.")
    assert preview.card.verticalScrollBar().value() == 900
    choose(preview, "apple", long)
    choose(preview, "web", long)
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
    assert preview.card.toPlainText().startswith("Tired soil")
    image = preview.card.viewport().grab().toImage()
    assert image.pixelColor(image.width() - 3, 3) == dark.color("surface")


def test_very_long_notes_are_cut_between_blocks() -> None:
    html = "<p>word</p>" * MOST_CHARS
    cut, missing = shortened(html)
    assert missing and cut.endswith("</p>") and MOST_CHARS // 2 < len(cut) <= MOST_CHARS
    assert shortened("<p>short</p>") == ("<p>short</p>", False)


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
