"""One source, many readers: nobody hears what another asked for."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from notesapp.audio.open_source import open_source
from tests import media


@pytest.mark.parametrize("name", ["mp3-vbr", "m4a", "opus", "mka-flac", "adts"])
def test_threads_do_not_disturb_each_other(tmp_path, name):
    source = open_source(media.make(tmp_path, name, 4))
    whole = np.frombuffer(source.read(0, source.total), "<i2").astype(int)
    go = threading.Barrier(6)

    def work(seed: int) -> int:
        go.wait()
        worst = 0
        for start in random.Random(seed).sample(range(source.total - 2000), 40):
            piece = np.frombuffer(source.read(start, 2000), "<i2")
            worst = max(worst, int(np.abs(piece - whole[start : start + 2000]).max()))
        return worst

    with ThreadPoolExecutor(6) as pool:
        worst = list(pool.map(work, range(6)))
    source.close()
    assert max(worst) <= media.KINDS[name].noise


@pytest.mark.parametrize("name", ["mp3", "m4a", "opus"])
def test_closing_while_others_read_gives_silence(tmp_path, name):
    source = open_source(media.make(tmp_path, name, 4))
    is_reading = threading.Event()

    def work(seed: int) -> bool:
        dice, lengths = random.Random(seed), set()
        for _ in range(60):
            lengths.add(len(source.read(dice.randrange(source.total - 2000), 2000)))
            is_reading.set()
        return lengths == {4000}

    with ThreadPoolExecutor(4) as pool:
        results = [pool.submit(work, seed) for seed in range(4)]
        is_reading.wait()
        source.close()
    assert all(result.result() for result in results)
    assert not any(source.read(0, 2000))
