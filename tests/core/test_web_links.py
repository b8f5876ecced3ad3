from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.web_link_edits import (
    clean_address,
    set_address,
    set_words,
    suggested_address,
    takes_words,
)
from notesapp.core.parser import parse
from notesapp.core.web_links import LinkKind, LinkPlace, WebLink, links_of_line, web_links
from tests.core.texts import nasty_text, notes_texts

NOTES = """---
title: "Bees"
link: https://example.org/50
audio_url: "https://cdn.example/50.mp3"
links: [https://a.example, "[Words](https://b.example)"]
image: cover.png
---

See https://example.org/a_(b), and (https://x.example). `https://code.example` <https://auto.example/x>

Q: Why [this](https://w.example/a_(b)) and ![alt](p.png)? [2:04]
{: chapter="Short" url="https://seg.example" }

[2:04](#t=124) jump, [3:04](https://video.example/?t=3)

## Links

- Twitter: https://t.example/x | [LinkedIn]() | Home

## More

Words | without

```
https://fence.example
```
"""


def only(text: str) -> WebLink:
    (link,) = web_links(parse(text))
    return link


def said(text: str) -> list[tuple[str, str, str]]:
    return [(k.kind.value, k.words, k.address) for k in web_links(parse(text))]


def after(text: str, link: WebLink, **change: str) -> str:
    notes = parse(text)
    edit = set_address if "address" in change else set_words
    return apply_edits(text, edit(notes, link, *change.values()))


def test_every_kind_of_link_is_found_where_it_stands():
    assert said(NOTES) == [
        ("header", "", "https://example.org/50"),
        ("header", "", "https://cdn.example/50.mp3"),
        ("header", "", "https://a.example"),
        ("header", "Words", "https://b.example"),
        ("bare", "", "https://example.org/a_(b)"),
        ("bare", "", "https://x.example"),
        ("auto", "", "https://auto.example/x"),
        ("markdown", "this", "https://w.example/a_(b)"),
        ("image", "alt", "p.png"),
        ("attribute", "Short", "https://seg.example"),
        ("markdown", "3:04", "https://video.example/?t=3"),
        ("bare", "Twitter", "https://t.example/x"),
        ("markdown", "LinkedIn", ""),
        ("name", "Home", ""),
    ]


def test_a_link_knows_its_place():
    links = {link.words or link.address: link for link in web_links(parse(NOTES))}
    assert links["https://a.example"].key == "links"
    assert (links["this"].place, links["this"].segment) == (LinkPlace.SEGMENT, 0)
    assert (links["Short"].key, links["Short"].segment) == ("url", 0)
    assert (links["Home"].place, links["Home"].key) == (LinkPlace.SECTION, "Links")
    assert links["https://x.example"].place is LinkPlace.TEXT


def test_the_columns_hold_the_address():
    lines = NOTES.split("\n")
    for link in web_links(parse(NOTES)):
        assert lines[link.line][link.at : link.at + len(link.address)] == link.address


def test_names_of_a_resource_list_are_links_without_address():
    text = (
        "Bees\n\nResources\n\nMelissa Perri on LinkedIn | Twitter\n\nMelissaPerri.com\n\nGuest User"
    )
    found = [(link.words, link.key, link.is_missing) for link in web_links(parse(text))]
    assert found == [
        ("Melissa Perri on LinkedIn", "Resources", True),
        ("Twitter", "Resources", True),
        ("MelissaPerri.com", "Resources", True),
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Look at https://example.org.", "https://example.org"),
        ("**https://example.org/a**", "https://example.org/a"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("“https://example.org/ä”", "https://example.org/ä"),
        ("HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"),
        ("www.example.org, yes", "www.example.org"),
        ("mailto:ana@example.org", "mailto:ana@example.org"),
        ('<a href="https://example.org/x">x</a>', "https://example.org/x"),
        ("[id]: https://example.org/ref", "https://example.org/ref"),
        ('[x]( <https://example.org> "title" )', "https://example.org"),
    ],
)
def test_an_address_ends_where_a_person_would_say(text: str, address: str):
    assert only(text).address == address


@pytest.mark.parametrize(
    "text",
    [
        "`https://example.org`",
        "`` a ` https://example.org ``",
        "~~~\nhttps://example.org\n~~~",
        "[2:04](#t=124) and [x](#t=3)",
        "[for years] and (so on)",
        "https:// is no address, mailto: neither",
        "Bees\n\nResources\n\nA sentence that ends in a full stop.",
        "Bees\n\nResources\n\nGuest User",
        "Bees\n\nResources\n\n## Thanks\n\nTo all | of you",
        '{: url="https://example.org" }',
    ],
)
def test_what_is_no_link(text: str):
    assert web_links(parse(text)) == ()


@pytest.mark.parametrize("bit", ["[](", "[]((a)", '[a](b "', "`", "``` ", "https://", "www.a "])
@pytest.mark.parametrize(
    "start", ["", "Bees\n\nResources\n\n", "Bees\n\nResources\n\n- a | [b](c) | "]
)
def test_a_line_is_gone_over_once(bit: str, start: str):
    """A square of this length would take a good part of an hour."""
    notes = parse(start + bit * 40_000)
    assert all(link.line == len(notes.lines) - 1 for link in web_links(notes))


# --- edits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](https://old.example) [y](b)", "[x](https://new.example) [y](b)"),
        ("[x]()", "[x](https://new.example)"),
        ("See https://old.example.", "See https://new.example."),
        ("<https://old.example>", "<https://new.example>"),
        ("Bees\n\nLinks\n\nHome | [b](c)", "Bees\n\nLinks\n\n[Home](https://new.example) | [b](c)"),
        ("Bees\n\nLinks\n\nHome", "Bees\n\nLinks\n\n[Home](https://new.example)"),
        (
            "Bees\n\nLinks\n\nHome | B: https://b.example",
            "Bees\n\nLinks\n\nHome: https://new.example | B: https://b.example",
        ),
        ("---\nlink: https://o.example # c\n---\n", '---\nlink: "https://new.example" # c\n---\n'),
        (
            '---\nlinks: [https://a.example, "https://b.example"]\n---\n',
            '---\nlinks: ["https://new.example", "https://b.example"]\n---\n',
        ),
        (
            'Q: Why? [2:04]\n{: url="https://old.example" x="y" }',
            'Q: Why? [2:04]\n{: url="https://new.example" x="y" }',
        ),
    ],
)
def test_an_address_is_set_where_it_belongs(text: str, expected: str):
    assert after(text, web_links(parse(text))[0], address=" https://new.example ") == expected


def test_a_speakers_name_never_becomes_a_label():
    text = "---\nspeakers: [Ana, Ben]\n---\n\nBees\n\nLinks\n\nAna\nHome: https://h.example"
    link = next(k for k in web_links(parse(text)) if k.words == "Ana")
    assert "[Ana](https://new.example)" in after(text, link, address="https://new.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://a.example.", "See [New (words)](https://a.example)."),
        ("<https://a.example>", "[New (words)](https://a.example)"),
        ("[x](https://a.example/_(b))", "[New (words)](https://a.example/_(b))"),
        ("![x](https://a.example)", "![New (words)](https://a.example)"),
        ("See: https://a.example", "New (words): https://a.example"),
    ],
)
def test_words_are_set(text: str, expected: str):
    assert after(text, only(text), words=" New  [words]\n") == expected


@pytest.mark.parametrize("words", ["", "2:04", "1:02:03"])
def test_words_that_would_be_a_stamp_or_nothing_change_nothing(words: str):
    text = "[x](https://a.example)"
    assert set_words(parse(text), only(text), words) == ()


@pytest.mark.parametrize(
    "text",
    ["---\nlink: https://a.example\n---\n", "[id]: https://a.example", '"https://a.example"'],
)
def test_some_links_have_no_place_for_words(text: str):
    assert not takes_words(only(text))
    assert set_words(parse(text), only(text), "Words") == ()


def test_a_link_of_other_notes_changes_nothing():
    link = only("[x](https://a.example)")
    assert set_address(parse("nothing"), link, "https://b.example") == ()
    assert set_words(parse("nothing"), link, "b") == ()


def test_an_address_is_never_taken_away_with_its_words():
    assert set_address(parse("https://a.example"), only("https://a.example"), "") == ()
    assert after("[x](https://a.example)", only("[x](https://a.example)"), address="") == "[x]()"


def test_words_that_are_an_address_suggest_it():
    text = "Bees\n\nResources\n\nMelissaPerri.com | Twitter"
    assert [suggested_address(k) for k in web_links(parse(text))] == [
        "https://MelissaPerri.com",
        "",
    ]


link_text = st.lists(
    st.sampled_from(
        [
            *NOTES.split("\n"),
            *("Resources", "One | Two | [Three](https://3.example)", "Site: https://s.example"),
            *("`a` [b](c", "https://a.example/)).", "Q: [b]() | https://q.example [3:04]\r"),
        ]
    ),
    max_size=12,
).map("\n".join)


@given(st.one_of(nasty_text, notes_texts, link_text))
def test_links_are_found_in_any_text(text: str):
    notes = parse(text)
    last = (-1, -1)
    for link in web_links(notes):
        assert 0 <= link.start <= link.end <= len(notes.lines[link.line])
        assert last <= (link.line, link.start)
        last = (link.line, link.start)
        if link.kind not in (LinkKind.HEADER, LinkKind.ATTRIBUTE):
            assert link in links_of_line(notes, link.line)


@given(link_text, st.data())
def test_an_edit_changes_one_link_and_nothing_else(text: str, data: st.DataObject):
    notes = parse(text)
    links = web_links(notes)
    if not links:
        return
    place = data.draw(st.integers(0, len(links) - 1))
    value = data.draw(
        st.sampled_from(["https://new.example/a_(b)?x=1", "New words", "a`b[c]", "Q: x"])
    )
    is_address = data.draw(st.booleans())
    edit = set_address if is_address else set_words
    changed = parse(apply_edits(text, edit(notes, links[place], value)))
    found = web_links(changed)
    if changed.text == text:
        return
    assert len(found) == len(links)
    assert len(changed.segments) == len(notes.segments)
    assert len(changed.lines) == len(notes.lines)
    for number, (old, new) in enumerate(zip(links, found, strict=True)):
        if number != place:
            assert (new.words, new.address) == (old.words, old.address)
    if is_address:
        assert found[place].address == clean_address(value)
    assert edit(changed, found[place], value) == ()


def test_corpus_folders_hold_no_surprise():
    for path in sorted(Path("tests/corpus").rglob("*.md")):
        notes = parse(path.read_text("utf-8", "replace"))
        for link in web_links(notes):
            assert link.kind in LinkKind
            assert link.line < len(notes.lines)
