"""The parts of a window that are built when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


@dataclass(frozen=True, slots=True)
class Feature:
    """One part: ``commands`` maps the commands it does to the names of its methods.

    ``make`` imports and builds it; a QObject shall have the window as its parent. An ``eager`` one
    is built once the window has been painted, the others when one of their commands is first run.
    """

    name: str
    commands: Mapping[str, str]
    make: Callable[[Desk], object]
    eager: bool = False


class Features:
    """The features of one window, each built once."""

    def __init__(self, features: tuple[Feature, ...], desk: Callable[[], Desk]) -> None:
        self._features = {feature.name: feature for feature in features}
        self._desk = desk
        self._built: dict[str, object] = {}

    def get(self, name: str) -> Any:
        """Return the feature of a name, built now if it was not yet."""
        if name not in self._built:
            self._built[name] = self._features[name].make(self._desk())
        return self._built[name]

    def wake(self) -> None:
        """Build those that work without being asked."""
        for feature in self._features.values():
            if feature.eager:
                self.get(feature.name)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """What each of their commands calls."""
        return {
            command: self._handler(feature.name, method)
            for feature in self._features.values()
            for command, method in feature.commands.items()
        }

    def _handler(self, name: str, method: str) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            return getattr(self.get(name), method)(*arguments)

        return call
