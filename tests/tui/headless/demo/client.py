"""A client that follows and hides nothing, and the edition the tests compare with."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

from tui.headless.demo.demo_papers import DemoArticle, Paper, load_papers
from tui.headless.demo.demo_server import DemoServer

PAPERS = load_papers()
ARTICLES = [(paper, article) for paper in PAPERS for article in paper.articles]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def request(url: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    try:
        connection.request(method, parts.path or "/", headers=headers or {})
        response = connection.getresponse()
        return Answer(
            status=response.status,
            headers={name.lower(): value for name, value in response.getheaders()},
            body=response.read(),
        )
    finally:
        connection.close()


def article_id(value: object) -> str:
    return str(getattr(value, "slug", "") or getattr(value, "id", ""))


def url_of(server: DemoServer, paper: Paper, article: DemoArticle) -> str:
    return f"{server.base_url}/{paper.id}/{article.path}"
