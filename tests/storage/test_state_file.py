from __future__ import annotations

import errno
import json
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.storage.state_file import (
    MAX_DOCUMENTS,
    MAX_RECENT,
    DocumentState,
    RememberedAudio,
    StateFile,
)


@pytest.fixture
def state(tmp_path):
    return StateFile(tmp_path / "state" / "state.json")


def test_a_document_is_remembered(state, tmp_path):
    left = DocumentState(7, 3, 124_000, 1_017_000, "/audio/a.mp3", "Episode 50", 1.4, 1.1)
    assert state.recall(tmp_path / "a.md") is None
    assert state.remember(tmp_path / "a.md", left)
    assert state.recall(tmp_path / "a.md") == left
    assert state.recall(tmp_path / "b.md") is None


def test_links_and_relative_paths_lead_to_one_document(state, tmp_path, monkeypatch):
    (tmp_path / "a.md").write_bytes(b"")
    (tmp_path / "link.md").symlink_to("a.md")
    monkeypatch.chdir(tmp_path)
    state.remember(Path("a.md"), DocumentState(caret=1))
    state.remember(tmp_path / "link.md", DocumentState(caret=2))
    assert state.recall(tmp_path / "a.md") == DocumentState(caret=2)
    assert [file.path for file in state.recent()] == [tmp_path / "link.md"]


def test_names_that_are_no_text(state, tmp_path):
    path = tmp_path / "\udcff\n.md"
    state.remember(path, DocumentState(caret=5, audio_path="\udcfe.mp3"))
    assert state.recall(path) == DocumentState(caret=5, audio_path="\udcfe.mp3")


def test_recent_files_are_newest_first_and_the_missing_come_last(state, tmp_path):
    for number in range(15):
        path = tmp_path / f"{number}.md"
        if number != 13:
            path.write_bytes(b"")
        state.remember(path, DocumentState(position_ms=number, title=f"Episode {number}"))
    state.remember(tmp_path / "5.md", DocumentState(position_ms=55))
    recent = state.recent()
    assert [int(file.path.stem) for file in recent] == [5, 14, 12, 11, 10, 9, 8, 7, 6, 4, 3, 13]
    assert len(recent) == MAX_RECENT
    assert recent[0].state.position_ms == 55
    assert [file.exists for file in recent] == [True] * 11 + [False]
    assert recent[1].state.title == "Episode 14"


def test_documents_can_be_forgotten(state, tmp_path):
    for name in "abc":
        state.remember(tmp_path / name, DocumentState())
    state.remember_window("AdnQ")
    assert state.forget(tmp_path / "b")
    assert [file.path.name for file in state.recent()] == ["c", "a"]
    assert state.forget_all()
    assert state.recent() == ()
    assert state.window() == "AdnQ"


def test_only_so_many_documents_are_kept(state, tmp_path):
    entry = {"path": str(tmp_path / "x"), "caret": 1}
    state.path.parent.mkdir()
    many = {str(tmp_path / str(number)): entry for number in range(MAX_DOCUMENTS)}
    state.path.write_text(json.dumps({"documents": many}))
    state.remember(tmp_path / "new", DocumentState())
    kept = json.loads(state.path.read_text())["documents"]
    assert len(kept) == MAX_DOCUMENTS
    assert str(tmp_path / "0") not in kept
    assert list(kept)[-1] == str(tmp_path / "new")


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b"\xff", b'{"documents": 1, "window": 2}', b'{"documents": {"a": 1}}'],
)
def test_a_broken_file_is_empty_and_is_replaced(state, tmp_path, broken):
    state.path.parent.mkdir()
    state.path.write_bytes(broken)
    assert state.recent() == ()
    assert state.window() == ""
    assert state.recall(tmp_path / "a.md") is None
    assert state.remember(tmp_path / "a.md", DocumentState(caret=1))
    assert state.recall(tmp_path / "a.md") == DocumentState(caret=1)


def test_values_that_do_not_fit_are_as_new(state, tmp_path):
    state.path.parent.mkdir()
    key = str((tmp_path / "a.md").resolve())
    entry = (
        '{"path": "x", "caret": true, "scroll": -1, "position_ms": 9, "speed": 1e999, "zoom": "2"}'
    )
    state.path.write_text(f'{{"documents": {{"{key}": {entry}}}}}')
    assert state.recall(tmp_path / "a.md") == DocumentState(position_ms=9)


def test_state_that_cannot_be_written_is_let_go(tmp_path, failing_ops):
    path = tmp_path / "state.json"
    counted = failing_ops()
    StateFile(path, counted.ops).remember(tmp_path / "a.md", DocumentState(caret=1))
    old = path.read_bytes()
    for fail_at in range(len(counted.calls)):
        path.write_bytes(old)
        broken = StateFile(path, failing_ops(fail_at, errno.ENOSPC).ops)
        if not broken.remember(tmp_path / "a.md", DocumentState(caret=2)):
            assert path.read_bytes() == old
        else:
            assert StateFile(path).recall(tmp_path / "a.md") == DocumentState(caret=2)
    assert not StateFile(path, failing_ops(2, errno.EROFS, for_good=True).ops).forget_all()


def test_the_audio_of_a_document_is_remembered_beside_its_state(state, tmp_path):
    notes = tmp_path / "a.md"
    audio = RememberedAudio("/audio/a.mp3", "a.mp3", 2**40, 2**61, 1_000, True, "frames.1:ab")
    assert state.recall_audio(notes) is None
    assert state.remember_audio(notes, audio)
    state.remember(notes, DocumentState(caret=7))
    assert state.recall_audio(notes) == audio
    assert state.recall(notes) == DocumentState(caret=7)
    state.remember(tmp_path / "b.md", DocumentState())
    state.remember_audio(notes, replace(audio, digest="frames.1:cd"))
    assert state.recall_audio(notes).digest == "frames.1:cd"
    assert state.recall(notes) == DocumentState(caret=7)
    assert [file.path.name for file in state.recent()] == ["b.md", "a.md"]
    assert state.recall_audio(tmp_path / "b.md") is None


@pytest.mark.parametrize(
    ("key", "value"),
    [("path", 3), ("size_bytes", -1), ("size_bytes", True), ("mtime_ns", 2**70), ("digest", None)],
)
def test_damaged_memory_of_audio_counts_as_none(state, tmp_path, key, value):
    state.remember_audio(tmp_path / "a.md", RememberedAudio("/a.mp3", digest="x"))
    raw = json.loads(state.path.read_text("utf-8"))
    next(iter(raw["documents"].values()))["audio"][key] = value
    state.path.write_text(json.dumps(raw), "utf-8")
    assert state.recall_audio(tmp_path / "a.md") is None


def test_what_was_done_once_is_remembered(tmp_path):
    state = StateFile(tmp_path / "state.json")
    assert state.done() == frozenset()
    assert state.mark_done("b", "a")
    assert state.mark_done("a", "c")
    assert state.mark_undone("b", "x")
    assert StateFile(state.path).done() == {"a", "c"}
    state.path.write_text('{"done": [1, "a", null]}')
    assert state.done() == {"a"}
    state.path.write_text('{"done": "all"}')
    assert state.done() == frozenset()


def test_corrections_of_stamps_are_remembered(state):
    assert state.corrections() == ((), None)
    assert state.remember_corrections((400, -380), 350)
    assert state.corrections() == ((400, -380), 350)
    raw = json.loads(state.path.read_text())
    raw["reaction"] = {"corrections": [1, "x", None, True], "said_ms": "soon"}
    state.path.write_text(json.dumps(raw))
    assert state.corrections() == ((1,), None)
