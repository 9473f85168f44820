"""A stand-in for each test, and two ways to talk to it: discord.py, and bare requests."""

from collections.abc import AsyncIterator

import pytest

from tests.standins.discord.server import Discord
from tests.standins.discord.tests.clients import Bare


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord.start() as started:
        yield started


@pytest.fixture
async def bare(discord: Discord) -> AsyncIterator[Bare]:
    async with Bare(discord) as client:
        yield client
