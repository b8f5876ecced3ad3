"""The few words a page says itself, in the languages notes are written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """One language's words; ``play`` has a place for a time."""

    code: str
    chapters: str = "Chapters"
    notes: str = "Show notes"
    skip: str = "Skip to the notes"
    audio: str = "Episode audio"
    play: str = "Play from {}"
    episode: str = "Episode"
    guests: str = "With"
    links: str = "Links"


ENGLISH = PageWords("en")

WORDS: tuple[PageWords, ...] = (
    PageWords(
        *("de", "Kapitel", "Shownotes", "Zu den Shownotes", "Audio der Folge"),
        *("Ab {} abspielen", "Folge", "Mit", "Links"),
    ),
    PageWords(
        *("fr", "Chapitres", "Notes de l’épisode", "Aller aux notes", "Audio de l’épisode"),
        *("Écouter à partir de {}", "Épisode", "Avec", "Liens"),
    ),
    PageWords(
        *("es", "Capítulos", "Notas del episodio", "Ir a las notas", "Audio del episodio"),
        *("Reproducir desde {}", "Episodio", "Con", "Enlaces"),
    ),
    PageWords(
        *("pt", "Capítulos", "Notas do episódio", "Ir para as notas", "Áudio do episódio"),
        *("Ouvir a partir de {}", "Episódio", "Com", "Links"),
    ),
    PageWords(
        *("it", "Capitoli", "Note dell’episodio", "Vai alle note", "Audio dell’episodio"),
        *("Ascolta da {}", "Episodio", "Con", "Link"),
    ),
    PageWords(
        *("nl", "Hoofdstukken", "Shownotes", "Naar de shownotes", "Audio van de aflevering"),
        *("Afspelen vanaf {}", "Aflevering", "Met", "Links"),
    ),
)

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "ug", "ur", "yi"})


def words_for(language: str) -> PageWords:
    """The words of a language tag; English where there are none."""
    code = language.split("-")[0].lower()
    return next((words for words in WORDS if words.code == code), ENGLISH)


def direction_of(language: str) -> str:
    """``rtl`` for scripts written from right to left, else ``ltr``."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
