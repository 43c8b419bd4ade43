"""All that the main screen gives its collaborators. Only a type checker loads it."""

from typing import Protocol

from tui.app.screens.actions.account_actions import AccountPort
from tui.app.screens.actions.actor_pages import ActorPort
from tui.app.screens.actions.current_selection import SelectionPort
from tui.app.screens.actions.follow_actions import FollowPort
from tui.app.screens.actions.mark_articles import MarkPort
from tui.app.screens.actions.mark_list_read import MarkListPort
from tui.app.screens.actions.mute_actions import MutePort
from tui.app.screens.actions.open_addresses import AddressPort
from tui.app.screens.actions.rule_actions import RulePort
from tui.app.screens.actions.save_pages import SavePort
from tui.app.screens.actions.share_articles import SharePort
from tui.app.screens.actions.subscribe_feeds import SubscribePort
from tui.app.screens.appearance.colours import ColourPort
from tui.app.screens.appearance.immersion import ImmersionPort
from tui.app.screens.appearance.list_order import OrderPort
from tui.app.screens.appearance.row_height import HeightPort
from tui.app.screens.appearance.section_width import WidthPort
from tui.app.screens.jump.jump_mode import JumpPort
from tui.app.screens.main.article_list import ArticleListPort
from tui.app.screens.main.article_pane import ArticlePort
from tui.app.screens.main.background_jobs import JobsPort
from tui.app.screens.main.follow_counts import FollowsPort
from tui.app.screens.main.guidance import GuidancePort
from tui.app.screens.main.navigation import NavigationPort
from tui.app.screens.main.sections import SectionsPort
from tui.app.screens.palette.palette_places import PalettePort
from tui.app.screens.search.list_search import SearchPort
from tui.app.screens.search.search_all import SearchAllPort
from tui.app.screens.speech.read_aloud import ReadAloudPort
from tui.app.screens.status.status_line import StatusPort
from tui.app.screens.status.view_captions import CaptionPort
from tui.app.screens.status.write_reports import ReportPort
from tui.app.screens.stories.story_articles import StoryArticlesPort
from tui.app.screens.stories.top_stories import StoriesPort


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
    JumpPort,
    MarkPort,
    MarkListPort,
    MutePort,
    NavigationPort,
    OrderPort,
    PalettePort,
    ReadAloudPort,
    ReportPort,
    RulePort,
    SearchAllPort,
    SearchPort,
    SavePort,
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
