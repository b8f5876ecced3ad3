"""A short chapter title made from a question by rule. Only ever offered, never used by itself."""

from __future__ import annotations

import re

from notesapp.core.chapters import chapter_title, first_sentence
from notesapp.core.model import Segment, SegmentKind

ADVISED = 40
_LEAST = 8

# Said before the question starts; taken away again and again until none is left.
_OPENINGS = (
    r"(?:and|so|but|well|okay|ok|now|right|yeah|yes|then|also|um+|uh+|hmm|great|cool|alright"
    r"|all right|anyway|actually|basically|again|finally|first of all|you know|i mean|of course"
    r"|next question|last question|another question|one more question|follow-?up question"
    r"|hi|hello|hey(?: there)?|thanks|thank you)\b[ ,:;.!…–—-]*",
    r"(?:(?:just )?(?:out of )?curio(?:us|sity)|in your (?:view|opinion|experience)"
    r"|from your (?:perspective|point of view|experience)|for you|personally|to you)\b[ ,:–—-]+",
    r"(?:(?:can|could|would|will) (?:you|we)(?: please| maybe| perhaps| also| just| briefly)*"
    r"(?: like to)? (?:tell|explain|describe|talk|share|walk|say|give|help|speak|elaborate)"
    r"(?: (?:to|with))?(?: (?:me|us|our listeners|everyone|people))?"
    r"(?: (?:a (?:little )?bit|a little|more|something|briefly|through|understand|on))*"
    r"(?: (?:about|on|of))?)\b[ ,:]+",
    r"(?:(?:i|we)(?: was| am| are| were|['’]m|['’]re|['’]d|['’]ve| would| have)?"
    r"(?: also| just| really| always| often| been)*"
    r" (?:wondering|wonder|want(?:ed)?|like|love|curious|ask(?:ing)?|hear)"
    r"(?: (?:to (?:ask|know|hear|understand|learn|talk)|you|about|if|whether|from you|more))*)"
    r"\b[ ,:]+",
    r"(?:do|did|would|have) you (?:think|feel|believe|say|find|see|agree)(?: that)?\b[ ,:]+",
    r"what(?: is|['’]s| are| was| were)(?: your (?:take|view|views|opinion|opinions|thoughts|advice"
    r"|feeling|experience)(?: on| about| of| for| with)?\b)?[ ]+",
    r"what (?:do|did|would) you (?:think|make|say)(?: about| of)?\b[ ]+",
    r"tell (?:me|us)(?: (?:a (?:little )?bit|more|something))*(?: about)?\b[ ]+",
)
_OPENING = re.compile("|".join(_OPENINGS), re.IGNORECASE)
_HOW_TO = re.compile(
    r"how (?:do|can|could|should|would|does|might) (?:you|we|i|one|people|someone|somebody)\b"
    r"(?: (?:actually|really|best|even|ever))?[ ]+",
    re.IGNORECASE,
)
_ENDINGS = re.compile(
    r"[ ,]*\b(?:right|exactly|actually|for you|in your (?:view|opinion|experience)|today|please"
    r"|so far|these days|or not|at all|then|basically)[ ?!.,…]*$",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,;:–—(]|[.!?…](?=\s)|\s(?=(?:and|but|or|when|if|because|so that|while)\s)")
_ARTICLES = re.compile(r"(?:the|a|an|some|any|your|my|our)\s+(?=\S+\s+\S)", re.IGNORECASE)
_PRONOUNS = re.compile(
    r"\b(?:it|this|that|these|those|he|him|his|she|her|they|them)\b", re.IGNORECASE
)
_LOOSE = (
    " a an and any are as at be because but by can do for from has have how if in is it its my "
    "not of on or our so some than that the their them then there these they this those to was "
    "we were what when where which while who will with would you your "
    "der die das den dem und oder ein eine einen von mit zu auf für "
    "le la les de du des et ou un une à el los las y o en del "
)


def suggest_title(segment: Segment) -> str:
    """A title of at most 40 characters, or an empty string where rules find nothing better.

    Empty for answers, for segments with a title of their own, and where the title in use is short
    enough already and the rules would not shorten it.
    """
    if segment.kind is SegmentKind.ANSWER or segment.attribute("chapter").strip():
        return ""
    made = short_title(segment.text)
    used = chapter_title(segment)
    return "" if made.casefold() == used.rstrip("?").casefold() or len(made) < _LEAST else made


def short_title(text: str) -> str:
    """The gist of a question in at most 40 characters, cut where words and clauses end."""
    flat = " ".join(text.split())
    gist = _gist(_question(flat))
    first = first_sentence(flat)
    if not flat.startswith(_question(flat)) and _leans_back(gist) and len(_gist(first)) >= _LEAST:
        gist = _gist(first)
    if len(gist) > ADVISED:
        gist = _cut(gist)
    gist = gist.strip(" ,;:.!?…–—-")
    return gist[:1].upper() + gist[1:]


def _leans_back(gist: str) -> bool:
    """Whether a question says little without the sentence before it: "Is it dangerous"."""
    return len(gist.split()) < 3 or _PRONOUNS.search(gist) is not None


def _question(text: str) -> str:
    """The sentence that asks: the first with a question mark after small talk, else the first."""
    rest = text
    for _ in range(4):
        sentence = first_sentence(rest)
        if sentence.endswith("?") or not sentence or "?" not in rest:
            return sentence
        rest = rest[len(sentence) :].lstrip(" .!…")
    return first_sentence(text)


def _gist(text: str) -> str:
    """Without what people say around a question."""
    for _ in range(8):
        match = _OPENING.match(text)
        if match is None or match.end() >= len(text) - 2:
            break
        text = text[match.end() :]
    match = _HOW_TO.match(text)
    if match is not None:
        text = f"How to {text[match.end() :]}"
    text = _ENDINGS.sub("", text.rstrip(" ?!.…"))
    article = _ARTICLES.match(text)
    return text[article.end() :] if article is not None else text


def _cut(text: str) -> str:
    """At the last pause that leaves enough, else at a word that is no loose end."""
    pauses = [m.start() for m in _PAUSE.finditer(text) if 12 <= m.start() <= ADVISED]
    if pauses:
        return text[: pauses[-1]]
    head = text[: ADVISED + 1]
    if " " not in head:
        return text[:ADVISED]
    words = head[: head.rindex(" ")].split(" ")
    while len(words) > 1 and f" {words[-1].strip(',;:').casefold()} " in _LOOSE:
        words.pop()
    return " ".join(words)
