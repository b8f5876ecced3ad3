"""Texts of questions and answers in every layout, for the edits on segments."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = st.sampled_from(
    ["Why rye?", "It keeps [for years].", "See [4:05] there", "a b 😀", "", ""]
)
_STAMPS = st.sampled_from(["", "", "[2:04]", "[0:30]", "[1:02:03]", "[5:00.250]"])
_BETWEEN = st.sampled_from(
    ["", "", "", "", "Some plain words", "## Part two", "Resources", "- item (3:04)", "* * *"]
)
_ATTRIBUTES = st.sampled_from(["", "", "", '\n{: chapter="Short" }'])
_SHOWS = st.sampled_from(
    [
        ("", ("Q:", "A:")),
        ("Episode 3: Rye\n\n", ("Q:", "A:")),
        ("Episode 3: Rye\n\n", ("**Q:**", "**A:**")),
        ("", ("Q1.", "A1.", "Q2.")),
        ("---\nspeakers: [Ana, Bo, Cy]\n---\n", ("Ana:", "Bo:", "Cy:")),
        ("---\nspeakers: [Ana, Bo]\n---\n", ("Ana:", "Q:", "A:")),
        ("---\nlanguage: de\n---\n", ("Frage:", "Antwort:")),
    ]
)


@st.composite
def _segment(draw: st.DrawFn, labels: tuple[str, ...], at_start: bool) -> str:
    label, words, stamp = draw(st.sampled_from(labels)), draw(_WORDS), draw(_STAMPS)
    more = draw(st.sampled_from(["", "", "\nand on"])) if words else ""
    if at_start:
        head = " ".join(part for part in (label, stamp, words) if part) + more
    else:
        head = " ".join(part for part in (label, words + more, stamp) if part)
    return head + draw(_ATTRIBUTES)


@st.composite
def qa_texts(draw: st.DrawFn) -> str:
    """Notes with labels of one show, stamps at one end, attributes, and other text between."""
    head, labels = draw(_SHOWS)
    at_start = draw(st.booleans())
    gap = draw(st.sampled_from(["\n", "\n\n", "\n\n"]))
    segment = _segment(labels, at_start)
    parts = draw(st.lists(st.one_of(segment, segment, _BETWEEN), max_size=9))
    return head + gap.join(parts) + draw(st.sampled_from(["", "\n", "\n\n"]))
