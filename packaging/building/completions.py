"""What shells complete after ``notesapp``, made from its own parser."""

from __future__ import annotations

from building.command_line import Option, commands, window_options
from building.release import COMMAND

__all__ = ["bash", "fish", "zsh"]


def bash() -> bytes:
    """For bash-completion: commands and files first, then the options of the command."""
    cases = "\n".join(
        f"        {one.name}) words='{' '.join(_names(one.options))}' ;;" for one in commands()
    )
    first = " ".join([*(one.name for one in commands()), *_names(window_options())])
    return f"""# bash completion for {COMMAND}
_{COMMAND}() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} words
    COMPREPLY=()
    case ${{COMP_WORDS[1]}} in
{cases}
        *) words='{first}' ;;
    esac
    [ "$COMP_CWORD" = 1 ] && words='{first}'
    if [ "$COMP_CWORD" = 1 ] || [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$current"))
    fi
    if [[ $current != -* ]]; then
        local file
        while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$current")
        compopt -o filenames 2>/dev/null
    fi
}}
complete -F _{COMMAND} {COMMAND}
""".encode()


def zsh() -> bytes:
    """For zsh's own system of functions."""
    rows = "\n".join(f"    '{one.name}:{_quoted(one.help)}'" for one in commands())
    cases = "\n".join(
        f"      {one.name}) _values -w option {' '.join(_names(one.options))} ;;"
        for one in commands()
    )
    options = " ".join(_names(window_options()))
    return f"""#compdef {COMMAND}
local -a commands
commands=(
{rows}
)
if (( CURRENT == 2 )); then
  _describe command commands
  compadd -- {options}
  _files
elif [[ $PREFIX == -* ]]; then
  case $words[2] in
{cases}
  esac
else
  _files
fi
""".encode()


def fish() -> bytes:
    """For fish: a line each, with its words."""
    lines = [f"# fish completion for {COMMAND}"]
    for one in commands():
        head = f"complete -c {COMMAND} -n __fish_use_subcommand -a {one.name}"
        lines.append(f"{head} -d '{_quoted(one.help)}'")
        condition = f"-n '__fish_seen_subcommand_from {one.name}'"
        lines += [_fish(option, condition) for option in one.options if option.names]
    lines += [
        _fish(option, "-n __fish_use_subcommand") for option in window_options() if option.names
    ]
    return ("\n".join(lines) + "\n").encode()


def _fish(option: Option, condition: str) -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    )
    value = " -r" if option.value else ""
    return f"complete -c {COMMAND} {condition} {names}{value} -d '{_quoted(option.help)}'"


def _names(options: tuple[Option, ...]) -> list[str]:
    return [name for option in options for name in option.names]


def _quoted(text: str) -> str:
    return text.replace("'", "’").replace(":", " –")
