"""The articles of a story, without pages."""

from cache.values.list_rows import EntryId
from cache.values.story_rows import StoryRow
from summarise.model import Span
from summarise.stories.story_model import StoryId
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tests.support.caches.storydesk import bridge_on
from tui.app.screens.selection import Selection
from tui.app.screens.stories.story_articles import StoryArticles
from tui.app.widgets.typesetting.story_panel_lines import Lead


class Screen(FakeScreen):
    read_article: EntryId | None = None
    shown_story: StoryId | None = None

    def enter_article(self) -> None:
        self.is_in_article = True

    def go_to_story(self) -> None:
        self.is_in_article = False

    def show_place(self, span: Span, words: str, marks: tuple[Span, ...] = ()) -> bool:
        return words == "It fell on Monday."

    def open_story_in_list(self, row: StoryRow) -> None:
        self.did.append(("story in list", row.story_id))


def test_one_after_another_and_back(desk: Desk, jobs: FakeJobs) -> None:
    first, second = bridge_on(desk)
    screen = Screen(newsroom_of(desk, jobs))
    screen.shown_story = StoryId(str(first))
    articles = StoryArticles(screen)
    detail = desk.library.stories.detail(screen.shown_story)
    assert detail is not None
    ids = [row.entry_id for row in detail.entries]
    assert set(ids) == {first, second}

    articles.open(Lead(entry_id=ids[0], span=Span(start=0, end=18), text="Other words"))
    assert screen.said == ["The page has changed: this sentence is no longer in it"]
    screen.read_article = ids[0]
    articles.open_other(forward=True)
    assert screen.did == [("open article", ids[0]), ("open article", ids[1])]
    screen.read_article = ids[1]
    articles.open_other(forward=True)
    assert not screen.is_in_article
    assert screen.said[-1] == "This was the story's last article"


def test_from_an_article_to_its_story(desk: Desk, jobs: FakeJobs) -> None:
    first, second = bridge_on(desk)
    desk.entries(desk.feed("Weekly"), "Alone")
    screen = Screen(newsroom_of(desk, jobs))
    articles = StoryArticles(screen)

    row = desk.library.lists.row(second)
    assert row is not None
    screen.the_subject = Selection(rows=(row,))
    articles.show_coverage()
    assert screen.did == [("story in list", StoryId(str(first)))]

    screen.the_subject = Selection(rows=(desk.row(0),))
    articles.show_coverage()
    assert screen.said == ["Only this article tells it so far"]
