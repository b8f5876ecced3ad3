"""Every thing the keyboard reaches has a name, a fitting role and its state."""

from __future__ import annotations

import pytest

from notesapp.ui.episode.episode import Episode
from tests.ui.access.scenes import SCENES, Scene, meet
from tests.ui.access.tree import faults


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_screen_reader_is_told(episode: Episode, scene: Scene) -> None:
    found: list[str] = []
    meet(scene, episode, lambda root: found.extend(faults(root)))
    assert not found, "\n" + "\n".join(found)
