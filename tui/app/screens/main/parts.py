"""Make the collaborators of the main screen; each gets the screen as its own port.

What the first frame needs is made at once, the rest when it is used first: a module less to load
is a third of a millisecond less to wait for at the start.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from tui.app.screens.actions.current_selection import CurrentSelection
from tui.app.screens.actions.mute_actions import MuteArticles
from tui.app.screens.appearance.closed_panels import ClosedPanels
from tui.app.screens.appearance.immersion import Immersion
from tui.app.screens.appearance.list_order import ListOrder
from tui.app.screens.appearance.point_length import PointLength
from tui.app.screens.appearance.row_height import RowHeight
from tui.app.screens.appearance.section_width import SectionWidth
from tui.app.screens.main.article_list import ArticleList
from tui.app.screens.main.article_pane import ArticlePane
from tui.app.screens.main.background_jobs import BackgroundJobs
from tui.app.screens.main.follow_counts import FollowCounts
from tui.app.screens.main.guidance import Guidance
from tui.app.screens.main.navigation import Navigation
from tui.app.screens.main.pane_layout import PaneLayout
from tui.app.screens.main.sections import Sections
from tui.app.screens.status.status_line import StatusLine
from tui.app.screens.status.view_captions import ViewCaptions
from tui.app.screens.stories.story_articles import StoryArticles
from tui.app.screens.stories.top_stories import TopStories

if TYPE_CHECKING:
    from tui.app.screens.actions.account_actions import AccountActions
    from tui.app.screens.actions.actor_pages import ActorPages
    from tui.app.screens.actions.follow_actions import FollowActors
    from tui.app.screens.actions.mark_articles import MarkArticles
    from tui.app.screens.actions.mark_list_read import MarkListRead
    from tui.app.screens.actions.open_addresses import OpenAddresses
    from tui.app.screens.actions.rule_actions import ManageRules
    from tui.app.screens.actions.save_pages import SavePages
    from tui.app.screens.actions.share_articles import ShareArticles
    from tui.app.screens.actions.subscribe_feeds import SubscribeFeeds
    from tui.app.screens.appearance.colours import Colours
    from tui.app.screens.jump.jump_mode import JumpMode
    from tui.app.screens.main.main_port import MainPort
    from tui.app.screens.palette.palette_places import PalettePlaces
    from tui.app.screens.search.list_search import ListSearch
    from tui.app.screens.search.search_all import SearchAll
    from tui.app.screens.speech.read_aloud import ReadAloud
    from tui.app.screens.status.write_reports import WriteReports
    from tui.app.screens.stories.story_marks import StoryMarks
    from tui.headless.graphics.terminal_query import Terminal


class Parts:
    """The collaborators; none knows another but through the screen, or where it is given here."""

    def __init__(
        self,
        screen: "MainPort",
        panes: PaneLayout,
        open_address: Callable[[str], None],
        terminal: "Terminal",
    ) -> None:
        self._screen = screen
        self._open_address = open_address
        self._terminal = terminal
        self.panes = panes
        # What shows.
        self.status = StatusLine(screen, panes.status_bar, panes.key_bar)
        self.captions = ViewCaptions(screen, panes.top_bar)
        self.jobs = BackgroundJobs(screen, terminal.show_notice)
        self.follow_counts = FollowCounts(screen)
        self.sections = Sections(screen, panes.section_list)
        self.articles = ArticleList(screen, panes.entry_list)
        self.article_pane = ArticlePane(screen, panes.reader)
        self.stories = TopStories(screen, panes.story_list, panes.story_view)
        self.story_articles = StoryArticles(screen)
        self.navigation = Navigation(
            screen, panes, self.articles, self.stories, self.story_articles
        )
        self.guidance = Guidance(screen)
        # How it looks.
        self.list_order = ListOrder(screen)
        self.section_width = SectionWidth(screen)
        self.row_height = RowHeight(screen)
        self.immersion = Immersion(screen)
        self.closed_panels = ClosedPanels(screen, (panes.reader, panes.story_view))
        self.point_length = PointLength(screen, (panes.reader, panes.story_view))
        # What acts.
        self.subjects = CurrentSelection(screen)
        self.muting = MuteArticles(screen)

    # What is used later, or never.

    @cached_property
    def palette_places(self) -> "PalettePlaces":
        """Where the command palette can go."""
        from tui.app.screens.palette.palette_places import PalettePlaces

        return PalettePlaces(self._screen)

    @cached_property
    def colours(self) -> "Colours":
        """The choice of a theme."""
        from tui.app.screens.appearance.colours import Colours

        return Colours(self._screen)

    @cached_property
    def keeping(self) -> "MarkArticles":
        """Marks, tags and notes of articles."""
        from tui.app.screens.actions.mark_articles import MarkArticles

        return MarkArticles(self._screen)

    @cached_property
    def mark_list(self) -> "MarkListRead":
        """Marking what is listed as read."""
        from tui.app.screens.actions.mark_list_read import MarkListRead

        return MarkListRead(self._screen)

    @cached_property
    def story_marks(self) -> "StoryMarks":
        """Marks of whole stories."""
        from tui.app.screens.stories.story_marks import StoryMarks

        return StoryMarks(self._screen)

    @cached_property
    def write_reports(self) -> "WriteReports":
        """What is said of changes that were written, or not."""
        from tui.app.screens.status.write_reports import WriteReports

        return WriteReports(self._screen)

    @cached_property
    def following(self) -> "FollowActors":
        """Following of actors and queries."""
        from tui.app.screens.actions.follow_actions import FollowActors

        return FollowActors(self._screen)

    @cached_property
    def rules(self) -> "ManageRules":
        """The rules that act on new entries."""
        from tui.app.screens.actions.rule_actions import ManageRules

        return ManageRules(self._screen)

    @cached_property
    def actors(self) -> "ActorPages":
        """Pages of actors."""
        from tui.app.screens.actions.actor_pages import ActorPages

        return ActorPages(self._screen)

    @cached_property
    def sharing(self) -> "ShareArticles":
        """Copies, exports and commands."""
        from tui.app.screens.actions.share_articles import ShareArticles

        return ShareArticles(self._screen)

    @cached_property
    def jump(self) -> "JumpMode":
        """Jumping to what is in sight."""
        from tui.app.screens.jump.jump_mode import JumpMode

        return JumpMode(self._screen, self.panes, self.articles, self.stories)

    @cached_property
    def read_aloud(self) -> "ReadAloud":
        """Reading aloud."""
        from tui.app.screens.speech.read_aloud import ReadAloud

        return ReadAloud(self._screen)

    @cached_property
    def saving(self) -> "SavePages":
        """Saving of pages by their addresses."""
        from tui.app.screens.actions.save_pages import SavePages

        return SavePages(self._screen)

    @cached_property
    def addresses(self) -> "OpenAddresses":
        """Addresses and pictures of an article."""
        from tui.app.screens.actions.open_addresses import OpenAddresses

        return OpenAddresses(self._screen, self._open_address, self._terminal)

    @cached_property
    def subscribing(self) -> "SubscribeFeeds":
        """Adding and removing of feeds."""
        from tui.app.screens.actions.subscribe_feeds import SubscribeFeeds

        return SubscribeFeeds(self._screen, self.jobs)

    @cached_property
    def accounts(self) -> "AccountActions":
        """Accounts at servers."""
        from tui.app.screens.actions.account_actions import AccountActions

        return AccountActions(self._screen, self.jobs)

    @cached_property
    def list_search(self) -> "ListSearch":
        """The search in a list."""
        from tui.app.screens.search.list_search import ListSearch

        return ListSearch(self._screen, self._complete)

    @cached_property
    def search_all(self) -> "SearchAll":
        """The search in all articles."""
        from tui.app.screens.search.search_all import SearchAll

        return SearchAll(self._screen, self._complete)

    @cached_property
    def _complete(self) -> Callable[[str], str | None]:
        from tui.app.screens.search.known_names import KnownNames

        return KnownNames(self._screen.newsroom.library).complete

    def close(self) -> None:
        """Take away what other programs were given, and end the one that reads aloud."""
        if "read_aloud" in vars(self):
            self.read_aloud.stop()
        if "sharing" in vars(self):
            self.sharing.close()
