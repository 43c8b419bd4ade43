"""Write the completion script of bash; it works with the bash 3.2 that macOS has, too."""

import shlex
from collections.abc import Iterator

from tui.headless.reference.command_tree import STORED, Argument, CommandNode, Values

_HEAD = """\
# bash completion of nutgraf, made by `nutgraf completions bash`.

# What the cache has is read line by line and quoted: no name in it is ever run.
_nutgraf_stored() {
    local value rest open
    case $word in
        [\\"\\']*) open=${word:0:1} ;;
        *) open='' ;;
    esac
    word=${word#[\\"\\']}
    word=${word//\\\\/}
    while IFS=$'\\t' read -r value rest; do
        case $open in
            \\") [[ $value == *[\\"\\\\\\$\\`!]* ]] && continue ;;
            \\') [[ $value == *\\'* ]] && continue ;;
            *) printf -v value %q "$value" ;;
        esac
        COMPREPLY+=("$value")
    done < <(command nutgraf __complete "$1" "$word" 2>/dev/null)
}

_nutgraf_files() {
    local value
    compopt -o filenames 2>/dev/null
    while IFS= read -r value; do
        COMPREPLY+=("$value")
    done < <(compgen "$1" -- "$word")
}

# After "tag:" readline sees a word of its own: only what follows the colon is put in.
_nutgraf_query() {
    local before index colon
    word=$1
    _nutgraf_stored query
    [[ ${COMPREPLY[0]-} == *: ]] && compopt -o nospace 2>/dev/null
    case $COMP_WORDBREAKS in *:*) ;; *) return ;; esac
    case $1 in *:*) ;; *) return ;; esac
    before=${1%"${1##*:}"}
    colon=${before//:/\\\\:}
    for index in "${!COMPREPLY[@]}"; do
        COMPREPLY[index]=${COMPREPLY[index]#"$before"}
        COMPREPLY[index]=${COMPREPLY[index]#"$colon"}
    done
}
"""

_TAIL = """
_nutgraf() {
    local word=${COMP_WORDS[COMP_CWORD]} path=nutgraf number=0 index=1 previous='' query
    local commands options valued values choices
    local -x NUTGRAF_CACHE=${NUTGRAF_CACHE-}
    COMPREPLY=()
    while ((index < COMP_CWORD)); do
        previous=${COMP_WORDS[index]}
        _nutgraf_command "$path"
        if [[ " $valued " == *" $previous "* ]]; then
            ((index++))
            [[ ${COMP_WORDS[index]} == = ]] && ((index++))
            if [[ $previous == --cache ]]; then
                NUTGRAF_CACHE=${COMP_WORDS[index]//[\\"\\']/}
                NUTGRAF_CACHE=${NUTGRAF_CACHE//\\\\/}
                NUTGRAF_CACHE=${NUTGRAF_CACHE/#\\~/$HOME}
            fi
        elif [[ " $commands " == *" $previous "* && $number == 0 ]]; then
            path="$path $previous"
        elif [[ $previous != -* && $previous != [:=] ]]; then
            ((number++))
        fi
        ((index++))
    done
    _nutgraf_command "$path"
    previous=${COMP_WORDS[COMP_CWORD - 1]}
    if [[ $word == = ]]; then
        word=''
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [[ " $valued " == *" $previous "* ]]; then
        _nutgraf_value "$path" "$previous"
    elif [[ $word == -* ]]; then
        values=choices choices=$options
    elif [[ -n $commands && $number == 0 ]]; then
        values=choices choices=$commands
    else
        _nutgraf_value "$path" "$number"
    fi
    case $values in
        choices)
            while IFS= read -r index; do
                COMPREPLY+=("$index")
            done < <(compgen -W "$choices" -- "$word")
            ;;
        files) _nutgraf_files -f ;;
        directories) _nutgraf_files -d ;;
        query)
            query=$word
            if [[ $word == : ]]; then
                query=$previous:
            elif [[ $previous == : ]]; then
                query=${COMP_WORDS[COMP_CWORD - 2]}:$word
            fi
            _nutgraf_query "$query"
            ;;
        feeds | folders | tags | accounts | follows) _nutgraf_stored "$values" ;;
    esac
}

complete -F _nutgraf nutgraf
"""


def bash_script(tree: CommandNode) -> str:
    """Return the script that a reader puts where bash finds completions."""
    nodes = [*tree.walk()]
    lines = ["", "# What can follow each command.", "_nutgraf_command() {", "    case $1 in"]
    for node in nodes:
        lines += _followers(node)
    lines += ["    esac", "}", "", "# What an option, or an operand by its number, is."]
    lines += ["_nutgraf_value() {", "    values='' choices=''", '    case "$1 $2" in']
    for node in nodes:
        lines += _values(node)
    return "\n".join([_HEAD, *lines, "    esac", "}", _TAIL.lstrip("\n")])


def _followers(node: CommandNode) -> Iterator[str]:
    yield f"        {shlex.quote(' '.join(node.path))})"
    yield f"            commands={shlex.quote(' '.join(it.path[-1] for it in node.commands))}"
    flags = (flag for it in node.options for flag in it.flags)
    yield f"            options={shlex.quote(' '.join(flags))}"
    # An option whose value may be left out has it after "=" alone.
    valued = (it for it in node.options if it.values is not Values.NONE and not it.is_optional)
    yield f"            valued={shlex.quote(' '.join(flag for it in valued for flag in it.flags))}"
    yield "            ;;"


def _values(node: CommandNode) -> Iterator[str]:
    path = " ".join(node.path)
    for argument in node.options:
        if setting := _setting(argument):
            names = " | ".join(shlex.quote(f"{path} {flag}") for flag in argument.flags)
            yield f"        {names}) {setting} ;;"
    for number, argument in enumerate(node.operands):
        if setting := _setting(argument):
            name = shlex.quote(f"{path} " if argument.repeats else f"{path} {number}")
            yield f"        {name}{'[0-9]*' if argument.repeats else ''}) {setting} ;;"


def _setting(argument: Argument) -> str:
    if argument.values is Values.CHOICES:
        return f"values=choices choices={shlex.quote(' '.join(argument.choices))}"
    is_known = argument.values in (*STORED, Values.FILES, Values.FOLDERS_ON_DISK)
    return f"values={argument.values}" if is_known else ""
