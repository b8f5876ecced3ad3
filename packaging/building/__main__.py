"""The builders' command line; ``packaging/build.py`` starts it in its environment."""

from __future__ import annotations

import argparse
import sys

from building.bundle import build_bundle
from building.release import ROOT, this_release

WORK = ROOT / "build" / "packages"


def main(arguments: list[str]) -> int:
    """Run one command; the exit code."""
    parser = argparse.ArgumentParser(prog="build.py")
    commands = parser.add_subparsers(dest="command", required=True)
    bundle = commands.add_parser("bundle", help="the folder that every package is made of")
    bundle.add_argument("--naive", action="store_true", help="untrimmed, to compare with")
    options = parser.parse_args(arguments)
    made = build_bundle(this_release(), WORK, _say, naive=options.naive)
    for name in made.findings.from_the_system:
        _say(f"from the system: {name}")
    if made.findings.libraries:
        wanted = ".".join(map(str, made.findings.glibc))
        _say(f"{made.findings.libraries} libraries; needs glibc {wanted} or newer.")
    print(made.folder)
    return 0


def _say(text: str) -> None:
    print(f"build.py: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
