"""What a host types does: `run`, `doctor`, what helps with platforms and classes."""

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


def class_list(args: argparse.Namespace) -> int:
    """Every class with the homes bound to it, its people and its rounds."""
    from bot.store import bindings

    found = bindings.classes(given.settings(args).database.url)
    for each in found:
        print(f"{each.id}: {_of(each.people, each.rounds)}")
        for home in each.homes:
            print(f"  with {home}")
    if not found:
        print(given.phrases().say("error.no_homes"))
    return FINE


def class_bind(args: argparse.Namespace) -> int:
    """Make two homes one class: from now on what happens in HOME belongs to CLASS."""
    from bot.store import bindings

    done = bindings.bind(given.settings(args).database.url, args.home, args.classroom)
    came = _of(done.people, done.rounds)
    print(f"{args.home} belongs to {done.classroom} now. What came along: {came}.")
    return FINE


def class_unbind(args: argparse.Namespace) -> int:
    """Make a home a class of its own again; what has happened stays where it is."""
    from bot.store import bindings

    left = bindings.unbind(given.settings(args).database.url, args.home)
    print(f"{args.home} is a class of its own again. What has happened so far stays in {left}.")
    return FINE


def _of(people: int, rounds: int) -> str:
    return ", ".join(
        f"{count} {one if count == 1 else many}"
        for count, one, many in ((people, "person", "people"), (rounds, "round", "rounds"))
    )


def slack_key(args: argparse.Namespace) -> int:  # noqa: ARG001 (as all of them)
    """A new key for SLACK_INSTALLATION_KEY, with which tokens of workspaces are sealed."""
    from bot.platforms.slack.sealing import new_key

    print(new_key())
    return FINE


def slack_forget(args: argparse.Namespace) -> int:
    """Erase the installations whose key is lost, so that they can be made anew."""
    from bot.hosting import slack

    gone = asyncio.run(slack.forget(given.settings(args), os.environ))
    print(f"Erased: {', '.join(gone)}." if gone else "Nothing to erase: the key opens them all.")
    return FINE


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
