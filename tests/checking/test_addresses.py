from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.checking.addresses import flaw_of, is_domain, same_address, without_tracking


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://a.org/?utm_source=x", "https://a.org/"),
        ("https://a.org/?utm_source=x#part", "https://a.org/#part"),
        ("https://a.org/?id=1&utm_source=x&b=2", "https://a.org/?id=1&b=2"),
        ("https://a.org/?UTM_Source=x&id=1", "https://a.org/?id=1"),
        ("https://a.org/?id=1&amp;fbclid=x&amp;b=%20", "https://a.org/?id=1&amp;b=%20"),
        ("https://a.org/?gclid=1&dclid=2&mc_cid=3&mc_eid=4&igshid=5", "https://a.org/"),
        ("https://youtu.be/abc?si=xyz&t=42", "https://youtu.be/abc?t=42"),
        ("https://open.spotify.com/show/a?si=1", "https://open.spotify.com/show/a"),
        ("www.a.org/?_hsenc=1&_hsmi=2&q", "www.a.org/?q"),
    ],
)
def test_what_only_counts_is_taken_out(address: str, clean: str):
    assert without_tracking(address) == clean
    assert without_tracking(clean) == clean


@pytest.mark.parametrize(
    "address",
    [
        "https://a.org/?id=1&b=2",
        "https://a.org/?si=1",
        "https://a.org/utm_source=x",
        "https://a.org/#?utm_source=x",
        "https://a.org/?a=utm_source=x",
        "https://a.org/?utm_source=x&signature=abc",
        "https://a.org/?utm_source=podcast&utm_campaign=ours",
        "https://a.org/?",
        "https://a.org/?&&",
        "https://a.org/?utm_source=a;id=2",
    ],
)
def test_other_addresses_stay_as_they_are(address: str):
    assert without_tracking(address) == address


@given(
    st.lists(st.sampled_from(["utm_source=x", "id=1", "b", "", "fbclid=z", "é=ü", "q=a?b"])),
    st.sampled_from(["", "#x", "#?utm_source=y", "#"]),
)
def test_every_other_part_stays_in_its_place(parameters: list[str], end: str):
    address = "https://a.org/p?" + "&".join(parameters) + end
    clean = without_tracking(address)
    assert without_tracking(clean) == clean
    kept = [p for p in parameters if not p.startswith(("utm_", "fbclid"))]
    if kept == parameters:
        assert clean == address
    else:
        assert clean == "https://a.org/p" + ("?" + "&".join(kept) if "&".join(kept) else "") + end


@pytest.mark.parametrize(
    ("address", "check", "meant"),
    [
        ("www.a.org/x", "link-no-scheme", "https://www.a.org/x"),
        ("MelissaPerri.com", "link-no-scheme", "https://MelissaPerri.com"),
        ("http://a.org/x?y#z", "link-not-https", "https://a.org/x?y#z"),
        ("https://https://a.org", "link-malformed", "https://a.org"),
        ("http://https//a.org", "link-malformed", "https://a.org"),
        ("https:///a.org/x", "link-malformed", "https://a.org/x"),
        ("htp://a.org/x", "link-malformed", "http://a.org/x"),
        ("htttps://a.org", "link-malformed", "https://a.org"),
        ("https//a.org", "link-malformed", "https://a.org"),
        ("https;//a.org", "link-malformed", "https://a.org"),
        ("http:/a.org", "link-malformed", "http://a.org"),
        ("https:\\\\a.org", "link-malformed", "https://a.org"),
        ("https://", "link-malformed", ""),
        ("https://example", "link-malformed", ""),
        ("mailto:ana", "link-malformed", ""),
        ("ask Ana", "link-malformed", ""),
        ("episode.mp3", "link-malformed", ""),
    ],
)
def test_an_address_that_cannot_be_right(address: str, check: str, meant: str):
    flaw = flaw_of(address, is_target=True)
    assert flaw is not None
    assert (flaw.check, flaw.meant) == (check, meant)
    assert flaw.message.endswith(".")


@pytest.mark.parametrize(
    "address",
    [
        *("https://a.org", "https://a.org:8080/x", "https://user@a.org", "mailto:a@b.org"),
        *("https://web.archive.org/web/2020/http://a.org", "https://localhost/x"),
        *("https://[::1]/x", "https://xn--bcher-kva.example", "HTTPS://A.ORG"),
    ],
)
def test_good_addresses_have_no_flaw(address: str):
    assert flaw_of(address, is_target=True) is None


def test_a_target_of_a_link_may_be_a_place_in_the_notes():
    assert flaw_of("#part", is_target=False) is flaw_of("guide.pdf", is_target=False) is None


def test_addresses_of_the_same_page_are_the_same():
    assert same_address("https://www.A.org/x/") == same_address("http://a.org/x")
    assert same_address("https://a.org/X") != same_address("https://a.org/x")


@given(st.text(alphabet="htps:/\\.;, a.org?&=#utm_source[]()@", max_size=60))
def test_any_text_is_taken(text: str):
    flaw = flaw_of(text, is_target=True)
    if flaw is not None and flaw.meant:
        again = flaw_of(flaw.meant, is_target=True)
        assert again is None or again.meant != flaw.meant
    assert without_tracking(without_tracking(text)) == without_tracking(text)
    assert is_domain(text) in (True, False)
    assert same_address(same_address(text)) is not None
