"""How pages look: themes made of a palette, a style and a template, light and dark.

Themes are files. Those of the program are resources; those that people made are handed in as
texts in the options, and may do less: see ``html_sandbox``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from notesapp.errors import UsageError
from notesapp.formats.base import Option
from notesapp.formats.html_colours import NAMES, complete, read_colour
from notesapp.formats.html_sandbox import refuse_page, refuse_style
from notesapp.storage.resources import resource

THEMES: tuple[tuple[str, str], ...] = (
    ("plain", "Plain"),
    ("paper", "Paper"),
    ("studio", "Studio"),
)
SCHEMES = ("auto", "light", "dark")
PALETTE, STYLE, PAGE = "theme_palette", "theme_style", "theme_page"
"""Options that hold the texts of somebody's own theme; ``--set`` does not know them."""

FILES: tuple[tuple[str, str], ...] = (
    (PALETTE, "palette.json"),
    (STYLE, "page.css"),
    (PAGE, "page.html"),
)
LONGEST_PALETTE = 20_000
OPTIONS: tuple[Option, ...] = (
    Option("theme", THEMES[0][0], "How the page looks: plain, paper, studio or your own"),
    Option("accent", "", "The colour of links and stamps, as #0a5c36"),
    Option("scheme", SCHEMES[0], "Light or dark; auto is as the reader’s system", SCHEMES),
)

Colours = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """How a page looks. ``page`` is what stands in its body; empty means the usual.

    ``own`` themes were not made by us.
    """

    name: str
    light: Colours
    dark: Colours
    style: str = ""
    page: str = ""
    own: bool = False


def theme_of(options: Mapping[str, str]) -> Theme:
    """The theme the options name. Raises UsageError for a theme that is not there or unsound."""
    name = options.get("theme", "") or THEMES[0][0]
    if any(key in options for key, _ in FILES):
        return own_theme(name, options)
    if name not in dict(THEMES):
        known = ", ".join(key for key, _ in THEMES)
        shown = "".join(char if char.isprintable() else " " for char in name[:40])
        raise UsageError(f"There is no theme “{shown}”. Choose from: {known}.")
    return _built_in(name)


def own_theme(name: str, texts: Mapping[str, str]) -> Theme:
    """A theme out of texts by FILES' keys. Raises UsageError with what is wrong with it."""
    usual = _built_in(THEMES[0][0])
    light, dark = usual.light, usual.dark
    style, page = texts.get(STYLE, ""), texts.get(PAGE, "")
    try:
        if texts.get(PALETTE, "").strip():
            light, dark = _palettes(texts[PALETTE], light, dark)
        refuse_style(style)
        refuse_page(page)
        complete(light)
        complete(dark)
    except UsageError as trouble:
        raise unusable(name, trouble) from trouble
    return Theme(name, light, dark, style, page, own=True)


def with_own_themes(
    settings: Mapping[str, Mapping[str, str]], texts_of: Callable[[str], Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """The settings, with the texts of themes that are not ours.

    ``texts_of`` gives a theme's texts by their files' names, nothing where there is none.
    """
    return {key: _with_texts(options, texts_of) for key, options in settings.items()}


def _with_texts(
    options: Mapping[str, str], texts_of: Callable[[str], Mapping[str, str]]
) -> dict[str, str]:
    name = options.get("theme", "")
    known = not name or name in dict(THEMES)
    found = {} if known else texts_of(name)
    return {**options, **{key: found[file] for key, file in FILES if file in found}}


def unusable(name: str, trouble: UsageError) -> UsageError:
    """The same trouble, with the theme's name before it."""
    sentence = f"The theme “{name}” cannot be used: {trouble.sentence}"
    return UsageError(sentence, trouble.detail)


def accent_of(options: Mapping[str, str]) -> str:
    """The chosen colour, empty where there is none. Raises UsageError for what is no colour."""
    word = options.get("accent", "").strip()
    return read_colour(word) if word else ""


def scheme_of(options: Mapping[str, str]) -> str:
    """Which of SCHEMES a page has; an unknown word is the first."""
    word = options.get("scheme", "")
    return word if word in SCHEMES else SCHEMES[0]


def colours_style(theme: Theme, scheme: str, accent: str, scope: str = ":root") -> str:
    """The colours as custom properties of ``scope``; paper is always light."""
    light = _properties(complete(theme.light, accent))
    dark = _properties(complete(theme.dark, accent))
    words = {"auto": "light dark"}.get(scheme, scheme)
    first = dark if scheme == "dark" else light
    lines = [f"{scope} {{ color-scheme: {words}; {first} }}"]
    if scheme == "auto":
        lines.append(f"@media (prefers-color-scheme: dark) {{ {scope} {{ {dark} }} }}")
    if scheme != "light":
        lines.append(f"@media print {{ {scope} {{ color-scheme: light; {light} }} }}")
    return "\n".join(lines)


def _properties(colours: Colours) -> str:
    return " ".join(f"--{name}: {value};" for name, value in colours.items())


@lru_cache(maxsize=len(THEMES))
def _built_in(name: str) -> Theme:
    folder = resource("templates", "themes", name)
    light, dark = _palettes((folder / "palette.json").read_text("utf-8"), {}, {})
    return Theme(name, light, dark, (folder / "page.css").read_text("utf-8").rstrip("\n"))


def _palettes(text: str, light: Colours, dark: Colours) -> tuple[Colours, Colours]:
    """Both palettes of a file; what it does not say is as in ``light`` and ``dark``."""
    if len(text) > LONGEST_PALETTE:
        raise UsageError("palette.json is too long.")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError("palette.json is no JSON.", repr(error)) from error
    if not isinstance(found, dict):
        raise UsageError("palette.json needs “light” and “dark”.")
    return _palette(found.get("light"), light), _palette(found.get("dark"), dark)


def _palette(rows: object, usual: Colours) -> Colours:
    given = rows if isinstance(rows, dict) else {}
    read = {name: read_colour(str(given[name])) for name in NAMES if name in given}
    return {**usual, **read}
