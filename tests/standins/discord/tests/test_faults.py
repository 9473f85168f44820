"""Faults on demand, rate limits, and what breaks the specification."""

import asyncio

import aiohttp
import pytest

from tests.standins.discord.server import Discord
from tests.standins.discord.tests.clients import COMMANDS, Bare

HELLO = {"content": "Hello"}


async def test_an_error_on_demand_does_nothing_and_is_used_up(discord: Discord, bare: Bare) -> None:
    room = discord.server("9a").channel("debates")
    path = f"/channels/{room.id}/messages"
    discord.fails("POST", r"/messages$", 503)
    discord.slows("POST", r"/messages$", 0.5)
    url = discord.api_base + path
    answers = []
    for _ in range(3):
        async with bare.session.post(url, json=HELLO, headers=bare.headers) as response:
            answers.append((response.status, response.headers.get("Retry-After")))
    assert answers == [(503, None), (429, "0.500"), (200, None)]
    assert len(room.messages) == 1
    assert [asked.status for asked in discord.requests] == [503, 429, 200]


async def test_a_lost_response_leaves_the_work_done(discord: Discord, bare: Bare) -> None:
    room = discord.server("9a").channel("debates")
    discord.loses("POST", r"/messages$")
    with pytest.raises(aiohttp.ClientError):
        await bare.ask("POST", f"/channels/{room.id}/messages", HELLO)
    assert [one.text for one in room.messages] == ["Hello"]
    assert discord.requests[-1].status == 0


@pytest.mark.parametrize("after", [False, True])
async def test_a_request_hangs_until_it_is_released(
    discord: Discord, bare: Bare, after: bool
) -> None:
    room = discord.server("9a").channel("debates")
    held = discord.holds("POST", r"/messages$", after=after)
    asking = asyncio.create_task(bare.code("POST", f"/channels/{room.id}/messages", HELLO))
    await discord.until(lambda: held.met and len(room.messages) == after)
    assert not asking.done()
    held.release()
    assert await asking == 0
    assert len(room.messages) == 1


async def test_a_held_request_can_be_abandoned(discord: Discord, bare: Bare) -> None:
    room = discord.server("9a").channel("debates")
    held = discord.holds("POST", r"/messages$")
    asking = asyncio.create_task(bare.code("POST", f"/channels/{room.id}/messages", HELLO))
    await discord.until(lambda: held.met)
    held.abandon()
    with pytest.raises(aiohttp.ClientError):
        await asking
    assert room.messages == []


async def test_five_messages_in_five_seconds_a_channel(discord: Discord, bare: Bare) -> None:
    server = discord.server("9a")
    discord.limits_rates()
    path = f"/channels/{server.channel('debates').id}/messages"
    answers = [await bare.ask("POST", path, HELLO) for _ in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [429]
    assert 4 < answers[-1][1]["retry_after"] <= 5
    other = f"/channels/{server.channel('elsewhere').id}/messages"
    assert await bare.code("POST", other, HELLO) == 0


async def test_fifty_requests_a_second_for_the_app(discord: Discord, bare: Bare) -> None:
    discord.limits_rates()
    answers = [await bare.ask("GET", "/users/@me") for _ in range(51)]
    assert [status for status, _ in answers] == [200] * 50 + [429]
    assert answers[-1][1]["global"] is True


async def test_a_request_without_token_or_name_is_refused(discord: Discord, bare: Bare) -> None:
    bare.headers["Authorization"] = "Bot wrong"
    assert (await bare.ask("GET", "/users/@me"))[0] == 401
    bare.headers["User-Agent"] = "Python"
    assert await bare.code("GET", "/users/@me") == 40333
    assert len(discord.stage.invalid) == 2


async def test_a_body_against_the_specification_is_noted(discord: Discord, bare: Bare) -> None:
    if not discord.validates:
        pytest.skip("discord-openapi.json is not beside this checkout")
    path = f"/channels/{discord.server('9a').channel('debates').id}/messages"
    await bare.ask("POST", path, {"content": "x", "embeds": [{"color": "red"}]})
    (found,) = discord.violations
    assert found.startswith("POST /channels/{channel_id}/messages: body at embeds/0")
    discord.violations.clear()


async def test_a_violation_fails_the_test_that_leaves_it() -> None:
    with pytest.raises(AssertionError, match="does not know GET /api/v10/guilds/1/widget"):
        async with Discord.start() as discord, Bare(discord) as bare:
            await bare.ask("GET", "/guilds/1/widget")


async def test_a_wait_in_vain_says_what_was_seen(discord: Discord, bare: Bare) -> None:
    room = discord.server("9a").channel("debates")
    await bare.ask("POST", f"/channels/{room.id}/messages", HELLO)
    with pytest.raises(
        AssertionError, match=r"in vain for 'Bye' in debates; seen:\n(.*\n)*.*Hello"
    ):
        await discord.until_message(room, "Bye", within=0.01)


OPTION = {"type": 3, "name": "a", "description": "A"}
SHORT = {"name": "debate", "description": "Debate"}
DEFINITIONS = [
    ([SHORT | {"name": "Debate"}], "STRING_TYPE_REGEX"),
    ([SHORT | {"description": ""}], "BASE_TYPE_BAD_LENGTH"),
    ([SHORT | {"description": "x" * 101}], "BASE_TYPE_BAD_LENGTH"),
    ([SHORT, SHORT], "DUPLICATE_NAME"),
    ([SHORT | {"options": [OPTION | {"name": f"a{n}"} for n in range(26)]}], "MAX_LENGTH"),
    ([SHORT | {"options": [OPTION, OPTION | {"name": "b", "required": True}]}], "REQUIRED"),
    ([SHORT | {"options": [OPTION | {"choices": [{"name": "x" * 101, "value": "x"}]}]}], "BAD"),
    ([SHORT | {"description_localizations": {"xx": "Y"}}], "ENUM_TYPE_COERCE"),
    (
        [SHORT | {"options": [
            {"type": 1, "name": f"s{n}", "description": "x" * 100, "options": [
                OPTION | {"name": f"o{m}", "description": "x" * 95} for m in range(4)
            ]} for n in range(20)
        ]}],
        "TOO_LARGE",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("commands", "fault"), DEFINITIONS)
async def test_a_definition_over_a_limit_is_refused(
    discord: Discord, bare: Bare, commands: list[dict[str, object]], fault: str
) -> None:
    path = f"/applications/{discord.bot.id}/commands"
    _, answer = await bare.ask("PUT", path, commands)
    assert fault in str(answer["errors"])
    discord.violations.clear()


async def test_definitions_keep_their_ids(discord: Discord, bare: Bare) -> None:
    await bare.register()
    first = {one["name"]: one["id"] for one in discord.commands}
    await bare.register(COMMANDS[:1])
    assert [one["id"] for one in discord.commands] == [first["debate"]]
