"""Every text format, read by programs that are not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.formats.base import Carries
from notesapp.formats.registry import FORMATS, format_of
from tests.interop.reader import Reader, compare
from tests.interop.required import WITH_READERS, demand
from tests.interop.samples import SAMPLES, Sample
from tests.interop.text_table import TEXT_READERS

BLOCK = Carries(step="s", first_at_zero=True)

KEYS = [entry.key for entry in FORMATS]
CASES = [
    pytest.param(key, reader, sample, id=f"{key}-{reader.name}-{reader.preset}-{sample.name}")
    for key, readers in TEXT_READERS.items()
    for reader in readers
    for sample in SAMPLES
    if sample.name in reader.samples and key in KEYS
]


@WITH_READERS
@pytest.mark.parametrize(("key", "reader", "sample"), CASES)
def test_another_program_reads_what_we_wrote(
    key: str, reader: Reader, sample: Sample, tmp_path: Path
):
    demand(reader.needs)
    entry = format_of(key)
    snapshot = sample.snapshot(reader.preset, **dict(reader.options))
    path = tmp_path / f"{snapshot.base}{entry.suffix}"
    path.write_bytes(entry.write(snapshot).encode("utf-8"))
    found = reader.read(path)
    if found is not None:
        (reader.compares or compare)(reader, found, sample.expected(entry.carries or BLOCK))


def test_every_format_has_a_reader():
    assert not {entry.key for entry in FORMATS} - TEXT_READERS.keys()
