"""What each command changes of a window with notes and audio, by the names in ``observed.seen``."""

from __future__ import annotations

EXPECTED: dict[str, tuple[str, ...]] = {
    "file.new": (
        "dialog",
        "windows",
    ),
    "file.new_episode": (
        "dialog",
        "parts",
    ),
    "file.open_notes": ("windows",),
    "file.open_audio": ("sound",),
    "file.open_recent": ("menu",),
    "file.open_sample": (
        "dialog",
        "windows",
    ),
    "file.save": (
        "files",
        "saved",
    ),
    "file.save_as": (
        "files",
        "saved",
    ),
    "file.reload": ("text",),
    "file.import_notes": ("dialog",),
    "file.import_clipboard": ("dialog",),
    "file.keep_audio": ("text",),
    "file.save_show": (
        "dialog",
        "parts",
    ),
    "file.people": (
        "message",
        "parts",
    ),
    "file.close": ("windows",),
    "file.quit": ("windows",),
    "edit.undo": (
        "text",
        "caret",
    ),
    "edit.redo": (
        "text",
        "caret",
    ),
    "edit.cut": (
        "text",
        "caret",
    ),
    "edit.copy": ("clipboard",),
    "edit.paste": (
        "text",
        "caret",
    ),
    "edit.paste_plain": (
        "text",
        "caret",
    ),
    "edit.select_all": ("caret",),
    "edit.link": (
        "focus",
        "parts",
    ),
    "edit.line_up": (
        "text",
        "caret",
    ),
    "edit.line_down": (
        "text",
        "caret",
    ),
    "edit.mark": (
        "text",
        "caret",
    ),
    "edit.next_mark": ("caret",),
    "edit.snippet": (
        "focus",
        "parts",
    ),
    "edit.rename": (
        "dialog",
        "parts",
    ),
    "edit.snippets": (
        "dialog",
        "parts",
    ),
    "edit.next_misspelling": (),  # a dictionary answers later
    "edit.correct": (),
    "edit.find": (
        "focus",
        "parts",
    ),
    "edit.find_next": ("caret",),
    "edit.find_previous": ("caret",),
    "edit.replace": (
        "focus",
        "parts",
    ),
    "edit.find_everywhere": ("dialog",),
    "edit.go_to_line": (
        "focus",
        "parts",
    ),
    "edit.preferences": ("dialog",),
    "segment.next": (
        "text",
        "caret",
    ),
    "segment.ahead": ("text",),
    "segment.same": (
        "text",
        "caret",
    ),
    "segment.next_plain": (
        "text",
        "caret",
    ),
    "segment.stamp": ("text",),
    "segment.remove_stamp": ("text",),
    "segment.play": ("sound",),
    "segment.hear": ("sound",),
    "segment.play_only": ("sound",),
    "segment.previous": ("caret",),
    "segment.following": ("caret",),
    "segment.change_kind": ("text",),
    "segment.split": (
        "text",
        "caret",
    ),
    "segment.join": (
        "text",
        "caret",
    ),
    "segment.swap": (
        "text",
        "caret",
    ),
    "segment.move_up": (
        "text",
        "caret",
    ),
    "segment.move_down": (
        "text",
        "caret",
    ),
    "segment.move_pair_up": (
        "text",
        "caret",
    ),
    "segment.move_pair_down": (
        "text",
        "caret",
    ),
    "segment.remove": (
        "text",
        "caret",
        "message",
    ),
    "segment.label_1": ("text",),
    "segment.label_2": ("text",),
    "segment.label_3": ("text",),
    "segment.label_4": ("text",),
    "segment.label_5": ("text",),
    "segment.label_6": ("text",),
    "segment.earlier": ("text",),
    "segment.later": ("text",),
    "segment.earlier_fine": ("text",),
    "segment.later_fine": ("text",),
    "segment.previous_stamp": ("caret",),
    "segment.next_stamp": ("caret",),
    "segment.last_stamp": ("caret",),
    "segment.copy_stamp": (
        "clipboard",
        "message",
    ),
    "playback.toggle": ("sound",),
    "playback.back": ("sound",),
    "playback.forward": ("sound",),
    "playback.stop": (
        "parts",
        "sound",
    ),
    "playback.go_to": ("sound",),
    "playback.loop": (
        "sound",
        "checked",
    ),
    "playback.mark_start": ("message",),
    "playback.mark_end": ("message",),
    "playback.my_speed": ("sound",),
    "playback.slower": ("sound",),
    "playback.faster": ("sound",),
    "playback.speed": ("sound",),
    "playback.mute": ("sound",),
    "playback.boost": ("settings",),
    "playback.output": ("menu",),
    "playback.delay": ("dialog",),
    "playback.engine": ("settings",),
    "playback.settings": ("dialog",),
    "view.outline": (
        "checked",
        "parts",
    ),
    "view.panel": (
        "checked",
        "parts",
    ),
    "view.focus": (
        "checked",
        "parts",
    ),
    "view.details": ("parts",),
    "view.problems": (
        "parts",
        "view",
    ),
    "view.preview": (
        "parts",
        "view",
    ),
    "view.show_source": (
        "view",
        "settings",
    ),
    "view.larger": (
        "view",
        "settings",
    ),
    "view.smaller": (
        "view",
        "settings",
    ),
    "view.normal": (
        "view",
        "settings",
    ),
    "view.line_width": (
        "view",
        "settings",
    ),
    "view.waveform": (
        "checked",
        "parts",
    ),
    "view.zoom_in": ("view",),
    "view.zoom_out": ("view",),
    "view.zoom_whole": ("view",),
    "view.earlier": ("view",),
    "view.later": ("view",),
    "view.follow": (
        "checked",
        "settings",
    ),
    "view.gain": ("settings",),
    "view.theme": (
        "view",
        "settings",
    ),
    "view.next_region": ("focus",),
    "view.previous_region": ("focus",),
    "publish.publish": ("dialog",),
    "publish.embed": ("dialog",),
    "publish.copy": (
        "clipboard",
        "message",
    ),
    "help.palette": (
        "focus",
        "parts",
    ),
    "help.keys": ("dialog",),
    "help.four_keys": ("parts",),
    "help.first_steps": ("dialog",),
    "help.works": ("dialog",),
    "help.about": ("dialog",),
    "file.print": ("message",),
    "file.pdf": ("files", "message"),
    "segment.title": ("focus",),
    "segment.shift": ("dialog", "parts"),
    "segment.convert": ("dialog", "parts"),
    "help.manual": ("dialog", "parts"),
}
