"""The program that serves Discord: how it starts, ends, and what else helps a host."""

import asyncio
from pathlib import Path

import aiohttp

from tests.platforms.discord.hall import SPEECH, Class, Hall, called
from tests.platforms.discord.playing import ballots, speeches
from tests.platforms.discord.serving import Bot, speak
from tests.platforms.ports import free_port
from tests.standins.discord.server import Discord

IN_TIME = 10.0  # seconds from SIGTERM to the end; contracts.md
PUT = "/commands"
UNKNOWN = "no.such.token"


def syncs(discord: Discord) -> int:
    """How often the commands were put."""
    return sum(asked.method == "PUT" and asked.path.endswith(PUT) for asked in discord.requests)


async def test_it_starts_serves_ends_and_goes_on_where_it_was(
    prompts_folder: Path, tmp_path: Path
) -> None:
    port = free_port()
    async with Discord.start() as discord:
        bot = Bot(discord, tmp_path, {"DEBATE_BOT_PROMPTS": str(prompts_folder),
                                      "BOT_PORT": str(port)})  # fmt: skip
        hall = Hall(discord=discord, bot=bot)
        school = hall.school("Ana")
        [ana] = school.people
        try:
            await bot.start()
            assert syncs(discord) == 1
            await is_healthy(port)
            thread = await school.begins("alone")
            await school.accept(thread)
            call = await school.asked(thread, ana)
            await ends_with_a_send_under_way(discord, bot, school)

            await bot.start()  # the second time
            assert syncs(discord) == 1  # they have not changed
            await speak(ana, call, SPEECH)
            await school.until(lambda: ballots(ana, thread), "a ballot")
            assert [said.who for said in speeches(thread)] == ["Ana", "the bot"]
            assert len(called(ana, thread)) == 1
            assert await bot.stop() == 0
        finally:
            await bot.end()
        assert "Phones break attention" not in bot.log
        assert discord.token not in bot.log


async def is_healthy(port: int) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/healthz") as answer,
    ):
        assert answer.status == 200
        assert await answer.json() == {"ok": True, "platforms": {"discord": True}}


async def ends_with_a_send_under_way(discord: Discord, bot: Bot, school: Class) -> None:
    """SIGTERM while a message is being sent: it arrives, and the program ends well and in time."""
    held = discord.holds("POST", rf"^/channels/{school.room.id}/messages$", after=True)
    answer = await school.people[0].types(school.room, "/debate start", format="pair")
    assert not answer.failed
    await school.until(lambda: held.met, "a message on its way")
    assert bot.process is not None
    began = asyncio.get_running_loop().time()
    bot.process.terminate()
    held.release()
    assert await bot.ended() == 0, bot.log
    assert asyncio.get_running_loop().time() - began < IN_TIME
    assert len([m for m in school.room.messages if "Join" in m.buttons]) == 1


async def test_without_a_token_or_with_a_bad_one_it_says_what_to_do(tmp_path: Path) -> None:
    async with Discord.start() as discord:
        bot = Bot(discord, tmp_path)
        none, bad = await asyncio.gather(
            bot.host("run", DISCORD_TOKEN=""), bot.host("run", DISCORD_TOKEN=UNKNOWN)
        )
        assert none[:2] == bad[:2] == (2, "")
        assert "set the variable DISCORD_TOKEN to your bot's token" in none[2]
        assert "Discord does not know this token." in bad[2]
        assert "Reset Token" in bad[2]
        assert UNKNOWN not in bad[2]
        assert "Traceback" not in none[2] + bad[2]


async def test_a_host_is_helped_with_commands_the_invite_and_permissions(tmp_path: Path) -> None:
    async with Discord.start() as discord:
        server = discord.server("Class 9b", "Olga")
        server.channel("debates")
        bot = Bot(discord, tmp_path)
        first = await bot.host("discord", "sync")
        assert first[:2] == (0, "Discord has the commands now.\n"), first
        again, invite, fine, doctor = await asyncio.gather(
            bot.host("discord", "sync"),
            bot.host("discord", "invite"),
            bot.host("discord", "permissions"),
            bot.host("doctor"),
        )
        assert again[:2] == (0, "Discord had these commands already.\n"), again
        assert syncs(discord) == 1
        assert invite[0] == 0
        assert invite[1].startswith("https://discord.com/")
        assert f"client_id={discord.bot.id}" in invite[1]
        assert fine[0] == 0, fine
        assert "everything needed is allowed in #debates" in fine[1]
        assert doctor[0] == 0, doctor
        assert "works; the bot is called debate-bot" in doctor[1]

        server.channel("debates").denies("CREATE_PUBLIC_THREADS", to=discord.bot)
        lacking = await bot.host("discord", "permissions")
        assert lacking[0] == 1
        assert "not allowed in #debates: Create Public Threads." in lacking[1]
