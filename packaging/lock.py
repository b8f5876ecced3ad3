#!/usr/bin/env python3
"""Lock what is installed: requirements-run, -test, -build and -readers.txt, package-lock.json.

    python3 packaging/lock.py            keep the locked versions where they still fit
    python3 packaging/lock.py --upgrade  take the newest versions the ranges allow

Needs `uv` on the path or in the running Python, and npm for the readers that Node runs. The
files hold versions, markers for every platform and hashes, and no address: where packages come
from is each machine's own setting.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = "pyproject.toml"
READERS = ROOT / "packaging" / "readers"
HEADER = "# Made by packaging/lock.py from {source}. Do not edit.\n"
OLDEST_PYTHON = "3.11"


def uv() -> list[str]:
    """Find the resolver."""
    found = shutil.which("uv", path=None) or shutil.which(
        "uv", path=str(Path(sys.executable).parent)
    )
    if not found:
        raise SystemExit("lock.py: uv is needed. Install it into a virtual environment of its own.")
    return [found]


def compile_lock(kind: str, extra: list[str], options: list[str], source: str = PROJECT) -> Path:
    """Resolve for all platforms at once and write one file with hashes."""
    target = ROOT / "packaging" / f"requirements-{kind}.txt"
    command = [*uv(), "pip", "compile", source, "--output-file", str(target)]
    command += ["--universal", "--generate-hashes", "--python-version", OLDEST_PYTHON]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command += ["--quiet", *extra, *options]
    code = subprocess.call(command, cwd=ROOT)
    if code:
        raise SystemExit(code)
    text = target.read_text("utf-8")
    if re.search(r"://|^-", text, re.MULTILINE):
        raise SystemExit(f"lock.py: {target.name} has an address or an option in it.")
    header = HEADER.format(source=source)
    target.write_text(header + text.removeprefix(header), "utf-8")
    return target


def lock_node(options: list[str]) -> None:
    """Write the lock of the readers that Node runs, without the address of a registry."""
    npm = shutil.which("npm")
    if not npm:
        print("lock.py: npm is not there; package-lock.json stays as it is.", file=sys.stderr)
        return
    target = READERS / "package-lock.json"
    if "--upgrade" in options:
        target.unlink(missing_ok=True)
    command = [npm, "install", "--package-lock-only", "--omit-lockfile-registry-resolved"]
    code = subprocess.call([*command, "--ignore-scripts", "--no-audit", "--no-fund"], cwd=READERS)
    if code:
        raise SystemExit(code)
    if '"resolved"' in target.read_text("utf-8"):
        raise SystemExit(f"lock.py: {target.name} has an address in it.")


def main(options: list[str]) -> int:
    """Lock the tests first, then program and packages with the same versions, then the readers."""
    test = compile_lock("test", ["--extra", "test"], options)
    same = ["--constraint", str(test.relative_to(ROOT))]
    compile_lock("run", same, options)
    compile_lock("build", ["--extra", "package", *same], options)
    wheels = ["--only-binary", ":all:"]  # a source package would run its own code when installed
    wheels += ["--override", "packaging/readers/overrides.in"]
    compile_lock("readers", wheels, options, "packaging/readers/requirements.in")
    lock_node(options)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
