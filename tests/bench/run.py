"""Every bench, one after the other. Prints tables of ratios.

python tests/bench/run.py              all of them, some 20 minutes; the ear hears five formats
python tests/bench/run.py --all        the ear hears every format, half an hour more
python tests/bench/run.py start key    only these
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

BENCHES = (
    *("start", "key", "typing", "journal", "waveform", "source", "peaks", "check", "embed", "hold"),
    "ear",
)


def main() -> int:
    """Run them; the exit code is the number of benches that did not finish."""
    parser = argparse.ArgumentParser(description="Run the benches.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--all", action="store_true", help="hear every format")
    wanted = parser.parse_args()
    unknown = set(wanted.names) - set(BENCHES)
    if unknown:
        parser.error(f"no bench is called {sorted(unknown)[0]}")
    here = Path(__file__).parent
    broken = 0
    for name in wanted.names or BENCHES:
        print(f"\n## {name}\n", flush=True)
        more = ["--all"] if name == "ear" and wanted.all else []
        command = [sys.executable, str(here / f"bench_{name}.py"), *more]
        broken += subprocess.run(command, check=False).returncode != 0
    return broken


if __name__ == "__main__":
    sys.exit(main())
