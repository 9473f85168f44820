"""What doctor says of a Discord set up well, and of every way to set it up badly."""

import ast
from dataclasses import replace
from pathlib import Path

import discord
import pytest

from bot.app.checks import Check
from bot.delivery.refusals import Refused, Trouble
from bot.platforms.discord import checks, server_checks
from tests.platforms.discord.asked import (
    ASKED,
    CLASS,
    PHRASES,
    FakeRest,
    channel,
    discord_with,
    found,
)


async def test_all_is_well() -> None:
    assert await found(discord_with(channel("general"), channel("talk", kind=2))) == [
        Check(name="Discord token", said="works; the bot is called Debate Bot"),
        Check(
            name="Discord intents",
            said="plain messages are not asked for; commands, buttons and mentions are enough",
        ),
        Check(name="Discord commands", said="up to date"),
        Check(name="Discord servers", said="in 1 server"),
        Check(name=CLASS, said="everything needed is allowed in #general"),
    ]


# ── the token, the way there ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("error", [Refused("0"), discord.LoginFailure("no")])
async def test_a_token_that_discord_does_not_know(error: Exception) -> None:
    rest = FakeRest({"/users/@me": error})
    assert await found(rest) == [
        Check(
            name="Discord token",
            said=(
                "Discord does not know this token. Developer Portal > your application > Bot"
                " > Reset Token, copy the new one and set the variable DISCORD_TOKEN to it."
            ),
            fine=False,
        )
    ]


@pytest.mark.parametrize("path", ["/users/@me", "/applications/@me", "/users/@me/guilds"])
async def test_a_discord_that_does_not_answer_ends_the_checks(path: str) -> None:
    rest = discord_with(channel("general"))
    rest.paths[path] = Trouble("Discord answered 503")
    all_found = await found(rest)
    assert rest.asked[-1] == path
    assert [check for check in all_found if not check.fine] == all_found[-1:]
    assert all_found[-1].said == (
        "Discord cannot be asked (Discord answered 503)."
        " Check the connection of this machine and try again later."
    )


# ── intents and commands ────────────────────────────────────────────────────────────────────────

INTENTS = [
    (False, 0, True, "plain messages are not asked for; commands, buttons and mentions are enough"),
    (True, 1 << 18, True, "the bot hears plain messages in the threads of rounds"),
    (True, 1 << 19 | 1 << 3, True, "the bot hears plain messages in the threads of rounds"),
    (
        False,
        1 << 19,
        True,
        (
            "allowed by Discord but not used: set discord.message_content to true,"
            " or switch it off in the Developer Portal > Bot"
        ),
    ),
    (
        True,
        1 << 12,
        False,
        (
            "discord.message_content is true, but Discord does not allow it."
            " Developer Portal > your application > Bot > switch on"
            ' "Message Content Intent", or set discord.message_content to false.'
        ),
    ),
]


@pytest.mark.parametrize(("asked", "flags", "fine", "said"), INTENTS)
async def test_the_intent_is_allowed_as_it_is_asked_for(
    asked: bool, flags: int, fine: bool, said: str
) -> None:
    all_found = await found(discord_with(flags=flags), replace(ASKED, message_content=asked))
    assert all_found[1] == Check(name="Discord intents", said=said, fine=fine)


async def test_old_commands_are_no_problem() -> None:
    rest = discord_with(channel("general"))
    rest.paths["/applications/7/commands"] = []
    assert (await found(rest))[2] == Check(
        name="Discord commands",
        said=("are brought up to date when the bot starts, or now by: debate-bot discord sync"),
    )


async def test_a_language_under_a_name_that_discord_does_not_know() -> None:
    all_found = await found(discord_with(), replace(ASKED, unsendable=("es", "pt")))
    assert all_found[3] == Check(
        name="Discord languages",
        said=(
            "Discord knows no language es, pt: rename the files in prompts/phrases,"
            " as in de, pt-BR or es-ES"
        ),
        fine=False,
    )


def test_every_phrase_for_the_host_is_used() -> None:
    files = (checks.__file__, server_checks.__file__)
    trees = [ast.parse(Path(file).read_text("utf-8")) for file in files]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    keys = {key for key in PHRASES.phrases if key.startswith("discord.check.")}
    assert {key for key in keys if not {key, key.rpartition(".")[2]} & texts} == set()
