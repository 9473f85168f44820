"""The program that serves Slack: how it starts, ends, and what else helps a host."""

import asyncio
from pathlib import Path

import aiohttp
import yaml

from bot.platforms.slack.sealing import Grant, Seal
from bot.store.store import SqlStore
from bot.store.upkeep import upgrade
from tests.platforms.ports import free_port
from tests.platforms.program import Program
from tests.platforms.slack.running import content, over_http, stand_in, surroundings
from tests.platforms.slack.serving import Hall, speak, with_button
from tests.standins.slack import manifest as theirs
from tests.standins.slack.server import Slack

IN_TIME = 10.0  # seconds from SIGTERM to the end; contracts.md
UNKNOWN = "no.such.token"


async def test_it_starts_serves_ends_and_goes_on_where_it_was(small: Path, tmp_path: Path) -> None:
    port = free_port()
    async with stand_in() as slack:
        team = slack.workspace("Class 9b")
        told = surroundings(slack) | content(small) | {"BOT_PORT": str(port)}
        program = Program(folder=tmp_path, environ=told)
        hall = Hall(slack=slack, bot=program, team=team)
        school = hall.school("Ana")
        [ana] = school.people
        try:
            await program.start()
            await is_healthy(port)
            await ana.writes_directly("/debate start format:alone")
            await school.accept()
            call = await school.until(lambda: with_button(ana.dm, ana, "Speak"), "a slot")
            await ends_with_a_send_under_way(slack, program, hall)

            await program.start()  # the second time
            await speak(ana, call)
            ballot = await school.until(lambda: with_button(ana.dm, ana, "Transcript"), "a ballot")
            assert "Your ballot" in ballot.text
            assert len([m for m in ana.direct if "Speak" in m.buttons]) == 1
            assert await program.stop() == 0
        finally:
            await program.end()
        assert "Phones break attention" not in program.log
        assert slack.token not in program.log
        assert slack.app_token not in program.log
        assert "ticket" not in program.log


async def is_healthy(port: int) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/healthz") as answer,
    ):
        assert answer.status == 200
        assert await answer.json() == {"ok": True, "platforms": {"slack": True}}


async def ends_with_a_send_under_way(slack: Slack, program: Program, hall: Hall) -> None:
    """SIGTERM while a message is being sent: it arrives, and the program ends well and in time."""
    school = hall.school("Ben")
    [ben] = school.people
    held = slack.holds("chat.postMessage", 1, after=True)
    await ben.types(school.room, "/debate start format:pair")
    await slack.until(lambda: held.met, of="a message on its way")
    assert program.process is not None
    began = asyncio.get_running_loop().time()
    program.process.terminate()
    held.release()
    assert await program.ended() == 0, program.log
    assert asyncio.get_running_loop().time() - began < IN_TIME
    assert len([m for m in school.room.messages if "Join" in m.buttons]) == 1


async def test_without_a_token_or_with_a_bad_one_it_says_what_to_do(tmp_path: Path) -> None:
    async with stand_in() as slack:
        slack.workspace("Class 9b")
        program = Program(folder=tmp_path, environ=surroundings(slack))
        half, bad, none = await asyncio.gather(
            program.host("run", SLACK_APP_TOKEN=""),
            program.host("run", SLACK_BOT_TOKEN=UNKNOWN),
            program.host("run", SLACK_BOT_TOKEN="", SLACK_APP_TOKEN=""),
        )
    assert half[:2] == bad[:2] == none[:2] == (2, "")
    assert "SLACK_APP_TOKEN is missing" in half[2]
    assert "Slack does not know this token" in bad[2]
    assert UNKNOWN not in bad[2]
    assert "SLACK_BOT_TOKEN and SLACK_APP_TOKEN for Slack" in none[2]
    assert "Traceback" not in half[2] + bad[2] + none[2]


async def test_a_host_is_helped_with_the_manifest_and_what_is_missing(tmp_path: Path) -> None:
    async with stand_in() as slack:
        team = slack.workspace("Class 9b")
        program = Program(folder=tmp_path, environ=surroundings(slack))
        made, over_http, nowhere, alone = await asyncio.gather(
            program.host("slack", "manifest"),
            program.host("slack", "manifest", SLACK_MODE="http",
                         DEBATE_BOT_SLACK__ADDRESS="https://bot.example.org"),
            program.host("slack", "manifest", SLACK_MODE="http"),
            program.host("slack", "check"),
        )  # fmt: skip
        assert made[0] == over_http[0] == 0
        theirs.check(yaml.safe_load(made[1]))
        assert yaml.safe_load(made[1])["settings"]["socket_mode_enabled"]
        assert "https://bot.example.org/slack/events" in over_http[1]
        assert nowhere[0] == 2
        assert "slack.address" in nowhere[2]
        assert alone[0] == 1
        assert "PROBLEM  Slack channels: in no channel yet" in alone[1]

        team.channel("debates", bot=True)
        team.scopes.discard("files:write")
        lacking, doctor = await asyncio.gather(
            program.host("slack", "check"), program.host("doctor", SLACK_APP_TOKEN=UNKNOWN)
        )
        assert lacking[0] == doctor[0] == 1
        assert "works; the bot is called debate-bot in Class 9b" in lacking[1]
        assert "not allowed: files:write." in lacking[1]
        assert "ok       Slack channels: in #debates" in lacking[1]
        assert "ok       Slack connection: Socket Mode works" in lacking[1]
        assert "PROBLEM  Slack connection: Slack does not know this token" in doctor[1]
        assert UNKNOWN not in doctor[1]


async def test_it_serves_slack_over_http_too(small: Path, tmp_path: Path) -> None:
    port = free_port()
    async with stand_in() as slack:
        team = slack.workspace("Class 9b")
        told = surroundings(slack) | content(small) | over_http(slack, port)
        program = Program(folder=tmp_path, environ=told)
        try:
            await program.start()
            await is_healthy(port)
            slack.sends_to(f"http://127.0.0.1:{port}/slack/events")
            assert await slack.verifies_url()
            school = Hall(slack=slack, bot=program, team=team).school("Ana")
            [ana] = school.people
            await ana.writes_directly("/debate start format:alone")
            await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
            assert await program.stop() == 0
        finally:
            await program.end()
        assert slack.app.signing_secret not in program.log


async def test_a_lost_key_is_told_and_what_it_sealed_can_be_forgotten(tmp_path: Path) -> None:
    several = {
        "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_APP_TOKEN": "xapp-1",
        "DEBATE_BOT_SLACK__ADDRESS": "https://bot.example.org",
    }  # fmt: skip
    program = Program(folder=tmp_path, environ=several)
    status, key, _ = await program.host("slack", "key")
    assert status == 0
    _, other, _ = await program.host("slack", "key")
    grant = Grant(team="T1", bot="U0BOT", token=UNKNOWN, installer="U1", at=1)
    upgrade(program.database)
    store = await SqlStore.open(program.database)
    await store.write(lambda tx: tx.installations.put(Seal(other.strip()).closed(grant)))
    await store.close()
    known = {"SLACK_INSTALLATION_KEY": key.strip()}
    told = await program.host("run", **known)
    assert told[0] == 2
    assert "does not open the token of 1 workspace (T1)" in told[2]
    gone = await program.host("slack", "forget", **known)
    assert gone[:2] == (0, "Erased: T1.\n"), gone
    assert (await program.host("slack", "forget", **known))[1].startswith("Nothing to erase")
