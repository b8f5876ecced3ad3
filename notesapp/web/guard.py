"""Whom the program may connect to: public addresses on the web's ports, and nobody else."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from notesapp.web.target import NotAsked, Target

PORTS = frozenset({80, 443, 8000, 8080, 8443})

# Written out: what Python counts as global changed between its versions.
_NEVER_V4 = tuple(
    map(
        ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24"),
            *("192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
            *("224.0.0.0/4", "240.0.0.0/4"),
            "168.63.129.16/32",  # what machines in one data centre are told about themselves
        ),
    )
)
_ONLY_V6 = ip_network("2000::/3")
# Tunnels can carry a private IPv4 address in a public one.
_NEVER_V6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
# ISATAP: the last half of such a number is a private network's own address.
_WITHIN = (0x00005EFE, 0x02005EFE)
_TRANSLATED = ip_network("64:ff9b::/96")


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the public internet; False for all that is doubtful."""
    try:
        found = ip_address(number)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not any(found in net for net in _NEVER_V4)
    if found.scope_id or found.ipv4_mapped is not None:
        return False
    if found in _TRANSLATED:
        return is_public(str(IPv4Address(int(found) & 0xFFFFFFFF)))
    return _is_public_v6(found)


def _is_public_v6(found: IPv6Address) -> bool:
    if int(found) >> 32 & 0xFFFFFFFF in _WITHIN:
        return False
    return found in _ONLY_V6 and found.is_global and not any(found in net for net in _NEVER_V6)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Every IP address of a name, as this system knows them. Raises OSError."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(row[4][0]) for row in rows))


def _same(number: str, port: int) -> tuple[str, int]:
    return number, port


@dataclass(frozen=True, slots=True)
class Guard:
    """Who looks up names, and which addresses and ports are allowed; strict unless a test says so.

    ``route`` is where a connection really goes, for tests that stand servers in for public ones.
    ``authorities`` is a file of certificates to believe besides certifi's.
    """

    resolve: Callable[[str, int], tuple[str, ...]] = resolve
    allows: Callable[[str], bool] = is_public
    ports: frozenset[int] = PORTS
    route: Callable[[str, int], tuple[str, int]] = _same
    authorities: str = ""

    def admit(self, target: Target) -> tuple[str, ...]:
        """The addresses of a target that were looked at. Raises ``NotAsked`` or OSError.

        One doubtful address among several is enough to ask none. The name is looked up once:
        whoever connects uses these numbers, not the name.
        """
        if target.port not in self.ports:
            raise NotAsked("Not asked: web pages do not live at this port.")
        numbers = (target.host,) if target.is_number else self.resolve(target.host, target.port)
        if not numbers or not all(map(self.allows, numbers)):
            raise NotAsked("Not asked: the address is one of a private network.")
        return numbers


STRICT = Guard()
