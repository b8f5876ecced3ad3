"""The pages say what the program does."""

from __future__ import annotations

import re
import struct
from itertools import pairwise
from pathlib import Path

import make_checks
import make_shortcuts
import pytest

import notesapp
from notesapp.cli import OpenWindow
from notesapp.cli import main as run_cli
from notesapp.commands.table import COMMANDS
from notesapp.formats.base import Format
from notesapp.formats.registry import FORMATS
from notesapp.storage.versions import VersionStore
from tests import media

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text("utf-8")
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}
LARGEST_BYTES = 250_000


def commands_of(page: str) -> list[str]:
    """Every line of the code blocks of a page."""
    return [line.strip() for block in FENCED.findall(page) for line in block.splitlines()]


def png_size(path: Path) -> tuple[int, int]:
    """Width and height as the file's first chunk says them."""
    start = path.read_bytes()[:24]
    assert start[:8] == b"\x89PNG\r\n\x1a\n", f"{path.name} is no PNG"
    width, height = struct.unpack(">II", start[16:24])
    return width, height


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_readme_begins_with_the_two_commands():
    wanted = ["python3 packaging/dev.py run", "python3 packaging/dev.py test"]
    assert commands_of(README)[:2] == wanted


def test_the_readme_names_every_format():
    """Those that carry whole notes have a row, the lists of chapters their page."""
    rows = re.findall(r"^\| `([\w-]+)` \| `(\S+)` \|", section("Publishing"), re.MULTILINE)
    assert rows == [(entry.key, entry.suffix) for entry in FORMATS if not is_list(entry)]
    assert "docs/formats.md" in section("Publishing")


def is_list(entry: Format) -> bool:
    return entry.carries is not None and entry.key not in ("json", "rss-item")


def words_of(line: str) -> list[str]:
    """The arguments of an example, without what is said about it."""
    return re.split(r"\s{2,}", line)[0].split()[1:]


@pytest.mark.parametrize(
    "line", [line for line in commands_of(README) if line.startswith("notesapp ")]
)
def test_the_readme_s_examples_are_understood(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    Path("notes.md").write_text("Q: Rye? [0:00]\n\nA: Yes. [1:00]\n", "utf-8")
    Path("old-notes.html").write_text("<p>0:10 Rye</p>", "utf-8")
    if "episode.mp3" in words_of(line):
        media.make(tmp_path, "mp3", 3).rename("episode.mp3")
        Path("notes.md").write_text("Q: Rye? [0:00]\n\nA: Yes. [0:01]\n", "utf-8")
    words = words_of(line)
    if "versions" in words:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        monkeypatch.setattr("sys.platform", "linux")
        store = VersionStore(tmp_path / "data" / "notesapp" / "versions")
        for text in ("one", "two", "three"):
            store.keep("replaced", text, tmp_path / "notes.md", "")
    if "import" in words:
        Path("notes.md").unlink()
    outcome = run_cli(words)
    if isinstance(outcome, OpenWindow):
        opening = ("notes.md", "--demo", "--new-instance", "--temp-profile", "--debug")
        assert words[0] in opening
    else:
        assert outcome == (1 if words[0] in ("check", "publish") else 0), capfd.readouterr().err


def test_the_readme_s_keys_are_the_table_s():
    known = {make_shortcuts.shown(keys) for c in COMMANDS for keys in (*c.keys, *c.text_keys)}
    cells = re.findall(r"^\| ([^|]+) \|", section("The keys of the job"), re.MULTILINE)
    named = {key for cell in cells for key in re.findall(r"Ctrl\+[\w+]+|Esc|F\d+", cell)}
    assert len(named) >= 8
    assert named <= known


def test_the_readme_shows_the_window_light_and_dark_and_the_waveform_at_three_zooms():
    found = PICTURE.findall(README)
    assert "window-light" in found[0][1]
    assert "window-dark" in found[1][1]
    assert len([path for _, path in found[2:] if "waveform-" in path]) == 3
    assert all(words for words, _ in found)
    assert all((ROOT / path).is_file() for _, path in found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pictures_are_there(theme: str):
    folder = DOCS / "screenshots"
    for word, size in SIZES.items():
        assert png_size(folder / f"window-{theme}-{word}.png") == size
    assert png_size(folder / f"start-{theme}.png") == SIZES["1280x800"]
    large = [p.name for p in folder.iterdir() if p.stat().st_size > LARGEST_BYTES]
    assert not large, f"larger than {LARGEST_BYTES} bytes: {large}"


def test_the_key_list_is_current():
    written = (DOCS / "shortcuts.md").read_text("utf-8")
    assert written == make_shortcuts.page(), "run python packaging/make_shortcuts.py"


def test_the_page_of_checks_is_current():
    written = (DOCS / "checks.md").read_text("utf-8")
    assert written == make_checks.page(), "run python packaging/make_checks.py"


def test_the_key_list_names_every_command_that_has_a_key():
    page = make_shortcuts.page()
    missing = [c.id for c in COMMANDS if (c.keys or c.text_keys) and f"`{c.id}`" not in page]
    assert not missing


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Ctrl++", "Ctrl++"),
        ("Ctrl+-", "Ctrl+-"),
        ("Alt+Up", "Alt+Up"),
        ("F4", "F4"),
        ("Toggle Media Play/Pause", ""),
    ],
)
def test_keys_as_the_list_writes_them(keys: str, shown: str):
    assert make_shortcuts.shown(keys) == shown


def test_every_decision_has_one_number_and_says_it():
    pages = sorted((DOCS / "adr").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    for page in pages:
        lines = page.read_text("utf-8").splitlines()
        assert lines[0].startswith(f"# {page.name[:4]} "), page.name
        assert re.match(r"Status: \w+, \d{4}-\d\d-\d\d$", lines[2]), page.name


def test_code_names_only_decisions_that_exist():
    numbers = {page.name[:4] for page in (DOCS / "adr").glob("*.md")}
    folders = (ROOT / "notesapp", ROOT / "packaging")
    text = "".join(p.read_text("utf-8") for folder in folders for p in folder.rglob("*.py"))
    named = set(re.findall(r"docs/adr/(\d{4})", text))
    assert named
    assert named <= numbers


def test_the_newest_changes_are_this_version_s():
    page = (ROOT / "CHANGELOG.md").read_text("utf-8")
    parts = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    filled = [part for part in parts if "\n- " in part]
    versions = [re.match(r"\d+\.\d+\.\d+", part) for part in filled]
    assert versions[0] is not None
    assert versions[0].group() == notesapp.__version__
    numbers = [tuple(map(int, v.group().split("."))) for v in versions if v is not None]
    assert all(newer > older for newer, older in pairwise(numbers))
