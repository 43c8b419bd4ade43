"""The server: conditional requests, packing, what is not there, and leaving no trace."""

import gzip
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from fetch.pictures.pillow_adapter import shrunk
from tests.tui.headless.demo.client import request
from tui.headless.demo.demo_server import DemoServer

PROBE = """
import sys
import tui.headless.demo.demo_server
print(sorted({name.partition(".")[0] for name in sys.modules}
             & {"textual", "cache", "fetch", "summarise"}))
"""


@pytest.mark.parametrize("path", ["/courier/world.xml", "/orrery/feed.atom", "/halftime/feed.json"])
@pytest.mark.parametrize(
    ("validator", "condition"),
    [("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")],
)
def test_second_conditional_request_is_not_modified(
    demo: DemoServer, path: str, validator: str, condition: str
) -> None:
    first = request(demo.base_url + path)

    second = request(demo.base_url + path, headers={condition: first.headers[validator]})

    assert first.status == 200
    assert second.status == 304
    assert second.body == b""
    assert second.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"another"'},
        {"If-Modified-Since": "Thu, 01 Jan 1880 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ],
)
def test_stale_or_broken_validator_gets_the_whole_feed(
    demo: DemoServer, headers: dict[str, str]
) -> None:
    assert request(f"{demo.base_url}/courier/world.xml", headers=headers).status == 200


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/courier/world.xml", "application/rss+xml; charset=utf-8"),
        ("/orrery/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/halftime/feed.json", "application/feed+json; charset=utf-8"),
        ("/courier/images/moon-landing.png", "image/png"),
        ("/", "text/html; charset=utf-8"),
    ],
)
def test_content_type_says_what_it_is(demo: DemoServer, path: str, content_type: str) -> None:
    assert request(demo.base_url + path).headers["content-type"] == content_type


def test_each_story_has_a_picture_of_its_own(demo: DemoServer) -> None:
    paths = ("courier/images/moon-landing.png", "orrery/images/moon-instruments.png")
    bodies = [request(f"{demo.base_url}/{path}").body for path in paths]

    assert len({shrunk(body).body for body in bodies}) == 2


def test_gzip_is_used_only_when_accepted(demo: DemoServer) -> None:
    url = f"{demo.base_url}/tallystick/index.rss"

    plain = request(url)
    packed = request(url, headers={"Accept-Encoding": "gzip, deflate"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_head_has_the_headers_alone(demo: DemoServer) -> None:
    url = f"{demo.base_url}/courier/world.xml"

    answer = request(url, method="HEAD")

    assert answer.body == b""
    assert int(answer.headers["content-length"]) == len(request(url).body)


def test_old_feed_address_has_moved_for_good(demo: DemoServer) -> None:
    answer = request(f"{demo.base_url}/courier/rss")

    assert answer.status == 301
    assert answer.headers["location"] == f"{demo.base_url}/courier/world.xml"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/courier/nothing", 404), ("HEAD", "/nothing", 404), ("POST", "/", 501)],
)
def test_the_rest_is_refused(demo: DemoServer, method: str, path: str, status: int) -> None:
    assert request(demo.base_url + path, method=method).status == status


def test_nothing_is_written_to_the_terminal(
    demo: DemoServer, capfd: pytest.CaptureFixture[str]
) -> None:
    request(f"{demo.base_url}/courier/")
    request(f"{demo.base_url}/nothing")

    assert capfd.readouterr() == ("", "")


def test_stop_frees_the_port() -> None:
    with DemoServer() as server:
        port = urlsplit(server.base_url).port
        request(f"{server.base_url}/")

        server.stop()

        with socket.socket() as probe:
            probe.settimeout(1)
            assert probe.connect_ex(("127.0.0.1", port or 0)) != 0


def test_stopping_twice_does_no_harm() -> None:
    server = DemoServer()

    server.stop()
    with server:
        server.stop()

    with pytest.raises(RuntimeError, match="not running"):
        _ = server.base_url


def test_server_does_not_load_the_drawing_half_or_the_pipeline() -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, timeout=60
    )

    assert result.stdout.strip() == "[]"
