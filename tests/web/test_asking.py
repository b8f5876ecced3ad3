"""Many links at once: how many, in which order, and that there is an end."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace

import pytest

from notesapp.web.asking import Asking, Limits
from notesapp.web.verdict import LinkState, Verdict
from tests.web.site import PUBLIC, Asked, Reply, Site


class Crowd:
    """Counts who is inside at the same time; nobody goes on before ``enough`` have come."""

    def __init__(self, enough: int) -> None:
        self._lock = threading.Lock()
        self._inside: list[str] = []
        self.most = 0
        self.twice = False
        self.enough = threading.Event()
        self._enough = enough

    def reply(self, asked: Asked) -> Reply:
        with self._lock:
            self.twice = self.twice or asked.host in self._inside
            self._inside.append(asked.host)
            self.most = max(self.most, len(self._inside))
            if len(self._inside) >= self._enough:
                self.enough.set()
        self.enough.wait(20)
        with self._lock:
            self._inside.remove(asked.host)
        return Reply()


def test_four_at_once_and_one_of_each_host(site: Site):
    crowd = Crowd(4)
    addresses = [f"http://h{host}.example/{page}" for page in range(3) for host in range(6)]
    site.replies |= {f"/{page}": crowd.reply for page in range(3)}
    told: list[Verdict] = []
    verdicts = Asking(addresses, guard=site.guard()).run(told.append)
    assert [verdict.address for verdict in verdicts] == addresses
    assert {verdict.state for verdict in verdicts} == {LinkState.OK}
    assert sorted(v.address for v in told) == sorted(addresses)
    assert (crowd.most, crowd.twice) == (4, False)


def test_those_who_lead_to_one_host_take_turns(site: Site):
    crowd = Crowd(1)
    site.replies["/a"] = Reply(302, {"Location": "http://one.example/b"})
    site.replies["/b"] = crowd.reply
    verdicts = Asking([f"http://h{n}.example/a" for n in range(4)], guard=site.guard()).run()
    assert {verdict.state for verdict in verdicts} == {LinkState.OK}
    assert not crowd.twice


def test_the_same_address_is_asked_once(site: Site):
    site.replies["/a"] = Reply()
    verdicts = Asking(["http://site.example/a"] * 3, guard=site.guard()).run()
    assert len(verdicts) == len(site.asked) == 1


def test_nothing_is_asked_before_it_is_run(site: Site):
    Asking(["http://site.example/a"], guard=site.guard())
    assert (site.asked, site.looked_up) == ([], [])


def test_a_link_that_says_nothing_is_given_up(site: Site):
    site.replies |= {"/slow": site.hang, "/a": Reply()}
    addresses = ["http://slow.example/slow", "http://site.example/a"]
    limits = Limits(link_s=0.3)
    slow, quick = Asking(addresses, guard=site.guard(), limits=limits).run()
    assert (slow.state, slow.sentence) == (LinkState.SILENT, "Does not answer: it took too long.")
    assert quick.state is LinkState.OK


def test_a_name_server_that_says_nothing_is_given_up(site: Site):
    def resolve(host: str, port: int) -> tuple[str, ...]:
        site.closing.wait(30)
        return (PUBLIC,)

    guard = replace(site.guard(), resolve=resolve)
    (verdict,) = Asking(["http://a.example"], guard=guard, limits=Limits(link_s=0.2)).run()
    assert verdict.state is LinkState.SILENT
    assert site.asked == []


def test_a_server_that_drips_is_given_up():
    """A byte now and then resets a socket's own clock, but not the link's."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def drip() -> None:
        plug, _ = listening.accept()
        with plug:
            while not over.wait(0.02):
                try:
                    plug.sendall(b"HTTP/1.1 200 OK\r\nX-A: b\r\n"[:1])
                except OSError:
                    over.set()  # the other side has hung up: that is what is wanted

    dripping = threading.Thread(target=drip)
    dripping.start()
    site = Site()
    address = listening.getsockname()
    guard = replace(site.guard(), route=lambda number, port: address)
    (verdict,) = Asking(["http://a.example"], guard=guard, limits=Limits(link_s=0.4)).run()
    assert verdict.state is LinkState.SILENT
    dripping.join(20)
    assert over.is_set()
    site.close()
    listening.close()


def test_a_page_that_does_not_end_was_an_answer():
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        plug, _ = listening.accept()
        with plug:
            plug.recv(4096)
            plug.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>B")
            plug.settimeout(20)
            plug.recv(4096)  # until the other side has hung up

    answering = threading.Thread(target=answer)
    answering.start()
    site = Site()
    address = listening.getsockname()
    guard = replace(site.guard(), route=lambda number, port: address)
    asking = Asking(["http://a.example"], titles=True, guard=guard, limits=Limits(link_s=1.5))
    (verdict,) = asking.run()
    assert (verdict.state, verdict.title) == (LinkState.OK, "")
    answering.join(20)
    assert not answering.is_alive()
    site.close()
    listening.close()


def test_what_ends_it_from_within_lets_go_of_all(site: Site):
    """As Ctrl+C does: nothing goes on behind it."""
    site.replies |= {"/slow": site.hang, "/a": Reply()}

    def interrupt(verdict: Verdict) -> None:
        raise KeyboardInterrupt

    asking = Asking(["http://a.example/a", "http://b.example/slow"], guard=site.guard())
    with pytest.raises(KeyboardInterrupt):
        asking.run(interrupt)
    assert all(wire.left_s <= 0 for wire in asking._going.values())


def test_a_tls_server_that_says_nothing_is_let_go_of():
    listening = socket.create_server(("127.0.0.1", 0))
    ended: list[bytes] = []

    def listen() -> None:
        plug, _ = listening.accept()
        with plug:
            plug.settimeout(20)
            while part := plug.recv(4096):
                ended.append(part)
            ended.append(b"")

    waiting = threading.Thread(target=listen)
    waiting.start()
    site = Site()
    address = listening.getsockname()
    guard = replace(site.guard(), route=lambda number, port: address)
    (verdict,) = Asking(["https://a.example"], guard=guard, limits=Limits(link_s=0.4)).run()
    assert verdict.state is LinkState.SILENT
    waiting.join(20)
    assert ended[-1] == b""
    site.close()
    listening.close()


def test_all_of_them_have_an_end(site: Site):
    site.replies["/slow"] = site.hang
    addresses = [f"http://h{n}.example/slow" for n in range(9)]
    verdicts = Asking(addresses, guard=site.guard(), limits=Limits(all_s=0.3)).run()
    assert {verdict.state for verdict in verdicts} == {LinkState.STOPPED}
    assert len(site.asked) <= 4


def test_stop_ends_it_at_once(site: Site):
    site.replies |= {"/slow": site.hang, "/a": Reply()}
    addresses = ["http://a.example/a", *(f"http://h{n}.example/slow" for n in range(9))]
    asking = Asking(addresses, guard=site.guard())
    told: list[Verdict] = []
    running = threading.Thread(target=lambda: asking.run(told.append))
    running.start()
    for _ in range(4):
        assert site.arrived.acquire(timeout=20)
    asking.stop()
    running.join(20)
    assert not running.is_alive()
    states = {verdict.address: verdict.state for verdict in told}
    assert len(states) == len(addresses)
    assert LinkState.STOPPED in states.values()
    assert set(states.values()) <= {LinkState.OK, LinkState.STOPPED}


def test_stop_before_it_is_run_asks_nothing(site: Site):
    asking = Asking(["http://site.example/a"], guard=site.guard())
    asking.stop()
    (verdict,) = asking.run()
    assert verdict.state is LinkState.STOPPED
    assert site.asked == []
