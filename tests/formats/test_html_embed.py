from __future__ import annotations

import re
from collections import Counter

import pytest

from notesapp.errors import UsageError
from notesapp.formats.html_themes import SCHEMES, THEMES
from notesapp.formats.registry import format_of
from tests.formats.episodes import AUDIO, TEXTS, snapshot_of
from tests.formats.page_reader import Page, read_page, words_of

ENTRY = format_of("html-embed")
STAMPED = "Show\n\nQ: Why? [2:04.560]\n\nSee [the end](https://x.org/).\n"
LINK, PUBLIC = "link: https://x.org/12#a", "audio_url: https://cdn.x.org/12.mp3"


def piece_of(text: str, **options: str) -> Page:
    return read_page(ENTRY.write(snapshot_of(text, AUDIO, **options)))


def headed(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", "", STAMPED))


@pytest.mark.parametrize("notes", ["yes", "no"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_piece_shares_nothing_with_the_page_around_it(name: str, notes: str):
    page = piece_of(TEXTS[name], notes=notes)
    assert page.unbalanced == page.ids == page.scripts == []
    assert {tag for tag, _ in page.tags} & {"html", "body", "main", "h1", "link", "meta"} == set()
    classes = " ".join(found.get("class", "") for _, found in page.tags).split()
    assert [word for word in classes if not word.startswith("sn-")] == []
    assert not [found for _, found in page.tags if found.get("href", "").startswith("#")]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("theme", [name for name, _ in THEMES])
def test_every_rule_is_of_the_piece_alone(theme: str, scheme: str):
    markup = ENTRY.write(snapshot_of(STAMPED, AUDIO, theme=theme, scheme=scheme, accent="#0a5c36"))
    (style,) = re.findall(r"<style>(.*?)</style>", markup, re.DOTALL)
    rules = re.findall(r"([^{}\n]+)\{[^{}@]*\}", re.sub(r"@media[^{]*\{", "", style))
    assert rules and all(rule.strip().startswith(".sn-embed") for rule in rules)
    colours = re.findall(r"#[0-9A-F]{6}", style)
    assert "#0A5C36" in colours


@pytest.mark.parametrize(
    ("lines", "hrefs", "sound"),
    [
        ((LINK, PUBLIC), ["https://x.org/12#t=0", "https://x.org/12#t=124"], True),
        ((LINK,), ["https://x.org/12#t=0", "https://x.org/12#t=124"], False),
        ((PUBLIC,), ["https://cdn.x.org/12.mp3#t=0", "https://cdn.x.org/12.mp3#t=124"], True),
        ((), [], False),
    ],
)
def test_times_lead_to_the_page_else_into_the_audio(lines, hrefs: list[str], sound: bool):
    text = headed(*lines) if lines else STAMPED
    page = piece_of(text)
    found = [a["href"] for a in page.all("a") if "#t=" in a.get("href", "")]
    assert found == hrefs
    assert [a["src"] for a in page.all("audio")] == ["https://cdn.x.org/12.mp3"] * sound
    said = [loss.message for loss in ENTRY.losses(snapshot_of(text, AUDIO))]
    assert any("lead nowhere" in sentence for sentence in said) is not bool(lines)


def test_the_notes_come_with_it_where_asked_for():
    assert "Why" in piece_of(STAMPED).text and "See" not in piece_of(STAMPED).text
    whole = piece_of(headed(LINK), notes="yes", chapters="no")
    assert not Counter(words_of("Why? See the end")) - Counter(whole.words)
    assert whole.all("ol") == []
    stamps = whole.all("a", **{"class": "sn-stamp"})
    assert [stamp["href"] for stamp in stamps] == ["https://x.org/12#t=124"]


def test_a_colour_that_is_none_is_refused():
    with pytest.raises(UsageError, match="is no colour"):
        piece_of(STAMPED, accent="blue")
