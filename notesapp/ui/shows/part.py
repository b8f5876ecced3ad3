"""Shows, people and snippets as parts of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.storage.show_store import ShowStore
    from notesapp.ui.episode.desk import Desk


def _store(desk: Desk) -> ShowStore:
    from notesapp.storage.show_store import ShowStore

    return ShowStore(desk.data / "shows")


def _make_shows(desk: Desk) -> object:
    from notesapp.ui.shows.show_actions import ShowActions

    return ShowActions(desk, _store(desk))


def _make_snippets(desk: Desk) -> object:
    from notesapp.storage.show_store import SnippetFile
    from notesapp.ui.shows.snippet_actions import SnippetActions

    return SnippetActions(desk, _store(desk), SnippetFile(desk.data / "snippets.md"))


def _make_names(desk: Desk) -> object:
    from notesapp.ui.shows.name_aids import NameAids

    return NameAids(desk, _store(desk))


def _make_themes(desk: Desk) -> object:
    from notesapp.storage.theme_folder import own_themes
    from notesapp.ui.shows.theme_actions import ThemeActions

    return ThemeActions(desk, _store(desk), own_themes(desk.data))


PARTS = (
    Feature(
        "shows",
        {
            "file.new_episode": "new_episode",
            "file.save_show": "save_show",
            "file.people": "open_people",
            "edit.rename": "rename",
        },
        _make_shows,
    ),
    Feature(
        "snippets",
        {"edit.snippet": "insert", "edit.snippets": "edit_snippets"},
        _make_snippets,
    ),
    Feature("web_page", {"publish.web_page": "choose"}, _make_themes),
    Feature("names", {}, _make_names, eager=True),
)
