"""Where the sound comes out, how loud beyond loud, and how late it is heard there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from notesapp.player.port import PlayerPort
from notesapp.player.state import DEFAULT_OUTPUT, Output, PlayerState
from notesapp.storage.settings_file import Settings, SettingsFile
from notesapp.ui.sound.playback import Playback

_LOOK_MS = 2000


@dataclass(frozen=True)
class OutputFacts:
    """The names of the outputs, the one wanted (empty: the default), and known delays in ms."""

    names: tuple[str, ...]
    chosen: str
    delays: Mapping[str, int]


class SoundOutput(QObject):
    """Keeps the engine's output as the user wants it, across engines, plugs and restarts.

    While one is chosen it is also looked for now and then: not every system says when it goes.
    Outputs are remembered by name: each engine numbers them in its own way. ``changed`` says that
    outputs, choice, delay or boost are others now; ``lost`` carries a sentence.
    """

    changed = Signal()
    lost = Signal(str)

    def __init__(
        self, playback: Playback, settings: SettingsFile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._settings = settings
        self._engine: PlayerPort | None = None
        self._in_use = self._asked = ""
        self._is_missed = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._apply_output)
        playback.engine_made.connect(self._on_engine)
        playback.state_changed.connect(self._on_state)

    @property
    def chosen(self) -> str:
        """The name of the output the user wants; empty for the system's default."""
        return self._settings.read().word("player.output")

    def outputs(self) -> tuple[Output, ...]:
        """Where it can play now, the system's default first."""
        return self._engine.outputs() if self._engine is not None else (DEFAULT_OUTPUT,)

    def facts(self) -> OutputFacts:
        """What menus and dialogs show of the outputs. Before there is an engine nobody knows
        what is there; the chosen one is taken to be.
        """
        names = tuple(output.name for output in self.outputs() if output.id)
        values = self._settings.read()
        chosen = values.word("player.output")
        if self._engine is None and chosen:
            names = (chosen,)
        return OutputFacts(names, chosen, values.numbers("player.output_delays"))

    def name_in_use(self) -> str:
        """The name under which the delay of what plays now is kept."""
        wanted = self._playback.state.output
        return next((o.name for o in self.outputs() if o.id == wanted), DEFAULT_OUTPUT.name)

    def id_of(self, name: str) -> str | None:
        """The engine's id of an output; None while it is not there."""
        if not name:
            return DEFAULT_OUTPUT.id
        return next((o.id for o in self.outputs() if o.id and o.name == name), None)

    def delay_ms(self, name: str = "") -> int:
        """The delay of an output, of the one in use without a name."""
        delays = self._settings.read().numbers("player.output_delays")
        return delays.get(name or self.name_in_use(), 0)

    def choose(self, name: str) -> None:
        """Play on another output; empty for the system's default."""
        self._settings.prefer("player.output", name)
        self._is_missed = False
        self._apply_output()
        self.changed.emit()

    def keep_delay(self, name: str, ms: int) -> None:
        """Remember how late an output is heard."""
        delays = self._settings.read().numbers("player.output_delays")
        delays[name] = ms
        kept = {key: value for key, value in delays.items() if value}
        self._settings.prefer("player.output_delays", kept)
        self._apply_delay()
        self.changed.emit()

    def set_boost(self, db: int) -> None:
        """Raise quiet voices by so much, remembered."""
        self._settings.prefer("player.boost_db", db)
        if self._engine is not None:
            self._engine.set_boost(db)
        self.changed.emit()

    def apply_settings(self, values: Settings) -> None:
        """Take all of it anew, after the settings changed."""
        if self._engine is not None:
            self._engine.set_boost(values.whole("player.boost_db"))
            self._engine.set_warm(values.whole("player.keep_warm_s"))
            self._apply_output()
            self._apply_delay()
        self.changed.emit()

    def _on_engine(self, engine: PlayerPort | None) -> None:
        self._engine = engine
        self._asked = ""
        self._is_missed = False
        self._look.stop()
        if engine is not None:
            engine.outputs_changed.connect(self._on_outputs)
            engine.output_lost.connect(self._on_lost)
            self.apply_settings(self._settings.read())

    def _on_outputs(self) -> None:
        self._apply_output()
        self._apply_delay()
        self.changed.emit()

    def _on_lost(self, sentence: str) -> None:
        self._is_missed = True
        self.lost.emit(sentence)

    def _on_state(self, state: PlayerState) -> None:
        if state.output != self._in_use:
            self._in_use = state.output
            self._apply_delay()
            self.changed.emit()

    def _apply_output(self) -> None:
        name, engine = self.chosen, self._engine
        if engine is None or not name:
            self._look.stop()
        elif not self._look.isActive():
            self._look.start()
        if engine is None:
            return
        found, in_use = self.id_of(name), self._playback.state.output
        if found is not None:
            self._is_missed = False
            if found != in_use or found != self._asked:
                self._ask(found)
        elif in_use:
            self._ask(in_use)  # the engine finds it gone, falls back and says so
        elif not self._is_missed:
            self._is_missed = True
            self.lost.emit(
                self.tr(
                    "“{0}” is not there. Playing on the system default until it is back."
                ).format(name)
            )

    def _ask(self, output_id: str) -> None:
        self._asked = output_id
        if self._engine is not None:
            self._engine.set_output(output_id)

    def _apply_delay(self) -> None:
        if self._engine is not None:
            self._engine.set_delay(self.delay_ms())
