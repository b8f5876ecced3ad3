from __future__ import annotations

import itertools
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.errors import UsageError
from notesapp.formats.html_colours import complete, contrast, readable
from notesapp.formats.html_themes import PAGE, PALETTE, SCHEMES, STYLE, THEMES, own_theme, theme_of
from notesapp.formats.registry import format_of
from notesapp.storage.resources import resource
from tests.formats.episodes import AUDIO, TEXTS, snapshot_of
from tests.formats.page_reader import read_page

WRITE = format_of("html").write
NAMES = [name for name, _ in THEMES]
ACCENTS = ("", *(f"#{a}{b}{c}" for a, b, c in itertools.product(("00", "77", "FF"), repeat=3)))
ON_GROUNDS = ("ink", "ink2", "ink3", "accent")
GROUNDS = ("bg", "surface", "soft", "softer")
BUILT_IN_STYLES = ("page.css", "print.css", *(f"themes/{name}/page.css" for name in NAMES))


def written(text: str = TEXTS["golden"], **options: str) -> str:
    return WRITE(snapshot_of(text, AUDIO, **options))


def style_of(page: str) -> str:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    return style


def colours_in(page: str) -> list[dict[str, str]]:
    """The palettes of a page's style, in order: the first, on dark systems, on paper."""
    blocks = re.findall(r":root \{([^{}]*--bg:[^{}]*)\}", style_of(page))
    return [dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block)) for block in blocks]


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("theme", NAMES)
def test_all_words_can_be_read(theme: str, scheme: str, accent: str):
    palettes = colours_in(written(theme=theme, scheme=scheme, accent=accent))
    assert len(palettes) == {"auto": 3, "light": 1, "dark": 2}[scheme]
    for found in palettes:
        pairs = [*itertools.product(ON_GROUNDS, GROUNDS), ("on", "accent"), ("band-ink", "band")]
        weak = [(a, b) for a, b in pairs if contrast(found[a], found[b]) < 4.5]
        assert weak == []
        assert contrast(found["edge"], found["surface"]) >= 3


def test_a_colour_that_can_be_read_stays_as_it_was_chosen():
    (light,) = colours_in(written(accent="#0a5c36", scheme="light"))
    assert light["accent"] == "#0A5C36"
    dark, paper = colours_in(written(accent="#0a5c36", scheme="dark"))
    assert dark["accent"] != "#0A5C36" == paper["accent"]


def test_contrast_is_as_the_standard_counts_it():
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#FF0000", "#FFFFFF") == pytest.approx(3.998, abs=0.001)
    assert readable("#FFFF00", ("#FFFFFF",)) != "#FFFF00"


def test_the_scheme_is_said_and_paper_is_light():
    auto, light, dark = (written(scheme=scheme) for scheme in SCHEMES)
    for page, words in ((auto, "light dark"), (light, "light"), (dark, "dark")):
        assert read_page(page).all("meta", name="color-scheme")[0]["content"] == words
    assert "prefers-color-scheme" in auto
    assert "prefers-color-scheme" not in light + dark
    assert colours_in(dark)[1] == colours_in(light)[0] == colours_in(auto)[2]


@pytest.mark.parametrize("name", BUILT_IN_STYLES)
def test_a_style_has_no_colour_of_its_own(name: str):
    """So the palettes are all there is to read, and the test of contrast covers it."""
    style = resource("templates", *name.split("/")).read_text("utf-8")
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", style, flags=re.DOTALL)
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(|hsla?\(|opacity", bare)
    used = set(re.findall(r"var\(--([\w-]+)\)", bare))
    assert used <= {*complete(theme_of({}).light), "face", "measure", "round"}
    values = re.findall(r"(?<![\w-])(?:color|background)(?:-color)?:\s*([^;}]+)", bare)
    odd = [v for v in values if not re.match(r"var\(--|none|inherit|transparent|currentColor", v)]
    assert odd == []
    assert not re.search(r"animation|transition", bare)


@pytest.mark.parametrize("theme", NAMES)
def test_a_theme_is_for_paper_narrow_screens_keys_and_both_directions(theme: str):
    style = style_of(written(theme=theme))
    assert ":focus-visible" in style and "outline: none" not in style
    smooth = style.index("scroll-behavior")
    assert "prefers-reduced-motion: no-preference" in style[smooth - 60 : smooth]
    printed = style[style.index("@page") :]
    for rule in (".player, .skip { display: none; }", "attr(href)", "break-after: avoid"):
        assert rule in printed
    assert "main pre, main table { overflow: visible; }" in printed  # paper cannot be scrolled
    assert "main pre { white-space: pre-wrap;" in printed
    assert re.search(r"@media \(max-width: 40rem\)", style)
    sided = (
        r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|[ {;](?:left|right):"
    )
    assert not re.search(sided, style)


def test_an_address_is_not_said_twice_on_paper():
    page = read_page(written("T\n\nfirst\n\nhttps://a.b/c [words](https://a.b/c)"))
    links = [a for a in page.all("a") if a.get("href") == "https://a.b/c"]
    assert [a.get("class") for a in links] == ["bare", None]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"theme": "fancy"}, "There is no theme “fancy”. Choose from: plain, paper, studio."),
        ({"theme": "../plain"}, "There is no theme “../plain”."),
        ({"accent": "red"}, "“red” is no colour. Write it as #0a5c36."),
        ({"accent": "#12345"}, "“#12345” is no colour."),
        ({"accent": "#123456;}</style><script>"}, "is no colour."),
        ({"accent": "#１２３４５６"}, "is no colour."),
        ({"accent": "#123456\n\n"}, ""),
    ],
)
def test_what_is_no_theme_or_colour_is_refused_in_words(options: dict[str, str], sentence: str):
    if not sentence:
        assert "--accent: #123456;" in written(**options, scheme="light")
        return
    with pytest.raises(UsageError) as found:
        written(**options)
    assert sentence in found.value.sentence


@given(st.text(max_size=30))
def test_any_accent_is_a_colour_or_refused(accent: str):
    try:
        page = written("T", accent=accent)
    except UsageError:
        return
    assert not accent.strip() or re.fullmatch("#[0-9A-Fa-f]{6}", accent.strip())
    assert page.count("<style>") == page.count("</style>") == 1


# --- themes that people made

SMALL = "<h1>{{ title }}</h1>"
SMALL += "{% for c in chapters %}<i>{{ loop.index }}{{ c.title }}</i>{% endfor %}{{ body }}"


def own(page: str = "", style: str = "", palette: str = "", text: str = TEXTS["golden"]) -> str:
    texts = {PAGE: page, STYLE: style, PALETTE: palette}
    return written(text, theme="mine", **texts)


def test_an_own_theme_changes_page_style_and_colours():
    palette = json.dumps({"light": {"accent": "#AA0000", "ink": "#EEEEEE"}})
    page = own(SMALL, "html { scroll-behavior: smooth; } main { border: 0; }", palette)
    assert "<h1>Frost, fleece &amp; patience</h1><i>1Intro</i>" in page
    assert "html { scroll-behavior: smooth; } main { border: 0; }\n@media print" in style_of(page)
    light = colours_in(page)[0]
    assert light["accent"] == "#AA0000"
    assert contrast(light["ink"], light["surface"]) >= 4.5
    assert "Later than you think" in page and "application/ld+json" in page


@pytest.mark.parametrize(
    "page",
    [
        "{{ ''.__class__ }}{{ body }}",
        "{{ title.__class__.__mro__ }}{{ body }}",
        "{{ words['__class__'] }}{{ body }}",
        "{{ title.upper() }}{{ body }}",
        "{{ title|attr('__class__') }}{{ body }}",
        "{{ title|safe }}{{ body }}",
        "{{ body|upper }}",
        "{% autoescape false %}{{ title }}{% endautoescape %}{{ body }}",
        "{% include 'page.html' %}{{ body }}",
        "{% import 'x' as x %}{{ body }}",
        "{% extends 'x' %}{{ body }}",
        "{% set x = 1 %}{{ body }}",
        "{% macro x() %}{% endmacro %}{{ body }}",
        "{% for a in chapters %}{% for b in chapters %}x{% endfor %}{% endfor %}{{ body }}",
        "{% for a in range(10) %}x{% endfor %}{{ body }}",
        "{% for a in chapters recursive %}{{ loop(a) }}{% endfor %}{{ body }}",
        "{{ 9 ** 9 ** 9 }}{{ body }}",
        "{{ 'x' * 999999999 }}{{ body }}",
        "{{ body ~ body }}",
        "{{ '%999999999d'|format(1) }}{{ body }}",
        "{% if title %}{{ body }}",
        "{{ title",
        "no notes at all",
        "{{ body }}" + "{% if title %}" * 400 + "{% endif %}" * 400,
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}{{ body }}",
        "{{ body }}" + "{% for c in chapters %}{% endfor %}" * 21,
        "{{ nothing }}{{ body }}",
        "{{ loop.index }}{{ body }}",
        "{{ words.nothing }}{{ body }}",
        "{{ cycler }}{{ self }}{{ body }}",
        "{{ body }}" * 20_000,
    ],
    ids=range(31),
)
def test_a_template_that_wants_more_is_refused_in_one_sentence(page: str):
    with pytest.raises(UsageError) as found:
        own(page)
    assert re.fullmatch(r"The theme “mine” cannot be used: [^\n]+[.]", found.value.sentence)


def test_a_page_has_an_end():
    text = "T\n\n" + "word " * 200_000
    with pytest.raises(UsageError, match="too long"):
        own("{{ body }}" * 9000, text=text)
    stamps = "".join(f"[{n // 60}:{n % 60:02}] a\n" for n in range(500))
    with pytest.raises(UsageError, match="too long"):
        own("{{ body }}{% for c in chapters %}" + "x" * 90_000 + "{% endfor %}", text=stamps)
    assert own("{{ body }}", text=text).count("word") >= 200_000


@pytest.mark.parametrize(
    "style",
    [
        "a { background: url(https://x.y/z) }",
        "a { background: URL ( 'https://x.y/z' ) }",
        "a { background: u\\72l(https://x.y) }",
        "a { background: \\75 \\72 \\6c (https://x.y) }",
        '@import "https://x.y/z.css";',
        "@\\69mport 'x';",
        "a { width: expression(alert(1)) }",
        "a { -moz-binding: none }",
        "a { behavior: none }",
        "a { background: image-set('https://x.y/z' 1x) }",
        "</style><script>alert(1)</script>",
        "<!-- a",
        "a { color: red \x00}",
        'a { content: "/*" } b { background: url(x) } c { content: "*/" }',
        "a" * 300_001,
    ],
    ids=range(15),
)
def test_a_style_that_loads_or_leaves_is_refused(style: str):
    with pytest.raises(UsageError) as found:
        own(style=style)
    assert found.value.sentence.startswith("The theme “mine” cannot be used: page.css ")


@pytest.mark.parametrize(
    "palette",
    [
        "{",
        "[]",
        '{"light": {"bg": "red"}}',
        '{"light": {"bg": "#000000", "surface": "#FFFFFF"}}',
        "[" * 20_001,
        '{"dark": {"ink": "#12345678"}}',
    ],
)
def test_a_palette_that_cannot_be_used_is_refused(palette: str):
    with pytest.raises(UsageError, match="The theme “mine” cannot be used"):
        own(palette=palette)


@given(
    st.dictionaries(
        st.sampled_from(("bg", "surface", "ink", "ink3", "accent")),
        st.from_regex("#[0-9A-F]{6}", fullmatch=True),
    )
)
def test_any_palette_can_be_read_or_is_refused(rows: dict[str, str]):
    try:
        theme = own_theme("mine", {PALETTE: json.dumps({"light": rows, "dark": rows})})
    except UsageError:
        return
    found = complete(theme.light)
    for ink, ground in itertools.product(ON_GROUNDS, GROUNDS):
        assert contrast(found[ink], found[ground]) >= 4.5


def test_a_template_cannot_bring_scripts_or_handlers():
    page = own(
        "<script>alert(1)</script><b onclick='x()'>{{ title }}</b><iframe src='x'></iframe>"
        "<a href='java&#10;script:alert(1)'>{{ guests }}</a><form action='x'><input></form>"
        "<div style='background:url(x)'>{{ body }}</div><svg onload='x()'></svg>"
    )
    found = read_page(page)
    assert [tag for tag, _ in found.tags if tag in ("iframe", "form", "input", "svg")] == []
    assert len(found.scripts) == 2
    assert not [key for _, attrs in found.tags for key in attrs if key in ("onclick", "style")]
    assert "<b>Frost, fleece &amp; patience</b>" in page
