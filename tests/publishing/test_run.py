"""A publication is everything or nothing, the same twice, and never onto notes or audio."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from notesapp.audio.identity import identify
from notesapp.core.parser import parse
from notesapp.errors import AudioTrouble, Cancelled, FileTrouble, NotesError, UsageError
from notesapp.publishing.plan import Episode, Publication, Wish, plan_publication
from notesapp.publishing.report import Report, report_text
from notesapp.publishing.run import How, Step, dry_run, run_publication
from notesapp.storage.trouble import AlreadyThere, ChangedOnDisk
from notesapp.storage.unfinished import Unfinished
from tests.storage.conftest import FailingOps

KEYS = ("html", "json", "rss-item", "embed", "apple", "spotify", "youtube")
NAMES = [
    *("rye.apple.html", "rye.apple.txt", "rye.chapters.json", "rye.html", "rye.rss-item.xml"),
    *("rye.spotify.html", "rye.spotify.txt", "rye.youtube.txt", "tone.mp3"),
]
MakeEpisode = Callable[..., Episode]


def planned(episode: Episode, folder: Path, keys: tuple[str, ...] = KEYS, **more) -> Publication:
    return plan_publication(episode, None, Wish(keys, folder, **more))


def contents(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def by_key(report: Report) -> dict[str, int | None]:
    return {entry.key: entry.chapters for entry in report.entries}


def test_everything_is_written_and_said(episode: Episode, tmp_path: Path) -> None:
    out = tmp_path / "out"
    around = contents_of_files(tmp_path)
    report = run_publication(planned(episode, out))
    assert sorted(contents(out)) == NAMES
    assert sorted(path.name for path in report.paths) == NAMES
    assert all(
        fact.path.stat().st_size == fact.size_bytes for e in report.entries for fact in e.files
    )
    assert by_key(report)["embed"] == by_key(report)["json"] == by_key(report)["apple"] == 3
    assert len(ID3(out / "tone.mp3").getall("CHAP")) == 3
    assert identify(out / "tone.mp3").digest == identify(tmp_path / "tone.mp3").digest
    assert contents_of_files(tmp_path) == around


def contents_of_files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}


def test_the_feed_and_the_page_name_the_audio_as_it_is_with_its_chapters(
    episode: Episode, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run_publication(planned(episode, out))
    size = (out / "tone.mp3").stat().st_size
    assert size != (tmp_path / "tone.mp3").stat().st_size
    item = (out / "rye.rss-item.xml").read_text("utf-8")
    assert re.findall(r'length="(\d+)"', item) == [str(size)]
    assert f'"contentSize": "{size}"' in (out / "rye.html").read_text("utf-8")
    bare = tmp_path / "bare"
    run_publication(planned(episode, bare, ("rss-item",)))
    before = (tmp_path / "tone.mp3").stat().st_size
    assert f'length="{before}"' in (bare / "rye.rss-item.xml").read_text("utf-8")


def test_a_second_run_writes_the_same_bytes_and_only_where_that_is_allowed(
    episode: Episode, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    report = run_publication(planned(episode, out))
    first = contents(out)
    (out / "mine.txt").write_text("mine", "utf-8")
    (out / "rye.html").write_text("old", "utf-8")
    with pytest.raises(AlreadyThere) as trouble:
        run_publication(planned(episode, out))
    assert "already there" in trouble.value.sentence
    assert (out / "rye.html").read_text("utf-8") == "old"
    again = run_publication(planned(episode, out), How(replace=True))
    assert contents(out) == first | {"mine.txt": b"mine"}
    assert report_text(again) == report_text(report)
    assert again.as_dict() == report.as_dict()


def test_what_is_usual_is_said_once_and_what_is_lost_where_it_is_lost(
    make_episode: MakeEpisode, tmp_path: Path
) -> None:
    text = "Q: Why rye? [0:00]\n\nQ: And salt? [0:02]\n\n## Resources\n\n- Salt\n"
    report = dry_run(planned(make_episode(text), tmp_path / "out", ("apple", "youtube")))
    words = report_text(report)
    usual = "A heading is shown as a plain line."
    assert f"\n  - Apple Podcasts, YouTube: {usual}\n" in words
    assert words.count(usual) == 1
    assert words.count("  - YouTube shows no chapters: there are fewer than three.") == 1
    assert words.index("YouTube shows no chapters") < words.index("Good to know")
    losses = report.as_dict()["items"][1]["losses"]
    assert {loss["message"]: loss["by_design"] for loss in losses}[usual] is True


def test_the_report_can_be_said_in_another_language(
    make_episode: MakeEpisode, tmp_path: Path
) -> None:
    episode = make_episode("Q: Why rye? [0:01]\n\n## Resources\n\n- Salt\n")
    report = dry_run(planned(episode, tmp_path / "out", ("html", "embed", "youtube")))
    asked: list[str] = []

    def say(words: str) -> str:
        asked.append(words)
        return "~"

    words = report_text(report, say)
    names = {path.name for path in report.paths}
    bare = re.sub("|".join((*map(re.escape, names), r"\[[a-z-]+\]")), "", words)
    assert not re.search("[A-Za-z]", bare)
    assert "Good to know" in asked


def test_the_page_is_said_to_need_the_audio_only_where_that_lies_elsewhere(
    make_episode: MakeEpisode, tmp_path: Path
) -> None:
    episode = make_episode("---\naudio: tone.mp3\n---\n\nQ: Why rye? [0:01]\n")
    words = "from its own folder"
    assert words in report_text(dry_run(planned(episode, tmp_path / "out", ("html",))))
    assert words not in report_text(dry_run(planned(episode, tmp_path / "out", ("html", "embed"))))
    assert words not in report_text(dry_run(planned(episode, tmp_path, ("html",))))
    assert words not in report_text(dry_run(planned(episode, tmp_path, ("html", "embed"))))


def test_the_audio_itself_only_when_that_was_asked(episode: Episode, tmp_path: Path) -> None:
    beside = run_publication(planned(episode, tmp_path, ("embed",)))
    assert [path.name for path in beside.paths] == ["tone (chapters).mp3"]
    audio = tmp_path / "tone.mp3"
    before = audio.read_bytes()
    plan = planned(episode, tmp_path, ("embed", "rss-item"), in_place=True)
    report = run_publication(plan)
    assert report.paths == (audio, tmp_path / "rye.rss-item.xml")
    assert audio.read_bytes() != before
    size = audio.stat().st_size
    assert f'length="{size}"' in (tmp_path / "rye.rss-item.xml").read_text("utf-8")


@pytest.mark.parametrize("link", ["hardlink_to", "symlink_to"])
def test_a_copy_lies_in_the_folder_even_where_that_has_the_audio_under_another_name(
    episode: Episode, tmp_path: Path, link: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    getattr(out / "tone.mp3", link)(tmp_path / "tone.mp3")
    before = (tmp_path / "tone.mp3").read_bytes()
    report = run_publication(planned(episode, out, ("html", "embed")), How(replace=True))
    assert [path.name for path in report.paths] == ["rye.html", "tone (chapters).mp3"]
    assert all(path.parent == out and path.is_file() for path in report.paths)
    assert (tmp_path / "tone.mp3").read_bytes() == (out / "tone.mp3").read_bytes() == before


def test_the_keys_of_the_json_are_as_the_help_lists_them(episode: Episode, tmp_path: Path) -> None:
    said = dry_run(planned(episode, tmp_path / "out")).as_dict()
    assert list(said) == ["folder", "dry_run", "items", "rules_broken", "left_out", "remarks"]
    item = ["key", "title", "kind", "files", "chapters", "losses"]
    assert all(list(data) == item for data in said["items"])


def test_a_dry_run_says_the_same_and_writes_nothing(episode: Episode, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = dry_run(planned(episode, out))
    assert not out.exists()
    done = run_publication(planned(episode, out))
    assert {**said.as_dict(), "dry_run": False} == done.as_dict()


def test_without_audio_the_rest_is_published_and_that_is_said(
    make_episode: MakeEpisode, tmp_path: Path
) -> None:
    episode = make_episode(audio=False)
    report = run_publication(planned(episode, tmp_path / "out"))
    assert [left.key for left in report.left_out] == ["embed"]
    assert "left out" in report_text(report)
    assert len(report.paths) == len(NAMES) - 1
    with pytest.raises(FileTrouble):
        planned(episode, tmp_path / "other", ("embed",), must=True)


def test_a_format_that_refuses_is_left_out_or_trouble_where_it_was_asked_for(
    make_episode: MakeEpisode, tmp_path: Path
) -> None:
    many = "\n\n".join(f"Q: Number {n}? [{n // 60}:{n % 60:02d}]" for n in range(120))
    episode = make_episode(many, audio=False)
    report = run_publication(planned(episode, tmp_path / "out", ("html", "cue")))
    assert [left.key for left in report.left_out] == ["cue"]
    assert sorted(contents(tmp_path / "out")) == ["rye.html"]
    with pytest.raises(NotesError):
        run_publication(planned(episode, tmp_path / "must", ("html", "cue"), must=True))
    assert contents(tmp_path / "must") == {}


def test_unknown_keys_and_options_are_refused(episode: Episode, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        planned(episode, tmp_path, ("nothing",))
    with pytest.raises(UsageError):
        planned(episode, tmp_path, ("html",), words=("html.nothing=1",))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda out: out.write_text("a file"), "“out” is a file"),
        (lambda out: (out / "rye.html").mkdir(parents=True), "is a folder"),
        (lambda out: (out / "tone.mp3").mkdir(parents=True), "is a folder"),
    ],
)
def test_what_is_in_the_way_is_said_before_anything_is_written(
    episode: Episode, tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    out = tmp_path / "out"
    spoil(out)
    before = contents_of_files(tmp_path)
    for run in (run_publication, dry_run):
        with pytest.raises(FileTrouble) as trouble:
            run(planned(episode, out), How(replace=True))
        assert said in trouble.value.sentence
    assert contents_of_files(tmp_path) == before
    assert not out.is_dir() or [p.name for p in out.iterdir()] in (["rye.html"], ["tone.mp3"])


def test_a_name_that_is_too_long_is_said(make_episode: MakeEpisode, tmp_path: Path) -> None:
    episode = replace(make_episode(), base="é" * 125)
    words = "the name is too long. Choose a shorter one."
    with pytest.raises(FileTrouble, match=words):
        run_publication(planned(episode, tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    for run in (run_publication, dry_run):
        with pytest.raises(FileTrouble, match=words):
            run(planned(episode, tmp_path))


def test_notes_are_never_written_onto(make_episode: MakeEpisode, tmp_path: Path) -> None:
    episode = make_episode()
    page = tmp_path / "rye.html"
    page.write_text(episode.notes.text, "utf-8")
    with pytest.raises(FileTrouble) as trouble:
        run_publication(planned(replace(episode, path=page), tmp_path), How(replace=True))
    assert "the notes or the audio" in trouble.value.sentence
    assert page.read_text("utf-8") == episode.notes.text
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "rye.youtube.txt").symlink_to(tmp_path / "rye.md")
    with pytest.raises(FileTrouble):
        run_publication(planned(episode, linked, ("youtube",)), How(replace=True))
    assert (tmp_path / "rye.md").read_text("utf-8") == episode.notes.text


def test_a_read_only_folder_is_said_in_one_sentence(
    make_episode: MakeEpisode, plain_folder: Path, as_plain_user
) -> None:
    episode = make_episode()
    out = plain_folder / "out"
    out.mkdir()
    out.chmod(0o555)
    with as_plain_user(), pytest.raises(FileTrouble) as trouble:
        run_publication(planned(replace(episode, audio_path=None), out, ("html", "youtube")))
    assert "may not write" in trouble.value.sentence
    assert contents(out) == {}


def test_a_disk_that_is_full_leaves_no_file_and_no_new_audio(
    episode: Episode, tmp_path: Path
) -> None:
    counted = FailingOps()
    run_publication(planned(episode, tmp_path / "whole"), How(ops=counted.ops))
    writes = [place for place, name in enumerate(counted.calls) if name == "write"]
    assert len(writes) > len(NAMES) - 1  # the audio's too
    out = tmp_path / "out"
    for place in writes:
        full = FailingOps(fail_at=place, error=errno.ENOSPC, for_good=False)
        with pytest.raises(FileTrouble) as trouble:
            run_publication(planned(episode, out), How(ops=full.ops))
        assert "the disk is full" in trouble.value.sentence
        assert not out.exists()


def test_files_from_last_time_outlive_a_full_disk_and_the_audio_is_spoken_of(
    episode: Episode, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run_publication(planned(episode, out))
    before = contents(out)
    changed = replace(episode, notes=parse(episode.notes.text.replace("salt", "pepper")))
    counted, again = FailingOps(), tmp_path / "again"
    shutil.copytree(out, again)
    run_publication(planned(changed, again), How(replace=True, ops=counted.ops))
    place = counted.calls.index("write", counted.calls.index("replace"))  # behind the audio
    full = FailingOps(fail_at=place, error=errno.ENOSPC, for_good=True)
    with pytest.raises(FileTrouble) as trouble:
        run_publication(planned(changed, out), How(replace=True, ops=full.ops))
    assert trouble.value.sentence.endswith("“tone.mp3” has its chapters already.")
    after = {name: data for name, data in contents(out).items() if not name.startswith(".")}
    assert {k: v for k, v in after.items() if k != "tone.mp3"} == {
        k: v for k, v in before.items() if k != "tone.mp3"
    }
    assert after["tone.mp3"] != before["tone.mp3"]


class StopAfter:
    """Somebody who wants to stop once the work looked up so many times."""

    def __init__(self, looks: int) -> None:
        self.looks, self.seen = looks, 0

    def __call__(self) -> bool:
        self.seen += 1
        return self.seen > self.looks


def test_stopped_at_any_moment_leaves_nothing(episode: Episode, tmp_path: Path) -> None:
    never = StopAfter(10_000)
    run_publication(planned(episode, tmp_path / "whole"), How(cancelled=never))
    assert never.seen > len(KEYS) + 2
    out = tmp_path / "new" / "out"
    for looks in range(never.seen):
        unfinished = Unfinished(tmp_path / "state")
        how = How(cancelled=StopAfter(looks), unfinished=unfinished)
        with pytest.raises(Cancelled) as stopped:
            run_publication(planned(episode, out), how)
        assert stopped.value.sentence == "Stopped. Nothing was written."
        assert not out.parent.exists()
        assert contents(tmp_path / "state") == {}
    out.mkdir(parents=True)
    with pytest.raises(Cancelled):
        run_publication(planned(episode, out), How(cancelled=StopAfter(looks)))
    assert contents(out) == {} and out.is_dir()


def test_audio_that_changes_under_the_plan_is_not_published(
    episode: Episode, tmp_path: Path
) -> None:
    plan = planned(episode, tmp_path / "out")
    audio = tmp_path / "tone.mp3"
    audio.write_bytes(audio.read_bytes() + b"\0" * 417)
    with pytest.raises(ChangedOnDisk) as trouble:
        run_publication(plan)
    assert "Publish again" in trouble.value.sentence
    assert contents(tmp_path / "out") == {}


def test_audio_that_cannot_take_chapters_is_left_out(episode: Episode, tmp_path: Path) -> None:
    (tmp_path / "tone.mp3").write_bytes(b"no audio at all")
    plan = planned(episode, tmp_path / "out")
    assert [left.key for left in plan.left_out] == ["embed"]
    with pytest.raises(AudioTrouble):
        planned(episode, tmp_path / "out", must=True)


def test_progress_only_rises_and_ends_whole(episode: Episode, tmp_path: Path) -> None:
    seen: list[tuple[int, Step]] = []
    how = How(progress=lambda per_mille, step: seen.append((per_mille, step)))
    run_publication(planned(episode, tmp_path / "out"), how)
    assert [p for p, _ in seen] == sorted(p for p, _ in seen)
    assert list(dict.fromkeys(step for _, step in seen)) == list(Step)
    assert seen[-1][0] == 1000


def test_rules_that_are_broken_are_said_for_those_in_the_set_alone(
    make_episode: MakeEpisode, tmp_path: Path
) -> None:
    two = make_episode("---\nintro: no\n---\n\nQ: One? [0:20]\n\nQ: Two? [0:40]\n", audio=False)
    report = dry_run(planned(two, tmp_path / "out", ("html", "youtube")))
    assert {problem.destination for problem in report.faults} == {"youtube"}
    assert "Still breaks a rule\n  - YouTube, line" in report_text(report)
    assert dry_run(planned(two, tmp_path / "out", ("html",))).faults == ()
