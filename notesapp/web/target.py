"""An address taken apart: what would be asked, of whom, or why it is not asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from encodings.idna import nameprep
from urllib.parse import quote, urljoin, urlsplit

from notesapp.errors import NotesError

_LONGEST = 8192
_LONGEST_HOST = 253
_LONGEST_LABEL = 63
_ODD = re.compile(r"[\x00-\x20\x7f-\xa0\u200b\u2028\u2029\ufeff\ud800-\udfff]")
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")
_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?")
_PLAIN_V4 = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
_V6 = re.compile(r"[0-9a-f:.]{2,45}")
_KEPT = "!$&'()*+,-./:;=?@_~%[]"
# Names that no public name server knows, or that machines in a data centre answer to.
_NEAR = (
    *("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp"),
    *("private", "arpa", "onion", "i2p"),
)
_OWN_LETTERS = {"ß", "ς"}
_PORTS = {"http": 80, "https": 443}


class NotAsked(NotesError):
    """This address is not asked; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked. ``host`` is a name in lower-case ASCII, or a number without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_number(self) -> bool:
        """Whether the host is an IP address."""
        return ":" in self.host or _PLAIN_V4.fullmatch(self.host) is not None

    @property
    def host_header(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """The address once more, without what only a browser keeps."""
        return f"{self.scheme}://{self.host_header}{self.path}"


def target_of(address: str) -> Target:
    """Take an address apart. Raises ``NotAsked`` for all that is not a page of the public web."""
    address = address.strip()
    if address.lower().startswith("www."):
        address = f"https://{address}"
    if len(address) > _LONGEST or _ODD.search(address) or "\\" in address:
        raise NotAsked("Not asked: this is no address of a page.")
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        raise NotAsked("Not asked: this is no address of a page.") from None
    if scheme not in _PORTS:
        raise NotAsked("Not asked: only addresses with http or https are.")
    if "@" in parts.netloc:
        raise NotAsked("Not asked: the address holds a name or a password.")
    host = _public_host(host)
    path = quote(parts.path, safe=_KEPT) or "/"
    query = "?" + quote(parts.query, safe=_KEPT) if parts.query else ""
    return Target(scheme, host, _PORTS[scheme] if port is None else port, path + query)


def led_to(target: Target, location: str) -> Target:
    """The target that an answer leads on to."""
    try:
        further = urljoin(target.address, location.strip())
    except ValueError:
        raise NotAsked("Not asked: it leads on to what is no address of a page.") from None
    return target_of(further)


def _public_host(host: str) -> str:
    if ":" in host:
        if not _V6.fullmatch(host):
            raise NotAsked("Not asked: this is no address of a page.")
        return host
    if _NUMBERS.fullmatch(host):
        if not _PLAIN_V4.fullmatch(host):
            raise NotAsked("Not asked: the host is a number that hides where it leads.")
        return host
    name = _ascii(host.removesuffix("."))
    near = name.rpartition(".")[2] in _NEAR
    if near or (name and "." not in name):
        raise NotAsked("Not asked: this is a name of a local network.")
    if len(name) > _LONGEST_HOST or not _NAME.fullmatch(name):
        raise NotAsked("Not asked: this is no address of a page.")
    return name


def _ascii_label(label: str) -> str:
    """As browsers do: ß and final ς are letters of their own, not ss and σ."""
    if not set(label) & _OWN_LETTERS:
        return label.encode("idna").decode("ascii")
    own = re.split(f"([{''.join(_OWN_LETTERS)}])", label)
    prepared = "".join(part if part in _OWN_LETTERS else nameprep(part) for part in own)
    return "xn--" + prepared.encode("punycode").decode("ascii")


def _ascii(host: str) -> str:
    if len(host) > _LONGEST_HOST or any(len(part) > _LONGEST_LABEL for part in host.split(".")):
        return ""
    try:
        name = ".".join(map(_ascii_label, re.split("[.\u3002\uff0e\uff61]", host))).lower()
    except UnicodeError:
        return ""
    # Full-width digits and dots have become plain ones only now.
    return "" if _NUMBERS.fullmatch(name) else name
