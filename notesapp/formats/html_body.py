"""The body of the page: the notes' nodes as HTML, their stamps as links that jump."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from notesapp.core.lines import TimeMark, classify
from notesapp.core.model import Form, Node, NodeKind, Notes, Segment, SegmentKind
from notesapp.formats.html_markdown import Converter
from notesapp.formats.html_tokens import Tokens
from notesapp.formats.source import heading_text, shown_nodes, without_fences, without_fraction

_BLANKS = " \t\u00a0"


@dataclass(frozen=True, slots=True)
class Jumps:
    """Where stamps lead: into the audio at ``audio_href``, or to themselves where it is empty."""

    audio_href: str
    label: str

    def href(self, ms: int) -> str:
        """A link that works without scripts: a media fragment in whole seconds."""
        return f"{self.audio_href}#t={ms // 1000}"


def body_html(notes: Notes, jumps: Jumps) -> str:
    """The notes below the page's title. Total: any notes give well-formed HTML."""
    return _Body(notes, jumps).build()


class _Body:
    def __init__(self, notes: Notes, jumps: Jumps) -> None:
        self._notes = notes
        self._jumps = jumps
        self._tokens = Tokens()
        self._converter = Converter(self._tokens)
        self._ids: set[int] = set()

    def build(self) -> str:
        parts: list[str] = []
        run: list[str] = []
        for node in shown_nodes(self._notes):
            if self._runs_on(node):
                run += self._lines(node)
                continue
            parts += self._flush(run)
            run = []
            parts.append(self._single(node))
        parts += self._flush(run)
        return self._tokens.restore("\n".join(part for part in parts if part))

    def _runs_on(self, node: Node) -> bool:
        if node.kind is NodeKind.SEGMENT:
            return self._segment(node).form is Form.ITEM
        return node.kind in (NodeKind.TEXT, NodeKind.BLANK)

    def _flush(self, run: list[str]) -> Iterator[str]:
        text = "\n".join(run).strip("\n")
        if text.strip():
            yield self._converter.blocks(text)

    def _segment(self, node: Node) -> Segment:
        return self._notes.segments[node.segment or 0]

    def _single(self, node: Node) -> str:
        make: dict[NodeKind, Callable[[Node], str]] = {
            NodeKind.SEGMENT: self._segment_html,
            NodeKind.CODE: self._code,
            NodeKind.RULE: lambda _: "<hr>",
            NodeKind.TITLE: self._title,
        }
        return make.get(node.kind, self._heading)(node)

    def _title(self, node: Node) -> str:
        return "" if node.first_line == self._notes.title_line else self._heading(node)

    def _heading(self, node: Node) -> str:
        line = self._notes.lines[node.first_line]
        level = min(max(classify(line).level, 2), 4)
        text = self._converter.inline(self._with_tokens(heading_text(line)))
        return f"<h{level}>{text}</h{level}>"

    def _code(self, node: Node) -> str:
        source = self._notes.lines[node.first_line : node.last_line + 1]
        text = self._tokens.guard("\n".join(without_fences(source)))
        return f"<pre><code>{escape(text, quote=False)}\n</code></pre>"

    def _segment_html(self, node: Node) -> str:
        segment = self._segment(node)
        lines = self._lines(node)
        if segment.form is Form.HEADING:
            level = min(max(classify(self._notes.lines[node.first_line]).level, 2), 4)
            inside = self._converter.inline(heading_text(lines[0]))
            return f'<h{level} id="s{segment.index + 1}">{inside}</h{level}>'
        inside = self._converter.blocks("\n".join(lines))
        kind = {SegmentKind.TOPIC: "topic"}.get(segment.kind, str(segment.kind))
        return f'<div class="segment {kind}" id="s{segment.index + 1}">\n{inside}\n</div>'

    def _lines(self, node: Node) -> list[str]:
        """The node's lines with stand-ins for stamps and label, without the attribute line."""
        last = node.last_line
        segment = self._segment(node) if node.segment is not None else None
        if segment is not None:
            last = segment.body_last_line
        first, *others = self._notes.lines[node.first_line : last + 1]
        lines = [self._with_tokens(first, segment), *map(self._with_tokens, others)]
        return ["" if not line.strip(_BLANKS) else line for line in lines]

    def _with_tokens(self, line: str, segment: Segment | None = None) -> str:
        spans = [self._stamp_span(line, mark) for mark in classify(line).times]
        label = segment.label if segment is not None else None
        if label is not None:
            spans.append((label.start, label.end, self._label(label.source)))
        out: list[str] = []
        done = 0
        for start, end, token in sorted(spans):
            if start < done:
                continue
            out += [self._tokens.guard(line[done:start]), token]
            done = end
        return "".join(out) + self._tokens.guard(line[done:])

    def _label(self, source: str) -> str:
        """A stand-in for the label; emphasis that goes on behind it is kept."""
        bare = source.strip()
        lead = bare[: len(bare) - len(bare.lstrip("*_"))]
        word = bare.strip("*_").strip()
        closed = bare.endswith(lead) and len(bare) > len(lead)
        inner = f'<span class="label">{escape(word)}</span>'
        return ("" if closed else lead) + self._tokens.put(inner, word)

    def _stamp_span(self, line: str, mark: TimeMark) -> tuple[int, int, str]:
        target = line[mark.end : mark.tail]
        end = mark.tail if target.startswith(("(#", "(http://", "(https://")) else mark.end
        return mark.start, end, self._tokens.put(self._stamp(mark), line[mark.start : end])

    def _stamp(self, mark: TimeMark) -> str:
        seconds = mark.start_ms // 1000
        anchor = "" if seconds in self._ids else f' id="t={seconds}"'
        self._ids.add(seconds)
        shown = escape(without_fraction(mark.source).strip("[](（）【】) \u00a0"))
        name = escape(self._jumps.label.format(shown)) if self._jumps.audio_href else shown
        return (
            f'<a class="stamp"{anchor} href="{escape(self._jumps.href(mark.start_ms))}" '
            f'data-start-ms="{mark.start_ms}" aria-label="{name}">{shown}</a>'
        )
