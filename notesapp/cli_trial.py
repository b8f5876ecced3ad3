"""The process in which Qt and the engines are tried; the self test starts it, people do not."""

from __future__ import annotations

WORD = "try-engines"
