"""Subscribing, without a screen and without a job."""

from collections.abc import Sequence
from pathlib import Path

from cache.values.list_rows import FeedId, Scope, View
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.subscribe_feeds import SubscribeFeeds
from tui.app.screens.job_progress import Progress
from tui.app.screens.selection import Selection
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.job_events import ChoiceNeeded


class Jobs:
    def __init__(self) -> None:
        self.progress = Progress()
        self.asked: list[object] = []

    def refresh_feeds(self, feed_ids: Sequence[FeedId] | None, words: str) -> None:
        self.asked.append((feed_ids, words))

    def add_feeds(self, urls: Sequence[str], folder: str) -> None:
        self.asked.append((urls, folder))

    def import_opml(self, path: Path, folder: str) -> None:
        self.asked.append((path, folder))


class Screen(FakeScreen):
    def rename_tag(self, name: str) -> None:
        self.did.append(("rename", name))

    def unfollow_view(self, view: View) -> None:
        self.did.append(("unfollow", view))


def test_the_selected_folder_or_article_says_which_feeds(newsroom: Newsroom, filled: Desk) -> None:
    screen, jobs = Screen(newsroom), Jobs()
    subscribing = SubscribeFeeds(screen, jobs)
    screen.the_subject = Selection(rows=(filled.row(0),))

    subscribing.refresh_selected()
    screen.context = Context.SECTIONS
    screen.view = View(scope=Scope.FOLDER, folder="World")
    subscribing.refresh_selected()

    assert jobs.asked == [
        ([filled.row(0).feed_id], f"asking {filled.row(0).feed_title}"),
        ([1, 2], "asking 2 feeds"),
    ]


def test_what_was_chosen_waits_for_the_job_that_asked(newsroom: Newsroom) -> None:
    screen, jobs = Screen(newsroom), Jobs()
    subscribing = SubscribeFeeds(screen, jobs)
    jobs.progress.start("looking")

    subscribing.choice_needed(ChoiceNeeded(urls=("https://a.example",), titles=("A",)), "World")
    screen.answer(("https://a.example",))
    assert not jobs.asked

    jobs.progress.stop()
    screen.timers[-1].go_off()
    assert jobs.asked == [(("https://a.example",), "World")]


def test_new_feeds_are_given_up_again_in_one_step(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)

    SubscribeFeeds(screen, Jobs()).feeds_added([feed.feed_id for feed in screen.feeds])
    assert screen.marking.undo() == "Unsubscribed from 3 feeds again"
    screen.settle(filled)

    assert not filled.library.feeds.rows()
