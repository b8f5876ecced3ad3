"""The rows come from the table of formats, and say what each makes of these notes."""

from __future__ import annotations

from dataclasses import replace

from notesapp.core.parser import parse
from notesapp.core.problems import Severity
from notesapp.errors import FileTrouble
from notesapp.formats.base import AudioInfo, Loss
from notesapp.formats.publish import Target
from notesapp.formats.registry import FORMATS
from notesapp.ui.publish.choices import AUDIO, Choice, choices, rendered, state_of
from notesapp.ui.publish.publish_rows import CLIPBOARD, FILES, MORE

NOTES = parse(
    "Q: Why do loaves go flat? [0:20]\n\nA: They wait.\n\n"
    "Q: And in the cold? [0:44]\n\nA: More.\n\nQ: And salt? [1:20]\n\nA: Later.\n"
)
AUDIO_INFO = AudioInfo("loaf.mp3", 130_000, 1000, "audio/mpeg")


def choice(key: str) -> Choice:
    return next(row for row in choices() if row.key == key)


def test_the_few_that_people_use_stand_first() -> None:
    rows = choices()
    assert [row.key for row in rows if row.group == FILES] == [
        *("html", "markdown", "json", AUDIO, "text")
    ]
    assert [row.title for row in rows if row.group == CLIPBOARD] == [
        *("Apple Podcasts", "Spotify", "YouTube")
    ]


def test_every_format_has_its_row_once() -> None:
    keys = [row.key for row in choices()]
    assert len(keys) == len(set(keys))
    for entry in FORMATS:
        assert entry.key in {key.partition(":")[0] for key in keys}
        if entry.more:
            assert choice(entry.key).group == MORE


def test_no_two_rows_write_the_same_file() -> None:
    names = [row.file_name("loaf") for row in choices() if row.target is not None]
    assert len(names) == len(set(names))


def test_what_is_ticked_the_first_time_and_afterwards() -> None:
    assert not choice("text").is_usual(None)
    assert [row.key for row in choices() if row.is_usual(None) and row.group == MORE] == []
    assert choice("html").is_usual(("html",))
    assert not choice("markdown").is_usual(("html",))
    assert choice("description:apple").is_usual(("description",))
    assert not choice("description:apple").is_usual(("description:spotify",))
    assert not choice("description:podigee").is_usual(("description",))


def test_a_description_says_its_size_in_the_platform_s_unit() -> None:
    known = state_of(choice("description:apple"), NOTES, "loaf", AUDIO_INFO)
    size = len(rendered(choice("description:apple"), NOTES, "loaf", AUDIO_INFO).data)
    assert known.fact.startswith(f"Description, {size} of ") and known.fact.endswith(" bytes")
    assert known.clipboard_text.startswith("00:00 Intro\n00:20 ")
    youtube = state_of(choice("description:youtube"), NOTES, "loaf", AUDIO_INFO)
    assert youtube.fact.endswith(" characters")


def test_a_rule_of_one_platform_is_a_fault_of_that_one_alone() -> None:
    close = parse("Q: One? [0:00]\n\nQ: Two? [0:04]\n\nQ: Three? [0:40]\n\nA: Yes.\n")
    youtube = state_of(choice("description:youtube"), close, "loaf", AUDIO_INFO)
    spotify = state_of(choice("description:spotify"), close, "loaf", AUDIO_INFO)
    assert youtube.severity == Severity.RULE
    assert spotify.severity != Severity.RULE


def test_too_long_for_a_platform_is_a_fault() -> None:
    long = parse(NOTES.text + "\n## Links\n\n" + "word " * 1000)
    known = state_of(choice("description:apple"), long, "loaf", AUDIO_INFO)
    assert known.severity == Severity.RULE
    assert "4000 bytes" in known.words


def test_chapters_are_counted() -> None:
    assert state_of(choice("json"), NOTES, "loaf", AUDIO_INFO).words == "Ready, 4 chapters"


def test_a_format_that_refuses_is_a_row_that_says_so() -> None:
    def refuse(_: object) -> str:
        raise FileTrouble("A cue sheet has 99 tracks at most.")

    entry = replace(FORMATS[0], key="cue", write=refuse, more=True)
    known = state_of(Choice("cue", "Cue", MORE, Target(entry)), NOTES, "loaf", AUDIO_INFO)
    assert known.refused
    assert known.words == "A cue sheet has 99 tracks at most."


def test_all_losses_are_kept_for_who_asks() -> None:
    lost = (Loss("Links are left out.", 2), Loss("Pictures are left out."))
    entry = replace(FORMATS[0], key="other", more=True, losses=lambda _: lost)
    known = state_of(Choice("other", "Other", MORE, Target(entry)), NOTES, "loaf", AUDIO_INFO)
    assert known.losses == ("Links are left out.", "Pictures are left out.")
    assert known.severity == Severity.NOTE


def test_the_description_for_every_platform_reads_as_one_name() -> None:
    titles = {choice.key: choice.title for choice in choices()}
    assert titles["description:strict"] == "Description, every platform"
    assert titles["description:podigee"] == "Description, Podigee"


def test_what_every_publication_is_like_is_said_and_warns_nobody() -> None:
    notes = parse("Q: One? [0:00]\n\nQ: Two? [0:30.250]\n\nQ: Three? [1:00]\n")
    for choice in choices():
        if choice.target is None or choice.target.format.key not in ("markdown", "description"):
            continue
        state = state_of(choice, notes, "bees", AudioInfo("bees.mp3", 300_000))
        assert state.words.startswith("Ready")
        assert state.severity == ""
        assert any("whole seconds" in loss for loss in state.losses)
