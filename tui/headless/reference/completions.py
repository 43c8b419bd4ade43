"""The completion scripts, by shell, and the files that they belong into."""

from collections.abc import Callable
from typing import Final

from tui.headless.reference.bash_completion import bash_script
from tui.headless.reference.command_tree import CommandNode
from tui.headless.reference.fish_completion import fish_script
from tui.headless.reference.zsh_completion import zsh_script

SCRIPTS: Final[dict[str, Callable[[CommandNode], str]]] = {
    "bash": bash_script,
    "zsh": zsh_script,
    "fish": fish_script,
}

PLACES: Final = {
    "bash": "share/bash-completion/completions/nutgraf",
    "zsh": "share/zsh/site-functions/_nutgraf",
    "fish": "share/fish/vendor_completions.d/nutgraf.fish",
}
"""Below the folder that programs are installed in, as the shells look for them."""
