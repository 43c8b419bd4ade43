"""Write the completion script of zsh."""

from collections.abc import Iterator

from tui.headless.reference.command_tree import STORED, Argument, CommandNode, Values

_HEAD = """\
#compdef nutgraf
# zsh completion of nutgraf, made by `nutgraf completions zsh`.

# What the cache has is handed to compadd, which quotes it: no name in it is ever run.
_nutgraf_stored() {
    local -a lines values shown
    local line
    lines=("${(@f)$(command nutgraf __complete "$1" "${(Q)PREFIX}" 2>/dev/null)}")
    for line in "${lines[@]}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\\t'*}")
        shown+=("${line//$'\\t'/  }")
    done
    (( $#values )) || return 1
    if [[ $values[1] == *: ]]; then
        compadd -S '' -l -d shown -a values
    else
        compadd -l -d shown -a values
    fi
}
"""

_TAIL = """
_nutgraf() {
    local typed=nutgraf previous values
    local -a followers flags valued choices
    local -i number=0 index=2
    local -x NUTGRAF_CACHE=${NUTGRAF_CACHE-}
    while (( index < CURRENT )); do
        previous=${words[index]}
        _nutgraf_command "$typed"
        if (( ${valued[(Ie)$previous]} )); then
            (( index++ ))
            [[ $previous == --cache ]] && NUTGRAF_CACHE=${${(Q)words[index]}/#\\~/$HOME}
        elif (( number == 0 && ${followers[(I)${(b)previous}:*]} )); then
            typed="$typed $previous"
        elif [[ $previous != -* ]]; then
            (( number++ ))
        fi
        (( index++ ))
    done
    _nutgraf_command "$typed"
    previous=${words[CURRENT-1]}
    if (( ${valued[(Ie)$previous]} )); then
        _nutgraf_value "$typed" "$previous"
    elif [[ ${words[CURRENT]} == --*=* ]]; then
        _nutgraf_value "$typed" "${words[CURRENT]%%=*}"
        compset -P '*='
    elif [[ ${words[CURRENT]} == -* ]]; then
        _describe -o option flags
        return
    elif (( $#followers && number == 0 )); then
        _describe command followers
        return
    else
        _nutgraf_value "$typed" "$number"
    fi
    case $values in
        choices) compadd -a choices ;;
        files) _files ;;
        directories) _files -/ ;;
        feeds | folders | tags | accounts | follows | query) _nutgraf_stored "$values" ;;
    esac
}

if [[ $funcstack[1] == _nutgraf ]]; then
    _nutgraf "$@"
else
    compdef _nutgraf nutgraf
fi
"""


def zsh_script(tree: CommandNode) -> str:
    """Return the script that a reader puts on zsh's `fpath` as `_nutgraf`, or sources."""
    nodes = [*tree.walk()]
    lines = ["", "# What can follow each command.", "_nutgraf_command() {", "    case $1 in"]
    for node in nodes:
        lines += _followers(node)
    lines += ["    esac", "}", "", "# What an option, or an operand by its number, is."]
    lines += ["_nutgraf_value() {", "    values= choices=()", '    case "$1 $2" in']
    for node in nodes:
        lines += _values(node)
    return "\n".join([_HEAD, *lines, "    esac", "}", _TAIL.lstrip("\n")])


def _followers(node: CommandNode) -> Iterator[str]:
    yield f"        {_quoted(' '.join(node.path))})"
    commands = [_described(it.path[-1], it.words) for it in node.commands]
    yield f"            followers=({' '.join(commands)})"
    yield "            flags=("
    for option in node.options:
        for flag in option.flags:
            yield f"                {_described(flag, option.words)}"
    yield "            )"
    valued = (it for it in node.options if it.values is not Values.NONE and not it.is_optional)
    yield f"            valued=({' '.join(_quoted(flag) for it in valued for flag in it.flags)})"
    yield "            ;;"


def _values(node: CommandNode) -> Iterator[str]:
    path = " ".join(node.path)
    for argument in node.options:
        if setting := _setting(argument):
            names = " | ".join(_quoted(f"{path} {flag}") for flag in argument.flags)
            yield f"        {names}) {setting} ;;"
    for number, argument in enumerate(node.operands):
        if setting := _setting(argument):
            name = _quoted(f"{path} " if argument.repeats else f"{path} {number}")
            yield f"        {name}{'[0-9]*' if argument.repeats else ''}) {setting} ;;"


def _setting(argument: Argument) -> str:
    if argument.values is Values.CHOICES:
        return f"values=choices choices=({' '.join(map(_quoted, argument.choices))})"
    is_known = argument.values in (*STORED, Values.FILES, Values.FOLDERS_ON_DISK)
    return f"values={argument.values}" if is_known else ""


def _described(name: str, words: str) -> str:
    """Return an item of `_describe`: a colon parts the name from its words."""
    return _quoted(f"{name.replace(':', chr(92) + ':')}:{words.replace(':', chr(92) + ':')}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
