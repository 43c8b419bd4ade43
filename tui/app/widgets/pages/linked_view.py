"""A page whose text has links and pictures, which it asks the screen to show."""

from textual import events
from textual.message import Message

from fetch.model import Article
from tui.app.widgets.pages.foldable_page import FoldingView


class LeadingView(FoldingView):
    """Asks for the addresses of the article that a subclass shows."""

    class AddressesRequested(Message):
        """The links and files are wanted, or the pictures from an offset of the text on.

        Attributes:
            link: the one to select, "" for the first.
        """

        def __init__(
            self, article: Article | None, pictures_from: int | None = None, *, link: str = ""
        ) -> None:
            super().__init__()
            self.article = article
            self.pictures_from = pictures_from
            self.link = link

    class PictureRequested(Message):
        """A picture of the article is wanted."""

        def __init__(self, article: Article, url: str) -> None:
            super().__init__()
            self.article = article
            self.url = url

    @property
    def article(self) -> Article | None:
        """The article that is shown, None if there is none."""
        raise NotImplementedError

    def action_links(self) -> None:
        """Ask for the links of the article, and the files that come with it."""
        self.post_message(self.AddressesRequested(self.article))

    def action_pictures(self) -> None:
        """Ask for the pictures of the article, the next one below first."""
        if self.article is not None and self._page is not None:
            top = self._page.offset_at(self.scroll_offset.y) or 0
            self.post_message(self.AddressesRequested(self.article, top))
        else:
            self.refuse("There is no article here")

    def on_click(self, event: events.Click) -> None:
        """Ask for the picture whose caption is under the mouse."""
        page, article = self._page, self.article
        index = event.y + self.scroll_offset.y
        if page is None or article is None or not 0 <= index < page.height:
            return
        number = page.lines[index].picture
        if number >= 0 and not self.screen.get_selected_text():
            event.stop()
            url = article.layout.pictures[number].url
            self.post_message(self.PictureRequested(article, url))
