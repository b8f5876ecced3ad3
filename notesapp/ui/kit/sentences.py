"""Sentences from the layers without Qt, said in the user's language.

They arrive finished, in English: with the names in “quotes” and the numbers that belong to the
moment. Here those are taken out, the rest is looked up like any other word of the window (context
"Sentences"), and they are put back where the translation wants them.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

_VALUE = re.compile(r"“[^”]*”|\d+(?:[.,:]\d+)*")
_PLACE = re.compile(r"\{(\d+)\}")


def said_sentence(sentence: str) -> str:
    """The sentence in the user's language; as it is where there is no translation.

    ``Not opened: there is no file “x”.`` is looked up as ``Not opened: there is no file {0}.``.
    """
    if not sentence:
        return sentence
    values = _VALUE.findall(sentence)
    places = iter(range(len(values)))
    pattern = _VALUE.sub(lambda _: f"{{{next(places)}}}", sentence)
    found = QCoreApplication.translate("Sentences", pattern)
    if not found or found == pattern:
        return sentence
    return _PLACE.sub(lambda m: _value(values, int(m[1])), found)


def _value(values: list[str], number: int) -> str:
    return values[number] if number < len(values) else ""
