"""MPRIS on the session bus, on a thread of its own.

Qt's D-Bus cannot be told from Python to send a 64-bit number inside a map, which the length of a
track is, and a value it cannot send ends the process; so this speaks the protocol itself.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notesapp.remote import mpris_words as words
from notesapp.remote.mpris_answers import PROPERTIES, answer
from notesapp.remote.showing import Showing, Wish, has_jumped

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.threading import DBusConnection

_log = logging.getLogger(__name__)
_DO_NOT_QUEUE = 4
_OWNER = 1


def bus_address(environment: Mapping[str, str]) -> str:
    """Where the session bus listens; empty where there is none. Never starts one."""
    told = environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    if told:
        return told
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    place = Path(runtime) / "bus"
    return f"unix:path={place}" if runtime and place.exists() else ""


class MprisBus:
    """Answers media keys and shows what plays, until ``close``.

    ``on_wish`` and ``on_name`` are called on the bus's thread: a wish, and the bus name taken
    (empty when there is no bus, or it has gone). Nothing here waits for the bus.
    """

    def __init__(
        self, address: str, on_wish: Callable[[Wish], None], on_name: Callable[[str], None]
    ) -> None:
        self._address = address
        self._on_wish = on_wish
        self._on_name = on_name
        self._shown = Showing()
        self._told: dict[str, words.Typed] = words.player_properties(self._shown)
        self._news: queue.SimpleQueue[Showing | None] = queue.SimpleQueue()
        self._connection: DBusConnection | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="media keys", daemon=True)

    def start(self) -> None:
        """Connect, in the background."""
        self._thread.start()

    def show(self, shown: Showing) -> None:
        """Tell what plays now; others hear of it where it differs."""
        before, self._shown = self._shown, shown
        if words.player_properties(shown) != words.player_properties(before) or has_jumped(
            before, shown
        ):
            self._news.put(shown if has_jumped(before, shown) else None)
            self._wake()

    def close(self) -> None:
        """Let go of the bus; returns at once."""
        self._closed = True
        self._wake()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end of the thread, for tests; whether it has ended."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _wake(self) -> None:
        connection = self._connection
        if connection is not None:
            with suppress(OSError):
                connection.interrupt()

    def _run(self) -> None:
        from jeepney.io.threading import open_dbus_connection

        try:
            self._connection = open_dbus_connection(self._address)
        except Exception as error:
            _log.info("There is no session bus: %s", error)
            self._on_name("")
            return
        try:
            self._on_name(self._take_name(self._connection))
            self._serve(self._connection)
        except (OSError, RuntimeError, ValueError) as error:
            _log.info("The session bus has gone: %s", error)
        finally:
            connection, self._connection = self._connection, None
            with suppress(OSError):
                connection.close()
            if not self._closed:
                self._on_name("")

    def _take_name(self, connection: DBusConnection) -> str:
        """The program's own name, or one with the process in it where another run has that."""
        from jeepney.bus_messages import message_bus
        from jeepney.io.threading import DBusRouter

        with DBusRouter(connection) as router:
            for name in (words.NAME, f"{words.NAME}.instance{os.getpid()}"):
                call = message_bus.RequestName(name, _DO_NOT_QUEUE)
                if router.send_and_get_reply(call, timeout=5).body == (_OWNER,):
                    return name
        return ""

    def _serve(self, connection: DBusConnection) -> None:
        from jeepney.io.threading import ReceiveStopped

        self._tell(connection)
        while not self._closed:
            try:
                message = connection.receive()
            except ReceiveStopped:
                connection.reset_interrupt()
                self._tell(connection)
            else:
                self._answer(connection, message)

    def _answer(self, connection: DBusConnection, message: Message) -> None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        header = message.header
        if header.message_type is not MessageType.method_call:
            return
        fields: dict[Any, Any] = header.fields
        interface = fields.get(HeaderFields.interface, "")
        member = fields.get(HeaderFields.member, "")
        made = answer(interface, member, message.body, self._shown, time.monotonic())
        if made.error:
            connection.send(new_error(message, made.error))
        else:
            connection.send(new_method_return(message, made.signature or None, made.body))
        if made.wish is not None:
            self._on_wish(made.wish)

    def _tell(self, connection: DBusConnection) -> None:
        """Announce what changed since the last time, and jumps."""
        jumped: Showing | None = None
        with suppress(queue.Empty):
            while True:
                jumped = self._news.get_nowait() or jumped
        now = words.player_properties(self._shown)
        changed = {name: value for name, value in now.items() if self._told.get(name) != value}
        self._told = now
        if changed:
            self._signal(
                connection,
                PROPERTIES,
                "PropertiesChanged",
                "sa{sv}as",
                (words.PLAYER, changed, []),
            )
        if jumped is not None:
            at = (jumped.position_ms * 1000,)
            self._signal(connection, words.PLAYER, "Seeked", "x", at)

    @staticmethod
    def _signal(
        connection: DBusConnection,
        interface: str,
        name: str,
        signature: str,
        body: tuple[object, ...],
    ) -> None:
        from jeepney import DBusAddress, new_signal

        emitter = DBusAddress(words.PATH, interface=interface)
        connection.send(new_signal(emitter, name, signature, body))
