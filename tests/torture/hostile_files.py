"""Files nobody should have to open: too long, too deep, broken, and with names that are traps."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

MB = 1 << 20
HEAD = b"---\ntitle: One\n---\n\nQ: First? [0:10]\n\n"
Maker = Callable[[Path], Path]


def clock(n: int) -> str:
    """A time of day or of a long episode."""
    return f"{n // 3600}:{n // 60 % 60:02d}:{n % 60:02d}"


def rows(count: int, pattern: str) -> bytes:
    """So many lines; ``{n}`` is the number, ``{t}`` a time that grows with it."""
    return "".join(pattern.format(n=n, t=clock(n)) for n in range(count)).encode()


def filled(unit: str, length: int, head: str = "") -> bytes:
    """A unit again and again."""
    body = unit.encode()
    return head.encode() + body * (length // len(body))


def texts(most: int = 100 * MB) -> dict[str, Callable[[], bytes]]:
    """What stands in files with ordinary names; no file is longer than ``most``."""

    def sized(size: int) -> int:
        return min(size, most)

    few = min(1.0, most / (16 * MB))
    sizes = sorted({sized(size * MB) for size in (100, 60, 20, 12, 5, 1)})
    made: dict[str, Callable[[], bytes]] = {}
    for size in sizes:
        name = f"{size / MB:.3g}-mb"
        made |= {
            f"{name}-of-lines": lambda n=size: filled(
                "A line of some words, as people write.\n", n
            ),
            f"{name}-in-one-line": lambda n=size: filled("some words and ", n),
            f"{name}-without-a-blank": lambda n=size: filled("x", n),
            f"{name}-of-stamps": lambda n=size: filled("[0:10] ", n),
            f"{name}-of-line-ends": lambda n=size: filled("\n", n),
        }
    for name, unit in {
        "open-brackets": "[",
        "pictures": "![",
        "links": "[a](",
        "stars": "*_",
        "tags": "<",
        "comments": "<!-- ",
        "ticks": "`",
        "fences": "```\n",
        "entities": "&#",
        "quotes": "> ",
        "bullets": "- ",
        "escapes": "\\",
        "attributes": "{: a=b }\n",
        "braces": "{: ",
        "labels": "Q: ",
        "names": "Aa Bb: x\n",
        "rules": "---\n",
        "tables": "|a|b",
        "zalgo": "a" + "\u0301\u0327\u0316" * 20,
        "joiners": "👩\u200d",
        "marks-alone": "\u0301",
        "right-to-left": "שלום عالم ",
        "overrides": "\u202e\u2066\u202d",
        "separators": "a\u2028b\u2029\ufdd0\ufdd1\x0b\x0c\x85",
        "blanks": " ",
        "tabs": "\t",
        "digits": "1",
        "colons": ":",
        "times": "1:",
        "addresses": "https://a.b/",
        "at-signs": "a@",
        "references": "[a]: b\n",
        "footnotes": "[^1]",
    }.items():
        made[f"{name}-1-mb"] = lambda u=unit: filled(u, sized(MB))
        made[f"{name}-64-kb"] = lambda u=unit: filled(u, min(most, 65536))
        made[f"{name}-in-lines"] = lambda u=unit: filled(
            filled(u, 2000).decode().replace("\n", " ") + "\n", sized(MB)
        )
    deep, many = int(5000 * few), int(100_000 * few)
    half, fifth = int(50_000 * few), int(200_000 * few)
    return made | {
        "deep-list": lambda: "".join(f"{'  ' * n}- x\n" for n in range(deep)).encode()[:most],
        "deep-list-in-a-line": lambda: b"- " * deep + b"x\n",
        "deep-quote": lambda: b"> " * deep + b"x\n",
        "deep-quotes": lambda: "".join(f"{'>' * n} x\n" for n in range(deep)).encode()[:most],
        "deep-numbers": lambda: b"1. " * deep + b"x\n",
        "nested-brackets": lambda: HEAD + b"[" * 500 + b"a" + b"](b)" * 500,
        "nested-emphasis": lambda: HEAD + b"**_" * 500 + b"a" + b"_**" * 500,
        "nested-tags": lambda: HEAD + b"<div>" * deep + b"</div>" * deep,
        "segments": lambda: HEAD + rows(many, "Q: One {n}? [{t}]\n\n"),
        "headings": lambda: HEAD + rows(many, "## Part {n} [{t}]\n"),
        "chapters": lambda: HEAD + rows(half, 'Q: A {n}? [{t}]\n{{: chapter="C {n}" }}\n\n'),
        "chapter-lines": lambda: HEAD + rows(half, "{t} Topic {n}\n"),
        "many-links": lambda: HEAD + rows(half, "- [One {n}](https://a.example/{n})\n"),
        "many-names": lambda: HEAD + rows(half, "Name{n}: Words\n\n"),
        "long-attribute": lambda: HEAD + filled("x", many, '{: chapter="') + b'" }\n',
        "many-attributes": lambda: HEAD + filled('a="b" ', fifth, "{: ") + b"}\n",
        "backslashed-attribute": lambda: HEAD + filled('\\"', many, '{: a="') + b"\n",
        "laughs": laughs,
        "one-alias": lambda: b"---\ntitle: &a [x]\nguests: *a\n---\n\nQ: x\n",
        "merge-keys": lambda: b"---\na: &a {b: c}\nd:\n  <<: *a\ntitle: x\n---\n\nQ: x\n",
        "deep-yaml": lambda: b"---\ntitle: " + b"[" * 5000 + b"]" * 5000 + b"\n---\n\nQ: x\n",
        "deep-open-yaml": lambda: b"---\ntitle: " + b"[" * 5000 + b"\n---\n\nQ: x\n",
        "deep-maps": lambda: b"---\ntitle: " + b"{a: " * 5000 + b"\n---\n\nQ: x\n",
        "deep-dashes": lambda: b"---\ntitle: x\na:\n " + b"- " * 5000 + b"\n---\n\nQ: x\n",
        "yaml-tags": lambda: b"---\ntitle: !!python/object/apply:os.system [ls]\n---\nx\n",
        "long-header": lambda: b"---\n" + filled("title: x\n", sized(MB)) + b"---\nQ: x\n",
        "full-header": lambda: b"---\n" + rows(5000, "k{n}: x\n") + b"---\nQ: x\n",
        "header-of-names": lambda: b"---\nguests: [" + filled("Ana B, ", 60_000) + b"C]\n---\nx\n",
        "header-of-quotes": lambda: b"---\ntitle: " + b"'" * 60_001 + b"\n---\nx\n",
        "header-of-colons": lambda: b"---\ntitle: " + b"a: " * 20_000 + b"\n---\nx\n",
        "header-of-question-marks": lambda: b"---\n" + b"? " * 30_000 + b"\na: b\n---\nx\n",
        "header-of-folds": lambda: b"---\ntitle: >\n" + b"  x\n\n" * 12_000 + b"---\nx\n",
        "header-of-speakers": lambda: b"---\n" + rows(1500, "- A{n}: B\n") + b"a: b\n---\nA1: x\n",
        "header-never-closed": lambda: b"---\ntitle: x\n" + filled("a: b\n", sized(MB)),
        "fence-never-closed": lambda: HEAD + b"```\n" + filled("Q: x [0:10]\n", sized(MB)),
        "nothing": lambda: b"",
        "one-byte": lambda: b"\xff",
        "zeros": lambda: bytes(4096),
        "some-zeros": lambda: HEAD + b"a\0b\0\n" + filled("words ", 4000),
        "all-bytes": lambda: bytes(range(256)) * 40,
        "surrogates": lambda: HEAD + b"\xed\xa0\x80 \xed\xbf\xbf x\n",
        "cut-off": lambda: HEAD + "ä🐝".encode()[:-1],
        "overlong": lambda: HEAD + b"\xc0\xaf \xf8\x88\x80\x80\x80\n",
        "only-returns": lambda: HEAD.replace(b"\n", b"\r") * 20,
        "mixed-ends": lambda: b"a\r\nb\nc\rd\n\r\r\n" * 50,
        "utf-16": lambda: HEAD.decode().encode("utf-16"),
        "utf-16-unmarked": lambda: HEAD.decode().encode("utf-16-le"),
        "utf-16-odd": lambda: HEAD.decode().encode("utf-16")[:-1],
        "utf-16-half": lambda: b"\xff\xfe" + b"\x00\xd8" * 40 + b"a\0",
        "utf-32": lambda: HEAD.decode().encode("utf-32"),
        "utf-32-unmarked": lambda: HEAD.decode().encode("utf-32-be"),
        "marks-of-order": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + HEAD,
        "old-letters": lambda: HEAD + "Käse für Zoë".encode("cp1252"),
        "a-program": lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40,
        "a-recording": lambda: b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 400,
        "an-archive": lambda: b"PK\x03\x04" + bytes(range(256)) * 40,
    }


def laughs() -> bytes:
    """A thousand million of one word, in ten lines of YAML."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(["---", *lines, "title: *a9", "---", "", "Q: x [0:10]", ""]).encode()


def traps(folder: Path) -> dict[str, Maker]:
    """What is no ordinary file, or has no ordinary name; each maker returns the path."""

    def named(name: bytes) -> Maker:
        def make(where: Path) -> Path:
            path = where / os.fsdecode(name)
            path.write_bytes(HEAD)
            return path

        return make

    return {
        "name-with-a-line-end": named(b"a\nb\r.md"),
        "name-of-255-bytes": named(b"n" * 252 + b".md"),
        "name-of-no-letters": named(b"\xff\xfe\xfd.md"),
        "name-with-a-dash": named(b"-rf --help.md"),
        "name-turned-around": named("x\u202edm.exe.md".encode()),
        "name-with-controls": named(b"\x1b[31m\x07\x7f.md"),
        "name-with-marks": named("a\u0301\u0327%s{0}&<b>x<i>.md".encode()),
        "name-of-blanks": named(b"   .md"),
        "queue": _queue,
        "device": lambda _: Path("/dev/zero"),
        "terminal": lambda _: Path("/dev/tty"),
        "folder": lambda _: folder,
        "folder-like-notes": _folder,
        "loop": _loop,
        "link-to-nothing": _link_to_nothing,
        "missing": lambda where: where / "missing.md",
        "below-a-file": lambda where: named(b"f.md")(where) / "x.md",
        "name-too-long": lambda where: where / ("n" * 300 + ".md"),
        "path-too-long": lambda where: where / "/".join(["n" * 200] * 30),
        "of-the-system": lambda _: Path("/proc/self/maps"),
        "of-the-system-endless": lambda _: Path("/proc/kmsg"),
        "of-the-system-memory": lambda _: Path("/proc/self/mem"),
        "not-for-reading": _not_for_reading,
        "vanishing": _vanishing,
        "growing": _growing,
    }


def _queue(where: Path) -> Path:
    os.mkfifo(where / "queue.md")
    return where / "queue.md"


def _folder(where: Path) -> Path:
    (where / "folder.md").mkdir()
    return where / "folder.md"


def _loop(where: Path) -> Path:
    (where / "one.md").symlink_to("two.md")
    (where / "two.md").symlink_to("one.md")
    return where / "one.md"


def _link_to_nothing(where: Path) -> Path:
    (where / "link.md").symlink_to("nothing.md")
    return where / "link.md"


def _not_for_reading(where: Path) -> Path:
    path = where / "closed.md"
    path.write_bytes(HEAD)
    path.chmod(stat.S_IWUSR)
    return path


def _vanishing(where: Path) -> Path:
    """Comes and goes while it is looked at."""
    path = where / "vanishing.md"

    def act(end_s: float) -> None:
        while time.monotonic() < end_s:
            path.write_bytes(HEAD)
            path.unlink()

    threading.Thread(target=act, args=(time.monotonic() + 3,), daemon=True).start()
    return path


def _growing(where: Path) -> Path:
    """Gets longer while it is read."""
    path = where / "growing.md"
    path.write_bytes(HEAD)

    def act(end_s: float) -> None:
        with path.open("ab", buffering=0) as file:
            while time.monotonic() < end_s:
                file.write(b"One more line.\n")
                time.sleep(0.001)

    threading.Thread(target=act, args=(time.monotonic() + 3,), daemon=True).start()
    return path
