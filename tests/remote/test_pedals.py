"""What pedals send, read from bytes."""

from __future__ import annotations

import pytest

from notesapp.remote.pedal_reports import BACK, FORWARD, KNOWN, PLAY, changes

INFINITY = next(pedal for pedal in KNOWN if pedal.vendor == 0x05F3)


@pytest.mark.parametrize(
    ("report", "down"),
    [
        (b"\x00\x00", ()),
        (b"\x01\x00", (BACK,)),
        (b"\x02\x00", (PLAY,)),
        (b"\x04\x00", (FORWARD,)),
        (b"\x06\x00", (PLAY, FORWARD)),
        (b"\xf8\xff", ()),
        (b"", ()),
    ],
)
def test_each_bit_is_a_pedal(report: bytes, down: tuple[str, ...]) -> None:
    assert INFINITY.down(report) == frozenset(down)


def test_a_report_that_repeats_moves_nothing() -> None:
    held = INFINITY.down(b"\x02\x00")
    assert changes(held, held) == ()


def test_from_one_pedal_to_another_lets_go_first() -> None:
    moved = changes(INFINITY.down(b"\x02"), INFINITY.down(b"\x01"))
    assert moved == ((PLAY, False), (BACK, True))
