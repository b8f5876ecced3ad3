"""No line, however odd, makes the reader slow: its patterns look at each character a few times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZE = 100_000
# A pattern that goes over a line again for each of its characters needs minutes for these; one
# that does not, a fraction of a second for each.
PATIENCE_S = 120

UNITS = (
    *(
        "[",
        "]",
        "*",
        "* ",
        "*a ",
        "*a",
        "_a *b ",
        "*_",
        " ",
        "\u00a0",
        "\t",
        "\u200b",
        "\u200d",
        "\r",
    ),
    *(
        "1",
        "1:",
        "1:00",
        "1:00 ",
        "1:00 - ",
        "1:00 - 1:00 ",
        "[1:00",
        "[1:00]",
        "[1:00](",
        "(1:00 ",
    ),
    *("[ ", " - ", " - 1:00", " - 1:00*", " | 1:00", "-1:00 ", "@", "at ", ":", "- ", "- - -", "-"),
    *("Q", "Q ", "Q: ", "Q1. ", "A.b", "a. ", "x:", "# ", "> ", "•", "1. ", "- [ ] "),
    *('[a](b "', "[a](", "![", "](", "&#", "&#9", "&#x", "&", "`", "~", '."', ' …"', ".)"),
    *('{: a="x" ', '{: a="', '\\"', "{:", 'a="', "\0", "\U0001f41d", "é́", "Episode ", "9"),
)
SHAPES = (("", ""), ("Q: ", " [1:00]"), ("[1:00] ", " x"), ('{: a="b" ', "!"), ("x", "\r"))

PROGRAM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from notesapp.core.chapters import chapters_of
from notesapp.core.header import comment_of, read_header
from notesapp.core.parser import parse
for unit in {UNITS!r}:
    for before, after in {SHAPES!r}:
        line = before + unit * ({SIZE} // len(unit)) + after
        notes = parse(line)
        assert notes.text == line
        chapters_of(notes)
    inside = "x: " + unit * (60_000 // len(unit))
    comment_of(inside + "x#")
    read_header(["---", inside, "---"])
print("read")
"""


IMPORTED = (
    *("1:00 a ", "a [1:00]; ", "a [1:00]. ", "1 1:00 a 2:00 ", "[12m30s]", "(1h ", "[x](?t=1", " "),
    *("&amp;", "&#9", "<p", "<p>", "<!--", "<![", "<a href=", "<a>", "</a>", "<pre>", "<ul><li>x"),
)
IMPORT = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from notesapp.core.importer import import_text
for unit in {IMPORTED!r}:
    for before in ("", "1 1:00 ", "<p>"):
        import_text(before + unit * ({SIZE} // len(unit)) + "x")
    import_text((unit + "\\n") * 5_000)
print("read")
"""


PASTED = (
    *("< ", "<", "<a ", '<a href="', "<a href='", "<b ", "</", "</a ", "<?", "<!x", "<![", "<!--"),
    *("<ul><li>", "<ol><li>x", "<i>*</i>", "<i>a</i><b>b</b>", "<td>x", "<h1>x", "<script>", "&#"),
)
PASTE = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from notesapp.core.clean_paste import paste_of
for unit in {PASTED!r}:
    paste_of("<b>" + unit * (400_000 // len(unit)) + "x", "")
print("read")
"""


def test_long_lines_of_one_thing_are_read_at_once():
    assert said(PROGRAM) == "read\n"


def test_and_so_are_they_imported():
    assert said(IMPORT) == "read\n"


def test_and_so_are_they_pasted():
    assert said(PASTE) == "read\n"


def said(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return done.stdout + done.stderr[-2000:]
