"""Every file in ``tests/corpus/import`` becomes the notes beside it; adding a case adds files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notesapp.core.chapters import chapters_of
from notesapp.core.importer import import_text
from notesapp.core.parser import parse
from tests.core.texts import any_text, nasty_text, notes_texts, texts

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "import"
CASES = sorted(p for p in CORPUS.iterdir() if not p.name.endswith(".expected.md"))
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "episode-50.txt"


def expected(path: Path) -> str:
    return (CORPUS / f"{path.stem}.expected.md").read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.name)
def test_case(path: Path):
    source = path.read_bytes().decode("utf-8")
    done = import_text(source, path.name)
    assert done.notes_text == expected(path)
    assert done.refused_as_transcript == path.name.startswith("transcript-")
    assert [line for line, _ in done.verdicts] == list(range(1, len(done.lines) + 1))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.name)
def test_importing_the_result_changes_nothing(path: Path):
    text = expected(path)
    assert import_text(text, f"{path.stem}.md").notes_text == text


def test_every_expectation_has_its_source():
    stems = {p.name.removesuffix(".expected.md") for p in CORPUS.glob("*.expected.md")}
    assert stems == {p.stem for p in CASES}
    assert len(CASES) >= 40


def starts(text: str, name: str = "") -> list[tuple[int | None, str]]:
    return [(s.start_ms, s.text) for s in parse(import_text(text, name).notes_text).segments]


def test_a_transcript_gives_no_chapters():
    for path in CASES:
        if path.name.startswith("transcript-"):
            assert chapters_of(parse(expected(path))) == ()


def test_a_list_item_of_a_page():
    line = '<li><a href="https://youtu.be/abc?t=125">2:05</a> Sourdough science</li>'
    assert starts(line) == [(125_000, "Sourdough science")]


def test_the_address_counts_only_where_no_time_is_seen():
    page = '<p><a href="https://video.example.org/?t=999">2:05</a> Rye</p>'
    assert starts(page) == [(125_000, "Rye")]
    page = '<p><a href="https://video.example.org/?t=2m5s">Rye</a></p>'
    assert starts(page) == [(125_000, "Rye")]


def test_a_web_address_becomes_the_chapters():
    done = import_text("[2:05] [Rye](https://example.org/rye)\n")
    (segment,) = parse(done.notes_text).segments
    assert segment.attributes == (("url", "https://example.org/rye"),)
    assert segment.text == "Rye"


@pytest.mark.parametrize(
    "line",
    [
        "[2024] was a year",
        "Documentary (30 min)",
        "Bake it for 12m30s",
        "[90m75s] no such time",
        "10:30 a.m. meeting",
        "Tomorrow 10:30–11:30",
        "We start at 10:30",
        "Alban (00:00):",
    ],
)
def test_not_a_time(line: str):
    assert starts(f"Notes\n\n{line}\n") == []


def test_what_looks_like_a_time_is_pointed_at():
    done = import_text("Notes\n\n1:75 bad seconds\n\n10:30 a.m. meeting\n")
    assert dict(done.verdicts)[3] == "looks-like-a-time"
    assert dict(done.verdicts)[5] == "text"
    assert [(p.id, p.line) for p in done.problems] == [("import-almost-a-time", 3)]


def test_hours_and_minutes_are_asked_about():
    done = import_text("50:10 A\n58:05 B\n01:05 C\n01:20 D\n01:31:00 E\n")
    assert [p.id for p in done.problems] == ["import-hours"]
    assert starts("50:10 A\n01:05 B\n")[1] == (65_000, "B")


def test_a_list_before_the_words_it_lists_is_no_question():
    done = import_text(
        "0:00 Hello\n2:04 Bees\n14:36 Wasps\n\nBees do sleep. [2:04]\n\nNo. [14:36]\n"
    )
    assert done.problems == ()


@pytest.mark.parametrize(
    "line", ["[0:10] \U0001f469\u200d\U0001f467", "<p>[0:10] \U0001f469\u200d\U0001f467</p>"]
)
def test_joiners_within_words_are_kept(line: str):
    assert starts(line) == [(10_000, "\U0001f469\u200d\U0001f467")]


def test_times_back_and_forth_are_told():
    done = import_text("5:00 A\n1:00 B\n9:00 C\n2:00 D\n")
    assert [p.id for p in done.problems] == ["import-order"]


def test_a_leftover_of_a_template_is_told():
    done = import_text("Notes\n\nGuest User\n")
    assert [(p.id, p.line) for p in done.problems] == [("import-placeholder", 3)]


def test_a_short_list_of_questions_is_no_transcript():
    lines = [f"Q: Number {n}? [0:{n:02d}]\nA: Yes. [0:{n:02d}]\n" for n in range(10, 20)]
    assert not import_text("\n".join(lines)).refused_as_transcript


def test_a_page_by_its_name_or_by_its_look():
    assert starts("text <b>2:05</b> Rye", "x.html") == []
    assert import_text("<p>One</p><p>Two</p>").lines == ("One", "", "Two")
    assert import_text("1 < 2\n\nand 3 > 2", "x.html").lines == ("1 < 2", "", "and 3 > 2")
    assert import_text("a <br> in text\nstays").lines == ("a <br> in text", "stays")


@given(texts, st.sampled_from(["", "x.txt", "x.md", "x.html"]))
@example("<!", "x.html")
@example("<![x", "x.html")
@example("<p>&#" + "9" * 5000 + ";", "x.html")
@example("&#" + "9" * 5000 + ";", "")
@example("[99h99m99s]", "")
def test_no_text_makes_the_importer_raise(text: str, name: str):
    done = import_text(text, name)
    assert [line for line, _ in done.verdicts] == list(range(1, len(done.lines) + 1))
    assert parse(done.notes_text).text == done.notes_text


MARKUP = (
    *("<p>", "</p>", "<li>", "<br>", "<a href='https://e.org'>", "</a>", "<pre>", "<script>"),
    *("<!--", "<![", "<h1>", "</h1>", "<ul>", "</ul>", "<td>", "<th>", "&amp;", "&#x41;", "<"),
    *("2:05 Rye", "[1:00]", "<a href='https://v.example.org/?t=65'>"),
)
markup = st.sampled_from(MARKUP)


@given(st.lists(st.one_of(markup, nasty_text, any_text), max_size=12).map("".join))
def test_no_page_makes_the_importer_raise(text: str):
    imported = import_text("<p>" + text, "x.html")
    assert parse(imported.notes_text).text == imported.notes_text
    assert import_text("<p>" + text, "x.html") == imported


# Words that no rule of import takes for a mark, a title word or a part of a time.
WORDS = ("bread", "wall", "river", "mill", "oven", "stone", "water", "rye", "flour", "salt")
word = st.sampled_from(WORDS)
phrase = st.lists(word, min_size=1, max_size=4).map(" ".join)
minute = st.integers(0, 99)
lines = st.one_of(
    phrase,
    phrase,
    st.tuples(minute, phrase).map(lambda p: f"({p[0]:02d}:15) {p[1]}"),
    st.tuples(minute, phrase).map(lambda p: f"• {p[0]:02d}:15 – {p[1]}"),
    st.tuples(minute, phrase).map(lambda p: f"{p[1]} [{p[0]}:15]"),
    st.tuples(minute, phrase).map(lambda p: f"Q: {p[1]}? [{p[0]}:15]"),
    st.tuples(minute, phrase).map(lambda p: f"**A:** {p[1]}. ({p[0]}:15.5)"),
    st.tuples(minute, phrase, phrase).map(lambda p: f"{p[1]} [{p[0]}:15]; {p[2]} [{p[0]}:25]"),
    st.tuples(minute, phrase).map(lambda p: f"[{p[0]}m5s] {p[1]}"),
    st.tuples(minute, phrase).map(lambda p: f"## {p[1]} [{p[0]}:15]"),
    minute.map(lambda m: f"{m}:15"),
    st.tuples(phrase, phrase).map(lambda p: f"[{p[0]}](https://example.org) {p[1]} &amp; x"),
    st.sampled_from(["", "", "", "Resources", "---", '{: chapter="oven" }', "```"]),
)
documents = st.lists(lines, max_size=15).map("\n".join)


@given(documents)
def test_no_word_is_lost(text: str):
    done = import_text(text)
    assert sorted(words_of(done.notes_text)) == sorted(words_of(text))


def words_of(text: str) -> list[str]:
    """The plain words; not those in times and marks, nor the header's own."""
    return [w for w in re.findall(r"[a-z]+", text) if w in WORDS]


@given(documents)
def test_importing_twice_is_importing_once(text: str):
    once = import_text(text).notes_text
    assert import_text(once).notes_text == once


@given(notes_texts)
def test_importing_notes_twice_is_importing_once_for_a_header(text: str):
    """Notes with a header keep it byte for byte."""
    notes = parse(import_text(text).notes_text)
    again = parse(import_text(notes.text).notes_text)
    if notes.header.present:
        last = notes.header.last_line + 1
        assert again.lines[:last] == notes.lines[:last]


@pytest.mark.skipif(not SEED.exists(), reason="the real episode is not at hand")
def test_the_real_episode_keeps_its_lines():
    text = SEED.read_bytes().decode("utf-8")
    done = import_text(text, SEED.name)
    notes = parse(done.notes_text)
    assert (notes.number, notes.pair_count) == (50, 3)
    assert [s.start_ms for s in notes.segments] == [
        *(124_000, 152_000, 519_000, 559_000, 876_000, 906_000)
    ]
    body = notes.lines[notes.header.last_line + 1 :]
    assert "\n".join(body).strip() == text.partition("\n")[2].strip()


def test_each_line_says_what_it_became():
    done = import_text("Episode 7: Bees\n\na [1:45]; b (4:15)\n\n07:15\nRules\n", "x.txt")
    assert done.became == {
        1: ("episode: 7", 'title: "Bees"'),
        2: (),
        3: ("a [1:45]", "b [4:15]"),
        4: (),
        6: ("[7:15] Rules",),
    }


@given(texts)
def test_what_the_lines_became_is_in_the_notes(text: str):
    done = import_text(text)
    found = done.notes_text.split("\n")
    assert all(line in found for lines in done.became.values() for line in lines)


@pytest.mark.parametrize("piece", ['<a class="x"', "</a ", "<!--", "<?x", "<b <", "<a b='x"])
def test_tags_that_never_close_are_words(piece: str):
    page = f"<p>0:10 Hello</p>\n<p>1:00 World</p>{piece * 20_000}"
    done = import_text(page, "x.html")
    assert [c.title for c in chapters_of(parse(done.notes_text))][1] == "Hello"
