"""What is pasted as clean text: HTML as Markdown, without what word processors leave behind."""

from __future__ import annotations

import re

from notesapp.core.lines import classify
from notesapp.core.paste_html import markdown_lines

MOST_HTML = 1_000_000
"""Characters of HTML that are read; what is longer is taken as plain text."""
MOST_TABLE = 200_000

_STRUCTURE = re.compile(
    r"<(?:a\s[^>]{0,2000}href|b|strong|i|em|h[1-6]|li|tr|code)\b|mso-list:"
    r"|(?<![-\w])font-weight:\s*(?:bold|[6-9]00)|(?<![-\w])font-style:\s*(?:italic|oblique)",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]"
)
_NO_BREAK = "\u00a0\u202f\u2007"
_ODD_SPACE = re.compile(f"[{_NO_BREAK}]")
# In French the space before these, and inside the marks of a quotation, must not break.
_LOOSE_SPACE = re.compile(f"(?<!«)[{_NO_BREAK}](?![:;!?»])")
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛‹›", "'"),
    }
)
_INNER = re.compile("«[\u00a0\u202f ]?|[\u00a0\u202f]?»")
_BLOCK = re.compile(r"[ \t]*(?:[-*+•][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|```|> )")
_EMPTY_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")


def paste_of(html: str, plain: str, *, language: str = "en", straight: bool = False) -> str:
    """The text to paste, from the two forms a clipboard offers; either may be empty.

    HTML counts where it says more than the plain text does: links, lists, headings, emphasis.
    ``straight`` takes typographic quotes back to those of the keyboard.
    """
    structured = bool(html) and len(html) <= MOST_HTML and bool(_STRUCTURE.search(html))
    if structured or not plain:
        lines = markdown_lines(html[:MOST_HTML]) if html else []
        text = "\n".join(lines)
    else:
        text = _tables(plain)
    return clean_text(text, language=language, straight=straight)


def clean_text(text: str, *, language: str = "en", straight: bool = False) -> str:
    r"""Text with ``\n`` line ends and plain spaces, without characters that nobody sees.

    Where the language is French, the no-break space before : ; ! ? and inside « » stays.
    """
    text = _DROPPED.sub("", _BREAKS.sub("\n", text))
    if straight:
        text = _INNER.sub('"', text).translate(_STRAIGHT)
    french = language.lower().startswith("fr")
    return (_LOOSE_SPACE if french else _ODD_SPACE).sub(" ", text)


def fitted(before: str, text: str, plain: str = "") -> str:
    """Pasted text as it belongs behind ``before``, the words of the line the caret is in.

    A list or heading that would begin in the middle of a line begins on its own; pasted into an
    empty list item, it brings no second mark. A single heading or item whose ``plain`` form has
    no mark is words like any other there: a title copied from a page.
    """
    first, _, rest = text.partition("\n")
    if plain and not rest and before.strip() and not _BLOCK.match(plain):
        return _BLOCK.sub("", first, count=1)
    if _EMPTY_ITEM.match(before) and _ITEM.match(first):
        return _ITEM.sub("", first, count=1) + (f"\n{rest}" if rest else "")
    label = classify(before).label
    bare = label is not None and not before[label.end :].strip()
    if before.strip() and _BLOCK.match(first) and (rest or bare):
        return f"\n{text}"
    return text


def _tables(text: str) -> str:
    """Rows with tabs, as spreadsheets copy them, with bars between the cells."""
    if "\t" not in text or len(text) > MOST_TABLE:
        return text
    lines = _BREAKS.sub("\n", text).split("\n")
    rows = [line for line in lines if line.strip()]
    counts = {line.count("\t") for line in rows}
    if len(counts) != 1 or 0 in counts or all(line.startswith("\t") for line in rows):
        return text
    return "\n".join(" | ".join(cell.strip() for cell in line.split("\t")) for line in lines)
