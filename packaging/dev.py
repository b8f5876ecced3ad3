#!/usr/bin/env python3
"""Set up this checkout and start it, with nothing but Python 3.11 or newer.

    python3 packaging/dev.py run [ARGS...]    start the program; without ARGS, on the sample episode
    python3 packaging/dev.py test [ARGS...]   run the tests; ARGS go to pytest
    python3 packaging/dev.py interop [ARGS]   have other people's programs read what we write
    python3 packaging/dev.py torture [ARGS]   try to make it lose work; --kills 1000 for long
    python3 packaging/dev.py package-test     build packages, try them in clean Debian 12 and 13
    python3 packaging/dev.py doctor           say what is there and what is missing

The first start makes .venv from the hash-locked requirements beside this file; interop also makes
.venv-readers, where the other programs are that come from Python and Node. Missing Debian or
Ubuntu packages are installed when this runs as root; otherwise the line to run is printed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from system_packages import LINUX, install_line, missing

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
READERS = ROOT / ".venv-readers"
LOCKS = ROOT / "packaging"
MINIMUM = (3, 11)
WINDOWS = sys.platform == "win32"
MAKING = "making"
NO_WINDOW_COMMANDS = (
    *("formats", "export", "import", "chapters", "inspect", "check", "shift", "embed", "publish"),
    *("links", "versions", "selftest"),
)
NO_WINDOW_OPTIONS = ("--version", "--help", "-h")


@dataclass(frozen=True)
class Purpose:
    """What one kind of start needs: groups it cannot do without, and groups it is better with."""

    lock: str
    required: tuple[str, ...]
    wanted: tuple[str, ...] = ()


WINDOW = Purpose("run", ("venv", "qt", "window"), ("vlc",))
NO_WINDOW = Purpose("run", ("venv",))
SELFTEST = Purpose("run", ("venv",), ("qt", "vlc"))
TEST = Purpose("test", ("venv", "qt", "vlc"), ("window", "ear", "desk"))
INTEROP = Purpose("test", ("venv", "qt", "vlc", "readers"))


def say(text: str) -> None:
    """Write one line about the set-up where it cannot mix with the program's output."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def stop(text: str) -> SystemExit:
    """Make the exit with code 1 and a sentence on standard error."""
    return SystemExit(f"dev.py: {text}")


def purpose_of(arguments: list[str]) -> Purpose:
    """Tell from the program's arguments what the start needs."""
    first = next((a for a in arguments if not a.startswith("-")), "")
    if first == "selftest":
        return SELFTEST
    if first in NO_WINDOW_COMMANDS or any(a in NO_WINDOW_OPTIONS for a in arguments):
        return NO_WINDOW
    return WINDOW


# --- system packages ---


def ensure_system(purpose: Purpose) -> None:
    """Install what is missing when root; otherwise print the line and leave with 1.

    Groups that are only wanted hold nothing up: what is not there afterwards is named.
    """
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    required = missing(purpose.required)
    if required and not may_install:
        raise stop(
            "some system packages are missing. Run this line as root, then start again:\n\n"
            f"    apt-get update && {shlex.join(install_line(required + missing(purpose.wanted)))}"
            "\n\n(These are Debian's names; other systems have the same libraries.)"
        )
    if required:
        trouble = apt_install(install_line(required))
        if trouble:
            raise stop(trouble)
        required = missing(purpose.required)
        if required:
            names = " ".join(p.name for p in required)
            raise stop(f"these are still missing after installing: {names}")
    wanted = missing(purpose.wanted)
    # Nothing the person has may go for a package that is only wanted.
    trouble = apt_install([*install_line(wanted), "--no-remove"]) if wanted and may_install else ""
    wanted = missing(purpose.wanted)
    if wanted:
        why = f" ({trouble})" if trouble else ""
        line = shlex.join(install_line(wanted))
        say(f"going on without some system packages{why}; to add them: {line}")


def apt_install(line: list[str]) -> str:
    """Run apt-get update and the line, quietly; return what went wrong, if anything did."""
    names = [word for word in line[4:] if not word.startswith("-")]
    say(f"installing system packages: {' '.join(names)}")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    wait = ["-qq", "-o", "DPkg::Lock::Timeout=300"]
    for command in ([line[0], "update", *wait], [line[0], *line[1:], *wait]):
        code = subprocess.call(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        if code:
            return f"this command ended with {code}: {shlex.join(command)}"
    return ""


# --- the virtual environment ---


def venv_python(venv: Path) -> Path:
    """Where the environment's interpreter is, whether or not it exists."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def stamp_file(venv: Path) -> Path:
    """Where the environment says what it was made from."""
    return venv / "dev-stamp.txt"


def python_tag() -> str:
    """Name the running interpreter as far as an environment depends on it."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return f"{sys.implementation.name}-{version}-{platform.machine()}"


def stamp(lock: str) -> str:
    """Say what an environment made now from this lock would be."""
    digest = hashlib.sha256((LOCKS / f"requirements-{lock}.txt").read_bytes()).hexdigest()
    return f"{lock} {python_tag()} {digest}"


def read_stamp(venv: Path) -> str:
    """Read the environment's own word, empty if it has none."""
    try:
        return stamp_file(venv).read_text("utf-8").strip()
    except OSError:
        return ""


def is_ready(venv: Path, lock: str) -> bool:
    """Whether the environment can be used as it is; one with the tests can also run."""
    fitting = {stamp(lock)} | ({stamp("test")} if lock == "run" else set())
    return read_stamp(venv) in fitting and venv_python(venv).exists()


def is_usable(venv: Path) -> bool:
    """Whether packages can be installed into the environment, rather than making it anew."""
    if read_stamp(venv) == MAKING or not venv_python(venv).exists():
        return False
    probe = (
        "import pip, platform, sys;"
        "print(f'{sys.implementation.name}-{sys.version_info[0]}.{sys.version_info[1]}"
        "-{platform.machine()}')"
    )
    done = subprocess.run([venv_python(venv), "-c", probe], capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() == python_tag()


@contextmanager
def alone(folder: Path):  # type: ignore[no-untyped-def]
    """Hold back other starts of this script in the same checkout."""
    if WINDOWS:
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def ensure_venv(lock: str, venv: Path = VENV) -> None:
    """Make the environment, or bring it up to date; quick when there is nothing to do."""
    if is_ready(venv, lock):
        return
    with alone(ROOT):
        if not is_ready(venv, lock):
            make_venv(lock, venv)


def make_venv(lock: str, venv: Path) -> None:
    """Install the lock, into a new environment unless the present one is whole."""
    fresh = not is_usable(venv)
    if fresh:
        if venv.is_symlink() or venv.is_file():
            venv.unlink()
        elif venv.exists():
            say(f"{venv.name} is unfinished or belongs to another Python; making it again")
            shutil.rmtree(venv)
        venv.mkdir()
    stamp_file(venv).write_text(MAKING, "utf-8")
    say(f"installing Python packages into {venv.name} (only now; takes a minute or two)")
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PIP_USER")}
    if fresh:
        call([sys.executable, "-m", "venv", str(venv)], environment)
    pip = [str(venv_python(venv)), "-m", "pip", "install", "--quiet", "--no-input"]
    checks = ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
    if (
        lock == "readers"
    ):  # the lock is whole, and leaves out what packaging/readers/overrides.in says
        checks.append("--no-deps")
    call([*pip, *checks, "-r", str(LOCKS / f"requirements-{lock}.txt")], environment)
    stamp_file(venv).write_text(stamp(lock), "utf-8")


def node_folder(venv: Path) -> Path:
    """Where the readers that Node runs are, beside those of Python."""
    return venv / "node"


def ensure_node(venv: Path) -> None:
    """Install the locked packages for Node; none of their own scripts is run."""
    names = ("package.json", "package-lock.json")
    sources = {name: (LOCKS / "readers" / name).read_bytes() for name in names}
    folder, wanted = node_folder(venv), hashlib.sha256(b"".join(sources.values())).hexdigest()
    with alone(ROOT):
        if read_stamp(folder) == wanted:
            return
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir()
        for name, data in sources.items():
            (folder / name).write_bytes(data)
        npm = shutil.which("npm")
        if not npm:
            raise stop("npm is not there; install Node, then start again.")
        say(f"installing Node packages into {venv.name}")
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        call([npm, "ci", "--prefix", str(folder), *quiet], dict(os.environ))
        stamp_file(folder).write_text(wanted, "utf-8")


def call(command: list[str], environment: dict[str, str]) -> None:
    """Run one step of the set-up, leaving with its trouble if there is any.

    The step has a session of its own, so that Ctrl+C ends it and what it started, quietly.
    """
    step = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        code = step.wait()
    except KeyboardInterrupt:
        if WINDOWS:
            step.kill()
        else:
            os.killpg(step.pid, signal.SIGTERM)
        step.wait()
        raise
    if code:
        raise stop(f"this command ended with {code}: {shlex.join(command)}")


# --- the commands ---


def has_display(environment: dict[str, str]) -> bool:
    """Whether a window can be shown."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not LINUX or any(environment.get(name) for name in names)


def program_environment() -> dict[str, str]:
    """Give the environment in which the checkout's package is found."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONHOME"}
    return {**environment, "PYTHONPATH": str(ROOT)}


def become(arguments: list[str], environment: dict[str, str]) -> int:
    """Turn into the environment's Python, so that signals and the exit code are its own."""
    command = [str(venv_python(VENV)), *arguments]
    if not WINDOWS:
        os.execve(command[0], command, environment)
    return subprocess.call(command, env=environment)


def run(arguments: list[str]) -> int:
    """Start the program."""
    purpose = purpose_of(arguments)
    environment = program_environment()
    if not has_display(environment):
        if purpose is WINDOW:
            raise stop(
                "there is no display to open a window on. Start this from a desktop session; "
                "commands such as `run export` and `run check` work without one."
            )
        environment["QT_QPA_PLATFORM"] = "offscreen"
    ensure_system(purpose)
    ensure_venv(purpose.lock)
    return become(["-P", "-m", "notesapp", *(arguments or ["--demo"])], environment)


def test(arguments: list[str]) -> int:
    """Run the tests without a display, wherever this was started."""
    ensure_system(TEST)
    ensure_venv(TEST.lock)
    return pytest(arguments)


def interop(arguments: list[str]) -> int:
    """Run the tests in which other programs read what we write; a missing one is a failure."""
    ensure_system(INTEROP)
    ensure_venv(INTEROP.lock)
    ensure_venv("readers", READERS)
    ensure_node(READERS)
    return pytest(["tests/interop", *arguments], NOTESAPP_INTEROP="required")


def torture(arguments: list[str]) -> int:
    """Run the programs that try to make it lose work."""
    ensure_system(TEST)
    ensure_venv(TEST.lock)
    os.chdir(ROOT)
    environment = program_environment() | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    return become(["tests/torture/run.py", *arguments], environment)


def pytest(arguments: list[str], **more: str) -> int:
    """Become pytest, in the checkout."""
    environment = program_environment()
    environment |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", **more}
    os.chdir(ROOT)
    return become(["-m", "pytest", *arguments], environment)


def doctor() -> int:
    """Print what is there; exit code 1 if a window could not be opened with sound."""
    print(f"Python    {platform.python_version()} ({sys.executable})")
    print(f"run       {'ready' if is_ready(VENV, 'run') else 'set up at the next start'}")
    print(f"test      {'ready' if is_ready(VENV, 'test') else 'set up at the next start'}")
    print(f"display   {'found' if has_display(program_environment()) else 'none'}")
    absent = missing(WINDOW.required + WINDOW.wanted)
    print(f"packages  {'all there' if not absent else 'missing, to add them as root:'}")
    if absent:
        print(f"\n    apt-get update && {shlex.join(install_line(absent))}\n")
    return 1 if absent else 0


def main(arguments: list[str]) -> int:
    """Choose the command."""
    if sys.version_info < MINIMUM:
        needed = ".".join(map(str, MINIMUM))
        raise stop(f"Python {needed} or newer is needed; this is {platform.python_version()}.")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "run":
        return run(rest)
    if command == "test":
        return test(rest)
    if command == "interop":
        return interop(rest)
    if command == "torture":
        return torture(rest)
    if command == "package-test":
        return subprocess.call([sys.executable, str(LOCKS / "build.py"), "try", *rest])
    if command == "doctor":
        return doctor()
    print(__doc__, file=sys.stdout if command in ("-h", "--help") else sys.stderr)
    return 0 if command in ("-h", "--help") else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("stopped; the next start goes on from a clean state.")
        sys.exit(130)
