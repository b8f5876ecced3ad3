"""Where the program keeps its own files, by the customs of each system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

__all__ = ["Places", "places_from_environment"]

_NAME = "notesapp"


@dataclass(frozen=True, slots=True)
class Places:
    """The program's own folders; none of them need exist yet."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def settings_file(self) -> Path:
        """The settings, which people may edit."""
        return self.config / "settings.json"

    @property
    def state_file(self) -> Path:
        """What may be lost without harm."""
        return self.state / "state.json"

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """Where the program writes for itself, and what killed runs leave may lie."""
        return (self.config, self.data, self.state, self.versions_folder)

    @property
    def recovery_folder(self) -> Path:
        """Copies of notes that have no file yet."""
        return self.state / "recovery"

    @property
    def versions_folder(self) -> Path:
        """Earlier states of notes."""
        return self.data / "versions"

    @property
    def session_file(self) -> Path:
        """What was open, and where."""
        return self.state / "session.json"

    @property
    def log_folder(self) -> Path:
        """Logs and reports of what went wrong."""
        return self.state / "log"

    @property
    def peaks_folder(self) -> Path:
        """How loud audio files are, so that it need not be measured twice."""
        return self.cache / "peaks"


def places_from_environment(env: Mapping[str, str], platform: str, home: Path) -> Places:
    """The folders for ``sys.platform`` given the environment and the home folder. Pure.

    A folder named in the environment counts only when it is an absolute path.
    """
    if platform == "win32":
        roaming = _named(env, "APPDATA", home / "AppData" / "Roaming", PureWindowsPath)
        local = _named(env, "LOCALAPPDATA", home / "AppData" / "Local", PureWindowsPath)
        return Places(
            config=roaming / _NAME,
            data=roaming / _NAME / "data",
            state=local / _NAME / "state",
            cache=local / _NAME / "cache",
        )
    if platform == "darwin":
        support = home / "Library" / "Application Support" / _NAME
        return Places(
            config=support,
            data=support / "data",
            state=support / "state",
            cache=home / "Library" / "Caches" / _NAME,
        )
    return Places(
        config=_named(env, "XDG_CONFIG_HOME", home / ".config") / _NAME,
        data=_named(env, "XDG_DATA_HOME", home / ".local" / "share") / _NAME,
        state=_named(env, "XDG_STATE_HOME", home / ".local" / "state") / _NAME,
        cache=_named(env, "XDG_CACHE_HOME", home / ".cache") / _NAME,
    )


def _named(
    env: Mapping[str, str],
    name: str,
    otherwise: Path,
    flavour: type[PurePosixPath] | type[PureWindowsPath] = PurePosixPath,
) -> Path:
    value = env.get(name, "")
    return Path(value) if value and flavour(value).is_absolute() else otherwise
