"""What Slack tells us, as what somebody did: typed a command, pressed a button, wrote, and so on.

A *deed* is told as Slack's JSON (its *body*) and can be read from it again after a crash. Its
*event* is what it is known by when it is told twice; a mention is told in two ways, of which one
counts.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from bot.app.ports import Place
from bot.platforms.slack import PLATFORM, buttons, forms
from bot.platforms.slack.addresses import Address
from bot.platforms.slack.manifest import PRACTISE
from bot.platforms.slack.safe import emoji_in, people_in, typed

Body = Mapping[str, Any]

LONGEST_NAME = 40
_SECOND = 1_000  # ms
UNNAMED = "Student"  # of whom a name is nothing that can be shown
HERE = "@"  # the place of a form that was opened on the bot's own page
SHOW = "h"  # the action id of the button that shows what waits
# A button that we do not know is of long ago: how things stand now is the answer.
_LONG_AGO = "/debate status"
_HUMAN = frozenset({None, "file_share", "thread_broadcast"})  # kinds of messages that people write


class Kind(Enum):
    """What somebody did."""

    TYPED = "typed"  # a slash command
    PRESSED = "pressed"  # a button
    SHOWN = "shown"  # the button that shows what waits
    CHOSEN = "chosen"  # a menu in a form that is still open
    FILLED = "filled"  # a form was sent
    MENTIONED = "mentioned"  # wrote to us in a channel or a thread
    TOLD = "told"  # wrote to us directly
    AIMED = "aimed"  # a message's shortcut, to practise against it
    WRITTEN = "written"  # wrote in a thread, to nobody in particular


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody did. `channel` is empty on the bot's own page and begins with D where it was
    done directly; `people` are ids of those named in the text, by how they stand there; `name` is
    who did it, as far as it says; `trigger` opens a form; `url` is where it can be answered; `view`
    is the form.
    """

    event: str
    kind: Kind
    user: str
    team: str
    text: str
    channel: str = ""
    thread: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    trigger: str = ""
    url: str = ""
    view: Body = field(default_factory=dict)

    @property
    def direct(self) -> bool:
        """Whether nobody else is there."""
        return not self.channel or self.channel.startswith("D")

    @property
    def place(self) -> Place:
        """Where it was done."""
        if self.direct:
            return Place(platform=PLATFORM, channel=f"@{self.address(self.user)}")
        channel, thread = self.address(self.channel), self.address(self.channel, self.thread)
        return Place(platform=PLATFORM, channel=channel, thread=thread if self.thread else "")

    def address(self, of: str, ts: str = "") -> str:
        """The address of a person, a channel or a message in the workspace where it was done."""
        return str(Address(team=self.team, id=of, ts=ts))

    @property
    def origin(self) -> str:
        """The same in words for a form that is opened by it: see `forms.Filled.place`."""
        return f"{self.channel} {self.thread}".strip() or HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """We were taken out of a workspace. `at` is UTC ms, of which Slack tells whole seconds."""

    event: str
    team: str
    at: int

    def before(self, moment: int) -> bool:
        """Whether it was in an earlier second."""
        return self.at // _SECOND < moment // _SECOND


def deed(body: Body, me: str, *, threads: bool = False) -> Deed | None:
    """What somebody did; nothing for what does not concern us. `me` is our own user id; `threads`:
    what is written in threads counts without a mention too.
    """
    found = _deed(body, me, threads=threads)
    if found is None or me not in found.people.values():
        return found
    others = {word: user for word, user in found.people.items() if user != me}
    return replace(found, people=others)  # we are nobody to invite


def _deed(body: Body, me: str, *, threads: bool) -> Deed | None:
    if "command" in body:
        return _command(body)
    kind = body.get("type")
    if kind == "block_actions" and body.get("actions"):
        return _action(body)
    if kind == "view_submission":
        return _filled(body)
    if kind == "message_action" and body.get("callback_id") == PRACTISE:
        return _aimed(body)
    if kind == "event_callback":
        return _event(body, me, threads=threads)
    return None


def looker(body: Body) -> str | None:
    """Who has opened the bot's own page; nothing for anything else."""
    told = body.get("event") or {}
    opened = told.get("type") == "app_home_opened" and told.get("tab") == "home"
    return str(told["user"]) if opened and told.get("user") else None


def farewell(body: Body) -> Farewell | None:
    """That the app was taken out of the workspace, or its token taken back, if it was."""
    told = body.get("event") or {}
    revoked = told.get("type") == "tokens_revoked" and (told.get("tokens") or {}).get("bot")
    if told.get("type") != "app_uninstalled" and not revoked:
        return None
    event = f"{PLATFORM}:{body['event_id']}"
    return Farewell(event=event, team=team(body), at=int(body["event_time"]) * _SECOND)


def classroom(team: str) -> str:
    """A workspace's classroom."""
    return f"{PLATFORM}:{team}"


def usable_name(name: str) -> str:
    """A name that can be shown, of at most 40 characters."""
    kept = "".join(c for c in unicodedata.normalize("NFC", name) if c.isprintable())
    return " ".join(kept.split())[:LONGEST_NAME].strip() or UNNAMED


def _command(body: Body) -> Deed:
    text = str(body.get("text") or "")
    return Deed(
        event=f"{PLATFORM}:{body['trigger_id']}",
        kind=Kind.TYPED,
        user=str(body["user_id"]),
        team=str(body["team_id"]),
        channel=str(body.get("channel_id") or ""),
        text=f"{body['command']} {typed(text)}".strip(),
        people=people_in(text),
        name=str(body.get("user_name") or ""),
        trigger=str(body["trigger_id"]),
        url=str(body.get("response_url") or ""),
    )


def _action(body: Body) -> Deed:
    action, view = body["actions"][0], body.get("view") or {}
    container = body.get("container") or {}
    named = str(action.get("action_id") or "")
    pressed = buttons.read(named, action.get("value"))
    kind = Kind.SHOWN if named == SHOW else Kind.PRESSED
    if container.get("type") == "view" and view.get("type") == "modal":
        kind = Kind.CHOSEN
    message = body.get("message") or {}
    return Deed(
        event=f"{PLATFORM}:{body['trigger_id']}",
        kind=kind,
        user=str(body["user"]["id"]),
        team=_team(body),
        channel=str(container.get("channel_id") or (body.get("channel") or {}).get("id") or ""),
        thread=str(container.get("thread_ts") or message.get("thread_ts") or ""),
        text=pressed.command if pressed else _LONG_AGO,
        name=_named(body),
        trigger=str(body["trigger_id"]),
        url=str(body.get("response_url") or ""),
        view=view,
    )


def _aimed(body: Body) -> Deed:
    """The text is that of the message, which may be anybody's."""
    message = body.get("message") or {}
    return Deed(
        event=f"{PLATFORM}:{body['trigger_id']}",
        kind=Kind.AIMED,
        user=str(body["user"]["id"]),
        team=_team(body),
        channel=str((body.get("channel") or {}).get("id") or ""),
        thread=str(message.get("thread_ts") or ""),
        text=typed(str(message.get("text") or ""), emoji_in(message.get("blocks"))),
        name=_named(body),
        trigger=str(body["trigger_id"]),
        url=str(body.get("response_url") or ""),
    )


def _filled(body: Body) -> Deed | None:
    filled = forms.read(body["view"])
    if filled is None:
        return None
    channel, _, thread = filled.place.partition(" ")
    given = filled.values.values()
    return Deed(
        event=f"{PLATFORM}:{body['view']['id']}:{body['view']['hash']}",
        kind=Kind.FILLED,
        user=str(body["user"]["id"]),
        team=_team(body),
        channel="" if channel == HERE else channel,
        thread=thread,
        text=forms.line(filled),
        people={name: user for value in given for name, user in _chosen(value).items()},
        name=_named(body),
        trigger=str(body.get("trigger_id") or ""),
        view=body["view"],
    )


def _event(body: Body, me: str, *, threads: bool) -> Deed | None:
    told = body.get("event") or {}
    if told.get("bot_id") or told.get("subtype") not in _HUMAN or not told.get("user"):
        return None
    kind = _written(told, me, threads=threads)
    if kind is None or told["user"] == me:
        return None
    raw = without_mention(str(told.get("text") or ""), me)
    return Deed(
        event=f"{PLATFORM}:{body['event_id']}",
        kind=kind,
        user=str(told["user"]),
        team=str(body["team_id"]),
        channel=str(told["channel"]),
        thread=str(told.get("thread_ts") or ""),
        text=typed(raw, emoji_in(told.get("blocks"))),
        people=people_in(raw),
    )


def _written(told: Body, me: str, *, threads: bool) -> Kind | None:
    """What kind of writing an event tells of; a mention in a channel comes as an event of its own
    beside the message.
    """
    directly = told.get("channel_type") == "im" or str(told.get("channel")).startswith("D")
    if told.get("type") == "app_mention":
        return None if directly else Kind.MENTIONED
    if told.get("type") != "message":
        return None
    if directly:
        return Kind.TOLD
    if f"<@{me}" in str(told.get("text")) or not threads or not told.get("thread_ts"):
        return None
    return Kind.WRITTEN


def without_mention(text: str, me: str) -> str:
    """A message as Slack sends it, without the mentions of us at its start and end."""
    mine = rf"<@{re.escape(me)}(?:\|[^<>]*)?>"
    return re.sub(rf"^(?:\s*{mine})+[\s,:]*|(?:\s*{mine})+\s*$", "", text).strip()


def team(body: Body) -> str:
    """The workspace in which something happened."""
    return str(body.get("team_id") or _team(body))


def _team(body: Body) -> str:
    return str((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or "")


def _named(body: Body) -> str:
    return str(body["user"].get("username") or body["user"].get("name") or "")


def _chosen(value: str) -> dict[str, str]:
    """A person who was chosen in a menu, by how they stand in the line that means the same."""
    found = re.fullmatch(r"<@([A-Z0-9]+)>", value)
    return {value: found[1]} if found else {}
