from __future__ import annotations

import errno
import random
import stat
import zlib
from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL
from notesapp.storage.journal import MAX_BYTES, Journal
from notesapp.storage.journal_format import Head, read_journal, record
from notesapp.storage.journal_text import MAX_STEP_UNITS, MAX_STEPS, Replay, Units, units_in
from notesapp.storage.recovery import MAX_ASIDE, RecoveryStore

CHANGES = (
    ("s", 3, 0, "R"),
    ("j", 4, 0, "ye"),
    ("s", 6, 0, "\U0001f600\n"),
    ("j", 8, 1, "?"),
    ("u", 6, 3, ""),
    ("r", 6, 0, "\U0001f600?"),
    ("s", 0, 2, "é:"),
)


def states() -> list[str]:
    """The text after each of the changes."""
    replay = Replay("Q: \n")
    texts = [replay.units.text()]
    for kind, position, removed, added in CHANGES:
        replay.change(kind, position, removed, added)
        texts.append(replay.units.text())
    return texts


def small(folder: Path) -> Path:
    """A journal of a program that is gone."""
    store = RecoveryStore(folder, pid=1, mark_of=lambda pid: "earlier")
    journal = store.journal("a")
    journal.rewrite(store.head("a", Path("/notes/n.md")), Replay("Q: \n"))
    for change in CHANGES:
        journal.append(*change)
    journal.close()
    return journal.path


def test_a_change_is_in_the_file_before_append_returns(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "deep" / "a.journal", REAL)
    replay = Replay("Q: \n")
    journal.rewrite(Head("a"), replay)
    for number, (kind, position, removed, added) in enumerate(CHANGES, 1):
        replay.change(kind, position, removed, added)
        journal.append(kind, position, removed, added)
        found = read_journal(journal.path.read_bytes())
        assert found.replay is not None
        assert found.replay.units.text() == states()[number]
        assert found.replay.steps() == replay.steps()
        assert found.replay.undone() == replay.undone()
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in journal.path.parent.iterdir()] == ["a.journal"]
    journal.remove()
    assert list(journal.path.parent.iterdir()) == []


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_every_byte_turned_over_gives_a_state_of_the_text(tmp_path: Path, flip: int) -> None:
    whole = small(tmp_path).read_bytes()
    allowed = {*states(), None}
    for place in range(len(whole)):
        data = bytearray(whole)
        data[place] ^= flip
        found = read_journal(bytes(data))
        text = found.replay.units.text() if found.replay is not None else None
        assert text in allowed
        assert found.is_damaged or found.is_torn


def test_every_length_gives_a_state_of_the_text_and_no_damage(tmp_path: Path) -> None:
    whole = small(tmp_path).read_bytes()
    seen: list[str | None] = [None]
    for length in range(len(whole) + 1):
        found = read_journal(whole[:length])
        text = found.replay.units.text() if found.replay is not None else None
        assert not found.is_damaged
        if text != seen[-1]:
            seen.append(text)
    assert seen == [None, *states()]


@pytest.mark.parametrize("seed", range(30))
def test_noise_never_raises(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(small(tmp_path).read_bytes())
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data))
        data[start : start + chance.randrange(40)] = chance.randbytes(chance.randrange(40))
    path = tmp_path / "a.journal"
    path.write_bytes(data)
    for left in RecoveryStore(tmp_path).list_left_over():
        assert left.text in {*states(), ""}


@pytest.mark.parametrize(
    "values",
    [
        ("s", -1, 0, "x"),
        ("s", 0, 99, "x"),
        ("s", 0, 0, 7),
        ("s", 0.5, 0, "x"),
        ("s", 0, 0),
        ("w", 1, 2, 3),
        ("c", None),
        (),
    ],
)
def test_whole_records_that_mean_nothing_are_damage(tmp_path: Path, values: tuple) -> None:
    path = small(tmp_path)
    path.write_bytes(path.read_bytes() + record(*values))
    found = read_journal(path.read_bytes())
    assert found.is_damaged
    assert found.replay is not None
    assert found.replay.units.text() == states()[-1]


def test_a_damaged_journal_is_read_and_kept_aside(tmp_path: Path) -> None:
    path = small(tmp_path)
    whole = path.read_bytes()
    damaged = whole.replace(b'["s",6', b'["s",5')
    path.write_bytes(damaged)
    store = RecoveryStore(tmp_path)
    (left,) = store.list_left_over()
    assert left.text == states()[2]
    assert left.notes_path == Path("/notes/n.md")
    assert left.kept_aside is not None
    assert left.kept_aside.read_bytes() == damaged
    assert stat.S_IMODE(left.kept_aside.stat().st_mode) == 0o600
    store.drop("a")
    assert store.list_left_over() == ()
    assert left.kept_aside.read_bytes() == damaged


def test_a_journal_with_no_readable_text_is_told_of(tmp_path: Path) -> None:
    path = small(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"TQ: ", b"TX: "))
    (left,) = RecoveryStore(tmp_path).list_left_over()
    assert (left.text, left.notes_path) == ("", None)
    assert left.kept_aside is not None


def test_a_lost_head_does_not_take_the_text_along(tmp_path: Path) -> None:
    path = small(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"version", b"vers10n"))
    (left,) = RecoveryStore(tmp_path).list_left_over()
    assert (left.text, left.notes_path) == (states()[-1], None)
    assert left.kept_aside is not None


def test_few_damaged_journals_are_kept(tmp_path: Path) -> None:
    for number in range(MAX_ASIDE + 3):
        (tmp_path / f"{number}.damaged").write_bytes(b"")
        REAL.touch(tmp_path / f"{number}.damaged")
    assert RecoveryStore(tmp_path).list_left_over() == ()
    assert len(list(tmp_path.iterdir())) == MAX_ASIDE


def test_what_another_version_wrote_is_left_alone(tmp_path: Path) -> None:
    path = small(tmp_path)
    journal = Journal(path, REAL)
    data = path.read_bytes()
    start = data.index(b"{")
    head = data[start : data.index(b"\n")].replace(b'"version": 1', b'"version": 2')
    path.write_bytes(b"%08x %d %b\n" % (zlib.crc32(head), len(head), head) + b"what it likes")
    before = path.read_bytes()
    assert RecoveryStore(tmp_path).list_left_over() == ()
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_breaks_at_any_call_leaves_a_state_and_takes_a_new_one(
    tmp_path: Path, failing_ops, error: int
) -> None:
    def work(folder: Path, ops) -> int:
        """How many changes were taken before the disk broke."""
        store = RecoveryStore(folder, ops, pid=1, mark_of=lambda pid: "earlier")
        journal, replay, taken = store.journal("a"), Replay("Q: \n"), -1
        try:
            journal.rewrite(store.head("a"), replay)
            taken = 0
            for change in CHANGES:
                replay.change(*change)
                journal.append(*change)
                taken += 1
            journal.rewrite(store.head("a"), replay, waits=True)
        except FileTrouble as trouble:
            assert trouble.sentence.startswith("A crash would lose")
            assert journal.is_broken
        finally:
            journal.close()
        return taken

    counted = failing_ops()
    work(tmp_path / "counted", counted.ops)
    for fail_at in range(len(counted.calls)):
        folder = tmp_path / str(fail_at)
        taken = work(folder, failing_ops(fail_at, error).ops)
        texts = [left.text for left in RecoveryStore(folder).list_left_over()]
        assert taken < 0 or texts == [states()[taken]]


def test_after_a_refusal_the_whole_is_written_anew(tmp_path: Path, failing_ops) -> None:
    broken = failing_ops(error=errno.ENOSPC)
    journal, replay = Journal(tmp_path / "a.journal", broken.ops), Replay("Q")
    journal.rewrite(Head("a"), replay)
    broken.fail_at, broken.short_write = len(broken.calls) + 1, 3
    replay.change("s", 1, 0, "!")
    with pytest.raises(FileTrouble):
        journal.append("s", 1, 0, "!")
    broken.short_write = 0
    journal.append("s", 2, 0, "lost")  # says nothing and does nothing
    assert read_journal(journal.path.read_bytes()).is_torn
    journal.rewrite(Head("a"), replay)
    journal.append("s", 2, 0, "?")
    found = read_journal(journal.path.read_bytes())
    assert found.replay is not None
    assert found.replay.units.text() == "Q!?"
    assert not found.is_torn
    journal.close()


def test_the_file_is_written_anew_before_it_grows_without_bound(tmp_path: Path) -> None:
    journal, replay = Journal(tmp_path / "a.journal", REAL), Replay("")
    journal.rewrite(Head("a"), replay)
    while not journal.is_long:
        replay.change("s", 0, 0, "word " * 200)
        replay.change("s", 0, 1000, "")
        journal.append("s", 0, 0, "word " * 200)
        journal.append("s", 0, 1000, "")
    assert journal.path.stat().st_size > MAX_BYTES
    journal.rewrite(Head("a"), replay)
    assert journal.path.stat().st_size < MAX_BYTES
    assert not journal.is_long
    found = read_journal(journal.path.read_bytes())
    assert found.replay is not None
    assert found.replay.steps() == replay.steps()
    journal.close()


def test_few_steps_are_kept_and_lead_to_the_text() -> None:
    replay = Replay("start")
    for number in range(MAX_STEPS + 10):
        replay.change("s", 0, 0, str(number))
    base, steps = replay.steps()
    assert len(steps) == MAX_STEPS
    assert base.endswith("start")
    assert Replay(base, steps).units.text() == replay.units.text()
    replay.change("s", 0, 0, "x" * (MAX_STEP_UNITS + 1))
    base, steps = replay.steps()
    assert steps == ()
    assert base == replay.units.text()


@pytest.mark.parametrize("seed", range(5))
def test_units_are_a_text_in_utf16(seed: int) -> None:
    chance = random.Random(seed)
    units, plain = Units("Q: \U0001f600"), bytearray("Q: \U0001f600".encode("utf-16-le"))
    for _ in range(400):
        start = chance.randint(0, len(units))
        removed = chance.randint(0, min(3, len(units) - start))
        added = chance.choice(("", "a", "é", "\U0001f600", "\ud83d", "\ude00", "\n"))
        units.put(start, removed, added)
        plain[2 * start : 2 * (start + removed)] = added.encode("utf-16-le", "surrogatepass")
        assert len(units) == len(plain) // 2
        end = chance.randint(start, len(units)) if start <= len(units) else start
        assert units_in(units.part(start, end)) == max(0, end - start)
    assert units.text() == plain.decode("utf-16-le", "surrogatepass")
