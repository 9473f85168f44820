"""What doctor says of servers: every way in which the bot may be allowed too little."""

from dataclasses import replace

import pytest

from bot.app.checks import Check
from bot.delivery.refusals import Gone
from bot.platforms.discord.permissions import Overwrite, Permission, invite_link
from bot.platforms.discord.server_checks import servers
from tests.platforms.discord.asked import (
    ALL,
    ASKED,
    BOTS,
    CLASS,
    EVERYBODY,
    FILES,
    ME,
    PHRASES,
    SEND,
    VIEW,
    channel,
    discord_with,
    found,
    told,
)

# ── servers ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_bot_in_no_server_is_given_its_invite_link() -> None:
    rest = discord_with()
    rest.paths["/users/@me/guilds"] = []
    assert (await found(rest))[-1] == Check(
        name="Discord servers",
        said=(
            "the bot is in no server yet. Open this address in a browser"
            f" and choose one: {invite_link('7')}"
        ),
        fine=False,
    )


async def test_only_so_many_servers_are_looked_at() -> None:
    rest = discord_with(channel("general"))
    rest.paths["/users/@me/guilds"] *= 40
    found_there = [check async for check in servers(rest, "7", "", PHRASES.say)]
    assert len([check for check in found_there if check.name == CLASS]) == 25
    assert found_there[-1].said == "only the first 25 servers were looked at"


async def test_a_server_that_the_bot_was_just_taken_out_of_is_passed_over() -> None:
    rest = discord_with(channel("general"))
    rest.paths[f"/guilds/{EVERYBODY}/members/{ME}"] = Gone(10004)
    assert (await found(rest))[-1] == Check(name="Discord servers", said="in 1 server")


ROLES = "Server Settings > Roles > the bot's role > Permissions > switch them on."
CHANNELS = "Right-click the channel > Edit Channel > Permissions > add the bot's role"
BLIND = (
    "the bot sees no text channel. Right-click one > Edit Channel > Permissions"
    " > add the bot's role > switch on View Channel."
)
EVERY_NAME = (
    "View Channel, Send Messages, Send Messages in Threads, Create Public Threads,"
    " Create Private Threads, Embed Links, Attach Files, Add Reactions, Read Message History"
)
# name: (channels, what the bot's role gives, what is said)
SERVERS = {
    "a role without some permissions": (
        [channel("a"), channel("b")], ALL & ~FILES & ~SEND,
        [f"PROBLEM: not allowed anywhere: Send Messages, Attach Files. {ROLES}"],
    ),
    "a channel that denies one": (
        [channel("a"), channel("b", Overwrite(id=EVERYBODY, deny=FILES))], ALL,
        ["ok: everything needed is allowed in #a",
         f"PROBLEM: not allowed in #b: Attach Files. {CHANNELS} > switch them on."],
    ),
    "the only channel denies one": (
        [channel("a", Overwrite(id=ME, deny=FILES))], ALL,
        [f"PROBLEM: not allowed in #a: Attach Files. {CHANNELS} > switch them on."],
    ),
    "a role without one, and a channel that denies another": (
        [channel("a"), channel("b", Overwrite(id=BOTS, deny=SEND))], ALL & ~FILES,
        [f"PROBLEM: not allowed anywhere: Attach Files. {ROLES}",
         f"PROBLEM: not allowed in #b: Send Messages. {CHANNELS} > switch them on."],
    ),
    "a channel that makes up for the role": (
        [channel("a", Overwrite(id=ME, allow=FILES))], ALL & ~FILES,
        ["ok: everything needed is allowed in #a"],
    ),
    "no channel that the bot sees": (
        [channel("a", Overwrite(id=BOTS, deny=VIEW))], ALL,
        [f"PROBLEM: {BLIND}"],
    ),
    "a role that sees nothing": (
        [channel("a")], ALL & ~VIEW, [f"PROBLEM: not allowed anywhere: View Channel. {ROLES}"],
    ),
    "a role that is allowed nothing": (
        [channel("a")], 0, [f"PROBLEM: not allowed anywhere: {EVERY_NAME}. {ROLES}"],
    ),
    "a server without a channel": ([], ALL, [f"PROBLEM: {BLIND}"]),
    "a role without one, and no channel that the bot sees": (
        [channel("a", Overwrite(id=ME, deny=VIEW))], ALL & ~FILES,
        [f"PROBLEM: not allowed anywhere: Attach Files. {ROLES}", f"PROBLEM: {BLIND}"],
    ),
    "many channels": (
        [channel(f"c{n}") for n in range(8)], ALL,
        ["ok: everything needed is allowed in #c0, #c1, #c2, #c3, #c4 and 3 others"],
    ),
    "an administrator": (
        [channel("a", Overwrite(id=ME, deny=ALL))], int(Permission.ADMINISTRATOR),
        ["ok: everything needed is allowed in #a"],
    ),
    "a name with an escape in it": (
        [channel("a\x1b[2J")], ALL, ["ok: everything needed is allowed in #a?[2J"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("channels", "bots", "said"), SERVERS.values(), ids=SERVERS)
async def test_what_is_missing_is_said_with_what_to_click(
    channels: list[dict[str, object]], bots: int, said: list[str]
) -> None:
    assert await told(discord_with(*channels, bots=bots)) == said


async def test_a_channel_may_be_kept_from_the_bot() -> None:
    staff = channel("staff", Overwrite(id=EVERYBODY, deny=VIEW), Overwrite(id=BOTS, deny=VIEW))
    assert await told(discord_with(channel("a"), staff)) == [
        "ok: everything needed is allowed in #a",
        "ok: the bot does not see #staff; fine if nobody debates there",
    ]


@pytest.mark.parametrize(("role", "there"), [("Debate Bot", True), (BOTS, True), ("Staff", False)])
async def test_the_role_of_instructors_must_be_there_by_name_or_id(role: str, there: bool) -> None:
    said = await told(discord_with(channel("a")), replace(ASKED, instructor_role=role))
    problem = (
        'PROBLEM: there is no role "Staff" here, so only who may manage the server is an'
        " instructor. Make that role, or change discord.instructor_role."
    )
    assert said[1:] == ([] if there else [problem])
