"""Tell whether one text contains another, by runs of four words. Pure."""

_RUN = 4
CONTAINED_SHARE = 0.7
"""Of the runs of words of a text: if so many stand in another, the text does."""


class Wording:
    """The words of a text, to be asked which other texts stand in it."""

    def __init__(self, text: str) -> None:
        words = text.casefold().split()
        self._line = f" {' '.join(words)} "
        self._runs = {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}

    def has(self, text: str) -> bool:
        """Tell whether most of the words of `text` stand, in their order, in this one."""
        words = text.casefold().split()
        if len(words) < _RUN:
            return f" {' '.join(words)} " in self._line if words else True
        mine = [tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
        return sum(run in self._runs for run in mine) >= CONTAINED_SHARE * len(mine)
