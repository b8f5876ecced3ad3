"""The title of a page, out of at most 256 KiB of whatever a server sent."""

from __future__ import annotations

import codecs
import html
import re

from notesapp.web.wire import Answer

LONGEST_TITLE = 200
_LONGEST_TAG = 4000
_TITLE = re.compile(r"<title(?=[\s>/])", re.IGNORECASE)
_TITLE_END = re.compile(r"</title", re.IGNORECASE)
_META = re.compile(r"<meta(?=[\s/])", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-z:-]{1,40})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I
)
_CHARSET = re.compile(r"charset\s{0,20}=\s{0,20}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LONG_CHARREF = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Only what pages are written in: Python knows stranger ones.
_CHARSETS = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|(?:iso-?)?8859-\d{1,2}|iso-8859-\d{1,2}|latin-?\d|us-ascii|ascii"
    r"|(?:windows|cp)-?12\d\d|koi8-[ru]|shift[-_]jis|sjis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk"
    r"|gb18030|big5(?:-hkscs)?|macintosh|tis-620"
)
_WESTERN = re.compile(r"us-ascii|ascii|latin-?1|(?:iso-?)?8859-1|iso-8859-1")


def title_of(answer: Answer) -> str:
    """The page's title on one line; empty where it is no page or has none."""
    kind = answer.content_type.partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", "") or not answer.body:
        return ""
    page = decoded(answer.body, answer.content_type)
    return _clean(_between_tags(page)) or _clean(_of_meta(page))


def decoded(body: bytes, content_type: str = "") -> str:
    """Bytes as text: by mark, by the server's word, by the page's own, else UTF-8 or Western."""
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body.decode(charset, "replace")
    head = body[:2048].decode("ascii", "replace")
    for text in (content_type, head):
        match = _CHARSET.search(text)
        charset = match[1].lower() if match else ""
        if charset and _CHARSETS.fullmatch(charset):
            return _by_charset(body, charset)
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)  # the end may be cut in two
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _by_charset(body: bytes, charset: str) -> str:
    name = "cp1252" if _WESTERN.fullmatch(charset) else charset
    try:
        return body.decode(name, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _between_tags(page: str) -> str:
    start = _TITLE.search(page)
    if start is None:
        return ""
    opened = page.find(">", start.end(), start.end() + _LONGEST_TAG)
    closed = _TITLE_END.search(page, opened + 1) if opened >= 0 else None
    return page[opened + 1 : closed.start()] if closed is not None else ""


def _of_meta(page: str) -> str:
    """What a page calls itself where others show it (``og:title``)."""
    for match in _META.finditer(page):
        end = page.find(">", match.end(), match.end() + _LONGEST_TAG)
        if end < 0:
            continue
        found = {
            a[1].lower(): a[2] or a[3] or a[4] or ""
            for a in _ATTRIBUTE.finditer(page, match.end(), end)
        }
        if (found.get("property") or found.get("name", "")).lower() == "og:title":
            return found.get("content", "")
    return ""


def _clean(text: str) -> str:
    text = html.unescape(_LONG_CHARREF.sub("", text[: LONGEST_TITLE * 20]))
    line = " ".join(_DROPPED.sub("", text).split())
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip() + "…"
