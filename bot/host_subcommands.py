"""What subcommands of whoever hosts the bot do: `run`, `discord …`, `doctor`."""

import argparse
import os

from bot import given
from bot.given import FAILED, FINE


def run(args: argparse.Namespace) -> int:
    """Serve classes on Discord, until SIGTERM. The token is taken from DISCORD_TOKEN."""
    import asyncio

    from bot import hosting

    settings = given.settings(args)
    hosting.discord_token(os.environ)  # before anything is made
    given.make_default_folder(settings)
    given.log(settings)
    asyncio.run(hosting.run(settings, os.environ))
    return FINE


def discord_sync(args: argparse.Namespace) -> int:
    """Tell Discord our commands now; run does so by itself when they changed."""
    import asyncio

    from bot import hosting

    changed = asyncio.run(hosting.discord_sync(given.settings(args), os.environ))
    print("Discord has the commands now." if changed else "Discord had these commands already.")
    return FINE


def discord_invite(args: argparse.Namespace) -> int:
    """The address at which the bot is added to a server."""
    import asyncio

    from bot import hosting

    print(asyncio.run(hosting.discord_invite(given.settings(args), os.environ)))
    return FINE


def discord_permissions(args: argparse.Namespace) -> int:
    """What the bot may do in its servers, and what to click where something is missing."""
    import asyncio

    from bot import hosting
    from bot.doctor import Finding

    settings = given.settings(args)
    checks = asyncio.run(hosting.discord_checks(settings, os.environ, only_servers=True))
    for check in checks:
        print(Finding(name=check.name, said=check.said, fine=check.fine))
    return FINE if all(check.fine for check in checks) else FAILED


def doctor(args: argparse.Namespace) -> int:
    """Look for what is wrong, and say what to do about it."""
    from bot.config import DISCORD_TOKEN
    from bot.doctor import Patient, findings

    patient = Patient(
        file=args.config, database=args.db, environ=os.environ, explain=given.explained
    )
    fine = True
    for finding in findings(patient):
        print(finding)
        fine = fine and finding.fine
    if os.environ.get(DISCORD_TOKEN):
        fine = _discord_is_fine(args) and fine
    return FINE if fine else FAILED


def _discord_is_fine(args: argparse.Namespace) -> bool:
    """The same for Discord, where a token is set."""
    import asyncio

    from bot import hosting
    from bot.doctor import Finding

    checks = asyncio.run(hosting.discord_checks(given.settings(args), os.environ))
    for check in checks:
        print(Finding(name=check.name, said=check.said, fine=check.fine))
    return all(check.fine for check in checks)
