"""Every number a system gives for trouble is said in words, with what to do."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from notesapp.storage.trouble import not_opened, not_saved

NOTES = Path("shows") / "notes.md"


@pytest.mark.parametrize("code", sorted(errno.errorcode))
@pytest.mark.parametrize("said", [not_saved, not_opened])
def test_every_number_has_a_sentence_and_what_to_do(said, code):
    trouble = said(NOTES, OSError(code, "as it is"))
    assert trouble.sentence.startswith(("Not saved: ", "Not opened: "))
    assert trouble.sentence.endswith(".")
    assert ". " in trouble.sentence
    assert errno.errorcode[code] not in trouble.sentence
    assert "Errno" not in trouble.sentence


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("ENOSPC", "the disk is full"),
        ("EDQUOT", "your share of the disk is used up"),
        ("EROFS", "the disk is read-only"),
        ("EACCES EPERM", "you may not write “notes.md” here"),
        ("ENOENT", "the folder “shows” is gone"),
        ("ENAMETOOLONG", "the name is too long"),
        ("ESTALE ENOTCONN ETIMEDOUT EHOSTDOWN ENETUNREACH EREMOTEIO ENODEV", "is away"),
        ("ETXTBSY EBUSY", "another program holds “notes.md”"),
        ("EIO", "the disk reported an error"),
        ("EMFILE", "no room for one more open file"),
    ],
)
def test_what_is_wrong_is_said_when_saving(names, words):
    for name in names.split():
        assert words in not_saved(NOTES, OSError(getattr(errno, name), "x")).sentence


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (32, "another program holds"),
        (33, "another program holds"),
        (112, "the disk is full"),
        (19, "the disk is read-only"),
        (206, "the name is too long"),
        (53, "is away"),
        (64, "is away"),
        (1117, "the disk reported an error"),
        (5, "you may not write"),
    ],
)
def test_windows_tells_more_than_its_errno(number, words):
    error = PermissionError(errno.EACCES, "x")
    error.winerror = number
    assert words in not_saved(NOTES, error).sentence
