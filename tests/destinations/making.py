"""Notes that hypothesis makes: ordinary ones, whose chapters are known beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

WORDS = (
    *("bread", "water", "Ofen", "naïve", "50 %", "R&D", "<fleece>", "“quoted”", "it's", "C++"),
    *("[for years]", "**bold**", "*soft*", "`code`", "a|b", "ключ", "時計", "x < y", "&amp;"),
    *("[link](https://example.org/a?b=1&c=2)", "https://example.org/plain", "end–dash", "1,000"),
)
TITLE_WORDS = ("bread", "water", "Ofen", "naïve", "R&D", "“quoted”", "ключ", "時計", "warm")
line = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
title = st.lists(st.sampled_from(TITLE_WORDS), min_size=1, max_size=5).map(" ".join)
block = st.one_of(
    line,
    line.map(lambda text: f"> {text}"),
    line.map(lambda text: f"## {text}"),
    st.lists(line, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {i}" for i in items)),
    st.tuples(line, line).map("\n".join),
)


@dataclass(frozen=True)
class Made:
    """Notes, and the chapters that platforms have to find in them: seconds and titles."""

    text: str
    chapters: tuple[tuple[int, str], ...]


def _stamp(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"


@st.composite
def made_notes(draw: st.DrawFn) -> Made:
    """A summary, three to eight segments of every form, something below them."""
    count = draw(st.integers(3, 8))
    seconds = draw(st.sampled_from((0, 10, 40)))
    parts = ["A title of its own", *draw(st.lists(line, min_size=1, max_size=2))]
    chapters = []
    for number in range(count):
        text = f"{draw(title)} {number}"
        stamp = _stamp(seconds)
        parts.append(
            draw(
                st.sampled_from(
                    (
                        f"Q: {text}? [{stamp}]",
                        f"**Q:** {text}? ({stamp})",
                        f"[{stamp}] {text}?",
                        f"- {stamp} {text}?",
                        f"## {text}? [{stamp}]",
                    )
                )
            )
        )
        chapters.append((seconds, f"{text}?"))
        if parts[-1].startswith(("Q", "**Q")):
            answer = _stamp(seconds + draw(st.integers(1, 9)))
            parts.append(f"A: {draw(line)} [{answer}]")
        parts += draw(st.lists(block, max_size=1))
        seconds += draw(st.integers(10, 1500))
    parts += ["## Resources", *draw(st.lists(block, max_size=2))]
    intro = [] if chapters[0][0] == 0 else [(0, "Intro")]
    return Made("\n\n".join(parts) + "\n", (*intro, *chapters))
