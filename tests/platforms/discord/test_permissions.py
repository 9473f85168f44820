"""What the bot may do in a channel: as Discord works it out."""

from urllib.parse import parse_qs, urlsplit

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.platforms.discord.permissions import (
    EVERYTHING,
    NEEDED,
    Member,
    Overwrite,
    Permission,
    Server,
    computed,
    in_server,
    invite_link,
    missing,
)

PHRASES = load_phrases(prompts_folder({}))
VIEW, SEND, FILES = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES
ALL, BOTS, STAFF, ME, OWNER = "1", "2", "3", "8", "9"


def server(everybody: int, bots: int = 0, staff: int = 0) -> Server:
    return Server(id=ALL, owner=OWNER, roles={ALL: everybody, BOTS: bots, STAFF: staff})


def me(*roles: str) -> Member:
    return Member(id=ME, roles=frozenset(roles))


def at(who: str, *, allow: int = 0, deny: int = 0) -> Overwrite:
    return Overwrite(id=who, allow=allow, deny=deny)


# name: (server, member, overwrites, what may be done)
CASES = {
    "everybody's role": (server(VIEW | SEND), me(), [], VIEW | SEND),
    "all roles together": (server(VIEW, SEND, FILES), me(BOTS, STAFF), [], VIEW | SEND | FILES),
    "a role that one does not have": (server(VIEW, SEND), me(), [], VIEW),
    "a role that is gone": (server(VIEW), me("77"), [], VIEW),
    "the owner": (server(0), Member(id=OWNER, roles=frozenset()), [at(ALL, deny=VIEW)], EVERYTHING),
    "an administrator": (
        server(0, Permission.ADMINISTRATOR), me(BOTS), [at(ME, deny=VIEW | SEND)], EVERYTHING,
    ),
    "the channel denies everybody": (server(VIEW | SEND), me(), [at(ALL, deny=SEND)], VIEW),
    "a role is allowed what everybody is denied": (
        server(VIEW | SEND), me(BOTS), [at(BOTS, allow=SEND), at(ALL, deny=SEND)], VIEW | SEND,
    ),
    "one role allows what another denies": (
        server(VIEW), me(BOTS, STAFF), [at(BOTS, allow=SEND), at(STAFF, deny=SEND)], VIEW | SEND,
    ),
    "the member counts last": (
        server(VIEW), me(BOTS), [at(ME, deny=SEND), at(BOTS, allow=SEND)], VIEW,
    ),
    "the member is allowed": (
        server(0), me(BOTS), [at(BOTS, deny=VIEW), at(ME, allow=VIEW | SEND)], VIEW | SEND,
    ),
    "another's overwrite": (server(VIEW), me(), [at(STAFF, deny=VIEW), at("5", deny=VIEW)], VIEW),
    "who cannot view can do nothing": (server(VIEW | SEND), me(), [at(ALL, deny=VIEW)], 0),
}  # fmt: skip


@pytest.mark.parametrize(("there", "who", "overwrites", "may"), CASES.values(), ids=CASES)
def test_permissions_are_computed_as_documented(
    there: Server, who: Member, overwrites: list[Overwrite], may: int
) -> None:
    assert computed(there, who, overwrites) == may


BITS = st.integers(min_value=0, max_value=(1 << 40) - 1).map(
    lambda bits: bits & ~Permission.ADMINISTRATOR
)


@given(BITS, BITS, st.lists(st.builds(at, st.sampled_from([ALL, BOTS, ME]), allow=BITS, deny=BITS)))
def test_what_a_channel_does_not_mention_stays_as_in_the_server(
    everybody: int, bots: int, overwrites: list[Overwrite]
) -> None:
    there = server(everybody | VIEW, bots)
    mentioned = VIEW.value
    for overwrite in overwrites:
        mentioned |= overwrite.allow | overwrite.deny
    may = computed(there, me(BOTS), overwrites)
    assert may == 0 or may & ~mentioned == in_server(there, me(BOTS)) & ~mentioned


def test_bits_are_those_that_the_library_knows() -> None:
    for permission in Permission:
        assert discord.Permissions.VALID_FLAGS[permission.name.lower()] == permission


def test_what_is_missing_is_named_in_the_order_of_discords_screen() -> None:
    assert list(missing(0)) == list(NEEDED)
    assert list(missing(EVERYTHING)) == []
    assert list(missing(EVERYTHING & ~FILES & ~VIEW)) == [VIEW, FILES]


def test_everything_that_is_needed_has_its_name_on_discords_screen() -> None:
    for permission in NEEDED:
        assert PHRASES.say(f"discord.permission.{permission.name.lower()}")


def test_the_invite_link_asks_for_what_is_needed_and_for_commands() -> None:
    link = urlsplit(invite_link("1234"))
    assert (link.scheme, link.hostname, link.path) == ("https", "discord.com", "/oauth2/authorize")
    asked = parse_qs(link.query)
    assert asked["client_id"] == ["1234"]
    assert asked["scope"] == ["bot applications.commands"]
    assert list(missing(int(asked["permissions"][0]))) == []
    assert not int(asked["permissions"][0]) & Permission.ADMINISTRATOR
