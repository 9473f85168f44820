"""How single values are read; `test_config.py` has what a host is told about them."""

import pytest

from bot import setting_values as values
from bot.setting_values import Read


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::", "localhost", "bot.example.org"])  # noqa: S104 (a host may choose to)
def test_the_server_listens_where_it_is_told_to(host: str) -> None:
    assert values.host(host) == host


@pytest.mark.parametrize(
    "base",
    [
        "https://discord.com/api/v10",
        "https://proxy.example.org:8443/discord/api/v10",
        "http://127.0.0.1:4000/api/v10",
        "http://127.8.9.1/api/v10",
        "http://localhost:4000/api/v10",
    ],
)
def test_discord_is_reached_by_https_or_on_this_machine(base: str) -> None:
    assert values.api(base) == values.api(f"{base}/") == base


ELSEWHERE = "must begin with https:// (http:// only to this machine itself)"
NO_BASE = "must be an address such as https://discord.com/api/v10"


@pytest.mark.parametrize(
    ("base", "problem"),
    [
        ("http://discord.com/api/v10", ELSEWHERE),
        ("http://127.0.0.1.example.org/api/v10", ELSEWHERE),
        ("http://localhost.example.org/api/v10", ELSEWHERE),
        ("http://0.0.0.0/api/v10", ELSEWHERE),
        ("ftp://localhost/api/v10", ELSEWHERE),
        ("//discord.com/api/v10", ELSEWHERE),
        ("https://discord.com", "must end in /api/v10"),
        ("https://discord.com/api/v9", "must end in /api/v10"),
        ("discord.com/api/v10", NO_BASE),
        ("https://me:hush@discord.com/api/v10", NO_BASE),
        ("http://127.0.0.1:9@discord.com/api/v10", NO_BASE),
        ("https://discord.com/api/v10?x=/api/v10", NO_BASE),
        ("https://me:hush@discord.com:many/api/v10", NO_BASE),
        ("https://[::1/api/v10", NO_BASE),
    ],
)
def test_anything_else_is_refused_before_the_token_goes_there(base: str, problem: str) -> None:
    with pytest.raises(ValueError, match="must") as caught:
        values.api(base)
    assert str(caught.value) == problem


NO_SLACK_BASE = "must be an address such as https://slack.com/api/"


@pytest.mark.parametrize(
    "base",
    [
        "https://slack.com/api/",
        "https://proxy.example.org:8443/slack/api/",
        "http://127.0.0.1:4000/api/",
        "http://localhost:4000/api/",
    ],
)
def test_slack_is_reached_by_https_or_on_this_machine(base: str) -> None:
    assert values.slack_api(base) == values.slack_api(base.rstrip("/")) == base


@pytest.mark.parametrize(
    ("base", "problem"),
    [
        ("http://slack.com/api/", ELSEWHERE),
        ("http://127.0.0.1.example.org/api/", ELSEWHERE),
        ("https://slack.com/", "must end in /api/"),
        ("https://slack.com/my-api/", "must end in /api/"),
        ("https://slack.com/api/v2/", "must end in /api/"),
        ("slack.com/api/", NO_SLACK_BASE),
        ("https://me:hush@slack.com/api/", NO_SLACK_BASE),
        ("https://slack.com/api/?x=/api/", NO_SLACK_BASE),
    ],
)
def test_no_token_of_slack_goes_anywhere_else_either(base: str, problem: str) -> None:
    with pytest.raises(ValueError, match="must") as caught:
        values.slack_api(base)
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    "address", ["https://bot.example.org", "https://example.org/bot", "http://localhost:8080", ""]
)
def test_others_reach_the_bot_at_an_address_or_not_at_all(address: str) -> None:
    assert values.public(address) == values.public(f" {address}/ ") == address


NO_ADDRESS = "must be an address such as https://bot.example.org"
USERS = 'must be user ids with commas, such as "U012AB3CD,U045EF6GH"'


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("", ()),
        ("U012AB3CD", ("U012AB3CD",)),
        ("W9ZZ8, U012AB3CD,W9ZZ8", ("W9ZZ8", "U012AB3CD")),
    ],
)
def test_people_on_slack_are_named_by_their_ids(written: str, ids: tuple[str, ...]) -> None:
    assert values.users(written) == ids


SHARDS = 'must be numbers of shards with commas, such as "0,1"'
HERE = "must be an address of this machine such as 127.0.0.1, without a port"
PORT = "must be a whole number from 0 to 65535"


@pytest.mark.parametrize(
    ("read", "written", "problem"),
    [
        (values.switch, "maybe", "must be true or false"),
        (values.shards, "first", SHARDS),
        (values.shards, "1;2", SHARDS),
        (values.shards, "-1", SHARDS),
        (values.shards, (0, 1), "must be one text"),
        (values.number(0, 65_535), 65_536, PORT),
        (values.users, "@ana", USERS),
        (values.users, "u012ab3cd", USERS),
        (values.users, "U012AB3CD;U045EF6GH", USERS),
        (values.users, "T012AB3CD", USERS),
        (values.public, "http://bot.example.org", ELSEWHERE),
        (values.public, "bot.example.org", NO_ADDRESS),
        (values.public, "https://me:hush@bot.example.org", NO_ADDRESS),
        (values.host, "localhost:80", HERE),
        (values.host, "http://localhost", HERE),
        (values.host, "", HERE),
    ],
)
def test_what_a_value_must_be_is_said(read: Read, written: object, problem: str) -> None:
    with pytest.raises(ValueError, match="must") as caught:
        read(written)
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("written", "on"), [(True, True), ("yes", True), ("On", True), ("false", False), ("no", False)]
)
def test_a_switch_is_on_or_off(written: object, on: bool) -> None:
    assert values.switch(written) is on
