from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from notesapp.storage.versions import REASONS
from notesapp.storage.versions_thinning import Kept, Limits, over_all, thinned

NOW = 1_700_000_000.0
DAY = 24 * 3600.0
_KEPT = st.builds(
    Kept,
    at_s=st.floats(0, 400 * DAY).map(lambda age: NOW - age),
    name=st.uuids().map(str),
    reason=st.sampled_from(REASONS),
    size=st.integers(1, 1000),
)
_MANY = st.lists(_KEPT, max_size=60, unique_by=lambda row: row.name)


@given(_MANY, st.integers(1, 30), st.integers(1, 20_000))
def test_it_is_bounded_and_spares_the_newest_and_the_first_import(
    rows: list[Kept], most: int, size: int
):
    gone = set(thinned(rows, NOW, Limits(versions=most, document_bytes=size)))
    stay = sorted(set(rows) - gone)
    first = next((row for row in sorted(rows) if row.reason == "imported"), None)
    safe = {row for row in (max(rows, default=None), first) if row is not None}
    assert safe <= set(stay)
    extra = [row for row in stay if row not in safe]
    assert not extra or (len(stay) <= most and sum(row.size for row in stay) <= size)


@given(_MANY)
def test_thinning_twice_is_thinning_once(rows: list[Kept]):
    limits = Limits(versions=1000, document_bytes=1_000_000)
    stay = set(rows) - set(thinned(rows, NOW, limits))
    assert thinned(stay, NOW, limits) == []


@given(_MANY)
def test_what_stands_nowhere_else_stays_for_ninety_days(rows: list[Kept]):
    gone = thinned(rows, NOW, Limits(versions=1000, document_bytes=1_000_000))
    lost = [row for row in gone if row.reason not in ("opened", "saved")]
    assert all(NOW - row.at_s > 90 * DAY for row in lost)


@given(st.dictionaries(st.sampled_from("abc"), _MANY), st.integers(1, 20_000))
def test_all_together_are_bounded_but_for_first_imports(
    documents: dict[str, list[Kept]], most: int
):
    gone = over_all(documents, Limits(all_bytes=most))
    stay = [
        (name, row) for name, rows in documents.items() for row in rows if (name, row) not in gone
    ]
    imports = [
        next((row for row in sorted(rows) if row.reason == "imported"), None)
        for rows in documents.values()
    ]
    kept = [row for _, row in stay]
    assert all(row in kept for row in imports if row is not None)
    total, alone = sum(row.size for row in kept), sum(row.size for row in imports if row)
    assert total <= max(most, alone)


def test_a_year_of_saving_leaves_few():
    rows = [Kept(NOW - 600.0 * n, str(n), "saved", 10) for n in range(6 * 24 * 365)]
    stay = len(rows) - len(thinned(rows, NOW, Limits(versions=10_000, document_bytes=10**9)))
    assert 230 <= stay <= 270
