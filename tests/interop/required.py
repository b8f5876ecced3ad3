"""Whether other people's programs have to be there."""

from __future__ import annotations

import os

import pytest

from tests.interop.programs import is_there, output

COMMAND = "python3 packaging/dev.py interop"
REQUIRED = os.environ.get("NOTESAPP_INTEROP") == "required"
WITH_READERS = pytest.mark.skipif(not REQUIRED, reason=f"other programs read with: {COMMAND}")


def demand_node(*least: int) -> None:
    """Skip where Node is older than a reader's packages can be run with; Debian 12 has 18."""
    demand(("node",))
    version = output("node", "--version").strip().removeprefix("v")
    if tuple(map(int, version.split("."))) < least:
        wanted = ".".join(map(str, least))
        pytest.skip(f"WordPress' packages need Node {wanted} or newer; this is {version}")


def demand(programs: tuple[str, ...]) -> None:
    """Fail where a program is not there: proof is never skipped when it was asked for."""
    absent = [program for program in programs if not is_there(program)]
    assert not absent, f"{', '.join(absent)} is not there; {COMMAND} installs it"
