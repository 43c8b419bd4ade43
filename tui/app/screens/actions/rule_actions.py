"""Shows, adds and removes rules; each step can be taken back."""

from typing import TYPE_CHECKING, Protocol

from cache.errors import QueryError
from cache.lists.found_lists import SEARCH_LIMIT
from cache.values.list_rows import View
from cache.values.rule_rows import Rule, RuleId
from tui.app.screens.main_ports import Asks, Writes
from tui.headless.words.notices import plural, query_problem
from tui.headless.words.rule_words import describe_rule

if TYPE_CHECKING:
    from tui.app.screens.dialogs.rules_dialog import NewRule


class RulePort(Writes, Asks, Protocol):
    """What rules need of the screen."""

    @property
    def view(self) -> View:
        """What the list shows."""
        ...


class ManageRules:
    """What can be done with rules."""

    def __init__(self, screen: RulePort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._marking = screen.marking

    def show(self) -> None:
        """Show the rules, and do what is wanted."""
        from tui.app.screens.dialogs.rules_dialog import RulesScreen, Wish

        def answered(answer: Rule | Wish | None) -> None:
            if isinstance(answer, Rule):
                self._remove(answer)
            elif answer is Wish.ADD:
                self._ask()

        self._screen.push(RulesScreen(self._newsroom.library.rules.all()), answered)

    def _ask(self) -> None:
        from tui.app.screens.dialogs.rules_dialog import AddRuleScreen, NewRule

        def answered(rule: NewRule | None) -> None:
            if rule is not None:
                self._add(rule)

        self._screen.push(AddRuleScreen(self._screen.view.query.text, self._test), answered)

    def _test(self, query: str) -> tuple[str, bool]:
        """Return what a query would hit of what is stored, and whether it can be a rule's."""
        library = self._newsroom.library
        try:
            parsed = library.rules.check_query(query)
        except QueryError as error:
            return query_problem(error, query), False
        count = len(library.lists.find(parsed, by_rank=False))
        least = "at least " if count >= SEARCH_LIMIT else ""
        return f"It would hit {least}{plural(count, 'stored article')}.", True

    def _add(self, rule: "NewRule") -> None:
        made: list[RuleId] = []
        now = self._newsroom.clock()
        undo = self._screen.key_of("undo")
        self._marking.write(
            lambda store: made.append(store.rules.add(rule.query, rule.actions, now=now)),
            then=lambda: self._screen.say(
                f"A rule for “{rule.query}” acts on what comes in now · {undo} takes it back"
            ),
        )
        self._marking.remember(
            f"There is no rule for “{rule.query}” any more",
            lambda: self._marking.write(lambda store: [store.rules.end(it) for it in made]),
        )

    def _remove(self, rule: Rule) -> None:
        now = self._newsroom.clock()
        self._marking.write(lambda store: store.rules.end(rule.rule_id))
        undo = self._screen.key_of("undo")
        self._screen.say(f"Removed the rule {describe_rule(rule)} · {undo} takes it back")
        self._marking.remember(
            f"The rule for “{rule.query}” is back",
            lambda: self._marking.write(lambda store: store.rules.restore(rule, now=now)),
        )
