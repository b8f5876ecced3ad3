"""Whether a process that wrote something is still the one that runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["process_mark"]


def process_mark(pid: int) -> str | None:
    """A text that tells a running process from any other with the same number; None if it is dead.

    On Linux the boot and the moment the process started; elsewhere only that it runs, so that a
    number used anew counts as the old process.
    """
    if pid <= 0:
        return None
    if sys.platform == "linux":
        return _linux_mark(pid)
    if sys.platform == "win32":
        return _windows_mark(pid)
    return _running_mark(pid)


def _linux_mark(pid: int) -> str | None:
    try:
        status = Path(f"/proc/{pid}/stat").read_bytes()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return _running_mark(pid) if not Path("/proc/self/stat").exists() else None
    # The name of the program stands in brackets and may hold anything, brackets too.
    fields = status.rpartition(b")")[2].split()
    state, started = fields[0], fields[19]
    return None if state in (b"Z", b"X") else f"{boot}:{started.decode('ascii')}"


def _running_mark(pid: int) -> str | None:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return "running"


def _windows_mark(pid: int) -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes  # os.kill(pid, 0) would end the process here

    query_limited, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32
    handle = kernel.OpenProcess(query_limited, False, pid)
    if not handle:
        return None
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return "running" if not known or code.value == still_active else None
