"""Tables of samples that contradict themselves."""

from __future__ import annotations

import struct
from array import array

import pytest

from notesapp.containers.mp4_atoms import Atom, atoms
from notesapp.containers.mp4_tables import Chunk, Moves, chunks_of, offset_box
from tests.containers.mp4_files import box


def tables(*runs: tuple[int, int, int], sizes: tuple[int, ...] = (1, 2, 3, 4)) -> list[Atom]:
    """Chunks at 100, 200 and 300, with ``runs`` of samples in them."""
    numbers = [number for run in runs for number in run]
    data = (
        box(b"stsz", struct.pack(f">III{len(sizes)}I", 0, 0, len(sizes), *sizes))
        + box(b"stsc", struct.pack(f">II{len(numbers)}I", 0, len(runs), *numbers))
        + box(b"stco", struct.pack(">IIIII", 0, 3, 100, 200, 300))
    )
    return atoms(memoryview(data))[0]


def test_chunks():
    assert list(chunks_of(tables((1, 2, 1), (2, 1, 1)))) == [
        Chunk(100, 0, 2, 3),
        Chunk(200, 2, 1, 3),
        Chunk(300, 3, 1, 4),
    ]


def test_chunks_hold_no_more_samples_than_there_are():
    assert [chunk.count for chunk in chunks_of(tables((1, 3, 1)))] == [3, 1, 0]


@pytest.mark.parametrize("runs", [((2, 1, 1), (1, 1, 1)), ((1, 1, 1), (3, 1, 1), (2, 1, 1))])
def test_chunks_that_go_back_are_refused(runs: tuple[tuple[int, int, int], ...]):
    with pytest.raises(ValueError, match="back"):
        list(chunks_of(tables(*runs)))


def test_tables_that_are_cut_off_are_refused():
    whole = tables((1, 1, 1))
    for place in range(3):
        cut = [Atom(a.name, a.raw, a.body[:-1]) if n == place else a for n, a in enumerate(whole)]
        with pytest.raises(ValueError, match="cut off"):
            list(chunks_of(cut))


def test_places_move_with_what_is_around_them():
    moves = Moves((0, 100, 200), (50, 200, 300), (0, 7, -20))
    assert [moves.new_place(at) for at in (0, 100, 199, 200, 299)] == [0, 107, 206, 180, 279]
    assert list(moves.all_new(array("I", [100, 150, 120]))) == [107, 157, 127]
    assert list(moves.all_new(array("I", [10, 250]))) == [10, 230]
    assert not moves.is_still()
    for lost in (60, 400):
        with pytest.raises(ValueError, match="outside"):
            moves.new_place(lost)


def test_a_place_that_does_not_fit_is_not_written():
    with pytest.raises(OverflowError):
        offset_box([1 << 32], is_wide=False)
    assert offset_box([1 << 32], is_wide=True)[-8:] == struct.pack(">Q", 1 << 32)
