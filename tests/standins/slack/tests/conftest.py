"""A stand-in for each test, and bare requests and sockets to talk to it."""

from collections.abc import AsyncIterator

import pytest

from tests.standins.slack.rooms import Workspace
from tests.standins.slack.server import Slack
from tests.standins.slack.tests.clients import MANIFEST, Bare


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack.start(MANIFEST) as started:
        yield started


@pytest.fixture
def team(slack: Slack) -> Workspace:
    return slack.workspace("Class 9b")


@pytest.fixture
async def bare(slack: Slack, team: Workspace) -> AsyncIterator[Bare]:
    async with Bare(slack, team.token) as client:
        yield client
