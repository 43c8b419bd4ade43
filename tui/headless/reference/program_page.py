"""The page nutgraf(1): made from the argument parser and the table of keys."""

from collections.abc import Iterator

from tui.headless.commands.command import Context, commands_in
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.key_names import shown_key
from tui.headless.reference.command_tree import Argument, CommandNode
from tui.headless.reference.page import (
    Block,
    Definition,
    Example,
    Heading,
    ManualPage,
    Paragraph,
)

_EXIT_CODES = {
    "0": "done",
    "1": "some feeds failed, or nothing was found",
    "2": "wrong arguments or configuration",
    "3": "the cache can't be used",
    "4": "another fetch is running (fetch --wait waits for it)",
    "5": "a bug ended the program; the message names the log file",
}
_FILES = {
    "~/.config/nutgraf/config.toml": "your configuration: see nutgraf-config(5)",
    "~/.local/share/nutgraf/cache.db": "feeds, articles, marks, tags and notes: everything",
    "~/.local/state/nutgraf/log/nutgraf.log": "the log of the last runs",
}
_ENVIRONMENT = {
    "NUTGRAF_CONFIG, NUTGRAF_CACHE, NUTGRAF_LOG": "other places of these files",
    "NUTGRAF_STATE": "another folder for what the program notes for itself",
    "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME": "where the folders of these files are",
    "NUTGRAF_CREDENTIAL_*": "the passwords and tokens that a feed or an account was told to use",
    "BROWSER": "the browser that opens articles, for example firefox; several are separated by :",
    "NO_COLOR": "if set and not empty, the app draws without colours",
    "HTTP_PROXY, HTTPS_PROXY, NO_PROXY": "the proxy, unless [fetch] use_proxy_environment is off",
}


def program_page(tree: CommandNode, *, version: str) -> ManualPage:
    """Return the page about the program, its commands and its keys."""
    return ManualPage(
        name="nutgraf",
        section=1,
        summary="terminal newsreader with structured summaries",
        version=version,
        blocks=tuple(_blocks(tree)),
    )


def _blocks(tree: CommandNode) -> Iterator[Block]:
    yield Heading(text="Synopsis")
    usage = "nutgraf [--config FILE] [--cache FILE] [--verbose] [COMMAND …]"
    yield Paragraph(text=usage, is_typed=True)
    yield Heading(text="Description")
    yield Paragraph(
        text="nutgraf fetches the articles of your feeds and shows for each who did what, who said "
        "what, and how many, each with the sentence it comes from. It works offline: no cloud "
        "service, no remote language model. Without a command it opens the app; ? lists the keys "
        "there. Data goes to standard output, counts and warnings to standard error."
    )
    yield Heading(text="Options")
    yield from map(_definition, tree.options)
    yield Heading(text="Commands")
    for command in tree.commands:
        for node in command.walk():
            yield from _command(node)
    yield Heading(text="Keys")
    yield Paragraph(text="nutgraf-config(5) tells how to change them.")
    yield from _keys()
    yield Heading(text="Exit status")
    yield from (Definition(term=it, text=words) for it, words in _EXIT_CODES.items())
    yield Heading(text="Environment")
    yield from (Definition(term=it, text=words) for it, words in _ENVIRONMENT.items())
    yield Heading(text="Files")
    yield Paragraph(text="On Linux; `nutgraf check` shows where they are on your system.")
    yield from (Definition(term=it, text=words) for it, words in _FILES.items())
    yield Heading(text="Examples")
    yield _examples(tree.epilog.partition("\n\nexit codes")[0])
    yield Heading(text="See also")
    yield Paragraph(text="nutgraf-config(5), nutgraf-query(7)")


def _command(node: CommandNode) -> Iterator[Block]:
    yield Heading(text=" ".join(node.path[1:]), level=2)
    yield Paragraph(text=node.usage, is_typed=True)
    yield Paragraph(text=node.description)
    arguments = [*node.operands, *(it for it in node.options if "--help" not in it.flags)]
    yield from (_definition(it) for it in arguments if it.words)
    if node.epilog:
        yield _examples(node.epilog)


def _definition(argument: Argument) -> Definition:
    value = argument.metavar
    if argument.flags:
        value = f"[{value}]" if argument.is_optional else value
        return Definition(term=f"{', '.join(argument.flags)} {value}".strip(), text=argument.words)
    return Definition(term=f"{value} …" if argument.repeats else value, text=argument.words)


def _examples(epilog: str) -> Example:
    return Example(lines=tuple(epilog.splitlines()))


def _keys() -> Iterator[Block]:
    for context in Context:
        listed = [it for it in commands_in(COMMANDS, context) if it.is_listed and it.keys]
        if listed:
            yield Heading(text=context.value[0].upper() + context.value[1:], level=2)
        for command in listed:
            keys = ", ".join(map(shown_key, command.keys))
            yield Definition(term=keys, text=f"{command.description} ({command.name})")
