"""Colours of a page: how far apart two are, and how a weak one is made readable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from notesapp.errors import UsageError

LEAST = 4.5
"""The contrast that words need on their ground: WCAG 2.2, 1.4.3."""

NAMES = ("bg", "surface", "line", "edge", "ink", "ink2", "ink3", "accent")
"""What a palette says itself; the other colours are made from these."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_WHITE, _DARK, _BLACK = "#FFFFFF", "#101414", "#000000"
_ENOUGH = LEAST + 0.05
_STEPS = 50
_SOFT, _SOFTER, _BAND = 0.12, 0.2, 0.24


def read_colour(text: str) -> str:
    """``#0A5C36`` from ``#0a5c36``. Raises UsageError for anything else."""
    word = text.strip()
    if not _COLOUR.fullmatch(word):
        shown = "".join(char if char.isprintable() else " " for char in word[:40])
        raise UsageError(f"“{shown}” is no colour. Write it as #0a5c36.")
    return word.upper()


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(ground: str, colour: str, part: float) -> str:
    """A ground with a part of a colour on it."""
    pairs = zip(_parts(ground), _parts(colour), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def readable(colour: str, grounds: Iterable[str]) -> str:
    """The colour, made darker or lighter until it can be read on every ground."""
    on = tuple(grounds)
    return next((c for c in _towards(colour, on[0]) if _worst(c, on) >= _ENOUGH), _end(on[0]))


def complete(palette: Mapping[str, str], accent: str = "") -> dict[str, str]:
    """All colours of a page in one scheme; ``accent`` takes the place of the palette's.

    Words can be read on everything they stand on, whatever the palette says. Raises UsageError
    where page and surface are so unlike that no ink could be read on both.
    """
    bg, surface = palette["bg"], palette["surface"]
    light = _luminance(bg) > 0.18
    for chosen in _towards(accent or palette["accent"], bg):
        soft, softer = (mixed(surface, chosen, part) for part in (_SOFT, _SOFTER))
        if _worst(chosen, (bg, surface, soft, softer)) >= _ENOUGH:
            break
    grounds = (bg, surface, soft, softer)
    on = next((c for c in (_WHITE, _DARK) if contrast(c, chosen) >= _ENOUGH), _BLACK)
    made = {name: palette[name] for name in ("bg", "surface", "line", "edge")}
    made |= {name: readable(palette[name], grounds) for name in ("ink", "ink2", "ink3")}
    made |= {"accent": chosen, "on": on, "soft": soft, "softer": softer}
    made["band"] = chosen if light else mixed(bg, chosen, _BAND)
    made["band-ink"] = on if light else readable(palette["ink"], (made["band"],))
    if min(_worst(made[name], grounds) for name in ("ink", "ink2", "ink3", "accent")) < LEAST:
        raise UsageError("Nothing could be read on these colours: make bg and surface alike.")
    return made


def _towards(colour: str, ground: str) -> Iterable[str]:
    end = _end(ground)
    return (mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))


def _end(ground: str) -> str:
    """Black or white, whichever is further from the ground."""
    return max((_BLACK, _WHITE), key=lambda end: contrast(end, ground))


def _worst(colour: str, grounds: Iterable[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
