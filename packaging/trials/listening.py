"""What the tried program is heard with: a sound server outside of its machine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from trials.desk import until
from trials.machine import Machine
from trials.tones import KINDS, Ear

__all__ = ["HEARD", "INSIDE", "Sound", "hear_all"]

INSIDE = "/run/listen"
HEARD = 4.0


@dataclass(frozen=True, slots=True)
class Sound:
    """``environment`` is the server's outside; ``tones`` has the files, ``work`` recordings."""

    environment: dict[str, str]
    output: str
    tones: Path
    work: Path

    @property
    def inside(self) -> dict[str, str]:
        """What a program in the machine needs to play here."""
        return {"PULSE_SERVER": f"unix:{INSIDE}/native", "PULSE_COOKIE": f"{INSIDE}/cookie"}

    def ear(self, name: str) -> Ear:
        """Record from now on."""
        return Ear(self.environment, self.output, self.work / f"{name}.pcm")


def hear_all(machine: Machine, sound: Sound, command: str, engine: str) -> str:
    """Play every kind of file with an engine and hear its tone; raises RuntimeError for silence."""
    files = [f"/trial/tones/tone.{kind}" for kind in KINDS]
    with sound.ear(f"{machine.suite}-{engine}") as ear:
        done = machine.as_person(
            *(command, "try-engines", engine, *files),
            QT_QPA_PLATFORM="offscreen",
            LANG="C.UTF-8",
            **sound.inside,
        )
        if done.returncode or not done.stdout.strip():
            raise RuntimeError(f"it ended with {done.returncode}: {done.stderr.strip()[-300:]}")
        rows = json.loads(done.stdout.strip().splitlines()[-1])["engines"]
        troubles = [f"{row['file']}: {row['trouble']}" for row in rows if row["trouble"]]
        if troubles:
            raise RuntimeError("; ".join(troubles))
        until(lambda: not ear.missing(), f"the tones of {', '.join(ear.missing())}", 3)
    version = {row["version"] for row in rows}.pop()
    return f"{len(rows)} of {len(KINDS)} heard ({', '.join(KINDS)}), version {version}"
