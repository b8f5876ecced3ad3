"""What the program has to say about notes: one record for every finding."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters. Only ``RULE`` makes ``notesapp check`` exit with 1."""

    RULE = "rule"
    ADVICE = "advice"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``line`` is 1-based in the file; 0 where no line can be named.

    ``destination`` is empty for the notes themselves, else the platform's key. ``fix`` names the
    automatic fix, or is empty.
    """

    id: str
    severity: Severity
    destination: str
    line: int
    message: str
    fix: str = ""

    def as_dict(self) -> dict[str, object]:
        """The record as plain data for ``--json``."""
        return {**asdict(self), "severity": str(self.severity)}
