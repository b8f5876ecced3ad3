"""The files of packages that were never built: at least what they name is there."""

from __future__ import annotations

import re

import pytest
from building.desktop_files import desktop_files
from building.release import APP_ID, COMMAND, ROOT, Release
from ruamel.yaml import YAML

UNBUILT = ROOT / "packaging" / "linux" / "unbuilt"
PLACES = {place for place, _ in desktop_files(Release("1.2.3", 1_763_600_000))}


@pytest.mark.parametrize(
    "path", sorted((*UNBUILT.glob("*/*.yaml"), *(ROOT / "packaging/workflows").glob("*.yml")))
)
def test_it_can_be_read_and_says_that_it_was_not_run(path):  # type: ignore[no-untyped-def]
    text = path.read_text("utf-8")
    assert YAML(typ="safe").load(text)
    assert re.match(r"# .*(Unbuilt|Unproven)", text, re.DOTALL)


def test_flatpak_and_snap_start_what_the_archive_has():
    flatpak = YAML(typ="safe").load((UNBUILT / f"flatpak/{APP_ID}.yaml").read_text("utf-8"))
    assert (flatpak["id"], flatpak["command"]) == (APP_ID, COMMAND)
    snap = YAML(typ="safe").load((UNBUILT / "snap/snapcraft.yaml").read_text("utf-8"))
    assert snap["apps"][COMMAND]["desktop"] in PLACES


def test_what_the_appimage_copies_is_in_the_archive():
    text = (UNBUILT / "appimage/make.sh").read_text("utf-8").replace("$app", APP_ID)
    named = set(re.findall(r"\$from/(share/\S+?)\"", text))
    assert len(named) == 2
    assert named <= PLACES


def test_the_workflow_names_commands_that_there_are():
    text = (ROOT / "packaging/workflows/packages.yml").read_text("utf-8")
    for script in re.findall(r"packaging/(\w+\.py)", text):
        assert (ROOT / "packaging" / script).is_file()
