"""The rows come from the table of formats, and say what each makes of these notes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale

from notesapp.core.parser import parse
from notesapp.core.problems import Severity
from notesapp.errors import FileTrouble
from notesapp.formats.base import AudioInfo, Format, Loss
from notesapp.formats.publish import Target
from notesapp.formats.registry import FORMATS
from notesapp.publishing.items import AUDIO, Item, Kind
from notesapp.publishing.making import Material
from notesapp.ui.publish.choices import Choice, choices, state_of
from notesapp.ui.publish.publish_rows import CLIPBOARD, FILES, MORE

AUDIO_INFO = AudioInfo("loaf.mp3", 130_000, 1000, "audio/mpeg")


def material(text: str, **of_apple: str) -> Material:
    return Material(parse(text), "loaf", AUDIO_INFO, {"apple": of_apple})


NOTES = material(
    "Q: Why do loaves go flat? [0:20]\n\nA: They wait.\n\n"
    "Q: And in the cold? [0:44]\n\nA: More.\n\nQ: And salt? [1:20]\n\nA: Later.\n"
)


def choice(key: str) -> Choice:
    return next(row for row in choices() if row.key == key)


def test_the_few_that_people_use_stand_first() -> None:
    rows = choices()
    assert [row.key for row in rows if row.group == FILES] == [
        *("html", "markdown", "json", AUDIO, "text")
    ]
    assert [row.title for row in rows if row.group == CLIPBOARD] == [
        *("Apple Podcasts", "Spotify", "YouTube"),
        *("WordPress", "Squarespace", "Buzzsprout", "Google Docs"),
    ]


def test_every_format_has_its_row_once() -> None:
    keys = [row.key for row in choices()]
    assert len(keys) == len(set(keys))
    for entry in FORMATS:
        assert entry.key in {key.partition(":")[0] for key in keys}
        if entry.more:
            assert choice(entry.key).group == MORE


def test_no_two_rows_write_the_same_file() -> None:
    names = [name for row in choices() for name in row.item.names("loaf")]
    assert len(names) == len(set(names))


def test_a_block_says_its_size_in_the_destination_s_unit() -> None:
    known = state_of(choice("apple"), NOTES)
    assert known.clip is not None
    size = len((known.clip.html or known.clip.plain).encode("utf-8"))
    assert known.fact == f"{size} of {QLocale().toString(4000)} bytes"
    assert "00:00 Intro\n00:20 " in known.clip.plain
    assert state_of(choice("youtube"), NOTES).fact.endswith(
        f" of {QLocale().toString(5000)} characters"
    )
    assert state_of(choice("wordpress"), NOTES).fact.endswith(" characters")


def test_a_rule_of_one_platform_is_a_fault_of_that_one_alone() -> None:
    close = material("Q: One? [0:00]\n\nQ: Two? [0:04]\n\nQ: Three? [0:40]\n\nA: Yes.\n")
    youtube = state_of(choice("youtube"), close)
    spotify = state_of(choice("spotify"), close)
    assert youtube.severity == Severity.RULE
    assert spotify.severity != Severity.RULE


def test_too_long_for_a_platform_is_a_fault() -> None:
    long = material(NOTES.notes.text + "\n## Links\n\n" + "word " * 1000, content="notes")
    known = state_of(choice("apple"), long)
    assert known.severity == Severity.RULE
    assert "bytes" in known.words


def test_chapters_are_counted() -> None:
    assert state_of(choice("json"), NOTES).words == "Ready, 4 chapters"


def _item(entry: Format) -> Item:
    return Item(entry.key, Kind.FILE, entry.title, target=Target(entry))


def test_a_format_that_refuses_is_a_row_that_says_so() -> None:
    def refuse(_: object) -> str:
        raise FileTrouble("A cue sheet has 99 tracks at most.")

    entry = replace(FORMATS[0], key="cue", write=refuse, more=True)
    known = state_of(Choice(_item(entry), "Cue", MORE), NOTES)
    assert known.refused
    assert known.words == "A cue sheet has 99 tracks at most."


def test_all_losses_are_kept_for_who_asks() -> None:
    lost = (Loss("Links are left out.", 2), Loss("Pictures are left out."))
    entry = replace(FORMATS[0], key="other", more=True, losses=lambda _: lost)
    known = state_of(Choice(_item(entry), "Other", MORE), NOTES)
    assert known.losses == ("Links are left out.", "Pictures are left out.")
    assert known.severity == Severity.NOTE


def test_the_description_for_every_platform_reads_as_one_name() -> None:
    titles = {choice.key: choice.title for choice in choices()}
    assert titles["description:strict"] == "Description, every platform"
    assert titles["description:podigee"] == "Description, Podigee"


def test_what_every_publication_is_like_is_said_and_warns_nobody() -> None:
    notes = material("Q: One? [0:00]\n\nQ: Two? [0:30.250]\n\nQ: Three? [1:00]\n")
    for choice in choices():
        if choice.key.partition(":")[0] not in ("markdown", "description"):
            continue
        state = state_of(choice, notes)
        assert state.words.startswith("Ready")
        assert state.severity == ""
        assert any("whole seconds" in loss for loss in state.losses)
