#!/bin/sh
# Makes an AppImage of the unpacked archive. Unbuilt: appimagetool was not at hand.
#   make.sh FOLDER-OF-THE-ARCHIVE
set -eu
app=org.notesapp.ShowNotes
from=$(cd "${1:?name the folder of the unpacked archive}" && pwd -P)
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
mkdir -p "$to/usr/lib" "$to/usr/bin"
cp -R -P "$from/program" "$to/usr/lib/notesapp"
cp -R -P "$from/share" "$to/usr/share"
ln -s ../lib/notesapp/notesapp "$to/usr/bin/notesapp"
ln -s usr/bin/notesapp "$to/AppRun"
cp "$from/share/applications/$app.desktop" "$to/"
cp "$from/share/icons/hicolor/256x256/apps/$app.png" "$to/"
appimagetool "$to" "${from##*/}.AppImage"
