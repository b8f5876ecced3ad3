#!/usr/bin/env python3
"""Make the sample episode: its audio, its notes and the true times of every sentence.

    python packaging/make_sample.py

Needs ffmpeg with libmp3lame and, in an environment of its own: hibari-tts 0.2.1 (the voice,
Apache-2.0), praat-parselmouth 0.4 (lowers it for the guest) and numpy. Everything written stands
in ``resources/sample``.

Every sentence is spoken on its own and laid on one timeline, so its times are known to the sample:
``start_ms`` is the first audible moment. ffmpeg notes the encoder's delay in the file, and players
that read it (ffmpeg, libVLC through avformat, Qt) show exactly this timeline.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import parselmouth
from hibari import Hibari
from parselmouth.praat import call, run

TARGET = Path(__file__).resolve().parent.parent / "resources" / "sample"
NAME = "sample-episode"
RATE = 24_000
MP3_RATE = "44100"
MP3_BITRATE = "64k"
SEED = 7
PACE = 0.92
AUDIBLE_DB = -40.0
LEAD_S = 0.012
SPEECH_RMS = 0.15
ROOM_RMS = 0.0004
CEILING = 0.89
HOST, GUEST = "host", "guest"
# The guest: formants moved down, the middle of the pitch in Hz.
GUEST_FORMANTS, GUEST_PITCH_HZ = 0.84, 120
# Seconds of quiet before a sentence: in one breath, after the other speaker, before a new question.
SAME_GAPS_S = (0.38, 0.46, 0.34, 0.52)
TURN_GAP_S, TOPIC_GAP_S = 0.72, 1.45
CHIME_S = 2.6

# (kind, number of the pair, speaker, sentences)
SCRIPT = (
    (
        "intro",
        0,
        HOST,
        (
            "Hello, and welcome to The Morning Loaf.",
            "I am Nora Field, and this week we open the letter box.",
            "With me is Tom Ashby, who has baked bread before sunrise for twenty years.",
        ),
    ),
    (
        "intro",
        0,
        GUEST,
        ("Good morning, Nora.", "I have had my coffee, so ask me anything."),
    ),
    (
        "Q",
        1,
        HOST,
        (
            "The first letter is from Lena.",
            "Her dough rises nicely in the bowl, and then the loaf goes flat in the oven.",
            "What is going wrong?",
        ),
    ),
    (
        "A",
        1,
        GUEST,
        (
            "Most likely she waits too long.",
            "Dough is like a balloon.",
            "If it is already full, the heat of the oven can only make it burst.",
            "Press it gently with one finger.",
            "If the dent comes back slowly, it is time to bake.",
            "If it stays, you are half an hour late.",
        ),
    ),
    (
        "Q",
        2,
        HOST,
        (
            "Sam writes that his kitchen is very cold in winter.",
            "How can he get his dough to rise without heating the whole house?",
        ),
    ),
    (
        "A",
        2,
        GUEST,
        (
            "Give it time instead of heat.",
            "Cold dough still works, only slowly, and the bread tastes better for it.",
            "Mix it in the evening, leave it on the table, and bake in the morning.",
            "And if you are in a hurry, put the bowl in the oven, with only the light on.",
            "That little lamp is warm enough.",
        ),
    ),
    (
        "Q",
        3,
        HOST,
        (
            "Here is a short one, from Maria.",
            "Does she really have to knead for ten minutes?",
        ),
    ),
    (
        "A",
        3,
        GUEST,
        (
            "No, she does not.",
            "Water does most of the work for you.",
            "Stir flour and water together, and then leave the bowl alone for half an hour.",
            "After that, fold the dough over itself a few times, and let it rest again.",
            "Do that three times, and it is as smooth as if you had kneaded it.",
        ),
    ),
    (
        "Q",
        4,
        HOST,
        (
            "And now the last one.",
            "Walter bakes only for himself, and his loaf is stale after two days.",
            "Should he keep it in the fridge?",
        ),
    ),
    (
        "A",
        4,
        GUEST,
        (
            "Anywhere but the fridge.",
            "Bread goes stale fastest when it is cool, but not frozen.",
            "Keep it on a wooden board, with the cut side down and a cloth on top.",
            "And on the first day, freeze half of the loaf in slices.",
            "A frozen slice from the toaster is better than a fresh one from yesterday.",
        ),
    ),
    (
        "outro",
        0,
        HOST,
        (
            "Thank you, Tom.",
            "I am going home to switch on my oven light.",
            "You will find everything we mentioned in the show notes.",
            "Send us your own question, and bake something this week.",
        ),
    ),
    ("outro", 0, GUEST, ("Goodbye, and good baking.",)),
)
LAMP = "And if you are in a hurry, put the bowl in the oven, with only the light on."

NOTES = """\
---
podcast: "The Morning Loaf"
episode: 7
title: "Flat Loaves, Cold Kitchens and Stale Crusts"
audio: "sample-episode.mp3"
guests: ["Tom Ashby"]
chapters: questions
---

Four letters from listeners, and one baker who has been up since three. Tom Ashby tells Nora Field \
when dough is ready for the oven, how to bake in a cold kitchen, and where bread stays fresh.

Q: Lena's dough rises nicely in the bowl, and then the loaf goes flat in the oven. What is going \
wrong? [{Q1}]
{{: chapter="Why loaves go flat" }}

A: Most likely she waits too long. Dough is like a balloon: if it is already full, the oven can \
only make it burst. Press it with one finger. If the dent comes back slowly, bake; if it stays, \
you are half an hour late. [{A1}]

Q: Sam's kitchen is very cold in winter. How can his dough rise without heating the whole \
house? [{Q2}]
{{: chapter="Baking in a cold kitchen" }}

A: Give it time instead of heat. Mix in the evening, leave the bowl on the table, bake in the \
morning; the bread tastes better for it. The trick for the impatient is at [{lamp}]: the bowl \
in the oven, with only the light on. [{A2}]

Q: Does Maria really have to knead for ten minutes? [{Q3}]

A: No. Water does most of the work. Stir, wait half an hour, then fold the dough over itself and \
let it rest again. After three rounds it is as smooth as if it had been kneaded. [{A3}]

Q: Walter bakes for himself, and his loaf is stale after two days. Should he keep it in the \
fridge? [{Q4}]

A: Anywhere but the fridge: bread goes stale fastest when it is cool. Keep it on a wooden board, \
cut side down, with a cloth on top, and freeze half of it in slices on the first day. [{A4}]

## Resources

- [The finger test in pictures](https://example.org/finger-test)
- [Tom's overnight loaf](https://example.org/overnight-loaf) | \
[the same without kneading](https://example.org/no-knead)
- Send a question: [The Morning Loaf](https://example.org/letters)
"""


@dataclass(frozen=True)
class Sentence:
    """One spoken sentence and where it stands, in samples of the timeline."""

    kind: str
    pair: int
    speaker: str
    text: str
    start: int
    end: int

    def record(self) -> dict[str, str | int]:
        """As it stands in the truth file; the start is floored, the end rounded up."""
        return {
            "kind": self.kind,
            "pair": self.pair,
            "speaker": self.speaker,
            "start_ms": self.start * 1000 // RATE,
            "end_ms": -(-self.end * 1000 // RATE),
            "sentence": self.text,
        }


def main() -> int:
    """Write audio, notes and true times; returns the exit code."""
    TARGET.mkdir(parents=True, exist_ok=True)
    samples, sentences = _timeline()
    _encode(samples)
    records = [sentence.record() for sentence in sentences]
    truth = {"duration_ms": len(samples) * 1000 // RATE, "sentences": records}
    text = json.dumps(truth, indent=1, ensure_ascii=False) + "\n"
    (TARGET / f"{NAME}.truth.json").write_text(text, "utf-8", newline="\n")
    stamps = {"lamp": _stamp(next(r["start_ms"] for r in records if r["sentence"] == LAMP))}
    for record in reversed(records):
        stamps[f"{record['kind']}{record['pair']}"] = _stamp(record["start_ms"])
    (TARGET / f"{NAME}.md").write_text(NOTES.format(**stamps), "utf-8", newline="\n")
    print(f"{truth['duration_ms'] / 1000:.1f} s, {len(records)} sentences")
    return 0


def _stamp(position_ms: int) -> str:
    seconds, ms = divmod(position_ms, 1000)
    return f"{seconds // 60}:{seconds % 60:02d}.{ms:03d}"


def _timeline() -> tuple[np.ndarray, list[Sentence]]:
    voice = Hibari()
    parts: list[tuple[int, np.ndarray]] = [(RATE // 4, _chime((392.0, 523.25, 659.25)))]
    at = round((0.25 + CHIME_S) * RATE)
    sentences: list[Sentence] = []
    last_speaker = ""
    for kind, pair, speaker, texts in SCRIPT:
        for index, text in enumerate(texts):
            gap = SAME_GAPS_S[len(sentences) % len(SAME_GAPS_S)]
            if index == 0 and speaker != last_speaker:
                gap = TOPIC_GAP_S if kind == "Q" else TURN_GAP_S
            last_speaker = speaker
            start = at + round(gap * RATE)
            speech, lead = _speak(voice, speaker, text)
            parts.append((start - lead, speech))
            at = start - lead + len(speech)
            sentences.append(Sentence(kind, pair, speaker, text, start, at))
    parts.append((at + RATE // 2, _chime((659.25, 523.25, 392.0))))
    samples = np.zeros(at + round((0.5 + CHIME_S + 0.4) * RATE), np.float64)
    samples += np.random.default_rng(SEED).standard_normal(len(samples)) * ROOM_RMS
    for start, part in parts:
        samples[start : start + len(part)] += part
    return CEILING * np.tanh(samples / CEILING), sentences


def _speak(voice: Hibari, speaker: str, text: str) -> tuple[np.ndarray, int]:
    """The sentence, trimmed and levelled, and how many samples stand before its first sound."""
    samples = np.asarray(voice(text, speed=PACE, seed=SEED), np.float64).ravel()
    if speaker == GUEST:
        run(f"random_initializeWithSeedUnsafelyButPredictably ({SEED})")
        sound = parselmouth.Sound(samples, RATE)
        changed = call(sound, "Change gender", 75, 400, GUEST_FORMANTS, GUEST_PITCH_HZ, 1.0, 1.0)
        samples = changed.values[0]
    frame = RATE // 200
    level = np.sqrt(np.convolve(samples**2, np.ones(frame) / frame, "same"))
    loud = np.flatnonzero(level > level.max() * 10 ** (AUDIBLE_DB / 20))
    lead = min(round(LEAD_S * RATE), int(loud[0]))
    samples = samples[loud[0] - lead : loud[-1] + lead].copy()
    samples[:lead] *= np.linspace(0, 1, lead)
    samples[len(samples) - lead :] *= np.linspace(1, 0, lead)
    voiced = level[level > level.max() / 10]
    return samples * (SPEECH_RMS / np.sqrt((voiced**2).mean())), lead


def _chime(tones_hz: tuple[float, ...]) -> np.ndarray:
    """Soft bells, one after the other, silent at the end."""
    samples = np.zeros(round(CHIME_S * RATE))
    for index, tone_hz in enumerate(tones_hz):
        start = round(index * 0.32 * RATE)
        t = np.arange(len(samples) - start) / RATE
        bell = sum(np.sin(2 * np.pi * tone_hz * n * t) / n**2 for n in (1, 2, 3))
        samples[start:] += 0.14 * bell * np.exp(-t * 2.6) * np.minimum(1, t / 0.006)
    fade = round(0.8 * RATE)
    samples[-fade:] *= np.linspace(1, 0, fade) ** 2
    return samples


def _encode(samples: np.ndarray) -> None:
    command = ["ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1"]
    command += ["-i", "-", "-ar", MP3_RATE, "-c:a", "libmp3lame", "-b:a", MP3_BITRATE]
    command += ["-metadata", "title=Flat Loaves, Cold Kitchens and Stale Crusts"]
    command += ["-metadata", "album=The Morning Loaf", "-metadata", "artist=Show Notes"]
    command += ["-metadata", "track=7", str(TARGET / f"{NAME}.mp3")]
    subprocess.run(command, input=(samples * 32767).astype("<i2").tobytes(), check=True)


if __name__ == "__main__":
    sys.exit(main())
