#!/usr/bin/env python3
"""Build what people install.

    python3 packaging/build.py deb               the package for Debian and Ubuntu, in dist/
    python3 packaging/build.py tarxz             the archive for any Linux desktop
    python3 packaging/build.py all               both, with checksums and the list of parts
    python3 packaging/build.py twice             both two times: are the bytes the same?
    python3 packaging/build.py try               dev.py package-test
    python3 packaging/build.py bundle [--naive]  the folder they are made of, or all untrimmed

--quick hardly packs at all: large, and there at once.

On Linux it goes on in the distribution's Python: one that was compiled by hand carries its
symbols and the builder's paths into the bundle. Makes .venv-build from the hash-locked
requirements beside this file, and installs missing Debian packages when it runs as root.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import dev

SYSTEM_PYTHON = Path("/usr/bin/python3")
VENV = dev.ROOT / ".venv-build"
NEEDS = dev.Purpose("build", ("venv", "qt", "window", "vlc", "build"))
TRYING = dev.Purpose("build", (*NEEDS.required, "ear", "desk", "try"))


def main(arguments: list[str]) -> int:
    """Set up, and become the builders."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__, file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else 2
    if dev.LINUX and SYSTEM_PYTHON.exists() and not _is_running(SYSTEM_PYTHON):
        os.execv(SYSTEM_PYTHON, [str(SYSTEM_PYTHON), str(Path(__file__).resolve()), *arguments])
    trying = arguments[0] == "try"
    dev.ensure_system(TRYING if trying else NEEDS)
    dev.ensure_venv(NEEDS.lock, VENV)
    environment = dev.program_environment()
    environment["PYTHONPATH"] = os.pathsep.join((str(dev.LOCKS), environment["PYTHONPATH"]))
    part = ["trials", *arguments[1:]] if trying else ["building", *arguments]
    line = [str(dev.venv_python(VENV)), "-P", "-m", *part]
    return subprocess.call(line, env=environment)


def _is_running(python: Path) -> bool:
    """Whether this is that very Python, and no environment made with another."""
    return (
        Path(sys.base_prefix) == Path("/usr")
        and python.resolve() == Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    )


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        dev.say("stopped; the next start goes on from a clean state.")
        sys.exit(130)
