"""What comes with the program: fonts, icons, the application's icon, the sample, licences."""

from __future__ import annotations

import itertools
import json
import math
import re
import shutil
import subprocess
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from mutagen.mp3 import MP3
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QFontMetricsF, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPlainTextEdit

from notesapp.core.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
SAMPLE = RESOURCES / "sample"
APP_ID = "org.notesapp.ShowNotes"
FAMILIES = ("Inter", "Show Notes Text")
STYLES = {"Regular", "Italic", "Medium", "SemiBold", "Bold"}
ICON_NAMES = """
    back forward play pause sound-bars stamp no-stamp hear loop volume volume-muted plus minus
    chevron-down chevron-up chevron-right chevron-left filter search close check warning error
    note link document folder headphones waveform drop copy follow publish wand chapter undo redo
    settings more recover
"""
MAX_SAMPLE_BYTES = 2_000_000
RATE = 24_000


@pytest.fixture
def families(qapp: Any) -> Iterator[set[str]]:
    """The families of the bundled files, loaded as the program loads them."""
    ids = [QFontDatabase.addApplicationFont(str(file)) for file in FONTS]
    assert -1 not in ids
    yield {name for number in ids for name in QFontDatabase.applicationFontFamilies(number)}
    for number in ids:
        QFontDatabase.removeApplicationFont(number)


def _font(family: str, px: int, weight: int = 400) -> QFont:
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    return font


def test_every_family_brings_the_five_styles(families: set[str]) -> None:
    assert families >= set(FAMILIES)
    for family in FAMILIES:
        assert set(QFontDatabase.styles(family)) == STYLES


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
@pytest.mark.parametrize("px", range(11, 29))
def test_a_line_of_the_paper_is_1_6_times_its_size(
    families: set[str], px: int, weight: int
) -> None:
    metrics = QFontMetricsF(_font("Show Notes Text", px, weight))
    assert metrics.leading() == 0
    assert metrics.lineSpacing() == pytest.approx(px * 1.6, abs=0.5)


def test_15_px_text_stands_on_24_px_lines(families: set[str], qtbot: Any) -> None:
    editor = QPlainTextEdit("First\nbetween\nLast")
    qtbot.addWidget(editor)
    editor.setFont(_font("Show Notes Text", 15))
    assert QFontMetrics(editor.font()).lineSpacing() == 24
    between = editor.document().findBlockByNumber(1)
    assert editor.document().documentLayout().blockBoundingRect(between).height() == 24


def test_13_px_text_of_the_window_stands_on_16_px_lines(families: set[str]) -> None:
    assert QFontMetricsF(_font("Inter", 13)).lineSpacing() == pytest.approx(16, abs=0.5)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_digits_can_be_of_one_width(families: set[str], family: str, weight: int) -> None:
    font = _font(family, 40, weight)
    proportional = {QFontMetricsF(font).horizontalAdvance(digit) for digit in "0123456789"}
    font.setFeature(QFont.Tag("tnum"), 1)
    tabular = {QFontMetricsF(font).horizontalAdvance(digit) for digit in "0123456789"}
    assert len(proportional) > 1
    assert len(tabular) == 1


@pytest.mark.parametrize("family", FAMILIES)
def test_letters_of_many_languages_are_there(families: set[str], family: str) -> None:
    metrics = QFontMetricsF(_font(family, 15))
    letters = "äßéñøłșğőžưệ ΑΩάώ ЖЯїђқ “”„«»–—…·•→←↵⌘⇧×−€£"
    assert [letter for letter in letters if not metrics.inFontUcs4(ord(letter))] == []


def test_the_fonts_stay_small() -> None:
    assert len(FONTS) == 10
    assert all(file.stat().st_size < 280_000 for file in FONTS)


def test_every_named_icon_is_drawn() -> None:
    assert {file.stem for file in ICONS} == set(ICON_NAMES.split())


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_an_icon_is_one_colour_on_the_grid(qapp: Any, file: Path) -> None:
    grid = 20 if file.stem in ("back", "forward") else 16
    root = ElementTree.fromstring(file.read_text("utf-8"))
    assert root.get("viewBox") == f"0 0 {grid} {grid}"
    assert (root.get("stroke-linecap"), root.get("stroke-width")) == ("round", "1.5")
    for element in root.iter():
        assert element.get("style") is None
        for paint in ("fill", "stroke"):
            assert element.get(paint, "none") in ("none", "currentColor")
    renderer = QSvgRenderer(str(file))
    assert renderer.isValid()
    assert renderer.defaultSize().width() == grid


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512])
def test_the_application_icon_is_there_in_every_size(qapp: Any, size: int) -> None:
    image = QImage(str(RESOURCES / "app" / f"{APP_ID}-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() < 255
    assert image.pixelColor(size // 2, size // 8).alpha() == 255


def test_the_application_icon_is_a_drawing_too(qapp: Any) -> None:
    assert QSvgRenderer(str(RESOURCES / "app" / f"{APP_ID}.svg")).isValid()


def _truth() -> dict[str, Any]:
    return json.loads((SAMPLE / "sample-episode.truth.json").read_text("utf-8"))


def _notes() -> Any:
    return parse((SAMPLE / "sample-episode.md").read_text("utf-8"))


def test_the_sample_is_small_and_two_to_four_minutes_long() -> None:
    audio = SAMPLE / "sample-episode.mp3"
    assert sum(file.stat().st_size for file in SAMPLE.iterdir()) < MAX_SAMPLE_BYTES
    duration_ms = MP3(audio).info.length * 1000
    assert 120_000 <= duration_ms <= 240_000
    # The encoder pads at both ends: at most two frames and its own delay.
    assert duration_ms == pytest.approx(_truth()["duration_ms"], abs=100)


def test_the_sample_names_its_audio() -> None:
    assert (SAMPLE / _notes().header.values["audio"]).is_file()


def test_the_sample_has_four_pairs_and_no_problems() -> None:
    notes = _notes()
    assert [segment.kind.value for segment in notes.segments] == ["question", "answer"] * 4
    assert [segment.pair for segment in notes.segments] == [1, 1, 2, 2, 3, 3, 4, 4]
    titles = [dict(segment.attributes).get("chapter") for segment in notes.segments]
    assert titles.count(None) == 6
    assert notes.problems == ()


def test_the_sample_stamps_are_true() -> None:
    """Each is the start of its first sentence; the one in prose is the start of some sentence."""
    notes, sentences = _notes(), _truth()["sentences"]
    first: dict[tuple[str, int], int] = {}
    for sentence in sentences:
        first.setdefault((sentence["kind"], sentence["pair"]), sentence["start_ms"])
    for segment in notes.segments:
        key = ("Q" if segment.kind.value == "question" else "A", segment.pair)
        assert abs(segment.stamp.start_ms - first[key]) <= 1
    links = [stamp for stamp in notes.stamps if stamp.place.value == "link"]
    assert len(links) == 1
    assert links[0].start_ms in {sentence["start_ms"] for sentence in sentences}


def test_the_true_times_do_not_overlap() -> None:
    truth = _truth()
    times = [(item["start_ms"], item["end_ms"]) for item in truth["sentences"]]
    assert all(start < end for start, end in times)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(times))
    assert times[-1][1] < truth["duration_ms"]


def _level_db(samples: array[int], start_ms: int, end_ms: int) -> float:
    part = samples[start_ms * RATE // 1000 : end_ms * RATE // 1000]
    power = sum(value * value for value in part) / len(part)
    return 10 * math.log10(power / 32768**2 + 1e-12)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg to decode the sample")
def test_speech_starts_at_every_true_time() -> None:
    """Quiet until 10 ms before, clearly louder within 30 ms after; so also at every stamp."""
    command = ["ffmpeg", "-v", "error", "-i", str(SAMPLE / "sample-episode.mp3")]
    command += ["-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    samples = array("h", done.stdout)
    truth = _truth()
    assert len(samples) * 1000 // RATE == pytest.approx(truth["duration_ms"], abs=30)
    for item in truth["sentences"]:
        start_ms = item["start_ms"]
        before = _level_db(samples, start_ms - 50, start_ms - 15)
        after = _level_db(samples, start_ms, start_ms + 30)
        assert after > before + 12, item["sentence"]


def test_every_folder_of_resources_names_its_licence() -> None:
    text = (RESOURCES / "LICENSES.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z]+)/", text))
    assert {folder.name for folder in RESOURCES.iterdir() if folder.is_dir()} <= named
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / "OFL.txt").read_text("utf-8")
