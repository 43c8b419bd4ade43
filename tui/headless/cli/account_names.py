"""Find the account that an argument names: by number, name or address."""

from collections.abc import Sequence

from cache.values.account_rows import Account


class NoSuchAccount(Exception):  # noqa: N818 - the name says what is the case
    """A name means no account, or several; the message says which there are."""


def account_named(name: str, accounts: Sequence[Account]) -> Account:
    """Return the account with that number, name or address; the only one for "".

    Raises:
        NoSuchAccount: there is none, or there are several.
    """
    key = name.casefold().strip()
    found = [
        one
        for one in accounts
        if not key or key in (str(one.account_id), one.name.casefold(), one.login.url.casefold())
    ]
    if len(found) == 1:
        return found[0]
    if not accounts:
        raise NoSuchAccount("there is no account; `nutgraf account add URL` adds one")
    names = ", ".join(f"{one.name} ({one.account_id})" for one in accounts)
    which = f"{name}: there is no such account" if key else "which account"
    message = f"{which}; there are: {names}"
    raise NoSuchAccount(message)
