"""What can be wrong with one address, and the address that was meant. Pure and total."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SCHEMES = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,62})\.)+[^\W\d_]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?")
_FILES = re.compile(
    r"md|txt|pdf|html|htm|jpg|jpeg|png|gif|webp|svg|mp3|m4a|wav|ogg|flac|opus|mp4|"
    r"zip|epub|doc|docx|js|ts|py|json|csv|xml|vtt|srt|php|asp|aspx"
)
# Words that are nearly http and https, and marks that are nearly ://
NEARLY = re.compile(
    r"(?<![\w/.@:\\-])(?P<scheme>h{0,2}t{1,3}p{1,2}s{0,2}|h{1,2}p{1,2}t{1,2}s{0,2}|htsp|httsp)"
    r"(?P<marks>[:;.,]{0,2}(?:/{2,4}|\\{2,4}):?|[:;][/\\](?=[^\W_]))"
    r"(?P<rest>[^\s<>()\[\]\"`|]*)",
    re.IGNORECASE,
)
_FINE = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)", re.IGNORECASE)
_TWO = re.compile(r"https?://(?=https?:?/{1,2})", re.IGNORECASE)
_HOST = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_SIGNED = re.compile(r"[?&;](?:[\w-]*sign?(?:ature)?|hmac|token|hash|policy)=", re.IGNORECASE)
_SPLIT = re.compile(r"(&amp;|&)")
_CLICKS = re.compile(
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|"
    r"li_fat_id|mc_cid|mc_eid|igshid|igsh|ref_src|_hsenc|_hsmi|__hssc|__hstc|__hsfp|"
    r"hsctatracking|mkt_tok|vero_id|vero_conv|oly_enc_id|oly_anon_id|_openstat|"
    r"wickedid|rb_clickid|epik|_ga|_gl|pk_campaign|pk_kwd|pk_source|pk_medium|"
    r"mtm_campaign|mtm_source|mtm_medium|mtm_keyword"
)
_OF_SHARING = ("youtu.be", "youtube.com", "spotify.com")
# What somebody gave to a podcast to be counted is no leftover of somebody else's counting.
_ON_PURPOSE = re.compile(r"podcast|show-?_?notes|episode|description|sponsor", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong. ``check`` is the id of the row; ``meant`` is empty where nobody can know."""

    check: str
    message: str
    meant: str = ""


@lru_cache(maxsize=1 << 12)
def flaw_of(address: str, *, is_target: bool) -> Flaw | None:
    """What is wrong with an address in one place; None where it is fine.

    ``is_target``: it stands where only an address makes sense, in a header or an attribute.
    """
    if _FINE.match(address):
        return None
    if address.lower().startswith("mailto:"):
        return None if "@" in address else Flaw("link-malformed", _says(address, "names nobody"))
    if SCHEMES.match(address):
        return _of_web(address)
    if address.lower().startswith("www.") or is_domain(address):
        meant = f"https://{address}"
        words = f"“{address}” begins without https://. Write {meant}."
        return Flaw("link-no-scheme", words, meant)
    nearly = nearly_address(address)
    if nearly is not None or not is_target:
        return nearly
    return Flaw("link-malformed", _says(address, "is no web address"))


def _of_web(address: str) -> Flaw | None:
    two = _TWO.match(address)
    if two is not None:
        inner = address[two.end() :]
        fixed = nearly_address(inner)
        meant = fixed.meant if fixed is not None else inner
        words = f"“{address}” begins twice. Write it with one https://."
        return Flaw("link-malformed", words, meant)
    nearly = nearly_address(address)
    if nearly is not None:
        return nearly
    host = host_of(address)
    if not host:
        return Flaw("link-malformed", _says(address, "names no site"))
    if "." not in host and host != "localhost" and not host.startswith("["):
        return Flaw("link-malformed", _says(address, "names no whole site"))
    if address[:7].lower() == "http://" and "." in host and not host.endswith(".onion"):
        meant = f"https://{address[7:]}"
        words = f"“{address}” is not encrypted. Try it with https://."
        return Flaw("link-not-https", words, meant)
    return None


def _says(address: str, what: str) -> str:
    return f"“{address}” {what}. Write the whole address."


def nearly_address(text: str) -> Flaw | None:
    """The flaw of what begins almost like an address: htp://, https//, http:/x."""
    match = NEARLY.match(text)
    return None if match is None else nearly_flaw(match)


def nearly_flaw(match: re.Match[str]) -> Flaw | None:
    """The same for a match of NEARLY; None where it is one rightly written, or is no address."""
    scheme, rest = match["scheme"].lower(), match["rest"]
    right = scheme in ("http", "https")
    if right and match["marks"] == "://":
        return None
    bare = rest.lstrip("/")
    named = is_domain(bare.rstrip(".,;:!?"))
    if not named and not (right and ":" in match["marks"] and bare):
        return None
    meant = f"{'https' if 's' in scheme else 'http'}://{bare}" if named else ""
    then = f"Write {meant}." if meant else "Write the whole address."
    return Flaw("link-malformed", f"“{match[0]}” does not begin like an address. {then}", meant)


def is_domain(text: str) -> bool:
    """Whether a text is a site's name, with or without a path: ``example.org/bees``."""
    match = _DOMAIN.fullmatch(text) if "." in text and len(text) < 2000 else None
    if match is None:
        return False
    host = re.split(r"[/?#:]", text, maxsplit=1)[0]
    return not _FILES.fullmatch(host.rpartition(".")[2].lower())


def host_of(address: str) -> str:
    """The site of a web address in small letters, without name and port; empty without one."""
    match = _HOST.match(address)
    host = match[1].rpartition("@")[2] if match is not None else ""
    return re.sub(r":\d*$", "", host).lower()


def same_address(address: str) -> str:
    """Equal for addresses that lead to the same page: scheme, www. and a last slash aside."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return (host.lower() + slash + path).rstrip("/")


def without_tracking(address: str) -> str:
    """The address without what only counts who followed it; all else as it is written.

    Unchanged where it is signed, since a signature covers the whole address, and where its words
    say that a podcast is to be counted.
    """
    front, mark, query = address.partition("?")
    query, fragment_mark, fragment = query.partition("#")
    if not query or "#" in front or _SIGNED.search(f"?{query}"):
        return address
    pieces = ["&", *_SPLIT.split(query)]
    pairs = list(zip(pieces[::2], pieces[1::2], strict=True))
    host = host_of(address)
    counted = [value for _, value in pairs if _is_campaign(value)]
    purpose = any(_ON_PURPOSE.search(value) for value in counted)
    kept = [pair for pair in pairs if not _is_tracking(pair[1], host, purpose=purpose)]
    if len(kept) == len(pairs):
        return address
    rest = "".join(("" if n == 0 else sep) + value for n, (sep, value) in enumerate(kept))
    return front + (mark + rest if rest else "") + fragment_mark + fragment


def _is_campaign(parameter: str) -> bool:
    return parameter.lower().startswith("utm_")


def _is_tracking(parameter: str, host: str, *, purpose: bool) -> bool:
    key = parameter.partition("=")[0].lower()
    if ";" in parameter:
        return False  # an older mark between parameters: what follows it is another one
    if _is_campaign(parameter):
        return not purpose
    if key == "si":
        return any(host == site or host.endswith(f".{site}") for site in _OF_SHARING)
    return _CLICKS.fullmatch(key) is not None
