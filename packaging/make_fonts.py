#!/usr/bin/env python3
"""Make the bundled fonts from a release of Inter.

    python packaging/make_fonts.py FOLDER

FOLDER is an unpacked ``inter-ui`` package of npm, 4.1.1 (``npm pack inter-ui@4.1.1``): its
``web/Inter-*.woff2`` and ``LICENSE.txt`` are read. Needs fonttools and brotli, which the program
itself does not.

Two families are written to ``resources/fonts``, five styles each:

* **Inter**, reduced to the scripts of ``RANGES`` and the features of ``FEATURES``.
* **Show Notes Text**, the same outlines under a name of its own, with more room between the
  lines: a plain text edit has no line height of its own, so the font brings it (15 px text on
  24 px lines). It also draws every character as typed, where Inter makes an arrow of ``->``.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
STYLES = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
TEXT_FAMILY = "Show Notes Text"
TEXT_ASCENT_EM = 1.16
TEXT_DESCENT_EM = 0.44
# Letters with their marks, Greek, Cyrillic, then punctuation, currency, arrows and symbols.
RANGES = (
    (0x0020, 0x03FF),
    (0x0400, 0x052F),
    (0x1E00, 0x1FFF),
    (0x2000, 0x27BF),
    (0xA720, 0xA7FF),
    (0xFB00, 0xFB06),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFFD, 0xFFFD),
)
FEATURES = ["calt", "case", "ccmp", "kern", "locl", "mark", "mkmk", "pnum", "tnum", "zero"]
TEXT_FEATURES = [name for name in FEATURES if name != "calt"]
FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, TRADEMARK = 1, 2, 3, 4, 6, 7
TYPO_FAMILY, TYPO_STYLE = 16, 17
PLAIN_STYLES = ("Regular", "Italic", "Bold")


def main() -> int:
    """Write both families and the licence; returns the exit code."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    source = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        file = source / "web" / f"Inter-{style}.woff2"
        _save(_reduced(file, FEATURES), f"Inter-{style}.ttf")
        text = _reduced(file, TEXT_FEATURES)
        _rename(text, style)
        _set_line(text)
        _save(text, f"ShowNotesText-{style}.ttf")
    shutil.copyfile(source / "LICENSE.txt", TARGET / "OFL.txt")
    return 0


def _reduced(file: Path, features: list[str]) -> TTFont:
    font = TTFont(file, recalcTimestamp=False)
    options = Options()
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17]
    options.glyph_names = False
    options.notdef_outline = True
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    font.flavor = None
    return font


def _rename(font: TTFont, style: str) -> None:
    names = font["name"]
    postscript = TEXT_FAMILY.replace(" ", "")
    for record in list(names.names):
        if record.nameID in (TRADEMARK, TYPO_FAMILY, TYPO_STYLE):
            names.removeNames(nameID=record.nameID)
    family, face = TEXT_FAMILY, style
    if style not in PLAIN_STYLES:
        family, face = f"{TEXT_FAMILY} {style}", "Regular"
        _set_name(font, TYPO_FAMILY, TEXT_FAMILY)
        _set_name(font, TYPO_STYLE, style)
    _set_name(font, FAMILY, family)
    _set_name(font, STYLE, face)
    _set_name(font, UNIQUE, f"{postscript}-{style};from Inter {names.getDebugName(5)}")
    _set_name(font, FULL, f"{TEXT_FAMILY} {style}")
    _set_name(font, POSTSCRIPT, f"{postscript}-{style}")


def _set_name(font: TTFont, name_id: int, value: str) -> None:
    font["name"].setName(value, name_id, 3, 1, 0x409)


def _set_line(font: TTFont) -> None:
    em = font["head"].unitsPerEm
    ascent, descent = round(TEXT_ASCENT_EM * em), round(TEXT_DESCENT_EM * em)
    line, os2 = font["hhea"], font["OS/2"]
    line.ascent, line.descent, line.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def _save(font: TTFont, name: str) -> None:
    font.save(TARGET / name)
    print(f"{name}: {(TARGET / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
