"""What subcommands of whoever hosts the bot do: `run`, `discord …`, `slack …`, `doctor`."""

import argparse
import asyncio
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot import given
from bot.given import FAILED, FINE

if TYPE_CHECKING:
    from bot.app.checks import Check


def run(args: argparse.Namespace) -> int:
    """Serve classes on Discord and Slack, until SIGTERM; tokens are taken from the environment."""
    from bot.hosting import serving

    settings = given.settings(args)
    serving.wanted(settings, os.environ)  # before anything is made
    given.make_default_folder(settings)
    given.log(settings)
    asyncio.run(serving.run(settings, os.environ))
    return FINE


def discord_sync(args: argparse.Namespace) -> int:
    """Tell Discord our commands now; run does so by itself when they changed."""
    from bot.hosting import discord

    changed = asyncio.run(discord.sync_commands(given.settings(args), os.environ))
    print("Discord has the commands now." if changed else "Discord had these commands already.")
    return FINE


def discord_invite(args: argparse.Namespace) -> int:
    """The address at which the bot is added to a server."""
    from bot.hosting import discord

    print(asyncio.run(discord.invite(given.settings(args), os.environ)))
    return FINE


def discord_permissions(args: argparse.Namespace) -> int:
    """What the bot may do in its servers, and what to click where something is missing."""
    from bot.hosting import discord

    settings = given.settings(args)
    return _shown(asyncio.run(discord.checks(settings, os.environ, only_servers=True)))


def slack_manifest(args: argparse.Namespace) -> int:
    """The app's manifest, to paste at api.slack.com/apps > Create New App > From a manifest."""
    from bot.hosting import slack

    print(slack.as_file(given.settings(args), os.environ), end="")
    return FINE


def slack_check(args: argparse.Namespace) -> int:
    """What may keep the bot from working on Slack, and what to click about it."""
    from bot.hosting import slack

    return _shown(asyncio.run(slack.checks(given.settings(args), os.environ)))


def doctor(args: argparse.Namespace) -> int:
    """Look for what is wrong, and say what to do about it."""
    from bot.doctor import Patient, findings
    from bot.hosting import discord, slack

    patient = Patient(
        file=args.config, database=args.db, environ=os.environ, explain=given.explained
    )
    status = _shown(findings(patient))
    for platform in (discord, slack):
        if platform.is_wanted(os.environ):
            checks = asyncio.run(platform.checks(given.settings(args), os.environ))
            status = max(status, _shown(checks))
    return status


def _shown(checks: "Iterable[Check]") -> int:
    """Print what was looked at, as it is found; the exit status."""
    status = FINE
    for check in checks:
        print(check)
        status = status if check.fine else FAILED
    return status
