"""The gateway as bots meet it."""

import discord as library
import pytest

from tests.standins.discord.server import Discord
from tests.standins.discord.tests.clients import INTENTS, Bare, running


async def test_a_bot_connects_and_learns_its_servers(discord: Discord) -> None:
    discord.server("9a").channel("debates")
    discord.server("9b")
    discord.server("Elsewhere", bot=False)
    async with running(discord) as bot:
        assert {guild.name for guild in bot.guilds} == {"9a", "9b"}
        assert [channel.name for channel in bot.get_all_channels()] == ["debates"]


async def test_what_was_missed_while_the_line_was_cut_comes_after_a_resume(
    discord: Discord,
) -> None:
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    async with running(discord) as bot:
        discord.cuts_gateway(down=True)
        await discord.until(lambda: not discord.stage.gateway.connected)
        await ana.says(room, f"{discord.bot.mention} one")
        await ana.says(room, f"{discord.bot.mention} two")
        discord.opens_gateway()
        await discord.until(lambda: "resumed" in bot.happened)
        assert [said.split()[-1] for said in bot.heard] == ["one", "two"]
        assert discord.stage.gateway.identified == 1


async def test_a_session_that_is_gone_is_begun_anew(discord: Discord) -> None:
    discord.server("9a")
    async with running(discord):
        discord.invalidates_sessions()
        await discord.until(lambda: discord.stage.gateway.identified == 2)


async def test_a_bot_that_is_asked_to_reconnect_resumes(discord: Discord) -> None:
    async with running(discord):
        discord.asks_reconnect()
        await discord.until(lambda: discord.stage.gateway.resumed == 1)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"op": 2, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"op": 2, "d": {"token": "stand-in.token", "intents": 1 << 15}}, 4014),
        ({"op": 2, "d": {"token": "stand-in.token", "intents": 1, "shard": [2, 2]}}, 4010),
        ({"op": 8, "d": {}}, 4003),
        ({"op": 2, "d": {"token": "x" * 5000, "intents": 1}}, 4002),
    ],
)
async def test_what_the_gateway_does_not_take_closes_it(
    bare: Bare, sent: dict[str, object], code: int
) -> None:
    heard, closed = await bare.gateway(sent)
    assert [one["op"] for one in heard] == [10]
    assert closed == code


@pytest.mark.parametrize(
    ("text", "replies", "ping", "heard"),
    [
        ("plain", False, False, ""),
        ("<@{bot}> flow", False, False, "<@{bot}> flow"),
        ("answer", True, True, "answer"),
        ("answer", True, False, ""),
    ],
)
async def test_content_comes_only_with_a_mention(
    discord: Discord, bare: Bare, text: str, replies: bool, ping: bool, heard: str
) -> None:
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    await bare.ask("POST", f"/channels/{room.id}/messages", {"content": "Hello"})
    async with running(discord) as bot:
        to = room.messages[0] if replies else None
        await ana.says(room, text.format(bot=discord.bot.id), reply_to=to, ping=ping)
        await ana.writes_directly("directly")
        await discord.until(lambda: len(bot.heard) == 2)
        assert bot.heard == [heard.format(bot=discord.bot.id), "directly"]


async def test_content_comes_always_with_the_privileged_intent() -> None:
    async with Discord.start(content=True) as discord:
        server = discord.server("9a")
        room, ana = server.channel("debates"), server.member("Ana")
        intents = library.Intents(INTENTS.value)
        intents.message_content = True
        async with running(discord, intents) as bot:
            await ana.says(room, "plain")
            await discord.until(lambda: bot.heard)
            assert bot.heard == ["plain"]


async def test_a_bot_hears_that_it_is_added_and_removed(discord: Discord) -> None:
    async with running(discord) as bot:
        server = discord.server("Late")
        await discord.until(lambda: bot.guilds)
        server.kicks_bot()
        room = server.channel("debates")
        await discord.until(lambda: not bot.guilds)
        assert bot.happened == ["ready", "joined Late", "left Late"]
        with pytest.raises(library.Forbidden, match="Missing Access"):
            await bot.http.send_message(
                int(room.id), params=library.http.handle_message_parameters(content="x")
            )


async def test_each_shard_has_its_own_servers() -> None:
    async with Discord.start(shards=2) as discord:
        for name in "abcdef":
            discord.server(name)
        async with running(discord) as bot:
            assert len(bot.guilds) == 6
            assert all((guild.id >> 22) % 2 == guild.shard_id for guild in bot.guilds)
            assert {session.shard for session in discord.stage.gateway.sessions} == {(0, 2), (1, 2)}
