"""How each output relates to its engine's clock: the one table of measured constants."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lag:
    """The constants of one output at one kind of speed.

    ``bias_ms`` is how far the engine's reports are ahead of what it hands to the output, in
    audio time. ``ahead_ms`` is how far the output plays ahead of that, negative where it holds
    the sound back. ``onset_ms`` is how long after an order its first sound is due, ``tail_ms``
    how long it sounds on after a pause, give or take ``doubt_ms``. ``lead_ms`` of sound are lost
    after every seek, so the engine is sent that much earlier. The first reports may be
    ``late_ms`` late; up to that, the time the sound was due is believed rather than them. All
    but the bias are in real time.
    """

    bias_ms: int = 0
    ahead_ms: int = 0
    onset_ms: int = 0
    tail_ms: int = 0
    doubt_ms: int = 0
    lead_ms: int = 0
    late_ms: int = 0

    def of_reports_ms(self, rate: float) -> float:
        """How far a report is ahead of the sound, in audio time."""
        return self.bias_ms - self.ahead_ms * rate


@dataclass(frozen=True, slots=True)
class Timing:
    """One output: at normal speed, and at any other, where the sound goes through a stretcher.

    ``renews`` says that libVLC's stream into it is to be made anew for every seek.
    """

    plain: Lag = Lag()
    stretched: Lag = Lag()
    renews: bool = False

    def at(self, rate: float) -> Lag:
        """Return the constants that hold at ``rate``."""
        return self.plain if rate == 1.0 else self.stretched


# Measured on recorded null sinks, not on real cards; libVLC calls its outputs by these names.
# The bias of 50 ms is one block of libVLC's WAV demuxer, the same for every kind of file.
# After a flush, libVLC's PulseAudio output misreads the server's latency: it loses 95 to 350 ms,
# or nothing, and is ahead by 100 ms or not. A new stream starts at once and to the millisecond.
_PULSE = Lag(bias_ms=50, ahead_ms=15)
_OTHER = Lag(bias_ms=50, onset_ms=15)
VLC_TIMINGS = {"pulse": Timing(_PULSE, _PULSE, renews=True)}
VLC_OTHER = Timing(_OTHER, _OTHER)
# Qt lets out what its output holds when paused: 34 to 131 ms, evenly spread (20 pauses).
# In the half second after a seek its reports are up to 45 ms late, the sound within 10 ms of due.
QT_TIMING = Timing(
    Lag(ahead_ms=-15, onset_ms=15, tail_ms=82, doubt_ms=50, late_ms=50),
    Lag(ahead_ms=-110, onset_ms=15, tail_ms=82, doubt_ms=50),
)
AT_ONCE = Timing()


def vlc_timing(output: str) -> Timing:
    """Return the constants of libVLC's output module called ``output``."""
    return VLC_TIMINGS.get(output, VLC_OTHER)
