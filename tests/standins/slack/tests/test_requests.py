"""Requests: who may ask, what goes wrong on demand, rates, installing and leaving."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest

from tests.standins.slack.manifest import faults, usual
from tests.standins.slack.refusals import Body, Refused
from tests.standins.slack.rooms import Workspace
from tests.standins.slack.server import Slack
from tests.standins.slack.tests.clients import MANIFEST, Bare


async def test_a_token_says_who_asks(slack: Slack, team: Workspace, bare: Bare) -> None:
    found = await bare.ask("auth.test")
    assert (found["team_id"], found["user_id"]) == (team.id, team.bot.id)
    assert team.token == slack.token
    for token, error in (("xoxb-wrong", "invalid_auth"), ("", "not_authed"),
                         (slack.app_token, "not_allowed_token_type")):  # fmt: skip
        bare.headers = {"Authorization": f"Bearer {token}"} if token else {}
        assert await bare.error("auth.test") == error


async def test_a_scope_that_is_missing_is_named(team: Workspace, bare: Bare) -> None:
    room = team.channel("debates")
    team.scopes.discard("chat:write")
    answer = await bare.ask("chat.postMessage", channel=room.id, text="Hi")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    team.scopes.discard("channels:history")
    assert await bare.error("conversations.history", channel=room.id) == "missing_scope"
    assert await bare.error("reactions.add", channel=room.id) == "missing_scope"


async def test_arguments_come_as_json_forms_and_queries(team: Workspace, bare: Bare) -> None:
    room = team.channel("debates")
    blocks = json.dumps([{"type": "divider"}])
    fields = {"channel": room.id, "text": "Hi", "blocks": blocks}
    url = bare.slack.api_base + "chat.postMessage"
    async with bare.session.post(url, headers=bare.headers, data=fields) as response:
        assert (await response.json())["ok"]
    async with bare.session.post(url, headers=bare.headers, params=fields) as response:
        assert (await response.json())["ok"]
    assert [one.blocks[0]["type"] for one in room.messages] == ["divider"] * 2


async def test_errors_on_demand_do_nothing_and_are_used_up(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room = team.channel("debates")
    slack.fails("chat.postMessage", 503)
    slack.slows("chat.postMessage", 7)
    body = {"channel": room.id, "text": "Hi"}
    answers = [await bare.status("chat.postMessage", **body) for _ in range(3)]
    assert answers == [(503, None), (429, "7"), (200, None)]
    slack.refuses("chat.postMessage", "internal_error")
    assert await bare.error("chat.postMessage", **body) == "internal_error"
    assert len(room.messages) == 1
    noted = [(one.status, one.error) for one in slack.requests]
    assert noted == [(503, ""), (429, "ratelimited"), (200, ""), (200, "internal_error")]


async def test_a_lost_response_leaves_the_work_done(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room = team.channel("debates")
    slack.loses("chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await bare.ask("chat.postMessage", channel=room.id, text="Hi")
    assert [one.text for one in room.messages] == ["Hi"]
    assert slack.requests[-1].status == 0


@pytest.mark.parametrize("after", [False, True])
async def test_a_request_hangs_until_it_is_released(
    slack: Slack, team: Workspace, bare: Bare, after: bool
) -> None:
    room = team.channel("debates")
    held = slack.holds("chat.postMessage", after=after)
    asking = asyncio.create_task(bare.error("chat.postMessage", channel=room.id, text="Hi"))
    await slack.until(lambda: held.met and len(room.messages) == after)
    assert not asking.done()
    held.release()
    assert await asking == ""
    assert len(room.messages) == 1


async def test_a_held_request_can_be_abandoned(slack: Slack, team: Workspace, bare: Bare) -> None:
    room = team.channel("debates")
    held = slack.holds("chat.postMessage")
    asking = asyncio.create_task(bare.ask("chat.postMessage", channel=room.id, text="Hi"))
    await slack.until(lambda: held.met)
    held.abandon()
    with pytest.raises(aiohttp.ClientError):
        await asking
    assert room.messages == []


async def test_one_message_a_second_and_channel(slack: Slack, team: Workspace, bare: Bare) -> None:
    slack.limits_rates()
    body = {"channel": team.channel("debates").id, "text": "Hi"}
    answers = [await bare.status("chat.postMessage", **body) for _ in range(2)]
    assert answers == [(200, None), (429, "1")]
    body["channel"] = team.channel("elsewhere").id
    assert (await bare.status("chat.postMessage", **body))[0] == 200


async def test_tiers_limit_methods_by_the_minute(slack: Slack, team: Workspace, bare: Bare) -> None:
    slack.limits_rates()
    answers = [await bare.status("conversations.list") for _ in range(21)]
    assert [status for status, _ in answers] == [200] * 20 + [429]
    assert 55 < int(answers[-1][1] or 0) <= 60


async def test_what_the_stand_in_does_not_know_is_noted() -> None:
    with pytest.raises(AssertionError, match=r"does not know files\.upload"):
        async with Slack.start() as slack, Bare(slack, slack.workspace("9b").token) as bare:
            assert await bare.error("files.upload") == "unknown_method"


async def test_a_wait_in_vain_says_what_was_seen(slack: Slack, team: Workspace, bare: Bare) -> None:
    room = team.channel("debates")
    await team.member("Ana").says(room, "Hello")
    with pytest.raises(
        AssertionError, match=r"in vain for 'Bye' in debates; seen:\n(.*\n)*.*Hello"
    ):
        await slack.until_message(room, "Bye", within=0.01)


async def test_an_uninstall_ends_the_token_and_is_told(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    async with bare.socket() as socket:
        team.uninstalls()
        await slack.until(lambda: len(socket.events()) == 2)
        assert [e["type"] for e in socket.events()] == ["tokens_revoked", "app_uninstalled"]
        assert await bare.error("auth.test") == "account_inactive"
        old = team.token
        assert team.installs(team.installer) != old
        bare.headers = {"Authorization": f"Bearer {team.token}"}
        team.revokes()
        assert await bare.error("auth.test") == "token_revoked"


async def test_a_person_allows_the_app_with_a_code_that_works_once(slack: Slack) -> None:
    other = slack.workspace("Class 10", bot=False)
    ana = other.member("Ana")
    query = {"client_id": slack.app.client_id, "scope": "chat:write", "state": "s", "as": ana.id,
             "redirect_uri": "http://127.0.0.1:1/back"}  # fmt: skip
    async with Bare(slack, "") as bare:
        url = f"{slack.authorize_url}?{urlencode(query)}"
        async with bare.session.get(url, allow_redirects=False) as response:
            target = urlsplit(response.headers["Location"])
        found = {name: values[0] for name, values in parse_qs(target.query).items()}
        assert (target.path, found["state"]) == ("/back", "s")
        asked: dict[str, Any] = {
            "client_id": slack.app.client_id,
            "client_secret": slack.app.client_secret,
            "code": found["code"],
        }
        made = await bare.ask("oauth.v2.access", **asked)
        assert (made["access_token"], made["authed_user"]["id"]) == (other.token, ana.id)
        assert other.installer == ana
        assert await bare.error("oauth.v2.access", **asked) == "invalid_code"


async def test_people_and_workspaces_are_asked_for(team: Workspace, bare: Bare) -> None:
    ana = team.member("Ana", admin=True)
    found = (await bare.ask("users.info", user=ana.id))["user"]
    assert (found["real_name"], found["is_admin"], found["is_bot"]) == ("Ana", True, False)
    assert await bare.error("users.info", user="U0") == "user_not_found"
    assert (await bare.ask("team.info"))["team"]["name"] == "Class 9b"
    team.scopes.add("reactions:write")
    seen = await ana.says(team.channel("debates"), "Hi")
    place = {"channel": team.channel("debates").id, "timestamp": seen.ts, "name": "tada"}
    assert await bare.error("reactions.add", **place) == ""
    assert await bare.error("reactions.add", **place) == "already_reacted"
    assert seen.reactions == ["tada"]


COMMAND = {"command": "/debate", "description": "Debate"}
MANIFESTS: list[tuple[Body, str]] = [
    (MANIFEST, ""),
    (usual(COMMAND | {"command": "/me"}), "/me is a reserved command"),
    (usual(COMMAND | {"command": "debate"}), "no name of a command"),
    (usual(COMMAND | {"usage_hint": "x" * 1001}), "usage_hint"),
    (usual(COMMAND, COMMAND), "stands there twice"),
    (usual() | {"display_information": {"name": "x" * 36}}, "/display_information/name"),
    (usual() | {"oauth_config": {"scopes": {"bot": ["commands"]}}}, "needs the scope"),
    (usual(COMMAND) | {"oauth_config": {"scopes": {"bot": []}}}, "the scope commands"),
]


@pytest.mark.parametrize(("manifest", "fault"), MANIFESTS)
async def test_a_manifest_is_refused_whole(manifest: Body, fault: str) -> None:
    found = list(faults(manifest))
    assert bool(found) == bool(fault)
    assert fault in "\n".join(found)
    if fault:
        with pytest.raises(Refused, match="invalid_manifest"):
            async with Slack.start(manifest):
                pass
