"""The collaborators of the main screen, made in one place: each gets the screen as its own port."""

from collections.abc import Callable
from typing import Protocol

from tui.app.screens.actions.account_actions import AccountActions, AccountPort
from tui.app.screens.actions.actor_pages import ActorPages, ActorPort
from tui.app.screens.actions.current_selection import CurrentSelection, SelectionPort
from tui.app.screens.actions.follow_actions import FollowActors, FollowPort
from tui.app.screens.actions.mark_articles import MarkArticles, MarkPort
from tui.app.screens.actions.mark_list_read import MarkListPort, MarkListRead
from tui.app.screens.actions.mute_actions import MuteArticles, MutePort
from tui.app.screens.actions.open_addresses import AddressPort, OpenAddresses
from tui.app.screens.actions.rule_actions import ManageRules, RulePort
from tui.app.screens.actions.share_articles import ShareArticles, SharePort
from tui.app.screens.actions.subscribe_feeds import SubscribeFeeds, SubscribePort
from tui.app.screens.appearance.closed_panels import ClosedPanels
from tui.app.screens.appearance.colours import ColourPort, Colours
from tui.app.screens.appearance.immersion import Immersion, ImmersionPort
from tui.app.screens.appearance.list_order import ListOrder, OrderPort
from tui.app.screens.appearance.point_length import PointLength
from tui.app.screens.appearance.row_height import HeightPort, RowHeight
from tui.app.screens.appearance.section_width import SectionWidth, WidthPort
from tui.app.screens.main.article_list import ArticleList, ArticleListPort
from tui.app.screens.main.article_pane import ArticlePane, ArticlePort
from tui.app.screens.main.background_jobs import BackgroundJobs, JobsPort
from tui.app.screens.main.follow_counts import FollowCounts, FollowsPort
from tui.app.screens.main.guidance import Guidance, GuidancePort
from tui.app.screens.main.navigation import Navigation, NavigationPort
from tui.app.screens.main.pane_layout import PaneLayout
from tui.app.screens.main.sections import Sections, SectionsPort
from tui.app.screens.palette.palette_places import PalettePlaces, PalettePort
from tui.app.screens.search.known_names import KnownNames
from tui.app.screens.search.list_search import ListSearch, SearchPort
from tui.app.screens.search.search_all import SearchAll, SearchAllPort
from tui.app.screens.status.status_line import StatusLine, StatusPort
from tui.app.screens.status.view_captions import CaptionPort, ViewCaptions
from tui.app.screens.status.write_reports import ReportPort, WriteReports
from tui.app.screens.stories.story_articles import StoryArticles, StoryArticlesPort
from tui.app.screens.stories.story_marks import StoryMarks
from tui.app.screens.stories.top_stories import StoriesPort, TopStories
from tui.headless.graphics.terminal_query import Terminal


class MainPort(
    AccountPort,
    ActorPort,
    AddressPort,
    ArticleListPort,
    ArticlePort,
    CaptionPort,
    ColourPort,
    FollowPort,
    FollowsPort,
    GuidancePort,
    HeightPort,
    ImmersionPort,
    JobsPort,
    MarkPort,
    MarkListPort,
    MutePort,
    NavigationPort,
    OrderPort,
    PalettePort,
    ReportPort,
    RulePort,
    SearchAllPort,
    SearchPort,
    SectionsPort,
    SharePort,
    StatusPort,
    StoriesPort,
    StoryArticlesPort,
    SelectionPort,
    SubscribePort,
    WidthPort,
    Protocol,
):
    """All that the main screen gives its collaborators."""


class Parts:
    """The collaborators; none knows another but through the screen, or where it is given here."""

    def __init__(
        self,
        screen: MainPort,
        panes: PaneLayout,
        open_address: Callable[[str], None],
        terminal: Terminal,
    ) -> None:
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
        self.palette_places = PalettePlaces(screen)
        # How it looks.
        self.list_order = ListOrder(screen)
        self.section_width = SectionWidth(screen)
        self.row_height = RowHeight(screen)
        self.immersion = Immersion(screen)
        self.closed_panels = ClosedPanels(screen, (panes.reader, panes.story_view))
        self.point_length = PointLength(screen, (panes.reader, panes.story_view))
        self.colours = Colours(screen)
        # What acts.
        complete = KnownNames(screen.newsroom.library).complete
        self.list_search = ListSearch(screen, complete)
        self.search_all = SearchAll(screen, complete)
        self.subjects = CurrentSelection(screen)
        self.keeping = MarkArticles(screen)
        self.mark_list = MarkListRead(screen)
        self.story_marks = StoryMarks(screen)
        self.write_reports = WriteReports(screen)
        self.sharing = ShareArticles(screen)
        self.addresses = OpenAddresses(screen, open_address, terminal)
        self.following = FollowActors(screen)
        self.muting = MuteArticles(screen)
        self.rules = ManageRules(screen)
        self.actors = ActorPages(screen)
        self.subscribing = SubscribeFeeds(screen, self.jobs)
        self.accounts = AccountActions(screen, self.jobs)
