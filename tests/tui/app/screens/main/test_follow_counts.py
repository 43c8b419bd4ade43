"""Counts of what is followed, without a screen."""

from textual.message import Message

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import NOW, Desk
from tui.app.screens.main.follow_counts import FollowCounts
from tui.app.work_messages import FollowsCounted
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    counted: FollowsCounted | None = None

    def post_message(self, message: Message) -> bool:
        assert isinstance(message, FollowsCounted)
        self.counted = message
        return True

    def show_sections(self) -> None:
        self.did.append("sections")


async def test_one_count_at_a_time_and_another_if_something_changed(
    newsroom: Newsroom, filled: Desk
) -> None:
    filled.do(lambda store: store.interests.follow_actor("Abbas Araghchi", now=NOW))
    screen = Screen(newsroom)
    counts = FollowCounts(screen)

    counts.look()
    counts.look()
    assert [it.unread_count for it in counts.follows] == [None]
    assert len(screen.works) == 1
    await screen.work()
    assert screen.counted is not None
    counts.counted(screen.counted)

    assert [it.unread_count for it in counts.follows] == [1]
    assert counts.followed_count == 1
    assert len(screen.works) == 1


def test_nothing_is_counted_if_nothing_is_followed(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    FollowCounts(screen).look()
    assert not screen.works
