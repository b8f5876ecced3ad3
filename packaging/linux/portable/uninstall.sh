#!/bin/sh
# Removes Show Notes as install.sh put it there; notes and settings stay.
set -eu
say() { printf '%s\n' "uninstall.sh: $*"; }
stop() { printf '%s\n' "uninstall.sh: $*" >&2; exit 1; }

home=$(cd "$(dirname "$0")" && pwd -P)
[ -f "$home/installed.txt" ] || stop "Nothing is installed here. Start the uninstall.sh in FOLDER/lib/notesapp, where FOLDER is the one named when installing (~/.local)."
to=$(cd "$home/../.." && pwd -P)
for link in /proc/[0-9]*/exe; do
  if [ "$(readlink "$link" 2>/dev/null || :)" = "$home/notesapp" ]; then
    stop "Show Notes is running. Close it, then start this again; your work is kept."
  fi
done

cd "$to"
while IFS= read -r place; do
  rm -f -- "$place"
  folder=$(dirname "$place")
  # A folder that is empty now was made for this, or is not missed.
  while [ "$folder" != . ] && rmdir -- "$folder" 2>/dev/null; do folder=$(dirname "$folder"); done
done < "$home/installed.txt"
refresh() { if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 || :; fi; }
if [ -d share/mime/packages ]; then refresh update-mime-database share/mime; fi
if [ -d share/applications ]; then refresh update-desktop-database share/applications; fi
if [ -d share/icons/hicolor ]; then refresh gtk-update-icon-cache -q -t share/icons/hicolor; fi
rm -rf -- "$home"
rmdir -- lib 2>/dev/null || :

say "Show Notes is removed. Your notes are where you saved them."
say "Settings are in ${XDG_CONFIG_HOME:-$HOME/.config}/notesapp, shows and templates in ${XDG_DATA_HOME:-$HOME/.local/share}/notesapp,"
say "earlier versions and unsaved work in ${XDG_STATE_HOME:-$HOME/.local/state}/notesapp. Remove these folders if you want none of it."
