#!/bin/sh
# Installs Show Notes for one person, without being root.
#   ./install.sh [FOLDER]     to ~/.local, or to FOLDER
set -eu
umask 022
app=org.notesapp.ShowNotes

say() { printf '%s\n' "install.sh: $*"; }
stop() { printf '%s\n' "install.sh: $*" >&2; exit 1; }

from=$(cd "$(dirname "$0")" && pwd -P)
[ -x "$from/program/notesapp" ] || stop "This is not the whole archive. Unpack it again, with its folders."
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || stop "This archive is for Linux on 64-bit PCs (x86_64). This is $(uname -s) on $(uname -m)."
[ -n "${1:-}" ] || [ -n "${HOME:-}" ] || stop "There is no home folder. Name a folder: ./install.sh FOLDER"
to=${1:-$HOME/.local}
case $to in
  -*) stop "Name a folder, or nothing for ~/.local. Example: ./install.sh \"\$HOME/apps\"" ;;
  *"
"*) stop "The folder's name goes over two lines. Choose another." ;;
esac
mkdir -p "$to" || stop "$to cannot be made. Choose another folder: ./install.sh FOLDER"
to=$(cd "$to" && pwd -P)
home=$to/lib/notesapp

is_running() {
  for link in /proc/[0-9]*/exe; do
    [ "$(readlink "$link" 2>/dev/null || :)" = "$home/notesapp" ] && return 0
  done
  return 1
}
if is_running; then stop "Show Notes is running. Close it, then start this again; your work is kept."; fi
[ ! -e "$home" ] || [ -f "$home/installed.txt" ] || stop "$home is there and is not Show Notes. Choose another folder."

# The new program is whole before the old one goes.
mkdir -p "$to/lib"
rm -rf "$home.new" "$home.old"
trap 'rm -rf "$home.new"' EXIT
trap 'exit 1' HUP INT TERM
say "Copying to $home"
cp -R -P "$from/program" "$home.new" || stop "There is not enough room in $to, or it cannot be written to. Nothing was changed."
cp "$from/uninstall.sh" "$home.new/uninstall.sh"
chmod 755 "$home.new/uninstall.sh"
if ! said=$("$home.new/notesapp" --version 2>&1); then
  stop "The program does not start here, and nothing was changed. It says: $said"
fi

list=$home.new/installed.txt
printf '%s\n' bin/notesapp > "$list"
( cd "$from" && find share -type f ) | sort >> "$list"
if [ -f "$home/installed.txt" ]; then
  # What an older version had and this one has not.
  while IFS= read -r place; do
    grep -qxF -- "$place" "$list" || rm -f -- "$to/$place"
  done < "$home/installed.txt"
fi
if [ -d "$home" ]; then mv "$home" "$home.old"; fi
mv "$home.new" "$home"
rm -rf "$home.old"

mkdir -p "$to/bin"
ln -sfn ../lib/notesapp/notesapp "$to/bin/notesapp"
# A desktop entry quotes as the Desktop Entry Specification has it; menus do not search ~/.local/bin.
quoted=$(printf '%s' "$to/bin/notesapp" | sed -e 's/\\/\\\\\\\\/g' -e 's/["`$]/\\\\&/g' -e 's/%/%%/g')
tail -n +2 "$home/installed.txt" | while IFS= read -r place; do
  mkdir -p "$to/$(dirname "$place")"
  if [ "$place" = "share/applications/$app.desktop" ]; then
    while IFS= read -r line; do
      case $line in
        Exec=notesapp*) printf '%s\n' "Exec=\"$quoted\"${line#Exec=notesapp}" ;;
        TryExec=*) ;;
        *) printf '%s\n' "$line" ;;
      esac
    done < "$from/$place" > "$to/$place"
  else
    cp "$from/$place" "$to/$place"
  fi
done

refresh() { if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 || :; fi; }
refresh update-mime-database "$to/share/mime"
refresh update-desktop-database "$to/share/applications"
refresh gtk-update-icon-cache -q -t "$to/share/icons/hicolor"

say "$said is installed."
say "Start it from the menu, or as: $to/bin/notesapp"
case ":${PATH:-}:" in *":$to/bin:"*) ;; *) say "($to/bin is not on the path of this shell; log in again, or name it in full.)" ;; esac
say "To remove it: $home/uninstall.sh"
