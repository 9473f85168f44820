"""Deliveries: sockets and their ends, events that come again, signed HTTP and what is wrong."""

import pytest

from tests.standins.slack.courier import Envelope
from tests.standins.slack.rooms import Workspace
from tests.standins.slack.server import Slack
from tests.standins.slack.signing import Wrong
from tests.standins.slack.tests.clients import Bare, listening


async def test_an_event_that_nobody_acknowledges_comes_four_times_with_one_id(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    slack.settings.patience, slack.settings.retries = 0.02, (0.0, 0.0, 0.0)
    room, ana = team.channel("debates"), team.member("Ana")
    async with bare.socket() as socket:
        socket.silent = True
        await ana.says(room, "Hello")
        await slack.until_quiet()
    came = [one for one in socket.heard if one["type"] == "events_api"]
    assert [one["retry_attempt"] for one in came] == [0, 1, 2, 3]
    assert [one["retry_reason"] for one in came] == ["", "timeout", "timeout", "timeout"]
    assert len({one["payload"]["event_id"] for one in came}) == 1
    assert len({one["envelope_id"] for one in came}) == 4


async def test_acknowledgements_can_get_lost(slack: Slack, team: Workspace, bare: Bare) -> None:
    slack.settings.retries = (0.0, 0.0, 0.0)
    room, ana = team.channel("debates"), team.member("Ana")
    async with bare.socket() as socket:
        slack.loses_acknowledgements(3)
        await ana.says(room, "Hello")
        await slack.until_quiet()
        assert len(socket.events()) == 4


async def test_an_event_waits_for_an_app_that_is_away(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    await ana.says(room, "Hello")
    (sent,) = slack.deliveries
    await slack.until(lambda: sent.attempts == 2)  # at once and at once again
    async with bare.socket() as socket:
        slack.retries_now()
        await slack.until(lambda: sent.acknowledged)
        assert socket.events()[0]["text"] == "Hello"


async def test_a_refreshed_socket_says_so_and_closes(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    async with bare.socket() as socket:
        slack.refreshes_sockets()
        await slack.until(lambda: not slack.sockets)
        kinds = [(one["type"], one.get("reason")) for one in socket.heard]
    assert kinds == [("hello", None), ("disconnect", "warning"),
                     ("disconnect", "refresh_requested")]  # fmt: skip


async def test_an_envelope_on_a_cut_socket_goes_to_the_next(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    slack.settings.patience = 60.0  # a timeout would come too late for this test
    room, ana = team.channel("debates"), team.member("Ana")
    async with bare.socket() as first:
        first.silent = True
        await ana.says(room, "Hello")
        await slack.until(first.events)
        async with bare.socket() as second:
            slack.stage.courier.sockets.lines[0].drop()
            await slack.until(second.events)
    assert second.heard[-1]["retry_attempt"] == 1


async def test_sockets_take_turns_and_tickets_open_once(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    async with bare.socket() as first, bare.socket() as second:
        for n in range(4):
            await ana.says(room, f"No {n}")
        await slack.until_quiet()
        assert (len(first.events()), len(second.events())) == (2, 2)
    async with bare.session.get(f"{slack.stage.origin}/link/?ticket=used") as response:
        assert response.status == 404


async def test_a_stalled_socket_says_nothing(slack: Slack, team: Workspace, bare: Bare) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    async with bare.socket() as socket:
        slack.stalls_sockets()
        await ana.says(room, "Hello")
        assert socket.events() == []
        slack.unstalls_sockets()
        await slack.until(socket.events)


async def delivered(slack: Slack, team: Workspace) -> Envelope:
    await team.member("Ana").says(team.channel("debates"), "Hello")
    await slack.until_quiet()
    return slack.deliveries[-1]


async def test_http_is_signed_and_comes_as_each_kind_does(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    async with listening(slack) as place:
        assert await slack.verifies_url()
        seen = await ana.says(room, "Hello")
        place.reply = {"text": "Ready."}
        answer = await ana.types(room, "/debate help")
        place.reply = None
        await ana.shortcut(seen, "practise")
        await slack.until_quiet()
    _, event, command, shortcut = [body for body, _ in place.heard]
    assert (event["type"], event["event"]["text"]) == ("event_callback", "Hello")
    assert (command["command"], answer.text) == ("/debate", "Ready.")
    assert shortcut["type"] == "message_action"


async def test_http_that_fails_comes_again_with_a_number(slack: Slack, team: Workspace) -> None:
    async with listening(slack) as place:
        place.statuses = [500]
        await delivered(slack, team)
    heads = [heads for _, heads in place.heard]
    assert [one.get("X-Slack-Retry-Num") for one in heads] == [None, "1"]
    assert heads[1]["X-Slack-Retry-Reason"] == "http_error"


@pytest.mark.parametrize("wrong", list(Wrong))
async def test_what_slack_never_sent_fails_the_check(
    slack: Slack, team: Workspace, wrong: Wrong
) -> None:
    async with listening(slack) as place:
        envelope = await delivered(slack, team)
        assert await slack.sends_wrong(envelope, wrong) == 401
        assert len(place.heard) == 1


async def test_a_replay_passes_the_check(slack: Slack, team: Workspace) -> None:
    async with listening(slack) as place:
        envelope = await delivered(slack, team)
        assert await slack.replays(envelope) == 200
        assert await slack.sends_again(envelope)
    bodies = [body["event_id"] for body, _ in place.heard]
    assert len(bodies) == 3
    assert len(set(bodies)) == 1
