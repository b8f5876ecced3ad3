"""Templates and styles of other people: what they may say, and how much.

A template may print what a page knows, ask ``if`` and go through a list with ``for``, one in
another never. Its text is checked before it is compiled, the values are escaped, the result has
an end and is sanitised. A style may load nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from notesapp.errors import UsageError

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

LONGEST_PAGE, LONGEST_STYLE = 100_000, 300_000
LONGEST_RESULT = 8_000_000
MOST_LOOPS = 20
FILTERS = frozenset({"e", "escape", "upper", "lower", "trim", "length", "first", "last", "default"})
TESTS = frozenset({"defined", "undefined", "none", "odd", "even"})
_ALLOWED = frozenset(
    {
        *("Template", "Output", "TemplateData", "Name", "Const", "If", "For", "Filter", "Test"),
        *("Getattr", "Compare", "Operand", "And", "Or", "Not", "CondExpr"),
    }
)
_OF_LOOP = frozenset({"index", "index0", "first", "last", "length"})
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_LOADING = re.compile(
    r"@import|@charset|(?:url|src|image|image-set|cross-fade|expression|paint|element)\s*\("
    r"|-moz-binding|(?<![\w-])behaviou?r\s*:|javascript\s*:",
    re.IGNORECASE,
)


def refuse_style(style: str) -> None:
    """Raise UsageError where a style could load something or leave its element."""
    if len(style) > LONGEST_STYLE:
        raise UsageError("page.css is too long.")
    if "<" in style or re.search("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]", style):
        raise UsageError("page.css has signs that no style needs, “<” for example.")
    plain = _ESCAPE.sub(_unescaped, style)
    for text in (style, plain, _COMMENT.sub("", plain)):
        found = _LOADING.search(text)
        if found:
            raise UsageError(f"page.css may load nothing, and it says “{found[0]}”.")


def _unescaped(match: re.Match[str]) -> str:
    if match[2] is not None:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"


def refuse_page(page: str) -> None:
    """Raise UsageError where a template says more than it may."""
    if page.strip():
        _compiled(page)


def render_own(page: str, context: Mapping[str, Any]) -> str:
    """What a template of somebody's makes of a page; not sanitised yet. Raises UsageError."""
    from jinja2 import TemplateError

    template = _compiled(page)
    parts: list[str] = []
    room = LONGEST_RESULT + 2 * len(context.get("body", ""))
    try:
        for part in template.generate(**context):
            room -= len(part)
            if room < 0:
                raise UsageError("page.html makes a page that is too long.")
            parts.append(part)
    except (TemplateError, TypeError, ValueError, AttributeError, KeyError) as error:
        raise UsageError("page.html asks for something that a page has not.", repr(error)) from (
            error
        )
    return "".join(parts)


@lru_cache(maxsize=4)
def _compiled(page: str) -> Any:
    from jinja2 import TemplateSyntaxError

    if len(page) > LONGEST_PAGE:
        raise UsageError("page.html is too long.")
    environment = _environment()
    try:
        tree = environment.parse(page)
        _refuse_tree(tree)
        return environment.from_string(page)
    except TemplateSyntaxError as error:
        raise UsageError(
            f"page.html cannot be read at line {error.lineno}.", repr(error)
        ) from error
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise UsageError("page.html is nested too deeply.", repr(error)) from error


def _refuse_tree(tree: nodes.Template) -> None:
    loops = 0
    shows_body = False
    for node, inside in _walk(tree, False):
        kind = type(node).__name__
        if kind not in _ALLOWED:
            raise UsageError(f"page.html may not say “{kind.lower()}”, line {node.lineno}.")
        _refuse_node(node, kind, inside)
        loops += kind == "For"
        shows_body = shows_body or _is_body(node)
    if loops > MOST_LOOPS:
        raise UsageError(f"page.html has more than {MOST_LOOPS} loops.")
    if not shows_body:
        raise UsageError("page.html shows no notes. Write {{ body }} where they belong.")


def _refuse_node(node: Any, kind: str, inside: bool) -> None:
    line = f"line {node.lineno}"
    if kind != "Output" and any(_is_body(child) for child in node.iter_child_nodes()):
        raise UsageError(f"page.html may only print body, {line}.")
    if kind == "For" and (inside or node.recursive or type(node.iter).__name__ != "Name"):
        raise UsageError(f"page.html may go through one list at a time, {line}.")
    if kind == "Filter" and node.name not in FILTERS:
        raise UsageError(f"page.html may not use the filter “{node.name}”, {line}.")
    if kind == "Test" and node.name not in TESTS:
        raise UsageError(f"page.html may not use the test “{node.name}”, {line}.")
    if kind == "Getattr" and (node.attr.startswith("_") or type(node.node).__name__ != "Name"):
        raise UsageError(f"page.html may not use “{node.attr}”, {line}.")


def _is_body(node: Any) -> bool:
    """The notes' own words may be very long, so nothing is calculated with them."""
    return type(node).__name__ == "Name" and node.name == "body"


def _walk(node: Any, inside: bool) -> Iterator[tuple[Any, bool]]:
    yield node, inside
    within = inside or type(node).__name__ == "For"
    for child in node.iter_child_nodes():
        yield from _walk(child, within)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Narrow(ImmutableSandboxedEnvironment):
        """Only what was handed in can be looked at: no method, no attribute of anything else."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping) and attribute in obj:
                return obj[attribute]
            if isinstance(obj, LoopContext) and attribute in _OF_LOOP:
                return getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)

    environment = Narrow(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.globals.clear()
    return environment
