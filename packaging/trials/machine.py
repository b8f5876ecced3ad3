"""A clean minimal Debian in a folder: debootstrap's smallest, one person, and nothing installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

__all__ = ["PERSON", "Machine", "why_not"]

PERSON = "person"
_UID = 1000
_LIMIT_S = 600
# What the machine must share with this one for its package tool to work, where it is there.
_NETWORK = ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt")


def why_not() -> str:
    """Why no machine can be made here; empty where one can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "making a clean machine needs root"
    if not shutil.which("debootstrap"):
        return "debootstrap is not installed"
    with tempfile.TemporaryDirectory() as folder:
        line = ["mount", "-t", "proc", "proc", folder]
        if subprocess.run(line, capture_output=True).returncode:
            return "nothing can be mounted here"
        subprocess.run(["umount", "-l", folder], check=True)
    return ""


class Machine:
    """Use it as a context. ``binds`` are folders of this machine and where they are seen inside."""

    def __init__(
        self,
        suite: str,
        kept: Path,
        binds: Mapping[Path, str],
        say: Callable[[str], None],
    ) -> None:
        self.suite = suite
        self.root = Path()
        self._kept = kept
        self._binds = dict(binds)
        self._say = say
        self._mounted: list[Path] = []

    def __enter__(self) -> Machine:
        base = self._base()
        self.root = Path(tempfile.mkdtemp(prefix=f"{self.suite}-", dir=self._kept))
        try:
            line = ["cp", "-a", "--reflink=auto", f"{base}/.", str(self.root)]
            subprocess.run(line, check=True)
            self._share_network()
            for source, place in (("/dev", "dev"), ("/dev/pts", "dev/pts")):
                self._mount(["--bind", source], place)
            self._mount(["-t", "proc", "proc"], "proc")
            for folder, place in self._binds.items():
                self._mount(["--bind", str(folder)], place)
            self.as_root("useradd", "--create-home", "--uid", str(_UID), PERSON)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    @property
    def home(self) -> Path:
        """The person's home, as seen from this machine."""
        return self.root / "home" / PERSON

    def as_root(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run something as root inside. Raises CalledProcessError where it fails and is checked."""
        environment = {"DEBIAN_FRONTEND": "noninteractive", "LANG": "C.UTF-8"}
        return self._run(self._line(words, "", environment), check)

    def install(self, *names: str) -> None:
        """Install with apt, nothing but what these need."""
        if not (self.root / "var/lib/apt/lists").glob("*Packages*"):
            self.as_root("apt-get", "update", "-qq")
        self.as_root("apt-get", "install", "-y", "-qq", "--no-install-recommends", *names)

    def as_person(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run something as the person, with this environment and no other."""
        return self._run(self._line(words, PERSON, environment), False)

    def start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start something as the person and let it run."""
        line = self._line(words, PERSON, environment)
        log = (self.root / "tmp" / "started.log").open("ab")
        with log:
            return subprocess.Popen(
                line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def processes(self, name: str) -> dict[int, list[str]]:
        """What runs inside under this name: process and words."""
        found = {}
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            with suppress(OSError):
                if (folder / "root").readlink() != self.root.resolve():
                    continue
                if (folder / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                    continue
                words = (folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
                if Path(words[0]).name == name:
                    found[int(folder.name)] = words[1:-1]
        return found

    def kill(self, name: str) -> None:
        """End everything of this name inside, as a crash does, and wait until it is gone."""
        until_s = time.monotonic() + 20
        while (left := self.processes(name)) and time.monotonic() < until_s:
            for number in left:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            time.sleep(0.05)

    def _line(self, words: Sequence[str], user: str, environment: Mapping[str, str]) -> list[str]:
        home = f"/home/{user}" if user else "/root"
        path = "/usr/local/bin:/usr/bin:/bin" + ("" if user else ":/usr/local/sbin:/usr/sbin:/sbin")
        settings = {"HOME": home, "PATH": path, "TERM": "dumb", **environment}
        line = ["chroot", *([f"--userspec={user}:{user}"] if user else []), str(self.root)]
        line += ["env", "-i", *(f"{name}={value}" for name, value in settings.items())]
        return [*line, "sh", "-c", 'cd "$HOME" && exec "$@"', "sh", *words]

    def _run(self, line: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            line,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LIMIT_S,
        )
        if check and done.returncode:
            words = " ".join(line[line.index("sh", 4) + 4 :])
            tail = (done.stdout + done.stderr).strip().splitlines()[-6:]
            raise RuntimeError(f"“{words}” ended with {done.returncode}: {' / '.join(tail)}")
        return done

    def _base(self) -> Path:
        base = self._kept / f"base-{self.suite}"
        if (base / ".whole").exists():
            return base
        self._say(f"Making a minimal Debian ({self.suite}; only now) …")
        shutil.rmtree(base, ignore_errors=True)
        base.mkdir(parents=True)
        line = ["debootstrap", "--variant=minbase", "--include=ca-certificates", self.suite]
        done = subprocess.run([*line, str(base)], capture_output=True, text=True)
        if done.returncode:
            tail = done.stdout.strip().splitlines()[-3:]
            raise RuntimeError(f"debootstrap ended with {done.returncode}: {' / '.join(tail)}")
        (base / ".whole").touch()
        return base

    def _share_network(self) -> None:
        for name in _NETWORK:
            if Path("/", name).is_file():
                target = self.root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                shutil.copyfile(Path("/", name), target)
        self.as_root("apt-get", "update", "-qq")

    def _mount(self, what: list[str], place: str) -> None:
        target = self.root / place.lstrip("/")
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", *what, str(target)], check=True, capture_output=True)
        self._mounted.append(target)

    def _end(self) -> None:
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with suppress(OSError):
                    if (folder / "root").readlink() == self.root.resolve():
                        os.kill(int(folder.name), signal.SIGKILL)
        for target in reversed(self._mounted):
            subprocess.run(["umount", "-l", str(target)], capture_output=True)
        subprocess.run(["rm", "-rf", "--one-file-system", str(self.root)], check=False)
