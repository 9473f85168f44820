"""The stand-in under slack-bolt, as a bot uses it. Skipped where slack-bolt is not installed."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.standins.slack.rooms import Workspace
from tests.standins.slack.server import Slack
from tests.standins.slack.signing import Wrong
from tests.standins.slack.tests.clients import actions, button, modal, section, speech
from tests.standins.slack.text import escaped

bolt: Any = pytest.importorskip("slack_bolt.async_app", reason="slack-bolt is not installed")
sdk: Any = pytest.importorskip("slack_sdk.web.async_client")

# The web client warns of its own deprecated parts at import and use; that is not our matter.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


async def debate(ack: Any, command: Any, client: Any) -> None:  # noqa: ANN401 - bolt's own kinds
    await ack("A moment.")
    blocks = [section("Round one"), actions(button("Speak", "speak", value="r1"))]
    outbox = {"event_type": "outbox", "event_payload": {"id": "o1"}}
    place = command["channel_id"]
    await client.chat_postMessage(channel=place, text="Round one", blocks=blocks, metadata=outbox)


async def speak(ack: Any, body: Any, client: Any) -> None:  # noqa: ANN401
    await ack()
    view = modal(speech(initial_value="My draft"))
    await client.views_open(trigger_id=body["trigger_id"], view=view)


async def spoken(ack: Any, view: Any, body: Any, client: Any) -> None:  # noqa: ANN401
    words = view["state"]["values"]["speech"]["text"]["value"]
    if len(words) < 5:
        await ack(response_action="errors", errors={"speech": "Say more."})
        return
    await ack()
    heard = f"Heard: {escaped(words)}"
    sent = await client.chat_postMessage(channel=body["user"]["id"], text=heard)
    file = {"filename": "chart.png", "content": b"png", "alt_txt": "A chart", "title": "Chart"}
    await client.files_upload_v2(channel=sent["channel"], **file)


async def mentioned(event: Any, say: Any) -> None:  # noqa: ANN401
    await say(text="Yes?", thread_ts=event.get("thread_ts") or event["ts"])


async def home(event: Any, client: Any) -> None:  # noqa: ANN401
    view = {"type": "home", "blocks": [section("My rounds")]}
    await client.views_publish(user_id=event["user"], view=view)


async def nothing() -> None:
    pass


def bot(slack: Slack) -> Any:  # noqa: ANN401 - an AsyncApp, untyped here
    """A bot with a command, a button, a form, a home, and an ear for mentions."""
    client = sdk.AsyncWebClient(token=slack.token, base_url=slack.api_base)
    app = bolt.AsyncApp(client=client, signing_secret=slack.app.signing_secret)
    app.command("/debate")(debate)
    app.action("speak")(speak)
    app.view("speak")(spoken)
    app.event("app_mention")(mentioned)
    app.event("app_home_opened")(home)
    app.event("message")(nothing)
    return app


@asynccontextmanager
async def by_socket(slack: Slack) -> AsyncIterator[None]:
    """The bot in Socket Mode."""
    handlers: Any = pytest.importorskip("slack_bolt.adapter.socket_mode.aiohttp")
    handler = handlers.AsyncSocketModeHandler(bot(slack), slack.app_token, ping_interval=0.1)
    await handler.connect_async()
    try:
        await slack.until_connected()
        yield
    finally:
        await handler.close_async()


@asynccontextmanager
async def by_http(slack: Slack) -> AsyncIterator[None]:
    """The bot behind signed HTTP."""
    runner = web.AppRunner(bot(slack).web_app(path="/slack/events"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.sends_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        yield
    finally:
        await slack.until_quiet()
        await runner.cleanup()


@pytest.mark.parametrize("mode", [by_socket, by_http])
async def test_a_bot_of_bolt_does_everything_in_both_modes(
    slack: Slack, team: Workspace, mode: Callable[[Slack], AbstractAsyncContextManager[None]]
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    async with mode(slack):
        answer = await ana.types(room, "/debate start format:solo")
        assert (await answer.replies()).text == "A moment."
        seen = await slack.until_message(room, "Round one")
        assert seen.metadata == {"event_type": "outbox", "event_payload": {"id": "o1"}}
        form = await (await ana.presses(seen, "Speak")).opens()
        assert form.values == {"Your speech": "My draft"}
        wrong = await ana.fills(form, {"Your speech": "No"})
        assert (wrong.errors, form.open) == ({"Your speech": "Say more."}, True)
        await ana.fills(form, text="Phones help <us> learn.")
        await slack.until(lambda: any(one.files for one in ana.direct))
        heard, chart = ana.direct
        assert (heard.text, chart.files[0].alt) == ("Heard: Phones help <us> learn.", "A chart")
        await ana.mentions(room, "flow", thread=seen)
        assert (await slack.until_message(room.thread(seen), "Yes?")).author == "debate-bot"
        ana.opens_home()
        await slack.until(lambda: ana.home and ana.home.text == "My rounds")
        await slack.until_quiet()
        assert all(one.acknowledged for one in slack.deliveries)


async def test_a_bot_of_bolt_comes_back_after_a_refresh_and_a_cut(
    slack: Slack, team: Workspace
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    sockets = slack.stage.courier.sockets
    async with by_socket(slack):
        slack.refreshes_sockets()
        await slack.until(lambda: sockets.opened > 1 and slack.sockets == 1)
        slack.cuts_sockets()
        await slack.until(lambda: sockets.opened > 2 and slack.sockets == 1)
        await ana.mentions(room, "flow")
        await slack.until_message(room.thread(room.messages[0]), "Yes?")


@pytest.mark.parametrize("wrong", list(Wrong))
async def test_bolt_refuses_what_slack_never_sent(
    slack: Slack, team: Workspace, wrong: Wrong
) -> None:
    async with by_http(slack):
        await team.member("Ana").says(team.channel("debates"), "Hello")
        await slack.until_quiet()
        assert await slack.sends_wrong(slack.deliveries[0], wrong) == 401
        assert await slack.replays(slack.deliveries[0]) == 200
