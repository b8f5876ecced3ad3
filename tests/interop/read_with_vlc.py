"""Lists the chapters that libVLC shows of a file, as JSON; in a process of its own, no wrapper."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import sys
import time
from typing import Any

LONGEST = 20.0  # seconds until the file has to play
SETTLE = 1.0  # seconds after which a demuxer has said all its chapters


class Description(ctypes.Structure):
    _fields_ = (
        ("start_ms", ctypes.c_int64),
        ("duration_ms", ctypes.c_int64),
        ("name", ctypes.c_char_p),
    )


Descriptions = ctypes.POINTER(ctypes.POINTER(Description))


def library() -> Any:
    vlc = ctypes.CDLL(ctypes.util.find_library("vlc") or "libvlc.so.5")
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for name, result, arguments in (
        ("libvlc_new", pointer, (ctypes.c_int, ctypes.POINTER(text))),
        ("libvlc_media_new_path", pointer, (pointer, text)),
        ("libvlc_media_player_new_from_media", pointer, (pointer,)),
        ("libvlc_media_player_play", ctypes.c_int, (pointer,)),
        ("libvlc_media_player_stop", None, (pointer,)),
        ("libvlc_media_player_get_state", ctypes.c_int, (pointer,)),
        (
            "libvlc_media_player_get_full_chapter_descriptions",
            ctypes.c_int,
            (pointer, ctypes.c_int, ctypes.POINTER(Descriptions)),
        ),
    ):
        function = getattr(vlc, name)
        function.restype, function.argtypes = result, arguments
    return vlc


def chapters(path: str) -> list[tuple[int, int, str, str]]:
    vlc = library()
    words = [b"--aout=dummy", b"--vout=dummy", b"--intf=dummy", b"--quiet"]
    instance = vlc.libvlc_new(len(words), (ctypes.c_char_p * len(words))(*words))
    media = vlc.libvlc_media_new_path(instance, path.encode())
    player = vlc.libvlc_media_player_new_from_media(media)
    vlc.libvlc_media_player_play(player)
    end = time.monotonic() + LONGEST
    playing = 3
    while vlc.libvlc_media_player_get_state(player) != playing:
        assert time.monotonic() < end, "it does not play"
        time.sleep(0.02)
    time.sleep(SETTLE)
    found = Descriptions()
    count = vlc.libvlc_media_player_get_full_chapter_descriptions(player, -1, ctypes.byref(found))
    rows = [found[n].contents for n in range(max(count, 0))]
    listed = [(r.start_ms, r.start_ms + r.duration_ms, (r.name or b"").decode(), "") for r in rows]
    vlc.libvlc_media_player_stop(player)
    return listed


if __name__ == "__main__":
    print(json.dumps(chapters(sys.argv[1])))
