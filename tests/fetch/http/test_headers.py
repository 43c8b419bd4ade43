from datetime import UTC, datetime

import pytest

from fetch.http.headers import content_codings, max_age_seconds, retry_after_seconds
from fetch.private_addresses import host_of, is_private_address, literal_address, slot_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 22 Nov 2026 12:01:30 GMT", 90),
        ("Sun, 22 Nov 2020 12:00:00 GMT", 0),
        ("9" * 30, 31 * 24 * 3600),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after_seconds(value, now=NOW) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("max-age=60", 60),
        ("public, Max-Age = 3600", 3600),
        ("s-maxage=60", None),
        ("no-cache, max-age=60", None),
        ("", None),
    ],
)
def test_max_age(value: str, seconds: float | None) -> None:
    assert max_age_seconds({"Cache-Control": value}, now=NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Expires": "Sun, 22 Nov 2026 13:00:00 GMT"}, 3600),
        (
            {
                "Expires": "Sun, 22 Nov 2026 13:00:00 GMT",
                "Date": "Sun, 22 Nov 2026 12:30:00 GMT",
            },
            1800,
        ),
        ({"Expires": "Sun, 22 Nov 2026 13:00:00 GMT", "Cache-Control": "max-age=60"}, 60),
        ({"Expires": "Sun, 22 Nov 2026 13:00:00 GMT", "Cache-Control": "no-cache"}, None),
        ({"Expires": "0"}, None),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, None),
        ({}, None),
    ],
)
def test_expires(headers: dict[str, str], seconds: float | None) -> None:
    assert max_age_seconds(headers, now=NOW) == seconds


@pytest.mark.parametrize(
    ("value", "codings"),
    [
        ("gzip", ("gzip",)),
        ("X-GZIP, deflate", ("gzip", "deflate")),
        ("identity", ()),
        ("", ()),
        ("br", ("br",)),
    ],
)
def test_content_codings(value: str, codings: tuple[str, ...]) -> None:
    assert content_codings(value) == codings


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "::1"),
        *("fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "no address"),
    ],
)
def test_private_addresses(address: str) -> None:
    assert is_private_address(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert not is_private_address(address)


def test_hosts_and_their_slots() -> None:
    assert host_of("http://User:pw@H.Example.:80/") == "h.example"
    assert host_of("http://[bad") == ""
    assert slot_of("http://h.example:81/a") != slot_of("http://h.example:82/a")
    assert slot_of("http://h.example/a") == slot_of("http://h.example/b")
    assert literal_address("::1") == "::1"
    assert literal_address("h.example") == ""
