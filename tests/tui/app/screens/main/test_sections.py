"""The sections, without the main screen."""

from collections.abc import Sequence

from cache.search.query_parser import parse
from cache.values.interest_rows import Follow
from cache.values.list_rows import Scope, View
from tests.support.app.fake_screen import BareApp, FakeScreen
from tui.app.screens.main.sections import Sections
from tui.app.widgets.lists.section_list import SectionList
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    follows: Sequence[Follow] = ()
    followed_count = 0
    top_count: int | None = None


async def test_folders_fold_and_feeds_have_a_way_of_their_own(newsroom: Newsroom) -> None:
    section_list = SectionList()
    async with BareApp(section_list).run_test():
        screen = Screen(newsroom)
        sections = Sections(screen, section_list)
        sections.look()
        sections.show()
        labels = [it.label for it in section_list.sections]
        assert {"World", "BBC News", "Nature"} <= set(labels)
        assert "BBC News" not in [it.label for it in sections.places]

        world = next(it for it in sections.places if it.label == "World")
        sections.toggle_fold(world)
        assert "BBC News" not in [it.label for it in section_list.sections]
        assert screen.view.folder == "World"

        screen.top_count = 2
        sections.show()
        assert section_list.sections[0].view.scope is Scope.STORIES


async def test_a_search_is_left_for_the_section_one_opens(newsroom: Newsroom) -> None:
    section_list = SectionList()
    async with BareApp(section_list).run_test():
        screen = Screen(newsroom)
        sections = Sections(screen, section_list)
        sections.look()
        sections.show()
        screen.view = View(scope=Scope.ALL, query=parse("aleppo"))

        sections.open(next(it for it in sections.places if it.view.scope is Scope.ALL))

        assert screen.view.query.text == ""
        assert screen.did == ["go to list"]
