"""Ask for a secret on the terminal."""

import getpass
import sys


def asked_secret(question: str) -> str:
    """Return what is typed, which is not shown; "" if the terminal is closed instead."""
    try:
        return getpass.getpass(question)
    except EOFError:
        sys.stderr.write("\n")
        return ""
