"""The exceptions of this package; each carries the `Failure` to store or show."""

from fetch.model import Failure, FailureKind


class FetchError(Exception):
    """A feed or page could not be fetched, for a reason that was to be expected."""

    def __init__(self, failure: Failure) -> None:
        # The failure itself is the argument, so that the error survives pickling between processes.
        super().__init__(failure)
        self.failure = failure

    def __str__(self) -> str:
        return self.failure.detail


class CertificateError(FetchError):
    """A server's certificate is not one that is trusted.

    Attributes:
        reason: what is wrong with it, in the words of the TLS library.
    """

    def __init__(self, failure: Failure, *, reason: str = "") -> None:
        super().__init__(failure)
        self.reason = reason


class UnencryptedError(FetchError):
    """A call was not made, because its secrets would have gone over the internet unencrypted."""


class ParseError(FetchError):
    """A body arrived and could not be read as what it should be."""


def not_a_feed(detail: str) -> ParseError:
    """Return the error for a body that is no feed at all."""
    return ParseError(Failure(kind=FailureKind.NOT_A_FEED, detail=detail))


def unreadable(detail: str) -> ParseError:
    """Return the error for a body that its reader gave up on."""
    return ParseError(Failure(kind=FailureKind.UNREADABLE, detail=detail))
