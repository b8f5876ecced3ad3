"""Files damaged in every way: no crash, no hang, no error but the one with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import media

pytest.importorskip("resource", reason="memory is measured as Linux and macOS do")

from tests.audio import mutants  # needs resource

KINDS = (
    *("mp3-vbr", "m4a", "m4a-fast", "alac", "opus", "flac", "wav-24", "aiff", "mka-aac"),
    *("mp4-video", "adts"),
)
COUNT = 2000 if os.environ.get("TORTURE") else 84


def test_no_damaged_file_does_harm(tmp_path):
    (tmp_path / "originals").mkdir()
    (tmp_path / "mutants").mkdir()
    originals = [media.make(tmp_path / "originals", name, 3) for name in KINDS]
    mutants.make_mutants([*originals, media.VORBIS], tmp_path / "mutants", COUNT)
    done = subprocess.run(
        [sys.executable, mutants.__file__, str(tmp_path / "mutants")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60 + COUNT,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    last = done.stderr.strip().splitlines()[-15:]
    assert done.returncode == 0, done.stdout + "\n".join(last)
    assert not done.stdout
