"""The workspaces we are in: what is known of them, and when they are forgotten."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot.app.kit import Kit
from bot.delivery.refusals import Gone
from bot.platforms.slack.hearing import Farewell
from bot.platforms.slack.meaning import Ended, NotAllowed
from bot.platforms.slack.rest import Identity, Line, Rest
from bot.platforms.slack.sealing import Grant, Seal, new_key
from bot.platforms.slack.workspaces import Installed, OneWorkspace, forget_unreadable
from bot.store.store import SqlStore
from tests.app.building import PROMPTS, kit_of
from tests.fakes import FakeClock
from tests.standins.slack.rooms import Workspace
from tests.standins.slack.server import Slack

SEAL = Seal(new_key())


@pytest.fixture
async def kit(tmp_path: Path) -> AsyncIterator[Kit]:
    store = await SqlStore.open(tmp_path / "db")
    yield kit_of(store, PROMPTS, FakeClock())
    await store.close()


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack.start() as slack:
        yield slack


@pytest.fixture
async def line(slack: Slack) -> AsyncIterator[Line]:
    async with aiohttp.ClientSession() as session:
        yield Line(session=session, api_base=slack.api_base)


def grant(team: Workspace, at: int) -> Grant:
    return Grant(
        team=team.id, token=team.token, bot=team.bot.user.id, installer=team.installer.id, at=at
    )


async def teams(kit: Kit) -> list[str]:
    return [each.team for each in await kit.store.read(lambda tx: tx.installations.all("slack"))]


async def test_what_another_process_stored_is_found_too(kit: Kit, slack: Slack, line: Line) -> None:
    team = slack.workspace("Class 9b")
    ours, theirs = Installed(kit, SEAL, line), Installed(kit, SEAL, line)
    await ours.load()
    with pytest.raises(Gone):
        await ours.rest(team.id)
    assert await ours.installer(team.id) == ""
    await theirs.add(grant(team, 5))
    assert (await ours.rest(team.id)).me == Identity(user=team.bot.user.id, team=team.id)
    assert await ours.installer(team.id) == team.installer.id


@pytest.mark.parametrize("revoked", [True, False])
async def test_a_token_that_ended_while_we_were_away_is_forgotten_and_others_are_not(
    kit: Kit, slack: Slack, line: Line, *, revoked: bool
) -> None:
    gone, here = slack.workspace("Class 9b"), slack.workspace("Class 8a")
    workspaces = Installed(kit, SEAL, line)
    for team in (gone, here):
        await workspaces.add(grant(team, 5))
    gone.revokes() if revoked else gone.uninstalls()
    with pytest.raises(Ended):
        await (await workspaces.rest(gone.id)).direct(gone.member("Ana").id)
    with pytest.raises(Gone):
        await workspaces.rest(gone.id)
    assert await teams(kit) == [here.id]
    assert await (await workspaces.rest(here.id)).direct(here.member("Ben").id)


async def test_a_token_that_is_refused_for_now_is_kept(kit: Kit, slack: Slack, line: Line) -> None:
    team = slack.workspace("Class 9b")
    workspaces = Installed(kit, SEAL, line)
    await workspaces.add(grant(team, 5))
    slack.refuses("conversations.open", "invalid_auth")
    with pytest.raises(NotAllowed):
        await (await workspaces.rest(team.id)).direct(team.member("Ana").id)
    assert await teams(kit) == [team.id]
    assert (await workspaces.rest(team.id)).me.team == team.id


async def test_the_end_of_an_old_token_does_not_end_the_new_one(
    kit: Kit, slack: Slack, line: Line
) -> None:
    team = slack.workspace("Class 9b")
    workspaces = Installed(kit, SEAL, line)
    await workspaces.add(grant(team, 5))
    before = await workspaces.rest(team.id)
    team.uninstalls()
    team.installs(team.installer)
    await workspaces.add(grant(team, 6))
    with pytest.raises(Ended):
        await before.direct(team.member("Ana").id)
    assert await teams(kit) == [team.id]
    assert await (await workspaces.rest(team.id)).direct(team.member("Ben").id)


@pytest.mark.parametrize(
    ("farewell", "stays"),
    [
        (Farewell(event="slack:Ev2", team="", at=7_000), False),
        (Farewell(event="slack:Ev2", team="", at=6_000), False),  # in the same second
        (Farewell(event="slack:Ev2", team="", at=5_000), True),
        (Farewell(event="slack:Ev1", team="", at=7_000), True),  # told before
        (Farewell(event="slack:Ev2", team="T9", at=7_000), True),
    ],
)
async def test_a_farewell_counts_once_and_only_for_what_there_was(
    farewell: Farewell, stays: bool, kit: Kit, slack: Slack, line: Line
) -> None:
    team = slack.workspace("Class 9b")
    told = replace(farewell, team=farewell.team or team.id)
    await kit.store.write(lambda tx: tx.inbox.arrive("slack:Ev1", "", 1))
    workspaces = Installed(kit, SEAL, line)
    await workspaces.add(grant(team, 6_500))
    assert not await workspaces.left(told)
    assert await teams(kit) == ([team.id] if stays else [])


@pytest.mark.parametrize(
    ("team", "at", "ends"), [("T1", 7_000, True), ("T1", 5_000, False), ("T2", 7_000, False)]
)
async def test_of_one_workspace_its_own_farewell_is_the_end(
    team: str, at: int, ends: bool, line: Line
) -> None:
    one = OneWorkspace(Rest(Identity(user="U0", team="T1"), "xoxb-1", line), since=6_500)
    assert await one.left(Farewell(event="slack:Ev1", team=team, at=at)) == ends
    if ends:
        with pytest.raises(Gone):
            await one.rest("T1")
    else:
        assert (await one.rest("T1")).me.team == "T1"


async def test_what_no_key_opens_can_be_forgotten(kit: Kit, slack: Slack, line: Line) -> None:
    lost, here = slack.workspace("Class 9b"), slack.workspace("Class 8a")
    await Installed(kit, Seal(new_key()), line).add(grant(lost, 5))
    await Installed(kit, SEAL, line).add(grant(here, 5))
    assert await forget_unreadable(kit.store, SEAL) == [lost.id]
    assert await teams(kit) == [here.id]
    await Installed(kit, SEAL, line).load()
