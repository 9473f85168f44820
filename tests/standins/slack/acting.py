"""What Slack sends the app for a command, a press, a shortcut, a form."""

import secrets
import time

from tests.standins.slack.courier import Envelope, Kind
from tests.standins.slack.ids import new_id, new_ts
from tests.standins.slack.manifest import part
from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.shapes import (
    channel_part,
    message_json,
    team_part,
    user_part,
    view_json,
)
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import (
    AnswerUrl,
    Body,
    Channel,
    Install,
    Message,
    Trigger,
    User,
    View,
)


def install_of(stage: Stage, user: User) -> Install:
    """The app where a person is. Raises CannotDo if it is not there."""
    install = stage.world.teams[user.team].install
    if install is None or install.ended:
        raise CannotDo("the app is not in this workspace")
    return install


def new_trigger(stage: Stage, user: User, within: View | None = None) -> Trigger:
    """A trigger that lives from now on."""
    name = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
    made = Trigger(id=name, team=user.team, user=user.id, began=time.monotonic(), within=within)
    stage.world.triggers[name] = made
    return made


def new_url(stage: Stage, user: User, channel: Channel, source: Message | None) -> AnswerUrl:
    """A response_url that lives from now on."""
    made = AnswerUrl(
        id=new_id("R"), team=user.team, channel=channel.id, user=user.id,
        began=time.monotonic(), source=source,
    )  # fmt: skip
    stage.world.urls[made.id] = made
    return made


def send_command(
    stage: Stage, user: User, channel: Channel, line: str
) -> tuple[Envelope, Trigger, AnswerUrl]:
    """A slash command, its text as it stands."""
    command, _, text = line.partition(" ")
    team = stage.world.teams[user.team]
    trigger, url = new_trigger(stage, user), new_url(stage, user, channel, None)
    payload: Body = {
        "token": "verification-token",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_part(channel)["name"],
        "user_id": user.id,
        "user_name": user.handle,
        "command": command,
        "text": text.strip(),
        "api_app_id": stage.world.app.id,
        "is_enterprise_install": "false",
        "response_url": _address(stage, url),
        "trigger_id": trigger.id,
    }
    return stage.courier.send(stage, Kind.COMMAND, payload), trigger, url


def _address(stage: Stage, url: AnswerUrl) -> str:
    return f"{stage.origin}/answer/{url.id}"


def _common(stage: Stage, user: User, kind: str, trigger: Trigger) -> Body:
    """What every interaction carries. Raises CannotDo."""
    install_of(stage, user)
    if not part(stage.world.app.manifest, "settings", "interactivity", "is_enabled"):
        raise CannotDo("the manifest has interactivity off")
    return {
        "type": kind,
        "user": user_part(stage.world, user.id),
        "team": team_part(stage.world.teams[user.team]),
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": stage.world.app.id,
        "token": "verification-token",
        "trigger_id": trigger.id,
    }


def send_action(
    stage: Stage, user: User, place: Message | View, action: Body
) -> tuple[Envelope, Trigger, AnswerUrl | None]:
    """Something worked in a message or a view."""
    within = place if isinstance(place, View) else None
    trigger = new_trigger(stage, user, within)
    payload = _common(stage, user, "block_actions", trigger)
    payload["actions"] = [action | {"action_ts": new_ts()}]
    url = None
    if isinstance(place, View):
        payload["view"] = view_json(stage.world, place)
        payload["container"] = {"type": "view", "view_id": place.id}
    else:
        channel = stage.world.channels[place.channel]
        url = new_url(stage, user, channel, place)
        payload |= _of_message(stage, channel, place) | {"response_url": _address(stage, url)}
    return stage.courier.send(stage, Kind.INTERACTION, payload), trigger, url


def _of_message(stage: Stage, channel: Channel, message: Message) -> Body:
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(message.only_for),
    }
    if message.thread:
        container["thread_ts"] = message.thread
    made: Body = {"container": container, "channel": channel_part(channel)}
    made["state"] = {"values": {}}
    if not message.only_for:  # platforms.md: clicks on ephemeral messages carry no `message`
        made["message"] = message_json(stage.world, message, stage.origin)
    return made


def send_shortcut(
    stage: Stage, user: User, callback: str, message: Message | None
) -> tuple[Envelope, Trigger, AnswerUrl | None]:
    """A shortcut: of a message, or from anywhere."""
    trigger = new_trigger(stage, user)
    kind = "shortcut" if message is None else "message_action"
    payload = _common(stage, user, kind, trigger)
    payload |= {"callback_id": callback, "action_ts": new_ts()}
    url = None
    if message is not None:
        channel = stage.world.channels[message.channel]
        url = new_url(stage, user, channel, message)
        payload["channel"] = channel_part(channel)
        payload["message"] = message_json(stage.world, message, stage.origin)
        payload |= {"message_ts": message.ts, "response_url": _address(stage, url)}
    return stage.courier.send(stage, Kind.INTERACTION, payload), trigger, url


def send_view(stage: Stage, user: User, view: View, kind: str) -> tuple[Envelope, Trigger]:
    """A form that is sent (view_submission) or closed (view_closed)."""
    trigger = new_trigger(stage, user, view)
    payload = _common(stage, user, kind, trigger) | {"view": view_json(stage.world, view)}
    if kind == "view_submission":
        payload["response_urls"] = []
    else:
        payload["is_cleared"] = False
    return stage.courier.send(stage, Kind.INTERACTION, payload), trigger


def send_search(stage: Stage, user: User, view: View, names: Body, typed: str) -> Envelope:
    """What a person types into a menu whose options the app knows. `names`: block and action."""
    payload = _common(stage, user, "block_suggestion", new_trigger(stage, user, view))
    payload.pop("trigger_id")
    payload |= names | {"value": typed}
    payload |= {"view": view_json(stage.world, view)}
    payload |= {"container": {"type": "view", "view_id": view.id}}
    return stage.courier.send(stage, Kind.INTERACTION, payload)


async def finished(stage: Stage, envelope: Envelope) -> None:
    """Wait until an envelope is acknowledged, or the person reads an error."""
    within = stage.settings.patience + 2.0
    await stage.changes.until(lambda: envelope.over, within=within, of="an acknowledgement")
