"""Notes with a payload in every place that text can be in, each place with a word of its own."""

from __future__ import annotations

import json

from notesapp.core.lines import write_attributes

FIELDS = ("title", "podcast", "date", "language", "link", "image", "audio_url", "audio", "summary")
LISTS = ("guests", "links", "tags")
KINDS = ("url", "image", "chapter")


def in_header(payload: str) -> str:
    """Every header field, and every attribute of segments; the other words are harmless."""
    rows = [f"{name}: {json.dumps(payload)}" for name in FIELDS]
    rows += [f"{name}: [{json.dumps(payload)}, {json.dumps('kept ' + payload)}]" for name in LISTS]
    rows += [f"guest: {json.dumps(payload)}", "episode: 3"]
    line = write_attributes(tuple((kind, " ".join(payload.split())) for kind in KINDS))
    body = f"Q: Why? [0:10]\n{line}\n\n[1:00] a\n{line}\n\n## Part [2:00]\n{line}\n"
    return "\n".join(("---", *rows, "---", "", body))


def in_raw_header(payload: str) -> str:
    """The same without quotation marks, as somebody pastes it; often no header any more."""
    return f"---\ntitle: {payload}\nlink: {payload}\n---\n\nQ: Why? [0:10]\n"


def in_words(payload: str) -> str:
    """Titles, summary, questions, answers, lists, quotes, tables, words of links, code."""
    one = " ".join(payload.split("\n"))
    return "\n\n".join(
        (
            f"#3 – Show {one} aatitle",
            f"{payload} aasummary",
            f"## {one} aaheading",
            f"Q: {payload} aaquestion [0:10]",
            f"A: {payload} aaanswer [0:20] {one}",
            f"**Q: {one} aabold [0:30]**",
            f"A:{payload}aaglued",
            f"[0:40] {one} aatopic",
            f"- {one} aaitem\n- [0:50] {one} aastamped",
            f"> {one} aaquote",
            f"| a | b |\n| --- | --- |\n| {one.replace('|', '')} | aacell |",
            f"[{one} aalinked](https://a.example/)",
            f"**{one}** *{one}* `{one.replace('`', '')}` aamarked",
            f"```\n{one.replace('`', '')} aacode\n```",
            "aalast",
        )
    )


def in_addresses(payload: str) -> str:
    """Everywhere that an address is expected."""
    one = " ".join(payload.split("\n"))
    bare = "".join(payload.split())
    return "\n\n".join(
        (
            "Show",
            f"[aawords]({payload})",
            f"[aawords]({bare})",
            f"[aawords](<{one}>)",
            f'[aawords](https://a.example/{bare} "{one}")',
            f'[aawords](https://a.example/?q={bare}#{bare} "{one}")',
            f"![aapicture]({bare}) ![{one}](https://a.example/x.png)",
            f"<{bare}> aaauto",
            f"https://a.example/{bare} aabare",
            f"[aareference][x]\n\n[x]: {bare}",
            f"[1:00]({bare}) aastamp",
            f"## Resources\n\n- [aaresource]({bare})\n- {bare}",
        )
    )


def alone(payload: str) -> str:
    """Nothing but the payload."""
    return payload


DOCUMENTS = (in_header, in_raw_header, in_words, in_addresses, alone)
MARKS = (
    *("aatitle", "aasummary", "aaheading", "aaquestion", "aaanswer", "aabold", "aaglued"),
    *("aatopic", "aaitem", "aastamped", "aaquote", "aacell", "aalinked", "aamarked", "aacode"),
    "aalast",
)
