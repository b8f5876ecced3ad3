"""Links asked about at real servers on this machine, which stand in for public ones."""

from __future__ import annotations

import gzip
import socket
from dataclasses import replace

import pytest

from notesapp.web.asking import Asking
from notesapp.web.guard import STRICT
from notesapp.web.verdict import LinkState, Verdict
from tests.web.site import CERTIFICATE, PUBLIC, Reply, Site


def visit(site: Site, address: str, *, titles: bool = False, authorities: str = "") -> Verdict:
    (verdict,) = Asking([address], titles=titles, guard=site.guard(authorities)).run()
    assert verdict.address == address
    return verdict


def leads(to: str, status: int = 302) -> Reply:
    return Reply(status, {"Location": to})


def test_a_page_that_is_there(site: Site):
    site.replies["/a"] = Reply()
    assert visit(site, "http://site.example/a").state is LinkState.OK
    assert site.paths() == [("HEAD", "/a")]


def test_what_a_server_is_told(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.replies["/a"] = Reply(302, {"Location": "/b", "Set-Cookie": "spy=1"})
    site.replies["/b"] = Reply()
    assert visit(site, "http://site.example/a").state is LinkState.OK
    for asked in site.asked:
        assert set(asked.headers) == {
            "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"
        }  # fmt: skip
        assert asked.host == "site.example"
        assert asked.headers["User-Agent"].startswith("ShowNotes/")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, LinkState.OK),
        (204, LinkState.OK),
        (404, LinkState.GONE),
        (410, LinkState.GONE),
        (401, LinkState.UNTOLD),
        (403, LinkState.UNTOLD),
        (429, LinkState.UNTOLD),
        (451, LinkState.UNTOLD),
        (999, LinkState.UNTOLD),
        (302, LinkState.UNTOLD),
        (500, LinkState.SILENT),
        (503, LinkState.SILENT),
    ],
)
def test_what_a_status_means(site: Site, status: int, state: LinkState):
    site.replies["/a"] = Reply(status)
    verdict = visit(site, "http://site.example/a")
    assert verdict.state is state
    assert verdict.sentence.endswith(".")


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_a_server_that_does_not_know_head_is_asked_again(site: Site, status: int):
    site.replies["/a"] = lambda asked: Reply(status if asked.method == "HEAD" else 200)
    assert visit(site, "http://site.example/a").state is LinkState.OK
    assert site.paths() == [("HEAD", "/a"), ("GET", "/a")]
    assert site.looked_up == ["site.example"]


def test_moved_for_good_says_where(site: Site):
    site.replies |= {"/a": leads("/ä", 308), "/%C3%A4": leads("/c"), "/c": Reply()}
    verdict = visit(site, "http://site.example/a#part")
    assert verdict.state is LinkState.MOVED
    assert verdict.moved_to == "http://site.example/%C3%A4#part"
    assert verdict.moved_to in verdict.sentence


def test_moved_for_now_is_well(site: Site):
    site.replies |= {"/a": leads("/b"), "/b": leads("/c", 301), "/c": Reply()}
    verdict = visit(site, "http://site.example/a")
    assert (verdict.state, verdict.moved_to) == (LinkState.OK, "")


def test_led_on_to_a_page_that_is_gone(site: Site):
    site.replies["/a"] = leads("http://other.example/b", 301)
    assert visit(site, "http://site.example/a").state is LinkState.GONE
    assert [asked.host for asked in site.asked] == [
        "site.example",
        "other.example",
        "other.example",
    ]


def test_led_on_without_end(site: Site):
    site.replies["/a"] = leads("/a")
    verdict = visit(site, "http://site.example/a")
    assert verdict.state is LinkState.SILENT
    assert "more than 5 times" in verdict.sentence
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "further",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/"),
        *("http://169.254.169.254/", "//192.168.0.1/x", "http://2130706433/", "http://0x7f.1/"),
        *("file:///etc/passwd", "ftp://site.example/", "http://user@site.example/"),
        *("https://[", "//[x", "https://site.example:99999/", "/\u00e4 b", "data:,x"),
        *("http://site.example:22/", "http://inside.example/", "http://both.example/"),
    ],
)
def test_led_on_to_a_private_address_is_followed_no_further(site: Site, further: str):
    site.names = {"inside.example": ("10.0.0.1",), "both.example": (PUBLIC, "10.0.0.1")}
    site.replies["/"] = Reply()
    site.replies["/a"] = leads(further, 301)
    verdict = visit(site, "http://site.example/a")
    assert verdict.state is LinkState.NOT_ASKED
    assert verdict.moved_to == ""
    assert site.paths() == [("HEAD", "/a")]


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_by_default_this_machine_is_never_asked(site: Site, name: str):
    (verdict,) = Asking([f"http://{name}:{site.port}/"], guard=STRICT).run()
    (again,) = Asking([f"http://{name}/"]).run()
    assert (verdict.state, again.state) == (LinkState.NOT_ASKED, LinkState.NOT_ASKED)
    assert site.asked == []


def test_a_name_that_changes_is_connected_to_as_it_was_looked_at(site: Site):
    """DNS rebinding: public when looked at, private when connected to. It is asked only once."""
    reached: list[str] = []
    answers = iter([(PUBLIC,), ("127.0.0.1",), ("127.0.0.1",)])

    def route(number: str, port: int) -> tuple[str, int]:
        reached.append(number)
        return "127.0.0.1", site.port

    guard = replace(site.guard(), resolve=lambda host, port: next(answers), route=route)
    site.replies["/a"] = lambda asked: Reply(405 if asked.method == "HEAD" else 200)
    (verdict,) = Asking(["http://site.example/a"], guard=guard).run()
    assert verdict.state is LinkState.OK
    assert reached == [PUBLIC, PUBLIC]
    assert next(answers) == ("127.0.0.1",)


def test_nobody_knows_the_name(site: Site):
    def resolve(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    (verdict,) = Asking(["http://a.example"], guard=replace(site.guard(), resolve=resolve)).run()
    assert verdict.state is LinkState.SILENT
    assert "was not found" in verdict.sentence


def test_nobody_listens(site: Site):
    guard = site.guard()
    site.close()
    (verdict,) = Asking(["http://site.example/"], guard=guard).run()
    assert (verdict.state, verdict.sentence) == (
        LinkState.SILENT,
        "Does not answer: it takes no connections.",
    )


def test_the_other_kind_of_number_is_tried(site: Site):
    def route(number: str, port: int) -> tuple[str, int]:
        return ("127.0.0.1", 1 if ":" in number else site.port)

    site.names["site.example"] = ("2606:4700::1111", "2606:4700::1112", PUBLIC)
    site.replies["/"] = Reply()
    (verdict,) = Asking(["http://site.example/"], guard=replace(site.guard(), route=route)).run()
    assert verdict.state is LinkState.OK


# --- TLS


def test_a_certificate_signed_by_itself_is_not_trusted(safe_site: Site):
    safe_site.replies["/"] = Reply()
    verdict = visit(safe_site, "https://site.example/")
    assert verdict.state is LinkState.UNTRUSTED
    assert verdict.sentence.startswith("Not trusted: its certificate")
    assert safe_site.asked == []


def test_a_certificate_has_to_name_the_host(safe_site: Site):
    safe_site.replies["/"] = Reply()
    known = str(CERTIFICATE)
    assert visit(safe_site, "https://site.example/", authorities=known).state is LinkState.OK
    other = visit(safe_site, "https://other.example/", authorities=known)
    assert other.state is LinkState.UNTRUSTED


def test_leading_from_https_to_http_is_said(safe_site: Site, site: Site):
    safe_site.replies["/"] = leads("http://site.example/plain", 301)
    site.replies["/plain"] = Reply()
    ports = {443: safe_site.port, 80: site.port}
    guard = replace(
        safe_site.guard(str(CERTIFICATE)), route=lambda number, port: ("127.0.0.1", ports[port])
    )
    (verdict,) = Asking(["https://site.example/"], guard=guard).run()
    assert verdict.state is LinkState.MOVED
    assert verdict.sentence.endswith("It leads from https to plain http.")


# --- titles


def page(body: bytes, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(200, {"Content-Type": "text/html"} | named, body)


def title(site: Site, reply: Reply) -> str:
    site.replies["/a"] = reply
    verdict = visit(site, "http://site.example/a", titles=True)
    assert verdict.state is LinkState.OK
    return verdict.title


def test_the_title_of_a_page(site: Site):
    assert title(site, page(b"<html><title lang=en>\n Bees &amp;  more </title>")) == "Bees & more"
    assert site.paths() == [("GET", "/a")]


def test_a_packed_page_is_unpacked_to_a_limit(site: Site):
    packed = gzip.compress(b"<title>Bees</title>")
    assert title(site, page(packed, Content_Encoding="gzip")) == "Bees"
    bomb = gzip.compress(b" " * 50_000_000 + b"<title>x</title>")
    assert title(site, page(bomb, Content_Encoding="gzip")) == ""
    assert title(site, page(b"<title>x</title>", Content_Encoding="br")) == ""
    assert title(site, page(b"no gzip", Content_Encoding="gzip")) == ""


def test_only_the_beginning_of_a_page_is_read(site: Site):
    assert title(site, page(b" " * 200_000 + b"<title>near</title>")) == "near"
    assert title(site, page(b" " * 300_000 + b"<title>far</title>")) == ""


def test_a_page_that_breaks_off_was_an_answer(site: Site):
    assert title(site, page(b"<title>x</title>", Content_Length="9000")) == "x"
    assert title(site, page(b"<title>x", Content_Length="9000")) == ""
    assert title(site, page(b"no chunk", Transfer_Encoding="chunked")) == ""


def test_a_page_of_many_small_pieces_is_read_to_its_title(site: Site):
    pieces = b"".join(b"1\r\n%c\r\n" % byte for byte in b"<title>Bees</title>") + b"0\r\n\r\n"
    assert title(site, page(pieces, Transfer_Encoding="chunked")) == "Bees"


def test_only_pages_have_titles(site: Site):
    assert title(site, page(b"<title>x</title>", Content_Type="audio/mpeg")) == ""


def test_a_page_that_is_gone_gives_no_title(site: Site):
    site.replies["/a"] = Reply(404, {"Content-Type": "text/html"}, b"<title>Not found</title>")
    verdict = visit(site, "http://site.example/a", titles=True)
    assert (verdict.state, verdict.title) == (LinkState.GONE, "")
