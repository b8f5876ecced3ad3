"""XML from anywhere as a small tree: no entities, no document type, no depth without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from notesapp.errors import FileTrouble

DEEPEST = 64
MOST_ELEMENTS = 300_000

_NAME = re.compile(r"<(?:[A-Za-z_][\w.-]{0,99}:)?([A-Za-z_][\w.-]{0,99})")
_SKIPPED = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))


@dataclass(slots=True)
class Element:
    """One element. ``name`` is without prefix; ``text`` is its own, without that of children.

    ``line`` is the 1-based line where it starts. Names of attributes are without prefix too.
    """

    name: str
    prefix: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters directly inside, CDATA included."""
        return "".join(self.parts).strip()

    def named(self, name: str, prefix: str | None = None) -> list[Element]:
        """The children with a name, and a prefix where one is given (empty for none)."""
        return [
            child
            for child in self.children
            if child.name == name and (prefix is None or child.prefix == prefix)
        ]

    def value(self, name: str, prefix: str | None = None) -> str:
        """The text of the first such child that has some."""
        return next((c.text for c in self.named(name, prefix) if c.text), "")


def walk(element: Element) -> Iterator[Element]:
    """The element and all below it, in the order of the file."""
    waiting = [element]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(found.children)


def strays(element: Element) -> Iterator[tuple[int, str]]:
    """Words that stand between elements, where nothing but elements belongs; with their line."""
    for found in walk(element):
        if found.children and found.text:
            yield found.line, " ".join(found.text.split())


def root_name(text: str) -> str:
    """The name of the first element, without prefix; empty where the text is no XML."""
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        for opening, closing in _SKIPPED:
            if text.startswith(opening, at):
                end = text.find(closing, at + len(opening))
                if end < 0:
                    return ""
                at = end + len(closing)
                break
        else:
            match = _NAME.match(text, at)
            return match[1] if match else ""


def parse_xml(text: str) -> Element:
    """The root element. Raises FileTrouble with one sentence."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    builder = _Builder()
    data = text.encode("utf-8", "replace")
    try:
        parseString(data, builder, forbid_dtd=True)
    except DefusedXmlException as error:
        sentence = "This XML has a document type of its own. Remove <!DOCTYPE …> and try again."
        raise FileTrouble(sentence, repr(error)) from error
    except SAXParseException as error:
        sentence = f"Line {error.getLineNumber()} of this file is not well-formed XML."
        raise FileTrouble(sentence, repr(error)) from error
    except (SAXException, ValueError, LookupError) as error:
        raise FileTrouble("This file is not well-formed XML.", repr(error)[:200]) from error
    if builder.root is None:
        raise FileTrouble("This XML has nothing inside.")
    return builder.root


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self._place: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:
        self._place = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise FileTrouble("This XML is too deep or too long to hold chapters.")
        prefix, _, local = name.rpartition(":")
        values = {key.rpartition(":")[2]: value for key, value in attrs.items()}
        line = (self._place.getLineNumber() if self._place else 0) or 0
        element = Element(local, prefix, values, line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def endElement(self, name: str) -> None:
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].parts.append(content)
