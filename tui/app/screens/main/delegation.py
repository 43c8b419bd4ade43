"""Declare in one line each what the main screen passes on from its collaborators, typed."""

from collections.abc import Callable
from typing import Generic, Self, TypeVar, overload

_S_contra = TypeVar("_S_contra", contravariant=True)
_T_co = TypeVar("_T_co", covariant=True)


class Fact(Generic[_S_contra, _T_co]):
    """A property that is looked up at a collaborator."""

    def __init__(self, look_up: Callable[[_S_contra], _T_co]) -> None:
        self._look_up = look_up

    @overload
    def __get__(self, screen: None, owner: type) -> Self: ...
    @overload
    def __get__(self, screen: _S_contra, owner: type) -> _T_co: ...
    def __get__(self, screen: _S_contra | None, owner: type) -> _T_co | Self:
        """Return what the collaborator has."""
        return self if screen is None else self._look_up(screen)
