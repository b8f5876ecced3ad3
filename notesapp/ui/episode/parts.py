"""Which parts a window has besides those it always works with. Each is made by its own package."""

from __future__ import annotations

from notesapp.ui.conflict import part as meeting
from notesapp.ui.copying import part as copying
from notesapp.ui.counting import part as counting
from notesapp.ui.finding import part as finding
from notesapp.ui.focus import part as focusing
from notesapp.ui.help import part as helping
from notesapp.ui.importing import part as importing
from notesapp.ui.keys import part as keys
from notesapp.ui.kit.features import Feature
from notesapp.ui.links import part as linking
from notesapp.ui.palette import part as choosing
from notesapp.ui.preferences import part as preferring
from notesapp.ui.printing import part as printing
from notesapp.ui.problems import part as checking
from notesapp.ui.publish import part as publishing
from notesapp.ui.recovery import part as recovering
from notesapp.ui.remote import part as reaching
from notesapp.ui.segments import part as arranging
from notesapp.ui.shows import part as shows
from notesapp.ui.spelling import part as spelling
from notesapp.ui.stamps import part as stamping
from notesapp.ui.typing import part as writing
from notesapp.ui.versions import part as keeping

FEATURES: tuple[Feature, ...] = (
    publishing.PART,
    checking.PART,
    copying.PART,
    printing.PART,
    arranging.PART,
    stamping.PART,
    helping.PART,
    helping.WELCOME,
    counting.PART,
    focusing.PART,
    preferring.PART,
    choosing.PART,
    keys.PART,
    *finding.PARTS,
    writing.PART,
    reaching.PART,
    spelling.PART,
    *shows.PARTS,
    importing.PART,
    linking.PART,
    meeting.PART,
    recovering.PART,
    keeping.PART,
)
