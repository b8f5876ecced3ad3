from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def safe_site() -> Iterator[Site]:
    """The same behind TLS, with a certificate that nobody knows."""
    made = Site(tls=True)
    yield made
    made.close()
