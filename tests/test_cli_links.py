from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from notesapp.cli import main
from notesapp.cli_links import list_links
from tests.web.site import Reply, Site

NOTES = """---
title: "Bees"
link: http://site.example/here
---

Q: Why? [2:04]
{: url="http://site.example/gone" }

Resources

Ana on LinkedIn | Example.org | [Moved](http://site.example/moved)
"""


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    made.replies |= {
        "/here": Reply(200, {"Content-Type": "text/html"}, b"<title>Here it is</title>"),
        "/moved": Reply(301, {"Location": "/here"}),
    }
    yield made
    made.close()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, "utf-8")
    return path


def run(notes: Path, site: Site, *words: str) -> int:
    flags = {"check": "--check" in words, "titles": "--titles" in words, "json": "--json" in words}
    return list_links(argparse.Namespace(notes=str(notes), **flags), site.guard())


def test_the_links_are_listed_without_asking_anybody(
    notes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)
    assert main(["links", str(notes)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "3\t-\thttp://site.example/here\theader: link",
        "7\t-\thttp://site.example/gone\tsegment 1",
        "11\tAna on LinkedIn\tno address\tResources",
        "11\tExample.org\tno address\tResources",
        "11\tMoved\thttp://site.example/moved\tResources",
    ]


def test_as_json(notes: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["links", str(notes), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[3] == {
        "line": 11,
        "words": "Example.org",
        "address": "",
        "missing": True,
        "suggested": "https://Example.org",
        "kind": "name",
        "place": "section",
        "key": "Resources",
        "segment": None,
    }


def test_check_finds_the_dead_one(notes: Path, site: Site, capsys: pytest.CaptureFixture[str]):
    assert run(notes, site, "--check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("\tAnswers.")
    assert lines[1].endswith("\tGone: the server says 404.")
    assert lines[2].endswith("\tno address\tResources")
    assert "Moved for good to “http://site.example/here”." in lines[4]
    assert notes.read_text("utf-8") == NOTES


def test_titles_alone_are_no_check(notes: Path, site: Site, capsys: pytest.CaptureFixture[str]):
    assert run(notes, site, "--titles", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert (rows[0]["title"], rows[0]["state"]) == ("Here it is", "ok")
    assert (rows[4]["title"], rows[4]["state"]) == ("Here it is", "moved")


def test_private_addresses_are_not_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "notes.md"
    path.write_text("http://127.0.0.1/ and http://localhost/x", "utf-8")
    assert main(["links", str(path), "--check"]) == 0
    assert capsys.readouterr().out.count("\tNot asked: ") == 2
