"""Colours keep their contrast, fonts their sizes, icons their colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from notesapp.errors import FileTrouble
from notesapp.storage.resources import resource
from notesapp.ui.kit import look as look_module
from notesapp.ui.kit.fonts import ROLES, load_fonts
from notesapp.ui.kit.icons import Icons
from notesapp.ui.kit.palette_qss import build_palette, build_qss
from notesapp.ui.kit.theme import (
    TOKENS,
    choose_theme,
    contrast,
    load_theme,
    theme_from_palette,
)

TEXT, GRAPHIC = 4.5, 3.0
THEMES = ("light", "dark")
PAIRS = (
    *((ink, ground, TEXT) for ink in ("ink", "ink2", "ink3") for ground in ("surface", "bg")),
    *((ink, ground, TEXT) for ink in ("ink", "ink3") for ground in ("band", "hover", "soft")),
    ("ink", "sel", TEXT),
    *(("ink2", ground, TEXT) for ground in ("band", "hover", "well", "sel", "softHover")),
    *(("accent", ground, TEXT) for ground in ("band", "hover", "region")),
    *(("warn", ground, TEXT) for ground in ("band", "hover", "soft")),
    *(("ink3", ground, TEXT) for ground in ("warnSoft", "errSoft", "region")),
    ("ink2", "soft", TEXT),
    *(("accent", ground, TEXT) for ground in ("surface", "bg", "soft", "softHover", "sel")),
    *(("on", ground, TEXT) for ground in ("accent", "accentHover", "accentPressed")),
    *(("warn", ground, TEXT) for ground in ("surface", "warnSoft", "bg")),
    *(("err", ground, TEXT) for ground in ("surface", "errSoft", "bg")),
    ("ink", "warnSoft", TEXT),
    ("ink", "errSoft", TEXT),
    ("tipInk", "tip", TEXT),
    *(("edge", ground, GRAPHIC) for ground in ("surface", "bg", "soft", "well")),
    ("wave", "wavebg", GRAPHIC),
    ("waveHi", "region", GRAPHIC),
    ("ink3", "press", GRAPHIC),
)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground", "bound"), PAIRS)
def test_every_pair_keeps_its_contrast(name: str, ink: str, ground: str, bound: float) -> None:
    theme = load_theme(name)
    assert contrast(theme.color(ink), theme.color(ground)) >= bound


def test_contrast_is_that_of_wcag() -> None:
    black, white, grey = QColor("#000000"), QColor("#ffffff"), QColor("#777777")
    assert contrast(black, white) == pytest.approx(21.0)
    assert contrast(white, black) == contrast(black, white)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_theme_files_are_complete_and_know_if_they_are_dark(name: str) -> None:
    theme = load_theme(name)
    assert set(theme.colors) == set(TOKENS)
    assert all(theme.color(token).isValid() for token in TOKENS)
    assert theme.dark is (name == "dark")


def test_a_missing_theme_is_told_in_a_sentence() -> None:
    with pytest.raises(FileTrouble, match=r"Install .* again"):
        load_theme("sepia")


@pytest.mark.parametrize(
    ("setting", "scheme", "name"),
    [
        ("system", Qt.ColorScheme.Dark, "dark"),
        ("system", Qt.ColorScheme.Light, "light"),
        ("system", Qt.ColorScheme.Unknown, "light"),
        ("light", Qt.ColorScheme.Dark, "light"),
        ("dark", Qt.ColorScheme.Light, "dark"),
    ],
)
def test_the_setting_wins_over_the_system(setting: str, scheme: Qt.ColorScheme, name: str) -> None:
    assert choose_theme(setting, scheme) == name


def test_high_contrast_takes_the_palettes_own_colours(qapp: QApplication) -> None:
    palette = QPalette(QColor("black"))
    for role in ("Window", "Base", "ToolTipBase"):
        palette.setColor(QPalette.ColorRole[role], QColor("black"))
    for role in ("WindowText", "Text", "ToolTipText"):
        palette.setColor(QPalette.ColorRole[role], QColor("white"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("yellow"))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("black"))
    theme = theme_from_palette(palette)
    assert theme.dark
    assert theme.color("accent") == QColor("yellow")
    assert all(contrast(theme.color(i), theme.color(g)) >= 7 for i, g, b in PAIRS if b == TEXT)
    assert contrast(theme.color("sel"), theme.color("surface")) > 1.3
    assert contrast(theme.color("soft"), theme.color("bg")) > 1.3


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("mark", "token"),
    [("tick-on", "on"), ("dash-on", "on"), ("tick-ink", "ink"), ("chevron", "ink2")],
)
def test_the_marks_of_the_style_sheet_carry_the_themes_colour(
    name: str, mark: str, token: str
) -> None:
    text = resource("themes", name, f"{mark}.svg").read_text(encoding="utf-8")
    assert load_theme(name).hex(token) in text.lower()


@pytest.mark.parametrize("name", THEMES)
def test_the_whole_application_can_be_dressed_and_qt_reads_every_rule(
    qapp: QApplication, qtbot, qtlog, name: str
) -> None:
    before = (qapp.style().name(), qapp.palette(), qapp.font())
    look = look_module.make_look(load_theme(name), load_fonts())
    try:
        look_module.dress(qapp, look)
        button = QPushButton("Publish")
        button.setProperty("role", "primary")
        qtbot.addWidget(button)
        button.resize(90, 28)
        image = button.grab().toImage()
        assert image.pixelColor(45, 4) == look.color("accent")
        assert qapp.palette().color(QPalette.ColorRole.Window) == look.color("bg")
        assert not [record for record in qtlog.records if "style" in record.message.lower()]
    finally:
        qapp.setStyleSheet("")
        qapp.setStyle(before[0])
        qapp.setPalette(before[1])
        qapp.setFont(before[2])


def test_menus_are_left_to_the_desktop_where_it_draws_them() -> None:
    theme = load_theme("light")
    assert "QMenu" in build_qss(theme, menus=True)
    assert "QMenu" not in build_qss(theme, menus=False)
    assert "$" not in build_qss(theme, menus=True)


def test_disabled_text_is_readable_on_the_window(qapp: QApplication) -> None:
    palette = build_palette(load_theme("dark"))
    ink = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert contrast(ink, palette.color(QPalette.ColorRole.Button)) >= TEXT


def test_fonts_follow_the_scale_and_never_get_too_small(qapp: QApplication) -> None:
    plain, large, tiny = (load_fonts(scale=scale) for scale in (1.0, 1.5, 0.5))
    assert plain.font("time").pixelSize() == 20
    assert large.font("paper").pixelSize() == 22
    assert large.line("paper") == 36
    assert plain.font("paper", px=28).pixelSize() == 28
    assert min(tiny.font(role.name).pixelSize() for role in ROLES) == 11


def test_times_keep_their_width_with_every_digit(qapp: QApplication) -> None:
    fonts = load_fonts()
    for font in (fonts.font("time"), fonts.font("small", tabular=True)):
        metrics = QFontMetrics(font)
        assert len({metrics.horizontalAdvance(f"{d}:{d}{d}.{d}") for d in range(10)}) == 1


def test_the_bundled_family_is_used_and_the_system_font_on_request(qapp: QApplication) -> None:
    assert load_fonts().family == "Inter"
    assert load_fonts().paper_family == "Show Notes Text"
    assert load_fonts(system=True).family != "Inter"
    assert load_fonts().font("strong").weight() == QFont.Weight.DemiBold


def test_the_text_cut_gives_fifteen_pixels_a_line_of_twenty_four(qapp: QApplication) -> None:
    assert QFontMetrics(load_fonts().font("paper")).height() == 24


def test_icons_carry_the_colour_and_the_pixels_of_the_screen(qapp: QApplication) -> None:
    theme = load_theme("light")
    icons = Icons(theme)
    pixmap = icons.pixmap("plus", "accent", 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)
    image = pixmap.toImage()
    assert image.pixelColor(16, 16) == theme.color("accent")
    assert image.pixelColor(1, 1).alpha() == 0
    assert icons.pixmap("plus", "accent", 16, 2.0) is pixmap


def test_an_icon_can_be_disabled_and_checked(qapp: QApplication) -> None:
    theme = load_theme("light")
    icon = Icons(theme).icon("plus")
    disabled = icon.pixmap(16, icon.Mode.Disabled, icon.State.Off).toImage()
    checked = icon.pixmap(16, icon.Mode.Normal, icon.State.On).toImage()
    middle = disabled.width() // 2
    assert disabled.pixelColor(middle, middle) == theme.color("ink3")
    assert checked.pixelColor(middle, middle) == theme.color("accent")


@pytest.mark.expects_log("no-such-icon")
def test_a_missing_icon_is_logged_not_raised(qapp: QApplication, caplog) -> None:
    assert Icons(load_theme("light")).pixmap("no-such-icon").width() == 16
    assert "no-such-icon" in caplog.text
