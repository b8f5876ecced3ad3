"""Medians and ratios as a table that can be pasted into the docs."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def row(name: str, ours: Sequence[float], other: Sequence[float], target: float) -> str:
    """One line: medians in milliseconds, their ratio, the bound and whether it holds."""
    ratio = median(ours) / median(other)
    verdict = "holds" if ratio <= target else "does not hold"
    return (
        f"| {name} | {median(ours):.2f} | {median(other):.2f} | {ratio:.2f} "
        f"| ≤ {target:.2f} | {verdict} |"
    )


HEAD = (
    "| what | ours, median ms | compared with, median ms | ratio | bound | |\n"
    "| --- | --- | --- | --- | --- | --- |"
)
