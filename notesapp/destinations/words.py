"""Blocks as pleasant plain text: one blank line between them, bullets, links with addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from urllib.parse import unquote

from notesapp.destinations.tree import CODE, ITEM, QUOTE, Block, Run, lines_of

ANGLES = str.maketrans({"<": "‹", ">": "›"})


def write_plain(blocks: Sequence[Block], *, angles: bool = True) -> str:
    """The blocks as text, without a line break at the end; ``angles`` False changes < and >."""
    parts: list[str] = []
    for before, block in pairwise((None, *blocks)):
        if block is None:
            continue
        if parts:
            close = before is not None and _one_list(before, block)
            parts.append("\n" if close else "\n\n")
        parts.append(_block(block))
    text = "".join(parts)
    return text if angles else text.translate(ANGLES)


def _one_list(before: Block, block: Block) -> bool:
    """Whether two blocks are items of one list, or of lists within each other."""
    both = before.kind == block.kind == ITEM
    return both and not (
        before.depth == block.depth == 1 and bool(before.number) != bool(block.number)
    )


def _block(block: Block) -> str:
    lines = [plain_runs(line, whole=block.kind != CODE) for line in lines_of(block.runs)]
    if block.kind == QUOTE:
        return "“" + "\n".join(lines) + "”"
    if block.kind != ITEM:
        return "\n".join(lines)
    indent = "  " * (block.depth - 1)
    mark = f"{block.number}. " if block.number else "• "
    first, *others = lines
    return "\n".join([f"{indent}{mark}{first}", *(f"{indent}  {line}" for line in others)])


def plain_runs(runs: Iterable[Run], *, whole: bool = False) -> str:
    """One line. ``whole``: a link that stands alone reads ``words: address``."""
    pieces = [(href, "".join(r.text for r in same)) for href, same in groupby(runs, _address)]
    linked = sum(bool(text.strip()) for _, text in pieces)
    return "".join(_piece(text, href, whole and linked == 1) for href, text in pieces)


def _address(run: Run) -> str:
    return run.href


def _piece(text: str, href: str, lone: bool) -> str:
    if not href or not text.strip():
        return text
    address = href.removeprefix("mailto:")
    words = text.strip()
    if words in (address, unquote(address), address.partition("://")[2]) or address == words + "/":
        return text.replace(words, address)
    return f"{text}: {address}" if lone else f"{text} ({address})"
