"""Keep the secrets of accounts: in the system's keyring, or in variables of the environment.

The cache knows only where a secret lies.
"""

from cache.values.account_rows import AccountLogin, SecretPlace
from fetch.sync.sync_model import Api, Login
from tui.headless.services.subscriptions.credentials import (
    CredentialError,
    forget_in_keyring,
    from_keyring,
    keep_in_keyring,
    missing_variable,
)
from tui.headless.settings.paths import CREDENTIAL_PREFIX, secret_in_environment

_APP_KEY = "app key"
_APP_KEY_VARIABLE = "_APP_KEY"


def item_name(api: Api, url: str, user: str) -> str:
    """Return the name under which the keyring has the secret of an account."""
    return f"{api.value} account {user}@{url}" if user else f"{api.value} account at {url}"


def variable_named(name: str) -> str:
    """Return the environment variable that a reader means, with the prefix that all have.

    Raises:
        CredentialError: no variable can be called so.
    """
    variable = name if name.startswith(CREDENTIAL_PREFIX) else CREDENTIAL_PREFIX + name
    if not (variable.isascii() and variable.isidentifier()) or variable == CREDENTIAL_PREFIX:
        message = f"{name}: expected letters, digits and _"
        raise CredentialError(message)
    return variable


def keep_secrets(login: AccountLogin, secret: str, app_key: str) -> None:
    """Put the secrets of an account where its login says. Raises CredentialError.

    The environment's are the reader's own to set.
    """
    if login.secret_place is SecretPlace.KEYRING:
        keep_in_keyring(login.stored_as, secret)
        if app_key:
            keep_in_keyring(_app_key_name(login), app_key)


def forget_secrets(login: AccountLogin) -> None:
    """Take the secrets of an account out of the keyring. Raises CredentialError."""
    if login.secret_place is SecretPlace.KEYRING:
        forget_in_keyring(login.stored_as)
        if login.app_id:
            forget_in_keyring(_app_key_name(login))


def login_with_secrets(login: AccountLogin) -> Login:
    """Return how a client reaches an account. Raises CredentialError: a secret can't be had."""
    is_kept = login.secret_place is SecretPlace.KEYRING
    secret = from_keyring(login.stored_as) if is_kept else _from_environment(login.stored_as)
    if not secret:
        raise CredentialError("it is no longer in the system's keyring")
    app_key = ""
    if login.app_id:
        name = _app_key_name(login)
        app_key = from_keyring(name) if is_kept else _from_environment(name)
    return client_login(login, secret, app_key)


def client_login(login: AccountLogin, secret: str, app_key: str) -> Login:
    """Return how a client reaches an account whose secrets are at hand."""
    return Login(
        api=login.api,
        url=login.url,
        user=login.user,
        secret=secret,
        app_id=login.app_id,
        app_key=app_key,
        certificate_file=login.certificate_file,
        allows_plain_http=login.allows_plain_http,
    )


def _app_key_name(login: AccountLogin) -> str:
    if login.secret_place is SecretPlace.ENVIRONMENT:
        return login.stored_as + _APP_KEY_VARIABLE
    return f"{login.stored_as} {_APP_KEY}"


def _from_environment(variable: str) -> str:
    secret = secret_in_environment(variable)
    if not secret:
        message = f"{variable}: {missing_variable(variable)}"
        raise CredentialError(message)
    return secret
