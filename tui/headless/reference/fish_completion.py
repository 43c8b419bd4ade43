"""Write the completion script of fish."""

from collections.abc import Iterator

from tui.headless.reference.command_tree import STORED, Argument, CommandNode, Values

_HEAD = """\
# fish completion of nutgraf, made by `nutgraf completions fish`.

# The command that was typed, its words joined by a space, and how many operands follow it.
function __nutgraf_typed
    set -l path nutgraf
    set -l number 0
    set -l skips 0
    set -l tokens (commandline -opc)
    for token in $tokens[2..-1]
        if test $skips -eq 1
            set skips 0
        else if contains -- "$path $token" $__nutgraf_valued
            set skips 1
        else if test $number -eq 0; and contains -- "$path $token" $__nutgraf_commands
            set path "$path $token"
        else if not string match -q -- '-*' $token
            set number (math $number + 1)
        end
    end
    echo $path
    echo $number
end

function __nutgraf_command
    set -l typed (__nutgraf_typed)
    test "$typed[1]" = "$argv[1]"
end

function __nutgraf_operand
    set -l typed (__nutgraf_typed)
    test "$typed[1]" = "$argv[1]"; and test $typed[2] -ge $argv[2] -a $typed[2] -le $argv[3]
end

# What the cache has: fish quotes what it puts in, and runs no name.
function __nutgraf_stored
    set -lx NUTGRAF_CACHE $NUTGRAF_CACHE
    set -l tokens (commandline -opc)
    if set -l at (contains -i -- --cache $tokens)
        set NUTGRAF_CACHE (string replace -r '^~' $HOME -- $tokens[(math $at + 1)])
    end
    set -l begun (string replace -r '^--[a-z-]+=' '' -- (commandline -ct) | string unescape -n)
    command nutgraf __complete $argv[1] $begun[1] 2>/dev/null
end
"""
_MOST = 999
"""Operands that a command takes, if it takes several."""


def fish_script(tree: CommandNode) -> str:
    """Return the script that a reader puts where fish finds completions."""
    nodes = [*tree.walk()]
    valued = [
        _quoted(f"{' '.join(node.path)} {flag}")
        for node in nodes
        for option in node.options
        if option.values is not Values.NONE and not option.is_optional
        for flag in option.flags
    ]
    commands = [_quoted(" ".join(node.path)) for node in nodes if len(node.path) > 1]
    lines = [f"set -g __nutgraf_valued {' '.join(valued)}"]
    lines += [f"set -g __nutgraf_commands {' '.join(commands)}", "", "complete -c nutgraf -f"]
    for node in nodes:
        lines += _completions(node)
    return "\n".join([_HEAD, *lines]) + "\n"


def _completions(node: CommandNode) -> Iterator[str]:
    path = " ".join(node.path)
    here = _quoted(f"__nutgraf_command {_quoted(path)}")
    for command in node.commands:
        first = _quoted(f"__nutgraf_operand {_quoted(path)} 0 0")
        name, words = _quoted(command.path[-1]), _quoted(command.words)
        yield f"complete -c nutgraf -n {first} -a {name} -d {words}"
    for option in node.options:
        flags = " ".join(_flag(it) for it in option.flags)
        value = "" if option.values is Values.NONE or option.is_optional else " -r"
        words = _quoted(option.words)
        yield f"complete -c nutgraf -n {here} {flags}{value}{_source(option)} -d {words}"
    for number, operand in enumerate(node.operands):
        source = _source(operand)
        if source:
            most = _MOST if operand.repeats else number
            there = _quoted(f"__nutgraf_operand {_quoted(path)} {number} {most}")
            yield f"complete -c nutgraf -n {there}{source}"


def _flag(flag: str) -> str:
    return f"-l {flag.removeprefix('--')}" if flag.startswith("--") else f"-s {flag[1:]}"


def _source(argument: Argument) -> str:
    """Return where the values come from, "" if nobody knows."""
    if argument.values is Values.CHOICES:
        return f" -a {_quoted(' '.join(argument.choices))}"
    if argument.values in STORED:
        return f" -a {_quoted(f'(__nutgraf_stored {argument.values})')}"
    if argument.values is Values.FILES:
        return " -F"
    if argument.values is Values.FOLDERS_ON_DISK:
        return " -a '(__fish_complete_directories (commandline -ct))'"
    return ""


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
