"""Every bench, one after the other: ``python tests/bench/run.py``. Prints tables of ratios."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHES = ("bench_start.py", "bench_key.py")


def main() -> int:
    """Run all; the exit code is the number of benches that did not finish."""
    here = Path(__file__).parent
    broken = 0
    for name in BENCHES:
        print(f"\n## {name}\n", flush=True)
        broken += subprocess.run([sys.executable, str(here / name)], check=False).returncode != 0
    return broken


if __name__ == "__main__":
    sys.exit(main())
