"""Links, and what goes through the clipboard, in the real window."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from notesapp.ui.text.clipboard import empty_data
from notesapp.ui.typing.link_bar import LinkBar
from tests.ui.typing.steps import CTRL, HEADER, NONE, SHIFT, Write, copy, press, seen

# --- links


def bar(episode: Episode) -> LinkBar:
    found = episode.window.findChild(LinkBar)
    assert found is not None
    return found


def test_a_link_is_made_with_the_keyboard_alone(write: Write) -> None:
    copy("https://example.org/bees")
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_K)
    shown = bar(episode)
    assert shown.isVisible()
    assert shown.address.hasFocus()
    assert (shown.words.text(), shown.address.text()) == ("the bees", "https://example.org/bees")
    QTest.keyClick(shown.address, Qt.Key.Key_Return)
    assert seen(episode) == "About [the bees](https://example.org/bees)| here"
    assert not shown.isVisible()
    assert episode.window.editor.hasFocus()
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "About the bees here"


def test_a_link_is_changed_and_removed(write: Write) -> None:
    copy("no address")
    episode = write("About [the b|ees](https://example.org/) here")
    press(episode, Qt.Key.Key_K)
    shown = bar(episode)
    assert shown.address.text() == "https://example.org/"
    shown.address.setText("two words")
    QTest.keyClick(shown.address, Qt.Key.Key_Return)
    assert shown.isVisible()
    shown.address.setText("example.org/wasps")
    QTest.keyClick(shown.address, Qt.Key.Key_Return)
    assert seen(episode) == "About [the bees](https://example.org/wasps)| here"
    press(episode, Qt.Key.Key_K)
    shown.remove_button.click()
    assert seen(episode) == "About the bees| here"


def test_the_bar_does_not_hide_the_line_it_is_opened_for(write: Write) -> None:
    episode = write("line\n" * 100 + "|")
    editor = episode.window.editor
    QTest.qWait(0)
    assert editor.viewport().rect().contains(editor.cursorRect())
    press(episode, Qt.Key.Key_K)
    QTest.qWait(0)
    assert editor.viewport().rect().contains(editor.cursorRect())


def test_escape_leaves_the_text_as_it_was(write: Write) -> None:
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_K)
    QTest.keyClick(bar(episode).address, Qt.Key.Key_Escape)
    assert not bar(episode).isVisible()
    assert episode.document.text() == "About the bees here"
    assert episode.window.editor.textCursor().selectedText() == "the bees"


def test_escape_in_the_text_closes_the_bar_too(write: Write) -> None:
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_K)
    episode.window.editor.setFocus()
    press(episode, Qt.Key.Key_Escape, NONE)
    assert not bar(episode).isVisible()


def test_one_bar_takes_the_place_of_the_other_and_leaves_the_hints(write: Write) -> None:
    episode = write("About |the bees| here")
    hints = QLabel("hints")
    episode.window.add_below_text(hints)
    hints.show()
    press(episode, Qt.Key.Key_F)
    find = episode.features.get("find").bar
    assert find.isVisible()
    press(episode, Qt.Key.Key_K)
    assert (bar(episode).isVisible(), find.isVisible()) == (True, False)
    press(episode, Qt.Key.Key_F)
    assert (bar(episode).isVisible(), find.isVisible()) == (False, True)
    assert hints.isVisible()


def test_the_bar_closes_when_the_text_changes_under_it(write: Write) -> None:
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_K)
    episode.document.replace_all("Another text")
    assert not bar(episode).isVisible()


def test_where_no_link_fits_a_sentence_says_so(write: Write) -> None:
    episode = write("|two\nlines|")
    press(episode, Qt.Key.Key_K)
    message = episode.window.bar.current()
    assert message is not None
    assert message.sentence.startswith("No link fits here.")


def test_an_address_pasted_over_words_makes_a_link(write: Write) -> None:
    copy("https://example.org/\n")
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_V)
    assert seen(episode) == "About [the bees](https://example.org/)| here"
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "About the bees here"


def test_an_address_pasted_over_an_address_replaces_it(write: Write) -> None:
    copy("https://example.org/")
    episode = write("See |http://old.example.org/| here")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == "See https://example.org/ here"


def test_pasting_plainly_over_words_replaces_them(write: Write) -> None:
    copy("https://example.org/")
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_V, CTRL | SHIFT)
    assert episode.document.text() == "About https://example.org/ here"


# --- pasting and copying


def test_pasted_html_is_markdown_and_one_step(write: Write) -> None:
    copy("bold one", "<ul><li><b>bold</b></li><li><a href='https://e.org/'>one</a></li></ul>")
    episode = write("|")
    QTest.keyClicks(episode.window.editor, "Words")
    press(episode, Qt.Key.Key_V)
    assert seen(episode) == "Words\n- **bold**\n- [one](https://e.org/)|"
    QTest.keyClicks(episode.window.editor, " more")
    press(episode, Qt.Key.Key_Z)
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "Words"


def test_pasting_and_the_typing_around_it_undo_separately(write: Write) -> None:
    episode = write("|")
    copy("pasted")
    QTest.keyClicks(episode.window.editor, "ab")
    press(episode, Qt.Key.Key_V)
    QTest.keyClicks(episode.window.editor, "cd")
    steps = [seen(episode)]
    for _ in range(3):
        press(episode, Qt.Key.Key_Z)
        steps.append(seen(episode))
    assert steps == ["abpastedcd|", "abpasted|", "ab|", "|"]


def test_pasted_into_code_it_is_the_plain_text(write: Write) -> None:
    episode = write("```\n|\n```")
    copy("- a **b**", "<ul><li>a <b>b</b> <a href='https://b.org'>c</a></li></ul>")
    press(episode, Qt.Key.Key_V)
    assert seen(episode) == "```\n- a **b**|\n```"


def test_pasted_text_loses_what_nobody_sees(write: Write) -> None:
    copy("a\u00a0b\u200bc\r\n“d”")
    episode = write("|")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == "a bc\n“d”"


def test_quotes_of_pasted_text_can_be_straight(write: Write, program: Program) -> None:
    program.services.settings.choose("editor.paste_quotes", "straight")
    copy("“d” it’s")
    episode = write("|")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == '"d" it\'s'


NOTES = f'{HEADER}Title\u00a0x\n\nQ: Why? [1:00]\n{{: chapter="W" }}\n\nA: So\u202f! 🐝 [2:00]\n'


def test_all_of_it_in_another_window_is_the_same_bytes(write: Write) -> None:
    episode = write(NOTES)
    press(episode, Qt.Key.Key_A)
    press(episode, Qt.Key.Key_C)
    body = NOTES.removeprefix(HEADER)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == body.replace('{: chapter="W" }\n', "")
    assert "chapter" not in clipboard.mimeData().html()
    other = write("|")
    press(other, Qt.Key.Key_V)
    assert other.document.text() == body


def test_a_title_copied_from_a_page_goes_into_the_question(write: Write) -> None:
    episode = write("Q: |")
    copy("Why bees", "<html><body><h1>Why bees</h1></body></html>")
    press(episode, Qt.Key.Key_V)
    assert seen(episode) == "Q: Why bees|"


def test_all_of_it_is_all_even_where_attributes_end_the_text(write: Write) -> None:
    text = 'Q: Why? [1:00]\n{: chapter="W" }'
    episode = write(text)
    press(episode, Qt.Key.Key_A)
    press(episode, Qt.Key.Key_Right, NONE)
    assert seen(episode) == 'Q: Why? [1:00]|\n{: chapter="W" }'
    press(episode, Qt.Key.Key_A)
    press(episode, Qt.Key.Key_X)
    assert episode.document.text() == ""
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == text


def test_part_of_a_segment_brings_its_attributes_along_only_if_it_spans_them(
    write: Write,
) -> None:
    episode = write('Q: |Why? [1:00]\n{: chapter="W" }\n\nA:| So')
    press(episode, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "Why? [1:00]\n\nA:"
    other = write("|")
    press(other, Qt.Key.Key_V)
    assert other.document.text() == 'Why? [1:00]\n{: chapter="W" }\n\nA:'


def test_rich_text_has_links_and_lists(write: Write) -> None:
    episode = write("|- **one**\n- [two](https://e.org/)|")
    press(episode, Qt.Key.Key_C)
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<li><strong>one</strong></li>" in html
    assert '<a href="https://e.org/">two</a>' in html


def test_five_megabytes_are_pasted_as_they_are(write: Write) -> None:
    line = "word " * 19 + "“end”\n"
    copy(line * 50_000, "<p>other</p>" * 100_000)
    episode = write("|")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == line * 50_000


def test_an_own_copy_is_not_cleaned(write: Write) -> None:
    data: QMimeData = empty_data()
    data.setText("a b")
    data.setData("application/x-notesapp-notes", "a\u00a0b".encode())
    QGuiApplication.clipboard().setMimeData(data)
    episode = write("|")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == "a\u00a0b"


def test_what_could_not_be_opened_again_is_not_pasted(write: Write) -> None:
    episode = write("About |")
    copy("x" * 30_001)
    press(episode, Qt.Key.Key_V)
    assert seen(episode) == "About |"
    said = episode.window.bar.current()
    assert said is not None
    assert said.sentence == (
        "Not pasted: the text has a word of more than 30,000 characters. Break it into lines."
    )
    press(episode, Qt.Key.Key_V, CTRL | SHIFT)
    assert seen(episode) == "About |"
