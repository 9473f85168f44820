"""HTTP mode: rounds over signed requests; what Slack did not send changes nothing."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot.platforms.slack.arrivals import Arrivals
from bot.platforms.slack.hearing import Body
from bot.platforms.slack.listening import Listener
from bot.platforms.slack.manifest import INSTALL, PATH
from bot.platforms.slack.parts import Json
from bot.platforms.slack.terms import Mode
from tests.platforms.discord.hall import SPEECH
from tests.platforms.slack.playing import BALLOT, ballots, each_once, play
from tests.platforms.slack.serving import Inside, opened, with_button
from tests.standins.slack.courier import Envelope
from tests.standins.slack.ids import new_id
from tests.standins.slack.people import Person
from tests.standins.slack.signing import Wrong, signed

pytestmark = pytest.mark.asyncio(loop_scope="session")

BIG = 2 * 1024 * 1024
SECRET = "of-the-app"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def hall(small: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Inside]:
    """The stand-in and the bot, which it reaches over HTTP."""
    async with opened(tmp_path_factory.mktemp("http"), small, mode=Mode.HTTP) as hall:
        yield hall


def kept(hall: Inside) -> list[tuple[object, ...]]:
    """What came of everything so far."""
    return hall.bot.rows("SELECT id, state FROM events ORDER BY id") + hall.bot.rows(
        "SELECT id FROM rounds ORDER BY id"
    )


async def told(hall: Inside, person: Person) -> Envelope:
    """A command that Slack has not sent yet, though much like one that it has."""
    line = "/debate start format:pair"
    school = hall.school("Zoe")
    sent = (await person.types(school.room, line)).envelope
    await hall.worked_off()
    return replace(sent, payload={**sent.payload, "trigger_id": new_id("1.")}, attempts=0)


async def test_alone_a_round_is_played_over_http(hall: Inside) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    await ana.writes_directly("/debate start format:alone")
    await school.accept()
    await school.until(lambda: with_button(ana.dm, ana, "Speak"), "her slot")
    await ana.writes_directly(SPEECH)
    await school.until(lambda: next(iter(ballots(ana.dm)), None), "a ballot")
    each_once(ana.dm)
    assert hall.slack.sockets == 0


async def test_a_round_of_two_is_played_over_http(hall: Inside) -> None:
    school = hall.school("Ana", "Ben")
    thread = await school.begins("pair", school.people[1])
    await play(school, thread, school.people)
    each_once(school.room)
    for person in school.people:
        assert sum(BALLOT in m.text for m in person.direct) == 1, person
    assert hall.slack.sockets == 0


async def test_what_slack_did_not_sign_just_now_is_refused_and_changes_nothing(
    hall: Inside, caplog: pytest.LogCaptureFixture
) -> None:
    [ana] = hall.school("Ana").people
    envelope = await told(hall, ana)
    before = kept(hall)
    refused = {wrong: await hall.slack.sends_wrong(envelope, wrong) for wrong in Wrong}
    assert refused == dict.fromkeys(Wrong, 401)
    await hall.worked_off()
    assert kept(hall) == before
    assert caplog.text == ""
    assert await hall.slack.sends_again(envelope)  # the same, signed well
    await hall.worked_off()
    assert len(kept(hall)) == len(before) + 2  # an event and a round


async def test_a_request_that_is_replayed_within_five_minutes_is_harmless(hall: Inside) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    sent = (await ana.types(school.room, "/debate start format:pair")).envelope
    await school.until(lambda: with_button(school.room, ana, "Join"), "a lobby")
    before = kept(hall)
    assert [await hall.slack.replays(sent) for _ in range(3)] == [200, 200, 200]
    await hall.worked_off()
    assert kept(hall) == before


async def test_four_deliveries_of_one_message_act_once(hall: Inside) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    hall.slack.settings.retries = (0.0, 0.0, 0.0)
    hall.slack.loses_acknowledgements(3)
    await ana.writes_directly("/debate start format:alone")
    await hall.slack.until_quiet()
    await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
    await hall.worked_off()
    sent = next(e for e in reversed(hall.slack.deliveries) if "format:alone" in str(e.payload))
    assert sent.attempts == 4
    assert len([m for m in ana.direct if "OK" in m.buttons]) == 1


async def test_slack_can_verify_the_address(hall: Inside) -> None:
    assert await hall.slack.verifies_url()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        pytest.param(b"x" * BIG, JSON, 413, id="too big"),
        pytest.param(b'{"type": ', JSON, 400, id="no JSON"),
        pytest.param(b"[1]", JSON, 400, id="a list"),
        pytest.param(b"null", JSON, 400, id="nothing"),
        pytest.param(b"[" * 100_000, JSON, 400, id="deep"),
        pytest.param(urlencode({"payload": "{"}).encode(), FORM, 400, id="no JSON in a form"),
        pytest.param(b"\xff\xfe", JSON, 401, id="no text"),
        pytest.param(b"{}", {"X-Slack-Request-Timestamp": "soon"}, 401, id="no time"),
        pytest.param(b"{}", {"X-Slack-Request-Timestamp": "9" * 5_000}, 401, id="no time at all"),
        pytest.param(b"{}", {"X-Slack-Signature": "v0=é"}, 401, id="no signature"),
        pytest.param(b"ssl_check=1", {"X-Slack-Signature": ""}, 401, id="unsigned check"),
    ],
)
async def test_what_cannot_be_read_is_refused_quietly(
    body: bytes, headers: dict[str, str], status: int, hall: Inside,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.INFO)
    before = kept(hall)
    if body == b"\xff\xfe":
        given = signed("of somebody else", body)
    else:
        given = signed(hall.slack.app.signing_secret, body)
    sent = {**given, **headers}
    async with (
        aiohttp.ClientSession() as session,
        session.post(hall.inside.address + PATH, data=io.BytesIO(body), headers=sent) as answer,
    ):
        assert answer.status == status
    assert caplog.text == ""
    assert kept(hall) == before


async def test_what_cannot_be_stored_comes_again(
    hall: Inside, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    [ana] = hall.school("Ana").people
    envelope = await told(hall, ana)
    before = kept(hall)

    async def fails(*_: object) -> None:
        raise ValueError(SPEECH)

    with monkeypatch.context() as broken:
        broken.setattr(hall.inside.kit.store, "write", fails)
        assert not await hall.slack.sends_again(envelope)
    assert kept(hall) == before
    assert "slack_unheard ValueError" in caplog.text
    assert SPEECH not in caplog.text
    assert await hall.slack.sends_again(envelope)


async def test_told_to_stop_it_takes_nothing_new_and_answers_what_it_took(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, small, mode=Mode.HTTP) as hall:
        [ana] = hall.school("Ana").people
        first = await told(hall, ana)
        second = replace(first, payload={**first.payload, "trigger_id": new_id("1.")})
        came, go, hear = asyncio.Event(), asyncio.Event(), Listener.hear

        async def slowly(listener: Listener, body: Body) -> Json:
            came.set()
            await go.wait()
            return await hear(listener, body)

        monkeypatch.setattr(Listener, "hear", slowly)
        taken = asyncio.create_task(hall.slack.sends_again(first))
        await came.wait()
        platform = hall.inside.platform
        assert platform is not None
        stopping = asyncio.create_task(platform.stop())
        await asyncio.sleep(0)
        assert not platform.is_up
        assert not await hall.slack.sends_again(second)
        go.set()
        assert await taken
        await stopping
        known = {row[0] for row in hall.bot.rows("SELECT id FROM events")}
        assert f"slack:{first.payload['trigger_id']}" in known
        assert f"slack:{second.payload['trigger_id']}" not in known


async def test_it_is_closed_until_it_is_opened_and_ends_when_everything_is_answered() -> None:
    came, go = asyncio.Event(), asyncio.Event()

    async def slowly() -> BoltResponse:
        came.set()
        await go.wait()
        return BoltResponse(status=200)

    async def anybody() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None)

    app = AsyncApp(name="slow", signing_secret=SECRET, authorize=anybody)
    app.use(slowly)
    way, ours = Arrivals(SECRET), web.Application()
    ours.add_routes(way.routes)
    async with TestClient(TestServer(ours)) as client:

        async def status() -> int:
            sent = {**signed(SECRET, b"{}"), **JSON}
            return (await client.post(PATH, data=b"{}", headers=sent)).status

        assert [way.is_up, await status()] == [False, 503]
        await way.open(app)
        assert way.is_up
        taken = asyncio.create_task(status())
        await came.wait()
        ending = asyncio.create_task(way.end(60.0))
        await asyncio.sleep(0)
        assert [way.is_up, await status(), ending.done()] == [False, 503, False]
        go.set()
        await ending
        assert await taken == 200


async def test_taken_out_of_the_workspace_it_is_down_and_ends_when_told(
    small: Path, tmp_path: Path
) -> None:
    async with opened(tmp_path, small, mode=Mode.HTTP) as hall:
        platform = hall.inside.platform
        assert platform is not None
        assert platform.is_up
        hall.team.uninstalls()
        await hall.slack.until_quiet()
        await hall.inside.stop()
        assert [platform.is_up, await hall.slack.verifies_url()] == [False, False]


async def test_beside_a_token_what_switches_bolts_own_installations_on_has_no_effect(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name, value in (("SLACK_CLIENT_ID", "1.2"), ("SLACK_CLIENT_SECRET", "s"),
                        ("HOME", str(home))):  # fmt: skip
        monkeypatch.setenv(name, value)
    async with opened(tmp_path, small, mode=Mode.HTTP) as hall:
        school = hall.school("Ana")
        [ana] = school.people
        await ana.writes_directly("/debate start format:alone")
        await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
        async with (
            aiohttp.ClientSession() as session,
            session.get(hall.inside.address + INSTALL) as answer,
        ):
            assert answer.status == 404
    assert list(home.glob("*bolt*")) == []
