"""What may leave the house: addresses that are safe to publish, titles on one clean line."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

SCHEMES = ("http", "https", "mailto")

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b\u2028\u2029\ufeff]+")
_LONGEST_ADDRESS = 16_384
_LONGEST_HOST = 500  # with a name, a password and a port
_LONGEST_LABEL = 63
_HOST = re.compile(r"[^/?#]*:?//([^/?#]*)")
# Longer runs of marks than any writing has take very long to compose (Unicode, UAX 15).
_MOST_MARKS = 30
_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\u02ff\u034f]{{{_MOST_MARKS + 1},}}")
_HIDDEN_MARKS = re.compile("[\u0f73\u0f75\u0f81]")  # each is composed of two
_JOINER = "\u034f"
_KEPT = "!$&'()*+,-./:;=?@_~%[]"


def clean_title(text: str) -> str:
    """One line of text: composed, without control characters and direction overrides."""
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    text = unicodedata.normalize("NFC", _MAYBE_MARKS.sub(_parted, _DROPPED.sub("", text)))
    return " ".join(text.split())


def _parted(match: re.Match[str]) -> str:
    """A run of marks in parts; a run of dashes or pictures as it is."""
    run = match[0]
    if not (any(map(unicodedata.combining, run)) or _HIDDEN_MARKS.search(run)):
        return run
    return _JOINER.join(run[at : at + _MOST_MARKS] for at in range(0, len(run), _MOST_MARKS))


def clean_url(text: str) -> str:
    """An absolute http, https or mailto address in pure ASCII; empty where it is none of these."""
    text = _SURROGATES.sub("", _IN_ADDRESS.sub("", text))
    host = _HOST.match(text)
    if len(text) > _LONGEST_ADDRESS or (host and len(host[1]) > _LONGEST_HOST):
        return ""
    try:
        parts = urlsplit(text)
        scheme = parts.scheme.lower()
        if scheme == "mailto" and "@" in parts.path:
            return "mailto:" + quote(text.partition(":")[2], safe=_KEPT)
        if scheme not in ("http", "https") or not parts.hostname:
            return ""
        name = _ascii_host(parts.hostname)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError is one too
        return ""
    user = parts.netloc.rpartition("@")[0]
    path = quote(parts.path, safe=_KEPT)
    query = "?" + quote(parts.query, safe=_KEPT) if parts.query else ""
    fragment = "#" + quote(parts.fragment, safe=_KEPT) if parts.fragment else ""
    before = quote(user, safe="!$&'()*+,;=:%") + "@" if user else ""
    return f"{scheme}://{before}{name}{port}{path}{query}{fragment}"


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{quote(host, safe=':.%')}]"
    if any(len(label) > _LONGEST_LABEL for label in host.split(".")):
        raise ValueError(host)  # found out in no time, while IDNA takes its square
    ascii_host = host.encode("idna").decode("ascii")
    if not re.fullmatch(r"[A-Za-z0-9._~!$&'()*+,;=%-]+", ascii_host):
        raise ValueError(host)
    return ascii_host


def web_url(text: str) -> str:
    """An absolute http or https address, or an empty string."""
    url = clean_url(text)
    return url if url.startswith("http") else ""
