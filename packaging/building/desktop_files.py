"""What a Linux desktop wants to know of the program: places below a prefix, and their contents."""

from __future__ import annotations

import re

from building.completions import bash, fish, zsh
from building.man_page import man_page
from building.metainfo import metainfo
from building.release import APP_ID, COMMAND, ROOT, Release

__all__ = ["SIZES", "desktop_files"]

SOURCES = ROOT / "packaging" / "linux" / "desktop"
ICONS = ROOT / "resources" / "app"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def desktop_files(release: Release) -> list[tuple[str, bytes]]:
    """Pairs of place (``share/...``) and content, sorted by place. Raises OSError."""
    icons = "share/icons/hicolor"
    made = [
        (f"share/applications/{APP_ID}.desktop", (SOURCES / f"{APP_ID}.desktop").read_bytes()),
        (f"share/mime/packages/{APP_ID}.xml", (SOURCES / f"{APP_ID}.xml").read_bytes()),
        (f"share/metainfo/{APP_ID}.metainfo.xml", metainfo(release)),
        (f"share/man/man1/{COMMAND}.1", man_page(release)),
        (f"share/bash-completion/completions/{COMMAND}", bash()),
        (f"share/zsh/vendor-completions/_{COMMAND}", zsh()),
        (f"share/fish/vendor_completions.d/{COMMAND}.fish", fish()),
        (f"{icons}/scalable/apps/{APP_ID}.svg", (ICONS / f"{APP_ID}.svg").read_bytes()),
    ]
    for size in SIZES:
        place = f"{icons}/{size}x{size}/apps/{APP_ID}.png"
        made.append((place, (ICONS / f"{APP_ID}-{size}.png").read_bytes()))
    return sorted(made)


def mime_types() -> tuple[str, ...]:
    """The types that the desktop entry offers to open."""
    text = (SOURCES / f"{APP_ID}.desktop").read_text("utf-8")
    found = re.search(r"^MimeType=(.*);$", text, re.MULTILINE)
    assert found is not None
    return tuple(found[1].split(";"))
