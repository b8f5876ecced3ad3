from __future__ import annotations

import dataclasses
import errno
import os
from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.storage.versions import Limits, Version, VersionStore

DOC = "doc-1"


@dataclasses.dataclass
class Clock:
    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> VersionStore:
    return VersionStore(tmp_path / "versions", now_s=clock)


def _texts(store: VersionStore, versions: tuple[Version, ...]) -> list[str]:
    return [store.read(version) for version in versions]


def test_what_is_kept_is_read_back_newest_first(store: VersionStore, clock: Clock, tmp_path: Path):
    path = tmp_path / "a.md"
    for text in ("one\n", "two \ud800 \n", "three"):
        clock.now += 120
        assert store.keep("saved", text, path, DOC) is not None
    found = store.list_versions(path)
    assert _texts(store, found) == ["three", "two \ud800 \n", "one\n"]
    assert found[0].kept_at_s == clock.now
    assert {version.reason for version in found} == {"saved"}


def test_the_same_text_is_not_kept_twice(store: VersionStore, tmp_path: Path):
    assert store.keep("opened", "one", tmp_path / "a.md", DOC) is not None
    assert store.keep("saved", "one", tmp_path / "a.md", DOC) is None
    assert len(store.list_versions(tmp_path / "a.md")) == 1


def test_two_states_of_one_moment_keep_their_order(store: VersionStore, tmp_path: Path):
    path = tmp_path / "a.md"
    store.keep("reloaded", "mine", path, DOC)
    store.keep("opened", "theirs", path, DOC)
    assert _texts(store, store.list_versions(path)) == ["theirs", "mine"]


def test_autosaving_all_the_time_leaves_one_state_a_minute(
    store: VersionStore, clock: Clock, tmp_path: Path
):
    path = tmp_path / "a.md"
    for number in range(150):
        clock.now += 2
        store.keep("saved", f"text {number}", path, DOC)
    found = store.list_versions(path)
    assert len(found) <= 7
    assert store.read(found[0]) == "text 149"


@pytest.mark.skipif(os.name == "nt", reason="modes are of Unix")
def test_only_this_user_can_read_it(store: VersionStore, tmp_path: Path):
    version = store.keep("saved", "one", tmp_path / "a.md", DOC)
    file = store.folder / version.name
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert store.folder.stat().st_mode & 0o777 == 0o700


def test_a_link_and_its_file_have_the_same_versions(store: VersionStore, tmp_path: Path):
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    store.keep("saved", "one", tmp_path / "link.md", DOC)
    assert _texts(store, store.list_versions(tmp_path / "a.md")) == ["one"]


def test_notes_that_get_a_file_take_their_versions_along(store: VersionStore, tmp_path: Path):
    store.keep("imported", "", None, DOC, data=b"<p>caf\xe9</p>")
    assert [one.reason for one in store.list_unnamed()] == ["imported"]
    store.keep("saved", "one", tmp_path / "a.md", DOC)
    found = store.list_versions(tmp_path / "a.md")
    assert [one.reason for one in found] == ["saved", "imported"]
    assert store.read_bytes(found[1]) == b"<p>caf\xe9</p>"
    assert store.read(found[1]) == "<p>café</p>"
    assert store.list_unnamed() == ()


def test_a_renamed_file_takes_its_versions_along(store: VersionStore, tmp_path: Path):
    store.keep("saved", "one", tmp_path / "a.md", DOC)
    store.keep("saved", "other", tmp_path / "b.md", "doc-2")
    store.follow(tmp_path / "a.md", tmp_path / "b.md")
    assert store.list_versions(tmp_path / "a.md") == ()
    assert sorted(_texts(store, store.list_versions(tmp_path / "b.md"))) == ["one", "other"]


@pytest.mark.parametrize("damage", [b"", b"NOTESVR1", b"NOTESVR1tgarbage", b"x" * 40])
def test_a_damaged_state_says_so_and_spoils_no_other(
    store: VersionStore, clock: Clock, tmp_path: Path, damage: bytes
):
    path = tmp_path / "a.md"
    first = store.keep("opened", "one", path, DOC)
    clock.now += 100
    store.keep("saved", "two", path, DOC)
    (store.folder / first.name).write_bytes(damage)
    (store.folder / first.name).with_name("something else").write_bytes(damage)
    found = store.list_versions(path)
    assert store.read(found[0]) == "two"
    with pytest.raises(FileTrouble):
        store.read(found[1])
    clock.now += 100
    assert store.keep("saved", "three", path, DOC) is not None


def test_a_zip_bomb_is_not_unpacked(store: VersionStore, tmp_path: Path):
    import zlib

    version = store.keep("opened", "one", tmp_path / "a.md", DOC)
    packer = zlib.compressobj()
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    (store.folder / version.name).write_bytes(b"NOTESVR1t" + bomb)
    with pytest.raises(FileTrouble):
        store.read(version)


def test_all_documents_together_are_bounded(store: VersionStore, clock: Clock, tmp_path: Path):
    small = dataclasses.replace(store, limits=Limits(all_bytes=3000))
    for number in range(12):
        clock.now += 100
        small.keep("saved", os.urandom(300).hex(), tmp_path / f"{number % 6}.md", f"d{number}")
    small.keep("imported", "", None, "first", data=os.urandom(2000))
    small.sweep()
    files = [file for file in small.folder.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= 3000
    assert [one.reason for one in small.list_unnamed()] == ["imported"]


def test_every_call_of_the_disk_may_break(failing_ops, tmp_path: Path):
    path, number = tmp_path / "a.md", 0
    while True:
        broken = failing_ops(fail_at=number, error=errno.EIO)
        folder = tmp_path / f"versions{number}"
        VersionStore(folder).keep("opened", "one", path, DOC)
        store = VersionStore(folder, ops=broken.ops)
        try:
            store.keep("saved", "two", path, DOC)
        except FileTrouble:
            pass
        found = VersionStore(folder).list_versions(path)
        assert set(_texts(VersionStore(folder), found)) in ({"one"}, {"one", "two"})
        if number >= len(broken.calls):
            break
        number += 1
    assert number > 10


def test_two_programs_keep_at_once(store: VersionStore, tmp_path: Path):
    other = VersionStore(store.folder, now_s=store.now_s)
    path = tmp_path / "a.md"
    store.keep("opened", "one", path, DOC)
    other.keep("reloaded", "two", path, "doc-2")
    store.keep("replaced", "three", path, DOC)
    assert _texts(store, other.list_versions(path)) == ["three", "two", "one"]
