"""Where a page is that was typed without a scheme."""

from fetch.http.client import HttpClient
from fetch.options import FetchOptions
from fetch.pages.typed_page import page_address
from tests.support.servers.loopback import LoopbackServer, reply

OPTIONS = FetchOptions(pause_per_host_seconds=0)


async def test_http_is_taken_where_it_answers_and_https_is_refused() -> None:
    async with (
        LoopbackServer({"/a": reply(b"<p>Sea</p>")}) as server,
        HttpClient(OPTIONS) as client,
    ):
        host = server.url("/a").partition("://")[2]

        assert await page_address(host, client) == f"http://{host}"
        assert await page_address(server.url("/a"), client) == server.url("/a")


async def test_an_answer_that_there_is_no_page_is_one() -> None:
    async with LoopbackServer() as server, HttpClient(OPTIONS) as client:
        host = server.url("/gone").partition("://")[2]

        assert await page_address(host, client) == f"http://{host}"


async def test_https_stays_where_nothing_answers() -> None:
    async with HttpClient(OPTIONS) as client:
        assert await page_address("127.0.0.1:9/a", client) == "https://127.0.0.1:9/a"
