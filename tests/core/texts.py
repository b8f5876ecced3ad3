"""Texts made to be nasty: any characters at all, and real line forms mixed at random."""

from __future__ import annotations

from hypothesis import strategies as st

ODD = "\0\r\t\x0b\x0c\x1c\x85\u00a0\u200b\u200d\u2028\u2029\ufeff\ufdd0\U0001f41d\U0001f468é́"
MARKS = "[]()（）【】:：.,;*_#>-–—|@`~{}\"'\\&=0123456789 QAFqaat\n"

any_text = st.text(st.characters(exclude_categories=["Cs"]))
nasty_text = st.text(st.sampled_from(ODD + MARKS), max_size=200)

times = st.sampled_from(
    [
        "0:00",
        "2:04",
        "02:04",
        "64:13",
        "1:02:03",
        "00:12:33",
        "2:04.250",
        "2:04,5",
        "999:59",
        "2:4",
        "1:75",
        "2:04:99",
        "8:30 pm",
        "12m30s",
        "0:50 - 4:10",
        "10:45–12:15",
        "4:10-0:50",
    ]
)
labels = st.sampled_from(
    ["Q:", "A:", "Q1.", "**Q:**", "**A**:", "*A: ", "Question:", "Frage:", "Ana:", "F:", "Note:"]
)
words = st.sampled_from(
    [
        "Why?",
        "the barn",
        "(and so on)",
        "**bold",
        "a_b*c",
        "[for years]",
        "[x](y)",
        "🐝",
        "&amp;",
        "John 3:16",
        "e.g. this.",
        "https://example.org/?t=2:04",
        "{: a }",
        "`code`",
        "\u00a0",
    ]
)
stamps = st.one_of(
    times,
    times.map("[{}]".format),
    times.map("({})".format),
    times.map("**[{}]**".format),
    times.map("[{}](#t)".format),
)
whole_lines = st.sampled_from(
    [
        "",
        "",
        "",
        " ",
        "---",
        "* * *",
        "```",
        "````md",
        "~~~",
        "# Title",
        "## Part [1:00]",
        "Resources",
        "**Timestamps:**",
        "Episode 12: Bees",
        "S2E5 – Bees",
        "title: Bees",
        '{: chapter="Short" }',
        '{: chapter="a \\" b" toc="no" }',
        "{: broken",
        "> quoted",
        "speakers: [Ana, Bo]",
        "language: de",
        "labels: F",
        'stamps: "[m:ss] end"',
        "  - item",
        "title: a: b",
        "x: &a y",
        "guests:",
        "- Ana",
        "chapters: marked",
        "====",
    ]
)
prefixes = st.sampled_from(["", "", "", "- ", "3. ", "> ", "- [ ] ", "• ", "## ", "⏱ ", "  ", "**"])
suffixes = st.sampled_from(["", "", "", "\r", ".", " ", "**", ";", "\u00a0"])
composed_lines = st.tuples(
    prefixes, st.lists(st.one_of(stamps, labels, words, words), max_size=5), suffixes
).map(lambda parts: parts[0] + " ".join(parts[1]) + parts[2])
real_lines = st.one_of(whole_lines, composed_lines, composed_lines)

bodies = st.lists(real_lines, max_size=25).map("\n".join)
headers = st.lists(whole_lines, max_size=6).map(
    lambda lines: "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"
)
notes_texts = st.one_of(
    bodies,
    st.tuples(headers, bodies).map("".join),
    st.tuples(headers, bodies).map(lambda parts: "\ufeff" + "".join(parts).replace("\n", "\r\n")),
)
texts = st.one_of(any_text, nasty_text, notes_texts, notes_texts, notes_texts)
