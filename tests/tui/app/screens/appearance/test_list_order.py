"""The order of lists, without a screen."""

from cache.values.list_rows import Order, Scope, View
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.appearance.list_order import ListOrder
from tui.app.widgets.lists.row_groups import Grouping
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    row_count = 6
    grouping = Grouping.NONE

    def show_groups(self, grouping: Grouping) -> None:
        self.grouping = grouping


def test_the_order_is_remembered(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    order = ListOrder(screen)
    order.change_order()
    order.change_order()
    screen.settle(filled)
    assert screen.said[-1] == "By source"

    again = ListOrder(screen)
    again.start()
    assert again.applied(View(scope=Scope.ALL)).order is Order.SOURCE
    assert screen.grouping is Grouping.SOURCE


def test_what_no_version_knows_is_passed_over(newsroom: Newsroom, filled: Desk) -> None:
    filled.do(lambda store: store.memory.set("list.order", "by colour"))
    order = ListOrder(Screen(newsroom))
    order.start()
    assert order.applied(View(scope=Scope.ALL)).order is Order.NEWEST


def test_only_what_is_unread_but_in_lists_where_it_says_nothing(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    order = ListOrder(screen)

    order.toggle_unread_only()
    assert order.applied(View(scope=Scope.ALL)).is_unread_only
    assert not order.applied(View(scope=Scope.MUTED)).is_unread_only

    screen.view = View(scope=Scope.STORIES)
    order.change_order()
    assert screen.said[-1].startswith("Top stories have their own order")
