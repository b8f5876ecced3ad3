"""The preview's texts, made in a process of their own that can be stopped.

Messages go both ways as four bytes of length, most significant first, and so many bytes of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, BinaryIO

from notesapp.core.parser import parse
from notesapp.formats.base import AudioInfo, Snapshot

WORD = "render-previews"  # the argument that starts the process
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Request:
    """Notes to render. ``number`` comes back with the reply.

    ``key`` is the destination to show; without one the reply holds the page's body and the
    description. ``sizes_of`` are the destinations to measure; ``settings`` are the options of
    outlets, by key and name.
    """

    number: int
    text: str
    base: str
    audio: AudioInfo
    key: str = ""
    sizes_of: tuple[str, ...] = ()
    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def packed(self) -> bytes:
        """The message."""
        return pack(asdict(self))


@dataclass(frozen=True, slots=True)
class Reply:
    """What was asked for; all else is empty.

    ``body`` is the page's body as HTML and ``description`` plain text: both only without ``key``.
    ``shown`` is what the destination will show, safe HTML, and ``remarks`` what it changes or
    drops; ``plain`` and ``html`` are what it is given; ``size`` and ``sizes`` are in the
    destinations' own units.
    """

    number: int
    body: str = ""
    description: str = ""
    key: str = ""
    shown: str = ""
    remarks: tuple[str, ...] = ()
    plain: str = ""
    html: str = ""
    size: int = 0
    sizes: Mapping[str, int] = field(default_factory=dict)


def serve(requests: BinaryIO, replies: BinaryIO) -> int:
    """Answer one request after the other until there are no more; returns the exit code."""
    while (message := _read(requests)) is not None:
        reply = answer(message)
        replies.write(pack(asdict(reply)))
        replies.flush()
    return 0


def answer(message: Mapping[str, Any]) -> Reply:
    """Render one request. Raises KeyError or TypeError for what is none, UsageError for keys."""
    from notesapp.destinations.registry import sizes_of
    from notesapp.formats.publish import make_snapshot

    settings = message.get("settings") or {}
    notes = parse(message["text"])
    snapshot = make_snapshot(notes, message["base"], AudioInfo(**message["audio"]))
    key = message.get("key") or ""
    reply = _outlet_reply(snapshot, key, settings) if key else _page_reply(snapshot)
    sizes = sizes_of(snapshot, message.get("sizes_of") or (), settings)
    return replace(reply, number=message["number"], sizes=sizes)


def _page_reply(snapshot: Snapshot) -> Reply:
    from notesapp.formats import description
    from notesapp.formats.html_body import Jumps, body_html

    body = body_html(snapshot.notes, Jumps("", ""))
    return Reply(0, body, description.write(snapshot))


def _outlet_reply(snapshot: Snapshot, key: str, settings: Mapping[str, Mapping[str, str]]) -> Reply:
    from notesapp.destinations.registry import outlet_of, with_options

    outlet = outlet_of(key)
    chosen = with_options(snapshot, key, settings)
    clip = outlet.clip(chosen)
    shown = outlet.show(clip, chosen)
    return Reply(
        0,
        key=key,
        shown=shown.html,
        remarks=shown.remarks,
        plain=clip.plain,
        html=clip.html,
        size=shown.size,
    )


def pack(message: dict[str, Any]) -> bytes:
    """A message as it goes over the wire; ASCII, so that lone surrogates survive."""
    data = json.dumps(message).encode("ascii")
    return len(data).to_bytes(_LENGTH, "big") + data


def unpack(received: bytes) -> tuple[Reply, bytes] | None:
    """The first reply of what was received and what stands behind it; None while one is short."""
    length = int.from_bytes(received[:_LENGTH], "big")
    if len(received) < _LENGTH + length or len(received) < _LENGTH:
        return None
    fields = json.loads(received[_LENGTH : _LENGTH + length])
    fields["remarks"] = tuple(fields["remarks"])
    return Reply(**fields), received[_LENGTH + length :]


def _read(requests: BinaryIO) -> dict[str, Any] | None:
    head = requests.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    data = requests.read(int.from_bytes(head, "big"))
    return dict(json.loads(data))
