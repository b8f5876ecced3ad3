"""Text made fit for XML 1.0."""

from __future__ import annotations

import re

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def fit(text: str) -> str:
    """The text without characters that XML cannot hold, not even as references."""
    return _UNFIT.sub("", text)


def escaped(text: str) -> str:
    """Text for an element or a double-quoted attribute."""
    return fit(text).translate(_ENTITIES)


def cdata(text: str) -> str:
    """Text as CDATA; an end mark inside is split over two sections."""
    return "<![CDATA[" + fit(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def attributes(**values: str) -> str:
    """`` name="value"`` for every value that is not empty."""
    return "".join(f' {name}="{escaped(value)}"' for name, value in values.items() if value)
