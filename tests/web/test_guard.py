"""Whom the program never connects to. Nothing here opens a connection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.web.guard import STRICT, Guard, is_public
from notesapp.web.target import NotAsked, target_of
from tests.web.site import PUBLIC

PRIVATE = (
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1"),
    *("100.100.100.200", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1"),
    *("192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16", "192.88.99.1"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:93.184.215.14", "::127.0.0.1", "2002:7f00:1::"),
    *("2001:0:7f00:1::", "2001:db8::1", "3fff::1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
    *("2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:192.168.1.1"),
    *("64:ff9b:1::1", "5f00::1", "not a number", "", "127.0.0.1%x"),
)


@pytest.mark.parametrize("number", PRIVATE)
def test_private_numbers_are_not_public(number: str):
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "64:ff9b::808:808"]
)
def test_public_numbers_are(number: str):
    assert is_public(number)


@given(st.ip_addresses())
def test_what_is_public_is_global_and_for_one(address: object):
    if is_public(str(address)):
        assert address.is_global  # type: ignore[attr-defined]
        assert not address.is_multicast  # type: ignore[attr-defined]
        assert not address.is_loopback  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1", "http://localhost", "http://LOCALHOST./", "http://[::1]/"),
        *("https://10.1.2.3/", "http://169.254.169.254/latest/meta-data/", "http://192.168.0.1"),
        *("http://2130706433", "http://0x7f000001", "http://0x7f.0.0.1", "http://0177.0.0.1"),
        *("http://127.1", "http://127.0.1", "http://0", "http://0.0.0.0", "http://010.0.0.1"),
        *("http://[::ffff:127.0.0.1]", "http://[fe80::1%25eth0]/", "http://[::]/"),
        *(
            "http://printer.local/",
            "http://nas",
            "http://x.localhost",
            "http://1.0.0.127.in-addr.arpa",
        ),
        *("http://metadata.google.internal/", "http://router.lan", "http://a.home.arpa"),
        *("http://１２７.0.0.1/", "http://127。0。0。1/", "http://ⓛocalhost/", "http://①②⑦.0.0.1"),
        *("http://user@example.org", "http://user:pass@example.org", "http://a@127.0.0.1"),
        *("http://example.org@127.0.0.1/", "http://127.0.0.1#@example.org/"),
        *("http://example.org\\@127.0.0.1", "http:/\\127.0.0.1", "http://exa mple.org"),
        *("http://%31%32%37.0.0.1", "http://example.org%00.x", "http://example.org\n.x"),
        *("file:///etc/passwd", "ftp://example.org", "gopher://example.org", "javascript:alert(1)"),
        *("data:text/html,x", "mailto:a@example.org", "#part", "", "//example.org", "x"),
        *("http://", "http:///x", "http://.", "http://..", "http://a..b", "http://[", "http://[x]"),
        *("http://example.org:22/", "http://example.org:25", "http://example.org:99999"),
        *("http://example.org:6379", "http://" + "a" * 64 + ".org", "http://x.y" + "z" * 9000),
    ],
)
def test_the_strict_guard_lets_nothing_private_pass(address: str):
    def resolve(host: str, port: int) -> tuple[str, ...]:
        return (PUBLIC,)  # even if a name server said so

    guard = Guard(resolve=resolve)
    with pytest.raises(NotAsked) as trouble:
        guard.admit(target_of(address))
    assert trouble.value.sentence.startswith("Not asked: ")


def test_the_strict_guard_is_the_default():
    assert Guard() == STRICT
    assert STRICT.allows is is_public
    assert STRICT.route("1.2.3.4", 80) == ("1.2.3.4", 80)
    assert not STRICT.authorities


def test_this_machine_is_refused_by_its_own_names_too():
    """Without a resolver of the test's: what the system says is looked at."""
    for host in ("127.0.0.1", "[::1]", "0.0.0.0"):
        with pytest.raises(NotAsked):
            STRICT.admit(target_of(f"http://{host}/"))


@pytest.mark.parametrize("numbers", [("10.0.0.1",), (PUBLIC, "127.0.0.1"), ("::1", PUBLIC), ()])
def test_one_private_number_is_enough_to_ask_none(numbers: tuple[str, ...]):
    guard = Guard(resolve=lambda host, port: numbers)
    with pytest.raises(NotAsked, match="private network"):
        guard.admit(target_of("http://site.example/"))


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:8080/ä?q=ü#part", "http://example.org:8080/%C3%A4?q=%C3%BC"),
        ("https://bücher.example/%7Ex", "https://xn--bcher-kva.example/%7Ex"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://FAẞ.Köln。example/", "https://xn--fa-hia.xn--kln-sna.example/"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("https://example.org./", "https://example.org/"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_asked_as_a_browser_would(address: str, asked: str):
    assert target_of(address).address == asked


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_is_not_asked(text: str):
    for address in (text, f"http://{text}", f"https://a.example/{text}"):
        try:
            target = target_of(address)
        except NotAsked:
            continue
        assert target.address.isascii()
        assert not set(target.address) & set(" \r\n\t\0")
