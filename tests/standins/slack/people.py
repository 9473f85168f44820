"""People who use Slack in tests: they type commands, press buttons, fill forms, write.

What a real client does not let a person do raises CannotDo: a command in a thread or one that the
manifest lacks, a button that is not there, a form with an empty input.
"""

from collections.abc import Mapping

from tests.standins.slack import acting, filling
from tests.standins.slack.acting import finished, install_of
from tests.standins.slack.answers import Answer
from tests.standins.slack.filling import Value
from tests.standins.slack.forms import Form
from tests.standins.slack.ids import new_ts
from tests.standins.slack.manifest import part
from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen
from tests.standins.slack.shapes import view_json, wants_escapes
from tests.standins.slack.someone import Someone
from tests.standins.slack.state import Body, Message, View
from tests.standins.slack.text import typed

_MOST_WRITTEN = 12_000  # what a client takes in one message


class Person(Someone):
    """Somebody in a workspace; also the bot, as others see it (`workspace.bot`)."""

    # ── interactions ─────────────────────────────────────────────────────────────────────────────

    async def types(self, room: Room, line: str, thread: Seen | None = None) -> Answer:
        """A slash command: `await ana.types(room, "/debate start format:duel")`.

        Waits for the acknowledgement, at most 3 s (`Answer.failed`).
        """
        return await self._finish(self.begins(room, line, thread))

    def begins(self, room: Room, line: str, thread: Seen | None = None) -> Answer:
        """The same without waiting for anything."""
        self.enter(room.channel)
        command, _, text = line.partition(" ")
        install_of(self._stage, self.user)
        escapes = wants_escapes(self._stage.world, command)
        if escapes is None:
            raise CannotDo(f"{command} is not a valid command")
        if thread is not None or room.thread_ts:
            raise CannotDo(f"{command} is not supported in threads. Sorry!")
        if escapes:
            text = typed(self._stage.world, self.user.team, text, named=True)
        sent = acting.send_command(self._stage, self.user, room.channel, f"{command} {text}")
        return Answer(self._stage, *sent)

    async def _finish(self, answer: Answer) -> Answer:
        await finished(self._stage, answer.envelope)
        return answer

    async def presses(self, place: Seen | Form | None, label: str) -> Answer:
        """A button of a message, a form or the App Home, by its words."""
        if place is None:
            raise CannotDo(f"there is nothing with a button {label!r}")
        block, one = place.button(label)
        return await self._works(place, _pressed(block, one))

    async def forges(self, place: Seen | Form, action_id: str, value: str = "") -> Answer:
        """A press that carries anything at all, as of a button that is long gone."""
        action: Body = {"type": "button", "block_id": "b", "action_id": action_id, "value": value}
        return await self._works(place, action | {"text": _plain_text("?")})

    async def chooses(self, place: Seen | Form, value: Value, menu: str = "") -> Answer:
        """An option of a menu, by value or words."""
        block, one = place.menu(menu)
        state = filling.entered(one, value)
        if isinstance(place, Form):
            place.view.values[block][one["action_id"]] = state
        return await self._works(place, state | _names(block, one))

    async def _works(self, place: Seen | Form, action: Body) -> Answer:
        place.there()
        if isinstance(place, Form):
            return await self._finish(self._sent(place.view, action))
        self.looks_at(place.message)
        return await self._finish(self._sent(place.message, action))

    def _sent(self, place: Message | View, action: Body) -> Answer:
        return Answer(self._stage, *acting.send_action(self._stage, self.user, place, action))

    async def fills(
        self, form: Form | None, values: Mapping[str, Value] | None = None, /, **named: Value
    ) -> Answer:
        """A form: values by label, block id or action id; others keep what they hold. Submits it.

        What the app finds wrong is in `answer.errors`; the form stays open then.
        """
        if form is None:
            raise CannotDo("no form is open")
        form.there()
        filling.fill(form, {**(values or {}), **named})
        filling.check(form)
        form.view.errors = {}
        sent = acting.send_view(self._stage, self.user, form.view, "view_submission")
        answer = Answer(self._stage, *sent)
        answer.view = form.view
        return await self._finish(answer)

    async def closes(self, form: Form) -> None:
        """A form without sending it; the app is told if it asked for that."""
        form.there()
        form.view.open = False
        self._stage.changes.happened()
        if form.view.shown.get("notify_on_close"):
            sent = acting.send_view(self._stage, self.user, form.view, "view_closed")
            await self._finish(Answer(self._stage, *sent))

    async def completes(self, form: Form, menu: str, text: str) -> list[Body]:
        """Options while a person types into a menu that asks the app."""
        block, one = form.menu(menu)
        if one["type"] != "external_select":
            raise CannotDo(f"{menu!r} does not ask the app")
        envelope = acting.send_search(self._stage, self.user, form.view, _names(block, one), text)
        await finished(self._stage, envelope)
        body = envelope.reply.body if envelope.reply is not None else None
        return list((body or {}).get("options") or [])

    async def shortcut(self, message: Seen | None, named: str) -> Answer:
        """A shortcut by its words or callback id: of a message, or (None) from anywhere."""
        kind = "message" if message is not None else "global"
        if message is not None:
            self.looks_at(message.message)
        for one in part(self._stage.world.app.manifest, "features", "shortcuts") or []:
            if one["type"] == kind and named in (one["name"], one["callback_id"]):
                target = message.message if message is not None else None
                sent = acting.send_shortcut(self._stage, self.user, one["callback_id"], target)
                return await self._finish(Answer(self._stage, *sent))
        raise CannotDo(f"the manifest has no {kind} shortcut {named!r}")

    def opens_home(self, tab: str = "home") -> Form | None:
        """The app's page; what it shows at that moment. The app is told."""
        install = install_of(self._stage, self.user)
        event: Body = {"type": "app_home_opened", "user": self.id, "channel": self.dm.id}
        event |= {"tab": tab, "event_ts": new_ts()}
        shown = self.home
        if shown is not None and tab == "home":
            event["view"] = view_json(self._stage.world, shown.view)
        self._stage.courier.tell(self._stage, install, "app_home_opened", event)
        return shown


def _plain_text(text: str) -> Body:
    return {"type": "plain_text", "text": text, "emoji": True}


def _names(block: str, one: Body) -> Body:
    return {"block_id": block, "action_id": one["action_id"]}


def _pressed(block: str, one: Body) -> Body:
    made: Body = {"type": "button", "text": one["text"]} | _names(block, one)
    return made | {name: one[name] for name in ("value", "style", "url") if name in one}
