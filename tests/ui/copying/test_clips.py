"""The clipboard holds what a destination is given, to the byte, for other programs too."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication

from notesapp.ui.copying.clips import CHARSET, HTML, clip_data

PLAIN = "00:00 Intro\n01:12 “Wörter” & 日本語 \U0001f399\n"
RICH = "<p>00:00 Intro<br>01:12 “Wörter” &amp; 日本語 \U0001f399</p>\n<ul>\n<li>x</li>\n</ul>\n"
COPIES = """
import sys
from PySide6.QtWidgets import QApplication
from notesapp.ui.copying.clips import clip_data
app = QApplication([])
app.clipboard().setMimeData(clip_data(sys.argv[1], sys.argv[2]))
print("copied", flush=True)
app.exec()
"""


def test_both_texts_are_there_and_nothing_else(qapp) -> None:
    QGuiApplication.clipboard().setMimeData(clip_data(PLAIN, RICH))
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == PLAIN
    assert bytes(data.data(HTML).data()) == (CHARSET + RICH).encode("utf-8")
    assert data.html() == CHARSET + RICH
    assert {word.partition(";")[0] for word in data.formats()} == {"text/plain", HTML}


def test_plain_text_alone_offers_nothing_rich(qapp) -> None:
    data = clip_data(PLAIN, "")
    assert data.text() == PLAIN and not data.hasHtml()


def test_letters_that_are_none_are_no_trouble(qapp) -> None:
    data = clip_data("a\udfffb", "<p>a\udfffb</p>")
    assert bytes(data.data(HTML).data()) == (CHARSET + "<p>a?b</p>").encode("utf-8")


@pytest.mark.skipif(
    not (shutil.which("xclip") and shutil.which("Xvfb")), reason="needs xclip and Xvfb"
)
@pytest.mark.parametrize(("kind", "wanted"), [(HTML, CHARSET + RICH), ("UTF8_STRING", PLAIN)])
def test_another_program_gets_the_same_bytes(kind: str, wanted: str) -> None:
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "320x240x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    copying = None
    try:
        assert server.stdout is not None
        display = f":{server.stdout.readline().decode().strip()}"
        environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PATH": "/usr/bin:/bin"}
        copying = subprocess.Popen(
            [sys.executable, "-c", COPIES, PLAIN, RICH],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment | {"PYTHONPATH": ":".join(p for p in sys.path if p)},
        )
        assert copying.stdout is not None
        if copying.stdout.readline() != b"copied\n":
            pytest.skip("Qt has no X11 here")
        read = subprocess.run(
            ["xclip", "-o", "-selection", "clipboard", "-t", kind],
            capture_output=True,
            env=environment,
            timeout=20,
            check=True,
        )
        assert read.stdout == wanted.encode("utf-8")
    finally:
        for process in (copying, server):
            if process is not None:
                process.kill()
                process.wait()
                if process.stdout is not None:
                    process.stdout.close()
